# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_own_roster.py from a run's roster; writes them as JSON.

    python3 Tests/browser/own_roster_accounts.py CHENGXU DATA >accounts.json

The officer has a duty in the roster's second half; the planner, on the staff list too, decides on leave.
"""

import json
import pathlib
import random
import subprocess
import sys


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    roster = json.loads((folder / "roster.json").read_text())
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    units = {each["id"]: each["kind"] for each in organization["units"]}
    squadron = {
        each["id"] for each in organization["officers"]
        if units[each["unit"]] == "squadron" and each["status"] == "sworn" and not each["isLeader"]}
    # One early or late duty late in the week, at a place: leave means that somebody takes over.
    duty = next(
        each for each in reversed(roster["duties"])
        if each["officer"] in squadron and each["shift"] in ("early", "late")
        and any(task.get("demand") for task in each["tasks"]))
    leader = next(
        each for each in organization["officers"]
        if units[each["unit"]] == "squadron" and each["isLeader"] and each["id"] != duty["officer"])
    accounts = {
        "officer": account(chengxu, data, "officer", "officer", duty["officer"]),
        "planner": account(chengxu, data, "planner", "planner", leader["id"]),
    }
    start = duty["interval"]["start"]
    accounts["duty"] = {"id": duty["id"], "officer": duty["officer"], "date": start[:10]}
    json.dump(accounts, sys.stdout)


def account(chengxu, data, who, role, officer):
    answer = subprocess.check_output([
        chengxu, "user", "add", f"own.{who}.{random.randrange(10**6)}", "--role", role, "--officer", str(officer),
        "--data", data, "--format", "json"])
    return json.loads(answer)


if __name__ == "__main__":
    main()
