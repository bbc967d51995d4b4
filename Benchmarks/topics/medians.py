"""p-median and p-center: the OR-Library (Beasley 1985), beside HiGHS on the hard end of it."""
import re

from harness.bench import Table
from instances import streets

TITLE = "p-median and p-center"

RADII = [
    127, 98, 93, 74, 48, 84, 64, 55, 37, 20, 59, 51, 36, 26, 18, 47, 39, 28, 18, 13,
    40, 38, 22, 15, 11, 38, 32, 18, 13, 9, 30, 29, 15, 11, 30, 27, 15, 29, 23, 13,
]


def tables(bench):
    if bench.data is None:
        bench.say("medians: CHENGXU_SHARED_DATA is not set; no rows of the OR-Library")
        return [city(bench)]
    return [*published(bench), city(bench)]


def published(bench):
    library = bench.data / "location/pmed"
    files = {k: library / f"pmed{k}.txt" for k in range(1, 41) if (library / f"pmed{k}.txt").exists()}
    if bench.is_quick:
        files = {k: path for k, path in files.items() if k <= 15}
    optima = dict(re.findall(r"pmed(\d+)\s+(\d+)", (library / "pmedopt.txt").read_text()))
    medians = {k: locate(bench, "pmedian", path) for k, path in files.items()}
    centers = {k: locate(bench, "pcenter", path) for k, path in files.items()}
    return [beside(bench, files, medians, centers, optima), each(files, medians, centers, optima)]


def locate(bench, problem, path):
    return bench.chengxu("locate", "--problem", problem, "--format", "orlib", path, "--time-limit", 120, "--json")


def verdict(run, known):
    if run.answer is None:
        return "cut" if run.is_cut else "no answer"
    if run.answer["objective"] != known:
        return f"{run.answer['status']}, not {known}"
    return run.answer["status"]


def is_proven(run, known):
    return verdict(run, known) == "optimal"


def beside(bench, files, medians, centers, optima):
    peers = {k: bench.peer("pmedian.py", files[k], 300) for k in (6, 11)}
    both = sum(peer.cpu for peer in peers.values())
    rows = [[f"HiGHS 1.15, pmed{k}", peer.answer and peer.answer["objective"],
             peer.answer and peer.answer["status"], peer.cpu, None] for k, peer in peers.items()]
    for name, runs, known in [("p-median", medians, {k: int(optima[str(k)]) for k in files}),
                              ("p-center", centers, {k: RADII[k - 1] for k in files})]:
        proven = sum(is_proven(runs[k], known[k]) for k in files)
        spent = sum(run.cpu for run in runs.values())
        rows.append([f"ours, {name}, all {len(files)} files", None, f"{proven} of {len(files)} proven", spent,
                     f"{both / spent:.1f} ×"])
    return Table("All files of the OR-Library at hand beside HiGHS on pmed6 and pmed11 alone",
                 ["what", "cost", "status", "CPU s", "both peers / ours"], rows,
                 ["HiGHS gets the model of ReVelle and Swain, one thread. Each of our runs is a process of its own that "
                  "reads the file, finds all shortest ways, solves and proves."])


def each(files, medians, centers, optima):
    rows = []
    for k in files:
        median, center, cost = medians[k], centers[k], int(optima[str(k)])
        rows.append([f"pmed{k}", cost, verdict(median, cost), median.answer and median.answer["iterations"], median.cpu,
                     RADII[k - 1], verdict(center, RADII[k - 1]), center.answer and center.answer["iterations"],
                     center.cpu])
    return Table("Each file",
                 ["file", "cost", "status", "relaxations", "CPU s", "radius", "status", "relaxations", "CPU s"], rows)


def city(bench):
    """Streets of the bundled city; nobody else's value is known."""
    rows = []
    for count, limit in [(1000, 20)] if bench.is_quick else [(1000, 20), (5000, 50), (5000, 100), (5000, 200)]:
        roads, junctions = streets.files(bench, count)
        run = bench.chengxu("locate", "--json", "--problem", "pmedian", "--format", "edges-csv", roads, "--nodes", junctions,
                            "--p", limit, "--time-limit", 30)
        answer = run.answer or {}
        rows.append([f"{count:,}", limit, answer.get("objective"), answer.get("bound"),
                     answer and f"{100 * answer['gap']:.2f} %", answer.get("status"), run.cpu, run.megabytes])
    return Table("p-median on the streets of the bundled city, 30 s a row",
                 ["junctions", "p", "cost", "bound", "gap", "status", "CPU s", "MB"], rows)
