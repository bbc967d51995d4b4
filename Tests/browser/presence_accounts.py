# SPDX-License-Identifier: Apache-2.0
"""Imports terminals and makes the accounts of test_presence.py; writes them as JSON.

    python3 Tests/browser/presence_accounts.py CHENGXU DATA >accounts.json

`post` is a post of the peak, whose brigade's officer carries the terminal `presence-own`; `leader` leads that brigade and
`other` another one.
"""

import json
import pathlib
import sys

from duty_accounts import account, import_terminals, leaders


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    plans = json.loads((folder / "plan.json").read_text())["plans"]
    post = next(each for plan in plans if plan["mode"] == "peak" for each in plan["posts"])
    squadrons = {each["id"] for each in organization["units"] if each.get("parent") == post["brigade"]}
    officer = next(each for each in organization["officers"] if each["unit"] in squadrons)
    import_terminals(chengxu, data, {"presence-own": officer["badgeNumber"]})
    own = f"brigade {post['brigade']}"
    led = leaders(organization)
    other = next(name for name in led if name != own)
    people = {
        "inspector": ("inspector", None, None), "planner": ("planner", None, None),
        "leader": led[own], "other": led[other],
    }
    unit = next(each for each in organization["units"] if each["id"] == officer["unit"])
    json.dump({
        "post": post["id"], "unit": unit["name"]["zh"],
        **{who: account(chengxu, data, who, *rest) for who, rest in people.items()},
    }, sys.stdout)


if __name__ == "__main__":
    main()
