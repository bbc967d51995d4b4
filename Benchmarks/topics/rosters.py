"""Rosters: the bundled city's people, a real team's months, and the public shift-scheduling benchmark (Curtois and Qu
2014) beside one CP-SAT model."""
import json
import tempfile

from harness.bench import ROOT, Table

TITLE = "Rosters"

# Best known values, schedulingbenchmarks.org and the papers it names.
KNOWN = {1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631, 11: 3443, 12: 4040,
         14: 1278, 16: 3225, 18: 4459, 20: 4743}
HARD = [8, 12, 14, 16, 18, 20]


def tables(bench):
    own = [city(bench)]
    if bench.data is None:
        bench.say("rosters: CHENGXU_SHARED_DATA is not set; the published problems have no rows")
        return own
    return own + [months(bench)] + published(bench)


def city(bench):
    """Rosters of the bundled city, and the repair after a sick call in each."""
    folder = ROOT / ".tools/bench/city"
    if not (folder / "plan.json").exists():
        bench.chengxu("demo", "--once", "--out", folder, "--quiet", seconds=1800)
    rows = []
    for weeks in [1, 4]:
        made = bench.chengxu("roster", "week", "--weeks", weeks, "--seed", 1, "--time-limit", 120, "--data", folder,
                             "--format", "json", "--quiet")
        answer = made.answer or {}
        repair = bench.chengxu("roster", "repair", *sick_call(folder), "--data", folder, "--format", "json", "--quiet")
        rows.append([weeks, answer.get("people"), answer.get("objective"), answer.get("bound"),
                     100 * answer["gap"] if answer else None, answer.get("status"), made.cpu, made.wall,
                     (repair.answer or {}).get("peopleAffected"), repair.cpu, repair.wall])
    return Table(
        "The bundled city: all brigades and offices, and the repair after a sick call",
        ["weeks", "people", "points", "bound", "gap %", "status", "CPU s", "s", "repair changes people", "repair CPU s",
         "repair s"], rows,
        ["Aim: four weeks in less than 120 s, the limit given. Every hard rule is kept; the checker refuses a roster "
         "otherwise. Weeks are solved one after the other, each bounded given those before. Points and bound are those of "
         "the first level, who works when. A repair counts from the start of the process to its end, reading the files "
         "included."])


def sick_call(folder):
    """The first person on a post of the second day calls in sick for that day."""
    roster = json.loads((folder / "roster.json").read_text())
    people = {each["id"]: each["badgeNumber"]
              for each in json.loads((folder / "snapshot.json").read_text())["organization"]["officers"]}
    days = sorted({duty["interval"]["start"][:10] for duty in roster["duties"]})
    duty = next(each for each in roster["duties"] if each["interval"]["start"][:10] == days[1] and each["tasks"])
    return ["--sick", people[duty["officer"]], "--from", days[1] + "T00:00", "--to", days[2] + "T00:00"]


def months(bench):
    rows = []
    for path in sorted((bench.data / "rosters").glob("*.json")):
        made = bench.chengxu("roster", "solve", "--format", "team-month", path, "--time-limit", 10, "--seed", 1, "--json")
        answer = made.answer or {}
        rows.append([path.stem, answer.get("objective"), answer.get("bound"), answer.get("status"), made.cpu, made.wall])
    return Table("Two real months of a team that works around the clock", ["month", "wishes missed", "bound", "status",
                                                                            "CPU s", "s"], rows,
                 ["No hard rule is broken; an infeasible month would be an error."])


def published(bench):
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
