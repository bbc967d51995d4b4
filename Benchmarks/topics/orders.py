"""Special orders: from a trigger to a complete order, on the bundled city."""
import json
import shutil

from harness.bench import Table

TITLE = "Special orders"

# Each trigger with an alert's colour where it has one.
TRIGGERS = [("holiday", None), ("severeWeather", "yellow"), ("severeWeather", "red"), ("massIncident", None),
            ("securityMission", None)]


def tables(bench):
    folder = bench.instances / "orders"
    shutil.rmtree(folder, ignore_errors=True)
    made = bench.chengxu("demo", "--once", "--quiet", "--out", folder, "--format", "json")
    if made.code != 0:
        return [Table("The bundled city could not be planned", ["exit code", "error"], [[made.code, made.error[-200:]]])]
    week = json.loads((folder / "plan.json").read_text())["week"]
    plan = (folder / "plan.json").read_bytes()
    rows = []
    for trigger, level in TRIGGERS:
        # Each order is laid over the same plans.
        (folder / "plan.json").write_bytes(plan)
        given = bench.chengxu(
            "order", "--trigger", trigger, *(["--level", level] if level else []), "--from", f"{week}T09:00",
            "--to", f"{week}T17:00", "--ordered", f"{week}T06:00", "--data", folder, "--format", "json", "--quiet")
        name = f"{trigger}, {level}" if level else trigger
        if given.answer is None:
            rows.append([name, "no answer", given.error[-120:], None, None, None, None])
            continue
        answer = given.answer
        closed = answer.get("closedAfterSeconds")
        rows.append([
            name, answer["activation"]["reach"], len(answer["posts"]),
            sum(post["people"] for post in answer["posts"]) or answer["readyPeople"],
            None if closed is None else round(closed / 60, 1), round(answer["seconds"], 2), given.cpu])
    return [Table(
        "From a trigger to a complete order",
        ["trigger", "reach", "posts", "people", "ring closed after min", "trigger to order s", "whole command CPU s"], rows,
        ["Bundled city, 24 posts in the special mode at most. Trigger to order: forces drawn at least way with station minimums "
         "kept, cordon and diversion points, what is suspended, how soon the ring closes; the files of the city, its risk and its "
         "plans are read before and written after, which the whole command includes. We know of no peer that answers the question."])]
