# SPDX-License-Identifier: Apache-2.0
"""Makes an account for each of the people in test_duty.py from a run's roster; writes them as JSON.

    python3 Tests/browser/duty_accounts.py CHENGXU DATA >accounts.json

The officer and the office officer stand at a post in the first morning's peak, motor patrols 铁骑 are at their station.
Every brigade has its leader. `exercise` is the moment that the duty clock starts with. The officer and the colleague each
carry a terminal `duty-WHO` that speaks OsmAnd; `badges` are their numbers.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

START = "07:05"


def main():
    chengxu, data = sys.argv[1:]
    folder = pathlib.Path(data)
    roster = json.loads((folder / "roster.json").read_text())
    organization = json.loads((folder / "snapshot.json").read_text())["organization"]
    officers = {each["id"]: each for each in organization["officers"]}
    units = {each["id"]: each for each in organization["units"]}
    day = roster["firstDate"]
    moment = f"{day}T{START}"

    def standing(kind):
        """By demand of a post, the officers of such units who stand there at the moment, sworn ones first."""
        there = {}
        for duty in roster["duties"]:
            officer = officers[duty["officer"]]
            for demand in demands_at_posts(duty, moment):
                if units[officer["unit"]]["kind"] == kind:
                    there.setdefault(demand, []).append(officer)
        return [sorted(each, key=lambda one: one["status"] != "sworn") for each in there.values()]

    # Where two stand, one may be sent and the other stays.
    officer, colleague = next(each for each in standing("squadron") if len(each) > 1)[:2]
    office = next(each for each in standing("office") if each[0]["status"] == "sworn")[0]
    people = {
        "officer": ("officer", officer["id"], officer["unit"]),
        "office": ("officer", office["id"], office["unit"]),
        "colleague": ("officer" if colleague["status"] == "sworn" else "auxiliary", colleague["id"], colleague["unit"]),
        "dispatcher": ("dispatcher", None, None),
        "inspector": ("inspector", None, None),
        "rescue": ("partner", None, None, "rescue"),
    }
    people |= leaders(organization)
    accounts = {who: account(chengxu, data, who, *rest) for who, rest in people.items()}
    badges = {"officer": officer["badgeNumber"], "colleague": colleague["badgeNumber"]}
    import_terminals(chengxu, data, {f"duty-{who}": badge for who, badge in badges.items()})
    json.dump({"exercise": f"{day}T{START}", "accounts": accounts, "badges": badges}, sys.stdout)


def import_terminals(chengxu, data, terminals):
    """Terminals that speak OsmAnd, by name, and who carries each."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("phone,holder,protocol\n")
        file.writelines(f"{name},{holder},osmand\n" for name, holder in terminals.items())
        file.flush()
        subprocess.run([chengxu, "terminal", "import", file.name, "--data", data], check=True, stdout=subprocess.DEVNULL)


def leaders(organization):
    """Every brigade's leader."""
    people = {}
    for unit in organization["units"]:
        if unit["kind"] == "brigade":
            members = {each["id"] for each in organization["units"] if each.get("parent") == unit["id"]} | {unit["id"]}
            leader = next(each for each in organization["officers"]
                          if each["unit"] in members and each["status"] == "sworn")
            people[f"brigade {unit['id']}"] = ("brigadeLeader", leader["id"], unit["id"])
    return people


def demands_at_posts(duty, moment):
    return [
        task["demand"] for task in duty["tasks"]
        if "post" in (task.get("place") or {})
        and task["interval"]["start"] <= moment < task["interval"]["end"]]


def account(chengxu, data, who, role, officer, unit, partner=None):
    command = [
        chengxu, "user", "add", f"{who.replace(' ', '.')}.{random.randrange(10**6)}", "--role", role,
        "--data", data, "--format", "json", *(["--officer", str(officer)] if officer else []),
        *(["--unit", str(unit)] if unit else []), *(["--partner", partner] if partner else [])]
    return json.loads(subprocess.check_output(command))


if __name__ == "__main__":
    main()
