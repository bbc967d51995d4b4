"""Covering: the recipe of Cordeau, Furini and Ljubic, the Chinese traffic-patrol platforms."""
from harness.bench import Table
from instances import cordeau

TITLE = "Covering"

RADII = {10: [5.5, 5.75, 6, 6.25], 15: [4, 4.25, 4.5, 4.75, 5], 20: [3.25, 3.5, 3.75, 4, 4.25]}
# Proven by HiGHS and CP-SAT alike, seed 1.
KNOWN = {
    (10_000, 5.5, 10): 441_545, (10_000, 4, 15): 395_780, (10_000, 3.25, 20): 356_433,
    (100_000, 5.5, 10): 4_431_761, (100_000, 4, 15): 3_939_218, (100_000, 3.25, 20): 3_563_611,
    (1_000_000, 5.5, 10): 44_433_492, (1_000_000, 4, 15): 39_442_372, (1_000_000, 3.25, 20): 35_556_588,
}


def tables(bench):
    return [recipe(bench), ladder(bench), library(bench)] + shared(bench)


def locate(bench, *arguments, seconds=600):
    return bench.chengxu("locate", "--json", *arguments, seconds=seconds)


def verdict(run, known=None):
    if run.answer is None:
        return "cut" if run.is_cut else "no answer"
    if known is not None and run.answer["objective"] != known:
        return f"{run.answer['status']}, not {known}"
    return run.answer["status"]


def recipe(bench):
    """Every row of the reference table beside numpy and HiGHS on merged cover sets."""
    rows = []
    for count in [10_000, 100_000] if bench.is_quick else [10_000, 100_000, 1_000_000]:
        text, arrays = cordeau.files(bench.instances, 100, count, 1)
        for limit, radius in [(10, 5.5), (15, 4), (20, 3.25)]:
            ours = locate(bench, "--problem", "mclp", "--format", "cordeau", text, "--radius", radius, "--p", limit)
            peer = bench.peer("mclp.py", "classes", arrays, radius, limit, 300)
            rows.append([f"{count:,}", radius, limit, ours.answer and ours.answer["objective"],
                         verdict(ours, KNOWN[count, radius, limit]), ours.cpu, ours.megabytes,
                         peer.answer and peer.answer["objective"], peer.cpu, peer.megabytes, f"{peer.cpu / ours.cpu:.0f} ×"])
    return Table(
        "Maximal covering beside numpy + HiGHS 1.15 on merged cover sets",
        ["points", "radius", "p", "covered", "status", "CPU s", "MB", "peer covered", "peer CPU s", "peer MB", "ratio"], rows,
        ["100 sites, recipe of Cordeau, Furini and Ljubic (EJOR 275, 2019), seed 1. Ours reads the text file, builds the "
         "cover sets and proves; the peer gets the points as binary arrays."])


def ladder(bench):
    """All radii and budgets of the paper; no peer."""
    rows = []
    sizes = [10_000, 100_000] if bench.is_quick else [10_000, 100_000, 1_000_000, 10_000_000]
    for count in sizes:
        text, _ = cordeau.files(bench.instances, 100, count, 1)
        for limit, radii in RADII.items():
            for radius in radii:
                run = locate(bench, "--problem", "mclp", "--format", "cordeau", text, "--radius", radius, "--p", limit)
                answer = run.answer or {}
                rows.append([f"{count:,}", radius, limit, answer.get("objective"),
                             verdict(run, KNOWN.get((count, radius, limit))), answer.get("coverSets"), run.cpu, run.megabytes])
    return Table("All radii and budgets of the recipe",
                 ["points", "radius", "p", "covered", "status", "cover sets", "CPU s", "MB"], rows)


def library(bench):
    """The library that planners would reach for first."""
    rows = []
    text, arrays = cordeau.files(bench.instances, 100, 10_000, 1)
    for limit, radius in [(20, 3.25)] if bench.is_quick else [(10, 5.5), (15, 4), (20, 3.25)]:
        ours = locate(bench, "--problem", "mclp", "--format", "cordeau", text, "--radius", radius, "--p", limit)
        peer = bench.peer("mclp.py", "spopt", arrays, radius, limit, 20, seconds=300)
        answer = peer.answer or {}
        wrong = answer.get("says_optimal") and answer.get("objective") != KNOWN[10_000, radius, limit]
        rows.append([radius, limit, verdict(ours, KNOWN[10_000, radius, limit]), ours.cpu,
                     answer.get("objective"), "says optimal, is not" if wrong else "", peer.cpu,
                     f"{peer.cpu / ours.cpu:.0f} ×"])
    return Table("10 000 points beside spopt 0.7 with PuLP and HiGHS, cut after 20 s of solving",
                 ["radius", "p", "status", "CPU s", "spopt covered", "", "spopt CPU s", "ratio"], rows)


def shared(bench):
    if bench.data is None:
        bench.say("covering: CHENGXU_SHARED_DATA is not set; no rows for the platforms")
        return []
    return [platforms(bench)]


def platforms(bench):
    """Problem B of the Chinese contest in modelling 2011, values in its proven_optima.txt."""
    folder = bench.data / "cumcm2011b"
    base = ["--format", "edges-csv", folder / "roads.csv", "--nodes", folder / "junctions.csv", "--radius", 30]
    keep = ["--keep", f"@{folder / 'platforms.csv'}"]
    district = ["--group", "A"]
    asked = [
        ("district A, all within 3 min, from scratch", ["--problem", "lscp", *district], 15),
        ("district A, most covered by 20", ["--problem", "mclp", "--p", 20, *district], 124.5),
        ("district A, most covered twice by 20", ["--problem", "backup", "--p", 20, *district], 116.1),
        ("district A, incidents × units of way by 20", ["--problem", "pmedian", "--p", 20, *district], 924.5067795),
        ("district A, longest way by 20", ["--problem", "pcenter", "--p", 20, *district], 18.348858),
        ("district A, expected cover by 20 busy 0.3 of the time",
         ["--problem", "mexclp", "--busy", 0.3, "--p", 20, *district], None),
        ("city, all within 3 min, from scratch", ["--problem", "lscp"], 96),
        ("city, all within 3 min, the 80 kept", ["--problem", "lscp", *keep], 134),
        ("city, most covered by 80", ["--problem", "mclp", "--p", 80], 666),
        ("city, the 80 kept and 5 added", ["--problem", "mclp", "--p", 85, *keep], 588.3),
        ("city, the 80 kept and 10 added", ["--problem", "mclp", "--p", 90, *keep], 610.5),
        ("city, the 80 kept and 20 added", ["--problem", "mclp", "--p", 100, *keep], 638.1),
        ("city, incidents × units of way by 80", ["--problem", "pmedian", "--p", 80], None),
        ("city, longest way by 80", ["--problem", "pcenter", "--p", 80], 33.493865),
        ("city, expected cover by 80 busy 0.3 of the time", ["--problem", "mexclp", "--busy", 0.3, "--p", 80], None),
    ]
    rows = []
    for name, arguments, known in asked:
        run = locate(bench, *arguments, *base)
        rows.append([name, run.answer and run.answer["objective"], known, verdict(run, known), run.cpu])
    return Table("Traffic-patrol platforms of a Chinese city (CUMCM 2011 B)",
                 ["question", "found", "known", "status", "CPU s"], rows,
                 ["Ten units of way are a kilometre and a minute; known: docs/platforms.md names the questions."])
