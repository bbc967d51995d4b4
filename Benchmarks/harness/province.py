"""A year of a province in PostgreSQL, made from the demonstration campaign. Every event in it is marked as made up.

The campaign's whole weeks are told again and again until the year is full: moments, shifts, cases and findings get the
numbers of their own day, and the log is sealed anew, so that `chengxu verify` accepts it. Cases are told twice, chosen
by the seed, until there are as many as wanted. Positions lie evenly over the day and, by the seed, over the city.
"""
import datetime
import hashlib
import json
import random
import re
import sqlite3
import subprocess

DAY = 86_400_000
EPOCH = datetime.date(1970, 1, 1)
# What is written by the day, and what one day adds to it; shifts are numbered from the roster's first day on.
MOMENTS = re.compile(r'"(at|due|replyDue|nextDue|from|until|instant|recorded)":(\d{13})\b')
NUMBERS = re.compile(r'"(duty|unit|violation|finding)":(\d{9,})|("incident":|"dispatched":{"_0":)(\d+)')
# A unit that answers incidents has the number of its shift.
STEP = {"duty": 100_000, "unit": 100_000, "violation": 1_000_000_000, "finding": 10_000}
# A second telling of a case: no shift of the campaign has so many.
SECOND = 5_000
INCIDENTS = 1_000_000
TERMINALS = 700
COLUMNS = "id, predecessor, instant, recorded, kind, is_simulated, body, previous, digest"


class Campaign:
    """The events of the campaign's whole weeks, those of cases that began in them to their end."""

    def __init__(self, folder):
        self.folder = folder
        self.roster = json.loads((folder / "roster.json").read_text())
        # The roster begins a day before duty does.
        self.first = datetime.date.fromisoformat(self.roster["firstDate"]) + datetime.timedelta(days=1)
        self.days = (self.roster["days"] - 1) // 7 * 7
        self.first_number = (self.first - EPOCH).days
        self.day_of_duty = {duty["id"]: self.day(duty["interval"]["start"]) for duty in self.roster["duties"]}
        log = sqlite3.connect(f"file:{folder / 'events.sqlite'}?mode=ro", uri=True)
        self.events = [
            (kind, body, day, case)
            for kind, body in log.execute("SELECT kind, body FROM duty_event ORDER BY id")
            for day, case in [self.beginning(body)]
            if 0 <= day < self.days]
        self.cases = [[] for _ in range(self.days)]
        for kind, _, day, case in self.events:
            if kind == "violationObserved":
                self.cases[day].append(case)
        log.close()

    def day(self, moment):
        return (datetime.date.fromisoformat(moment[:10]) - self.first).days

    def beginning(self, body):
        """The day of the campaign on which what the event is about began, and the case that it is about."""
        violation = re.search(r'"violation":(\d{14})\b', body)
        if violation:
            return int(violation[1]) // STEP["violation"] - self.first_number, violation[1]
        duty = re.search(r'"duty":(\d+)', body)
        if duty:
            return self.day_of_duty[int(duty[1])], None
        finding = re.search(r'"finding":(\d+)', body)
        if finding:
            return int(finding[1]) // STEP["finding"] - self.first_number, None
        instant = int(re.search(r'"instant":(\d{13})\b', body)[1])
        return (instant + 8 * 3_600_000) // DAY - self.first_number, None


def write_roster(campaign, days, folder):
    """The year's roster, and the city and plan that it rests on."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["snapshot.json", "plan.json"]:
        (folder / name).write_bytes((campaign.folder / name).read_bytes())
    duties = []
    for week in range(0, days, campaign.days):
        for duty in campaign.roster["duties"]:
            day = campaign.day_of_duty[duty["id"]]
            if 0 <= day < min(campaign.days, days - week):
                duties.append(later(duty, week))
    roster = dict(campaign.roster, duties=duties, days=days + 1, brokenRules=[], solves=[])
    (folder / "roster.json").write_text(json.dumps(roster, ensure_ascii=False, separators=(",", ":")))
    return len(duties)


def first_day(folder):
    """Of duty, in a folder that `write_roster` filled."""
    roster = json.loads((folder / "roster.json").read_text())
    return datetime.date.fromisoformat(roster["firstDate"]) + datetime.timedelta(days=1)


def later(duty, days):
    def moved(interval):
        return {end: moment(text, days) for end, text in interval.items()}

    return dict(
        duty, id=duty["id"] + days * STEP["duty"], interval=moved(duty["interval"]),
        tasks=[dict(task, interval=moved(task["interval"])) for task in duty["tasks"]])


def moment(text, days):
    day = datetime.date.fromisoformat(text[:10]) + datetime.timedelta(days=days)
    return day.isoformat() + text[10:]


def entries(campaign, days, interventions, seed):
    """Kind and text of the year's events in the order of the log."""
    told = sum(len(campaign.cases[day % campaign.days]) for day in range(days))
    extra = interventions - told
    if not 0 <= extra <= told:
        raise SystemExit(f"{days} days hold {told} to {2 * told} interventions, and {interventions} are wanted.")
    dice, passed, drawn = random.Random(seed), 0, 0
    for week in range(0, days, campaign.days):
        last = min(campaign.days, days - week)
        cases = [case for day in range(last) for case in campaign.cases[day]]
        passed += len(cases)
        twice = set(dice.sample(cases, passed * extra // told - drawn))
        drawn += len(twice)
        round_number = week // campaign.days

        def number(found):
            if found[1]:
                return f'"{found[1]}":{int(found[2]) + week * STEP[found[1]]}'
            return f"{found[3]}{int(found[4]) + round_number * INCIDENTS}"

        for kind, body, day, case in campaign.events:
            if day >= last:
                continue
            body = MOMENTS.sub(lambda found: f'"{found[1]}":{int(found[2]) + week * DAY}', body)
            yield kind, NUMBERS.sub(number, body)
            if case in twice:
                second = body.replace(f'"violation":{case}', f'"violation":{int(case) + SECOND}')
                yield kind, NUMBERS.sub(number, second)


def load_events(address, rows):
    """Seals the entries into one chain and copies them into the log; returns how many."""
    copy = psql(address, "-c", f"COPY duty_event ({COLUMNS}) FROM STDIN", stdin=subprocess.PIPE,
                # The rows name their predecessors in order; the chain is proven, not looked up row by row.
                options="-c session_replication_role=replica")
    previous, number = "0" * 64, 0
    for kind, body in rows:
        number += 1
        digest = hashlib.sha256(f"{previous}\n{number}\n{body}".encode()).hexdigest()
        instant, recorded = (re.search(rf'"{key}":(\d{{13}})', body)[1] for key in ["instant", "recorded"])
        simulated = int('"isSimulated":true' in body)
        escaped = body.replace("\\", "\\\\")
        copy.stdin.write(
            f"{number}\t{number - 1 or chr(92) + 'N'}\t{instant}\t{recorded}\t{kind}\t{simulated}\t{escaped}\t{previous}\t{digest}\n"
            .encode())
        previous = digest
    copy.stdin.close()
    finished(copy)
    return number


def load_positions(address, first, days, count, seed):
    """A table a day, as the gateway of terminals makes them, filled by the database itself."""
    script = psql(address, "-f", "-", stdin=subprocess.PIPE)
    for day in range(days):
        date = first + datetime.timedelta(days=day)
        rows = count * (day + 1) // days - count * day // days
        table = f"position_{date:%Y%m%d}"
        start = (date - EPOCH).days * DAY - 8 * 3_600_000
        script.stdin.write(f"""
            CREATE TABLE {table} (LIKE position_history INCLUDING ALL);
            INSERT INTO position_day (day) VALUES ({(date - EPOCH).days});
            INSERT INTO {table} SELECT 1 + g % {TERMINALS}, {start} + g / {TERMINALS} * {DAY} / ({rows} / {TERMINALS} + 1),
              366500000 + (g * 2654435761 + {seed + day}) % 1300000, 1190500000 + (g * 40503 + {seed * 7 + day}) % 1700000,
              'wgs84', {start} + g / {TERMINALS} * {DAY} / ({rows} / {TERMINALS} + 1) + 700, 'accepted', 30, g % 1200, g % 360,
              8, 1, 0, 0, 3, '' FROM generate_series(0::bigint, {rows} - 1) AS g;
            """.encode())
    script.stdin.close()
    finished(script)


def ask(address, question):
    return subprocess.run(
        ["psql", "-X", "-q", "-t", "-A", "-d", address, "-c", question], check=True, capture_output=True,
        text=True).stdout.strip()


def psql(address, *arguments, stdin, options=""):
    return subprocess.Popen(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", f"{address}?options={options.replace(' ', '%20').replace('=', '%3D')}",
         *arguments], stdin=stdin, stdout=subprocess.DEVNULL)


def finished(process):
    if process.wait() != 0:
        raise SystemExit(f"psql ended with {process.returncode}.")
