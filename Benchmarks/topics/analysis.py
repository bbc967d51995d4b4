"""Analysis: where the next year's crashes will be, beside last year's count and a kernel density in numpy."""
import datetime

from harness.bench import Table

TITLE = "Analysis"

SHARES = ["0.01", "0.02", "0.05", "0.10"]
# Each year learnt from all days before it; the last is the one that is held out by default.
ORIGINS = ["2013-12-04", "2014-12-04", "2015-12-04", "2016-12-04", "2017-12-04"]
FIRST = "2011-01-01"


def tables(bench):
    folder = bench.instances / "porto-alegre"
    made = bench.chengxu("import", "--data", folder, "--format", "json", "--quiet")
    if made.code != 0:
        return [Table("The bundled city could not be read", ["exit code", "error"], [[made.code, made.error[-200:]]])]
    runs = [(origin, *run(bench, folder, origin)) for origin in (ORIGINS[-1:] if bench.is_quick else ORIGINS)]
    return [years(runs), models(runs[-1][2])]


def run(bench, folder, origin):
    last = datetime.date.fromisoformat(origin)
    test = [(last + datetime.timedelta(days=days)).isoformat() for days in (1, 365)]
    ours = bench.chengxu("analyze", "--data", folder, "--train", f"{FIRST}..{origin}", "--test", "..".join(test),
                         "--format", "json", "--quiet")
    peer = bench.peer("hotspots.py", folder / "snapshot.json", FIRST, origin, *test)
    return test[0], ours, peer


def named(ours, name):
    return next(model for model in ours.answer["models"] if model["name"] == name)


def percent(scores):
    return [f"{scores[share] * 100:.1f} %" for share in SHARES]


def years(runs):
    rows = []
    for _, first, ours, peer in runs:
        if ours.answer is None or peer.answer is None:
            rows.append([first, "no answer", ours.error[-80:] or peer.error[-80:]])
            continue
        counted = named(ours, "last-year-count")["hitRate"]
        agrees = all(abs(counted[share] - peer.answer["lastYearCount"][share]) < 1e-6 for share in SHARES)
        rows.append([first, f"risk field ({ours.answer['selection']['chosen']})",
                     *percent(named(ours, "risk-field")["hitRate"]), ours.cpu, ours.megabytes])
        rows.append([first, "last year's count, numpy" + ("" if agrees else ", not what ours counts"),
                     *percent(peer.answer["lastYearCount"]), peer.cpu, peer.megabytes])
        rows.append([first, "kernel density, numpy", *percent(peer.answer["kernelDensity"]), None, None])
    return Table("Hit rate on the year after, by share of street length", ["year from", "model", "1 %", "2 %", "5 %", "10 %",
                 "CPU s", "MB"], rows,
                 ["Bundled city. Ours compares eight models on four quarters, chooses, and reckons 95 % intervals for all of "
                  "them in four sets of hours; the peer counts once and spreads once, both in one process."])


def models(ours):
    if ours.answer is None:
        return Table("Models", ["error"], [[ours.error[-200:]]])
    rows = []
    for model in ours.answer["models"]:
        ahead = [f"{model['advantage'][share]['hitRate'] * 100:+.1f} ({model['advantage'][share]['interval']['lower'] * 100:+.1f} … "
                 f"{model['advantage'][share]['interval']['upper'] * 100:+.1f})" for share in SHARES]
        rows.append([model["name"], *percent(model["hitRate"]), *ahead])
    return Table("All models on the last full year; points over the best baseline (95 %)",
                 ["model", "1 %", "2 %", "5 %", "10 %", "at 1 %", "at 2 %", "at 5 %", "at 10 %"], rows)
