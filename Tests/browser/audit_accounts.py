# SPDX-License-Identifier: Apache-2.0
"""Imports a terminal and makes the accounts of test_audit.py; writes them as JSON.

    python3 Tests/browser/audit_accounts.py CHENGXU DATA >accounts.json

The officer carries the terminal `audit-own`.
"""

import json
import pathlib
import sys

from duty_accounts import account, import_terminals


def main():
    chengxu, data = sys.argv[1:]
    organization = json.loads((pathlib.Path(data) / "snapshot.json").read_text())["organization"]
    squadrons = {each["id"] for each in organization["units"] if each["kind"] == "squadron"}
    officer = next(
        each for each in organization["officers"] if each["status"] == "sworn" and each["unit"] in squadrons)
    import_terminals(chengxu, data, {"audit-own": officer["badgeNumber"]})
    json.dump({
        "auditor": account(chengxu, data, "auditor", "auditor", None, None),
        "dispatcher": account(chengxu, data, "dispatcher", "dispatcher", None, None),
        "inspector": account(chengxu, data, "inspector", "inspector", None, None),
        "officer": account(chengxu, data, "officer", "officer", officer["id"], officer["unit"]),
        "badge": officer["badgeNumber"], "unit": officer["unit"],
    }, sys.stdout)


if __name__ == "__main__":
    main()
