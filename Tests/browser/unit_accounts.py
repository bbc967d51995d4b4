# SPDX-License-Identifier: Apache-2.0
"""Imports terminals and makes the accounts of test_units.py; writes them as JSON.

    python3 Tests/browser/unit_accounts.py CHENGXU DATA >accounts.json

`own` is carried by an officer of the leader's brigade, `other` by a car of another one; nobody knows whose `lost` is.
"""

import json
import pathlib
import sys

from duty_accounts import account, import_terminals


def main():
    chengxu, data = sys.argv[1:]
    organization = json.loads((pathlib.Path(data) / "snapshot.json").read_text())["organization"]
    units = {each["id"]: each for each in organization["units"]}

    def brigade(unit):
        while unit and units[unit]["kind"] != "brigade":
            unit = units[unit].get("parent")
        return unit

    officer = next(each for each in organization["officers"] if each["status"] == "sworn" and brigade(each["unit"]))
    mine = brigade(officer["unit"])
    car = next(each for each in organization["vehicles"] if brigade(each["unit"]) not in (None, mine))
    terminals = {"own": officer["badgeNumber"], "other": car["plate"], "lost": "借用"}
    import_terminals(chengxu, data, {f"units-{name}": holder for name, holder in terminals.items()})
    json.dump({
        "inspector": account(chengxu, data, "inspector", "inspector", None, None),
        "planner": account(chengxu, data, "planner", "planner", None, None),
        "leader": account(chengxu, data, "leader", "brigadeLeader", officer["id"], mine),
        "holders": terminals,
    }, sys.stdout)


if __name__ == "__main__":
    main()
