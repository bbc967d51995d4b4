# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_hand_over.py from a run's roster; writes them as JSON.

    python3 Tests/browser/hand_over_accounts.py CHENGXU DATA >accounts.json

The outgoing officer is on a shift on the first morning; of those of the same brigade who go on after it, the incoming one begins first.
`exercise` is the moment that the duty clock starts with.
"""

import json
import pathlib
import sys

from duty_accounts import START, account, leaders


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    roster = json.loads((folder / "roster.json").read_text())
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    officers = {each["id"]: each for each in organization["officers"] if each["status"] == "sworn"}
    units = {each["id"]: each for each in organization["units"]}
    moment = f"{roster['firstDate']}T{START}"

    def brigade(officer):
        unit = units[officers[officer]["unit"]]
        return unit.get("parent") if unit["kind"] == "squadron" else None

    duties = [each for each in roster["duties"] if each["officer"] in officers and brigade(each["officer"])]

    def successor(duty):
        """The same brigade's shift that goes on past this one's end, the earliest."""
        return next((
            each for each in sorted(duties, key=lambda one: (one["interval"]["start"], one["officer"]))
            if duty["interval"]["start"] < each["interval"]["start"] <= duty["interval"]["end"] < each["interval"]["end"]
            and brigade(each["officer"]) == brigade(duty["officer"])), None)

    outgoing, incoming = next(
        (duty, successor(duty)) for duty in sorted(duties, key=lambda one: one["interval"]["end"])
        if duty["interval"]["start"] <= moment < duty["interval"]["end"] and successor(duty))
    people = {
        "outgoing": ("officer", outgoing["officer"], officers[outgoing["officer"]]["unit"]),
        "incoming": ("officer", incoming["officer"], officers[incoming["officer"]]["unit"]),
        "dispatcher": ("dispatcher", None, None),
    }
    name = f"brigade {brigade(outgoing['officer'])}"
    people[name] = leaders(organization)[name]
    accounts = {who: account(chengxu, data, who, *rest) for who, rest in people.items()}
    json.dump({
        "exercise": moment, "accounts": accounts, "duty": outgoing["id"], "incoming": incoming["officer"], "leader": name,
    }, sys.stdout)


if __name__ == "__main__":
    main()
