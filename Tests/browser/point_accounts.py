# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_points.py, a planner and an inspector of the staff; writes them as JSON.

    python3 Tests/browser/point_accounts.py CHENGXU DATA >accounts.json

`owner` is the badge number of somebody who is neither of the two.
"""

import json
import pathlib
import sys

from duty_accounts import account


def main():
    chengxu, data = sys.argv[1:]
    snapshot = json.loads((pathlib.Path(data) / "snapshot.json").read_text())
    planner, inspector, owner = [each for each in snapshot["organization"]["officers"] if each["status"] == "sworn"][:3]
    json.dump({
        "planner": account(chengxu, data, "planner", "planner", planner["id"], None),
        "inspector": account(chengxu, data, "inspector", "inspector", inspector["id"], None),
        "owner": owner["badgeNumber"],
    }, sys.stdout)


if __name__ == "__main__":
    main()
