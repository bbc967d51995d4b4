"""Rosters: the public shift-scheduling benchmark (Curtois and Qu 2014) beside one CP-SAT model."""
import tempfile

from harness.bench import Table

TITLE = "Rosters"

# Best known values, schedulingbenchmarks.org and the papers it names.
KNOWN = {1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631, 11: 3443, 12: 4040,
         14: 1278, 16: 3225, 18: 4459, 20: 4743}
HARD = [8, 12, 14, 16, 18, 20]


def tables(bench):
    if bench.data is None:
        bench.say("rosters: CHENGXU_SHARED_DATA is not set; no rows")
        return []
    folder = bench.data / "shift-scheduling"
    easy = [number for number in KNOWN if number not in HARD]
    rows = [row(bench, folder, number, 60) for number in easy]
    rows += [row(bench, folder, number, 60 if bench.is_quick else 600) for number in HARD]
    return [Table(
        "Shift scheduling beside OR-Tools CP-SAT 9.15 at the same CPU time",
        ["instance", "limit s", "found", "bound", "status", "best known", "above %", "CPU s", "CP-SAT found",
         "CP-SAT above %", "CP-SAT CPU s"],
        rows,
        ["Ours has one thread and the limit by the clock; CP-SAT gets one model, two workers and as many CPU seconds as ours "
         "used. Instance 20's best known roster costs 4 743 by a bound that its sources prove and 4 943 by a roster that they "
         "show; the column takes the first."])]


def row(bench, folder, number, seconds):
    path = folder / f"Instance{number}.txt"
    with tempfile.NamedTemporaryFile(suffix=".txt") as out:
        ours = bench.chengxu("roster", "solve", "--format", "shift-scheduling", path, "--time-limit", seconds, "--seed", 1,
                             "--out", out.name, "--json", seconds=4 * seconds)
    peer = bench.peer("shifts.py", path, max(5, ours.cpu), seconds=10 * seconds)
    answer, other = ours.answer or {}, peer.answer or {}
    return [number, seconds, answer.get("objective"), answer.get("bound"), answer.get("status"), KNOWN[number],
            above(answer, number), ours.cpu, other.get("objective"), above(other, number), peer.cpu]


def above(answer, number):
    if answer.get("objective") is None:
        return None
    return 100 * (answer["objective"] - KNOWN[number]) / KNOWN[number]
