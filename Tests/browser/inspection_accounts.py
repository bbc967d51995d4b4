# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_inspection.py, three inspectors and every brigade's leader; writes them as JSON.

    python3 Tests/browser/inspection_accounts.py CHENGXU DATA >accounts.json

`exercise` is the moment that the duty clock starts with.
"""

import json
import pathlib
import sys

from duty_accounts import START, account, leaders


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    offices = {each["id"] for each in organization["units"] if each["kind"] == "office"}
    inspectors = [each for each in organization["officers"] if each["unit"] in offices and each["status"] == "sworn"]
    people = {f"inspector {n}": ("inspector", each["id"], None) for n, each in enumerate(inspectors[:3])}
    people |= leaders(organization)
    names = {each["name"]["zh"]: f"brigade {each['id']}" for each in organization["units"] if each["kind"] == "brigade"}
    day = json.loads((folder / "roster.json").read_text())["firstDate"]
    accounts = {who: account(chengxu, data, who, *rest) for who, rest in people.items()}
    json.dump({"exercise": f"{day}T{START}", "brigades": names, **accounts}, sys.stdout)


if __name__ == "__main__":
    main()
