# SPDX-License-Identifier: Apache-2.0
"""Makes an account for each of the people in test_city_order.py and test_order_records.py; writes them as JSON.

    python3 Tests/browser/city_order_accounts.py CHENGXU DATA >accounts.json
"""

import json
import pathlib
import random
import subprocess
import sys

# What the test calls them, their role, and the unit of their body in the bundled example.
PEOPLE = [
    ("supervisor", "supervisionCentre", None), ("dispatcher", "commandCentre", None),
    ("cleaner", "district", 911), ("street", "district", 921),
    ("leader", "districtLeader", 921), ("collector", "collector", None),
    ("brigade", "brigadeLeader", 3),
]


def main():
    chengxu, data = sys.argv[1:]
    accounts = {}
    organization = json.loads((pathlib.Path(data) / "snapshot.json").read_text())["organization"]
    for who, role, unit in PEOPLE:
        command = [
            chengxu, "user", "add", f"{who}.{random.randrange(10**6)}", "--role", role,
            "--data", data, "--format", "json", *(["--unit", str(unit)] if unit else []),
            *(["--officer", str(sworn(organization, unit))] if who == "brigade" else [])]
        accounts[who] = json.loads(subprocess.check_output(command))
    accounts["onTheRoad"] = on_the_road(pathlib.Path(data), 3)
    json.dump(accounts, sys.stdout)


def on_the_road(data, brigade):
    """A junction where the brigade has a post: a place on its carriageway."""
    plans = json.loads((data / "plan.json").read_text())["plans"]
    post = next(each for plan in plans for each in plan["posts"] if each["brigade"] == brigade)
    return [post["location"]["latitude"], post["location"]["longitude"]]


def sworn(organization, brigade):
    """A sworn officer of the brigade, who may accept and decide what is referred to it."""
    members = {each["id"] for each in organization["units"] if each.get("parent") == brigade} | {brigade}
    return next(each["id"] for each in organization["officers"]
                if each["unit"] in members and each["status"] == "sworn")


if __name__ == "__main__":
    main()
