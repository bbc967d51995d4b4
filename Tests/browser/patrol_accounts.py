# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_motor_patrol.py from a run's roster; writes them as JSON.

    python3 Tests/browser/patrol_accounts.py CHENGXU DATA >accounts.json

The rider 铁骑 is on patrol at `exercise`, the moment that the duty clock starts with.
"""

import json
import pathlib
import sys

from duty_accounts import account, leaders


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    roster = json.loads((folder / "roster.json").read_text())
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    officers = {each["id"]: each for each in organization["officers"]}
    motorcycles = {each["id"] for each in organization["vehicles"] if each["kind"] == "patrolMotorcycle"}
    start, rider = first_patrol(roster, officers, motorcycles)
    people = {
        "rider": ("officer", rider["id"], rider["unit"]),
        "dispatcher": ("dispatcher", None, None),
        "inspector": ("inspector", None, None),
        **leaders(organization),
    }
    accounts = {who: account(chengxu, data, who, *rest) for who, rest in people.items()}
    json.dump({"exercise": start, "accounts": accounts}, sys.stdout)


def first_patrol(roster, officers, motorcycles):
    """When the first motor patrol of the roster begins, and a sworn rider of it."""
    return min(
        ((task["interval"]["start"], officers[duty["officer"]])
         for duty in roster["duties"]
         if duty.get("vehicle") in motorcycles and officers[duty["officer"]]["status"] == "sworn"
         for task in duty["tasks"] if "patrol" in (task.get("place") or {})),
        key=lambda each: (each[0], each[1]["id"]))


if __name__ == "__main__":
    main()
