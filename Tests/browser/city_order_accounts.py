# SPDX-License-Identifier: Apache-2.0
"""Makes an account for each of the people in test_city_order.py and test_order_records.py; writes them as JSON.

    python3 Tests/browser/city_order_accounts.py CHENGXU DATA >accounts.json
"""

import json
import random
import subprocess
import sys

# What the test calls them, their role, and the unit of their body in the bundled example.
PEOPLE = [
    ("supervisor", "supervisionCentre", None), ("dispatcher", "commandCentre", None),
    ("cleaner", "district", 911), ("street", "district", 921),
    ("leader", "districtLeader", 921), ("collector", "collector", None),
    ("brigade", "brigadeLeader", 2),
]


def main():
    chengxu, data = sys.argv[1:]
    accounts = {}
    for who, role, unit in PEOPLE:
        command = [
            chengxu, "user", "add", f"{who}.{random.randrange(10**6)}", "--role", role,
            "--data", data, "--format", "json", *(["--unit", str(unit)] if unit else [])]
        accounts[who] = json.loads(subprocess.check_output(command))
    json.dump(accounts, sys.stdout)


if __name__ == "__main__":
    main()
