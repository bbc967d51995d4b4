# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_motor_patrol.py from a run's roster; writes them as JSON.

    python3 Tests/browser/patrol_accounts.py CHENGXU DATA >accounts.json

Motor patrols 铁骑 set out at `exercise`, the moment that the duty clock starts with. Who rides is what the roster in
force says, which may be another than the run's: the test asks the server and adds that account itself.
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
    motorcycles = {each["id"] for each in organization["vehicles"] if each["kind"] == "patrolMotorcycle"}
    start = min(
        task["interval"]["start"] for duty in roster["duties"] if duty.get("vehicle") in motorcycles
        for task in duty["tasks"] if "patrol" in (task.get("place") or {}))
    people = {
        "dispatcher": ("dispatcher", None, None),
        "inspector": ("inspector", None, None),
        **leaders(organization),
    }
    accounts = {who: account(chengxu, data, who, *rest) for who, rest in people.items()}
    json.dump({"exercise": start} | accounts, sys.stdout)


if __name__ == "__main__":
    main()
