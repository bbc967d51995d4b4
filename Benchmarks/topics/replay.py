"""The campaign of Weifang's bulletin no. 6 of 2017 through the API: as many person-times, vehicle-times and interventions, each a
request of the officer's own session; then counted back, proven, and looked at."""
import concurrent.futures
import datetime
import json
import re
import statistics
import subprocess
import time

from harness.bench import ROOT, Table
from harness.campaign import MORNING, Campaign, encoded, milliseconds
from harness.http_load import Sender
from topics.http import call, fields, open_session, signed_in
from topics.tracking import cpu_seconds, megabytes

TITLE = "A campaign through the API"
FIRST = datetime.date(2017, 5, 2)
DAYS = 58
PEOPLE, VEHICLES, INTERVENTIONS = 16_000, 7_000, 200_000
SEED = 2017
LINKS = 64
# Playwright and Chromium come with `Scripts/setup test`.
PYTHON = ROOT / ".tools/venv/bin/python3"
SCRIPT = ROOT / "Benchmarks/harness/open_page.py"
FIGURES = {"person-times": PEOPLE, "vehicle-times": VEHICLES, "interventions": INTERVENTIONS}


def tables(bench):
    if not PYTHON.exists():
        raise SystemExit(f"bench: no {PYTHON}. Maybe run Scripts/setup test first.")
    days = 3 if bench.is_quick else DAYS
    aims = {name: total * days // DAYS for name, total in FIGURES.items()}
    folder = played(bench, days)
    campaign = Campaign(stage(folder, "roster"), stage(folder, "snapshot")["organization"]["officers"], FIRST, days, SEED)
    officers = campaign.choose(aims["person-times"], aims["vehicle-times"])
    accounts = made_accounts(bench, folder, officers)
    server, address = served(bench, folder)
    try:
        begin = time.monotonic()
        people = all_signed_in(address, accounts)
        signing = time.monotonic() - begin
        bench.say(f"{len(people)} people signed in: {signing:.0f} s")
        sent = replayed(bench, campaign, aims, days, people, server, address)
        counted, reading = counted_back(address, people["inspector"], days)
        opened = json.loads(subprocess.run(
            [PYTHON, SCRIPT, address, people["inspector"]["cookie"], "5"], check=True, stdout=subprocess.PIPE, text=True).stdout)
    finally:
        server.terminate()
        server.wait()
    proven = bench.chengxu("verify", "--data", folder, "--format", "json")
    return [totals(days, aims, counted), speed(sent, len(people), signing), proof(folder, proven), looked_at(opened, reading)]


def played(bench, days):
    """A folder with the campaign's city, plan and roster, and with nothing live in it."""
    folder = bench.instances / f"replay-{days}"
    if not (folder / "report.json").exists():
        made = bench.chengxu("demo", "--scenario", "weifang-2017", "--once", "--quiet", "--scenario-days", days, "--out", folder)
        if made.code != 0:
            raise SystemExit(f"bench: the campaign could not be planned: {made.error[-300:]}")
    for file in folder.glob("live.sqlite*"):
        file.unlink()
    return folder


def stage(folder, name):
    return json.loads((folder / f"{name}.json").read_text())


def made_accounts(bench, folder, officers):
    units = {each["id"]: each["unit"] for each in stage(folder, "snapshot")["organization"]["officers"]}
    wanted = {officer: ("officer", ["--officer", str(officer), "--unit", str(units[officer])]) for officer in sorted(officers)}
    wanted |= {"inspector": ("inspector", []), "dispatcher": ("dispatcher", [])}

    def made(each):
        who, (role, more) = each
        command = [bench.program, "user", "add", f"replay.{who}", "--role", role, "--data", folder, "--format", "json", *more]
        return who, json.loads(subprocess.check_output(command))

    # The first alone: it makes the database.
    first, *rest = wanted.items()
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        return dict([made(first), *workers.map(made, rest)])


def all_signed_in(address, accounts):
    """Each from an address of its own, as phones come: the server lets nobody try passwords by the dozen."""
    return {who: signed_in(address, account, f"127.0.{1 + number // 250}.{1 + number % 250}")
            for number, (who, account) in enumerate(accounts.items())}


def served(bench, folder):
    start = datetime.datetime.combine(FIRST, MORNING)
    server = subprocess.Popen(
        [bench.program, "serve", "--data", folder, "--port", "0", "--jt808-port", "0", "--sign-in", "always", "--exercise",
         start.isoformat(timespec="minutes"), "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return server, re.search(r"http://[^ ]+:\d+", server.stdout.readline()).group(0)


def replayed(bench, campaign, aims, days, people, server, address):
    east = call(address + "/api/attendance", people["inspector"])[0]["minutesEastOfUTC"]
    boards = [call(f"{address}/api/attendance?date={FIRST + datetime.timedelta(number)}", people["inspector"])[0]["items"]
              for number in range(days + 1)]
    places = {(stay["duty"], stay["task"]): (stay["latitude"], stay["longitude"])
              for board in boards for stay in board if "latitude" in stay}
    codes = [each["code"] for each in call(address + "/api/violation-codes", people["inspector"])[0]["codes"]
             if each["settlesOnTheSpot"]]
    headers = {who: fields(person) for who, person in people.items()}
    batches = [
        (at, [[encoded(each, headers[each.officer], f"{campaign.pick.getrandbits(128):032x}", east) for each in phase]
              for phase in phases])
        for at, phases in campaign.batches(campaign.calls(places, codes, aims["interventions"]))]
    bench.say(f"{sum(len(phase) for _, phases in batches for phase in phases)} requests")
    sender = Sender(int(address.rsplit(":", 1)[1]), LINKS)
    before, begin = cpu_seconds(server.pid), time.monotonic()
    for number, (at, phases) in enumerate(batches):
        if at > datetime.datetime.combine(FIRST, MORNING):
            call(address + "/api/exercise/clock", {**people["dispatcher"], "idempotency-key": f"clock-{number:08}"},
                 {"to": milliseconds(at, east)})
        for phase in phases:
            sender.send(phase)
        if number % 30 == 0:
            bench.say(f"  {at}: {sum(sender.statuses.values())} sent, {time.monotonic() - begin:.0f} s, {dict(sender.statuses)}")
    seconds, cpu = time.monotonic() - begin, cpu_seconds(server.pid) - before
    sender.close()
    for request, answer in sender.refused[:3]:
        bench.say(f"refused: {request[-300:]} {answer[-400:]}")
    return sender, seconds, cpu, megabytes(server.pid)


def counted_back(address, inspector, days):
    """The figures of each day, as the server draws them up from its log, added up, with the morning after the last night; and
    the milliseconds that each day took."""
    counted, reading = dict.fromkeys(FIGURES, 0), []
    for number in range(days + 1):
        begin = time.monotonic()
        card, _ = call(f"{address}/api/day/scorecard?date={FIRST + datetime.timedelta(number)}", inspector)
        reading.append((time.monotonic() - begin) * 1000)
        for figure in card["figures"]:
            if figure["definition"]["id"] in counted:
                counted[figure["definition"]["id"]] += round(figure["whole"]["numerator"])
    return counted, reading


def totals(days, aims, counted):
    return Table(
        f"{days} days from {FIRST}, demo data from seed {SEED}: sent, and counted back", ["figure", "sent", "counted", "the same"],
        [[name, aim, counted[name], "yes" if counted[name] == aim else "NO"] for name, aim in aims.items()],
        ["Sizes of the bulletin's campaign; everything in it is made up, and marked so in the log. Counted: the days' scorecards of "
         "`/api/day/scorecard`, added up. A person-time is a shift that is signed in and out at its places for half of their time, "
         "a vehicle-time one whose vehicle was taken out for half of it. Interventions are dissuasions and, by sworn officers, oral "
         "warnings, with codes that the law lets end so."])


def speed(sent, people, signing):
    sender, seconds, cpu, memory = sent
    count = sum(sender.statuses.values())
    return Table(
        "Through the API", ["requests", "wall s", "requests/s", "p50 ms", "p99 ms", "server µs CPU each", "server MB", "refused", "aim"],
        [[count, round(seconds, 1), round(count / seconds), sender.milliseconds(0.5), sender.milliseconds(0.99),
          cpu / count * 1e6, round(memory), len(sender.refused), "< 180 s, none refused"]],
        [f"`chengxu serve --exercise`, SQLite with synchronous = FULL, {LINKS} connections, server and load on the same cores. Each "
         f"request is in its officer's own session with a key of its own, one of {people} people who signed in before ({signing:.0f} s "
         "with a new password each), and says when it happened (`at`), as a phone does that was without a network; the exercise's "
         "clock is moved on by 8 hours whenever the 8 hours before are sent, so that no rule of times is loosened."])


def proof(folder, proven):
    events = sum(chain["events"] for chain in proven.answer["chains"] if chain["file"].startswith("live")) if proven.code == 0 else None
    size = (folder / "live.sqlite").stat().st_size / 1e6
    return Table(
        "Proven afterwards", ["events in the chain", "chain", "verify s", "database MB"],
        [[events, "intact" if proven.code == 0 else "BROKEN", round(proven.wall, 1), round(size)]],
        ["`chengxu verify` also reads the chain of the played campaign in the same folder."])


def looked_at(opened, reading):
    def row(what, milliseconds):
        return [what, len(milliseconds), round(statistics.median(milliseconds)), round(max(milliseconds)), "< 1000 ms"]
    command, day = opened["command"], opened["day"]
    return Table(
        "Looked at afterwards", ["what", "times", "median ms", "slowest ms", "aim"],
        [row(f"the command page, with {command['count']} places", command["milliseconds"]),
         row(f"the running day's page, with {day['count']} figures", day["milliseconds"]),
         row("a whole day's figures, asked for the first time", reading)],
        ["The pages in Chromium (headless, drawing without a graphics card), each time with nothing kept, on the same two cores: from "
         "the address until the command page shows modes, figures, places and streets, and until the day's page shows its "
         "figures. Both in the server that took the campaign in. A day's figures are read from its events in the log."])
