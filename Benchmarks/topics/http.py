"""Requests over HTTP: violations and sign-ins stored durably, reads of the board and of Open311; beside small Python servers."""
import dataclasses
import http.client
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import uuid

from harness.bench import ROOT, Table
from harness.http_load import load
from topics.tracking import cpu_seconds, free_port

TITLE = "Requests of the day"
LINKS = 64
CITY = ROOT / "Tests/TestSupport/Resources/small-city"
OWN_PASSWORD = "a long password for the bench"


def tables(bench):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chengxu-bench-"))
    try:
        made = bench.chengxu("demo", "--once", "--city", CITY, "--out", folder / "data")
        if made.code != 0:
            raise SystemExit(f"bench: the small city could not be made: {made.error}")
        return [requests(bench, folder), *open311(bench, folder)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def open311(bench, folder):
    """The public's reads, of a real city's cases."""
    if bench.data is None:
        bench.say("open311: CHENGXU_SHARED_DATA is not set; no rows")
        return []
    seconds = 5 if bench.is_quick else 20
    data, records = folder / "data", bench.data / "cases/311_baltimore.csv.gz"
    made = bench.chengxu("cases", "import", records, "--mapping", ROOT / "Data/city-order/mapping-baltimore.json",
                         "--data", data, "--format", "json")
    if made.code != 0:
        raise SystemExit(f"bench: the city's cases could not be taken in: {made.error}")
    count = made.answer["cases"]
    # The longest span that may be asked for, of a year when the city reported.
    span = "start_date=2017-03-01T00:00:00Z&end_date=2017-05-29T00:00:00Z"

    def one(number):
        return f"GET /open311/v2/requests/{number * 7919 % count + 1}.json HTTP/1.1\r\nhost: bench\r\n\r\n".encode()

    def many(_):
        return f"GET /open311/v2/requests.json?{span}&page_size=50 HTTP/1.1\r\nhost: bench\r\n\r\n".encode()

    process = subprocess.Popen([bench.program, "serve", "--data", data, "--port", "0", "--jt808-port", "0",
                                "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = re.search(r"http://[^ ]+:(\d+)", process.stdout.readline())
    port = free_port()
    peer = subprocess.Popen([sys.executable, ROOT / "Benchmarks/peers/open311_server.py", str(port), records],
                            stdout=subprocess.PIPE, text=True)
    peer.stdout.readline()
    servers = {"chengxu": Server(process, int(address.group(1))), "Python": Server(peer, port)}
    rows, ratios = [], []
    try:
        for what, request in [("one case by number", one), ("the latest 50 of a season", many)]:
            runs = [timed(server, request, seconds, None) for server in servers.values()]
            for name, (run, cost) in zip(servers, runs):
                bench.say(f"{name}, {what}: {run.per_second:.0f}/s {dict(run.statuses)}")
                rows.append([what, name, round(run.per_second), run.milliseconds(0.5), run.milliseconds(0.99),
                             cost / sum(run.statuses.values()) * 1e6,
                             sum(count for status, count in run.statuses.items() if status >= 400)])
            ratios.append(f"{what} {runs[0][0].per_second / runs[1][0].per_second:.2f} ×")
    finally:
        for server in servers.values():
            server.process.terminate()
            server.process.wait()
    return [Table("Open311 read", ["what", "server", "requests/s", "p50 ms", "p99 ms", "server µs CPU each", "refused"],
                  rows, [f"Requests a second, ours / peer: {', '.join(ratios)}. {count:,} cases, {LINKS} connections, "
                         "server and load on the same cores. The peer answers from one table, without redaction, rules "
                         "or arguments. A list is drawn up once a second for all who ask for the same."])]


def requests(bench, folder):
    seconds = 5 if bench.is_quick else 20
    rows = []
    ours = start_ours(bench, folder)
    figures = {"chengxu, SQLite": measured(bench, "chengxu", ours, seconds)}
    figures["Python + SQLite"] = measured(bench, "Python", start_peer(folder, ours.stays), seconds)
    for name, runs in figures.items():
        for what, run, cost in runs:
            rows.append([what, name, round(run.per_second), run.milliseconds(0.5), run.milliseconds(0.99),
                         cost / sum(run.statuses.values()) * 1e6,
                         sum(count for status, count in run.statuses.items() if status >= 400)])
    ratios = [f"{mine[0]} {mine[1].per_second / peer[1].per_second:.2f} ×"
              for mine, peer in zip(*figures.values()) if "half" not in mine[0]]
    note = (f"Requests a second, ours / peer: {', '.join(ratios)}. {LINKS} connections, server and load on the same "
            f"cores, {ours.stays} stays on the board; both use SQLite with synchronous = FULL and answer "
            "after the commit. A check-in is the same officer's, sent again and again with a key of its own each time, before a leader "
            "looked at the first: read, judged, its key and answer stored. The board is asked for as browsers do, packed if the server can. The peer has no accounts, no rules and no chain of events; "
            "at half the load a request is timed from when it was due.")
    return Table("Violations and check-ins stored, and the board read", ["what", "server", "requests/s", "p50 ms", "p99 ms",
                                                          "server µs CPU each", "refused"], rows, [note])


@dataclasses.dataclass
class Server:
    """`finder` and `reader` are the header lines of who reports and who reads; `stay` whom a sign-in is for, `stays` the rows
    of the board."""

    process: subprocess.Popen
    port: int
    finder: str = ""
    reader: str = ""
    place: dict | None = None
    stay: dict | None = None
    stays: int = 0


def measured(bench, name, server, seconds):
    try:
        violation = json.dumps({"code": "3001", "intervention": "dissuasion", **server.place}).encode()
        # Without a fix a leader has to look; again before that, it is answered with the first.
        sign_in = json.dumps({**server.stay, "fixes": []}).encode()

        def post(path, body):
            return (f"POST {path} HTTP/1.1\r\nhost: bench\r\n{server.finder}idempotency-key: {uuid.uuid4()}\r\n"
                    f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n").encode() + body

        def report(_):
            return post("/api/violations", violation)

        def check_in(_):
            return post("/api/duty/check-ins", sign_in)

        def board(_):
            return f"GET /api/attendance HTTP/1.1\r\nhost: bench\r\naccept-encoding: gzip\r\n{server.reader}\r\n".encode()

        runs = []
        for what, request in [("violations", report), ("check-ins", check_in), ("board", board)]:
            most = timed(server, request, seconds, None)
            runs.append((what, *most))
            runs.append((f"{what} at half the load", *timed(server, request, seconds, most[0].per_second / 2)))
            bench.say(f"{name}, {what}: {most[0].per_second:.0f}/s {dict(most[0].statuses)}")
        return runs
    finally:
        server.process.terminate()
        server.process.wait()


def timed(server, request, seconds, rate):
    before = cpu_seconds(server.process.pid)
    run = load(server.port, request, LINKS, seconds, rate)
    return run, cpu_seconds(server.process.pid) - before


def start_ours(bench, folder):
    data = folder / "data"
    script = ROOT / "Tests/browser/duty_accounts.py"
    people = json.loads(subprocess.check_output([sys.executable, script, bench.program, data]))
    process = subprocess.Popen(
        [bench.program, "serve", "--data", data, "--port", "0", "--jt808-port", "0", "--sign-in", "always", "--exercise",
         people["exercise"], "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = re.search(r"http://[^ ]+:(\d+)", process.stdout.readline())
    officer, dispatcher = (signed_in(address.group(0), people["accounts"][who]) for who in ("officer", "dispatcher"))
    stays = call(address.group(0) + "/api/duty/today", officer)[0]["stays"]
    place = {key: stays[0][key] for key in ("latitude", "longitude")}
    stay = {key: stays[0][key] for key in ("duty", "task")}
    board = call(address.group(0) + "/api/attendance", dispatcher)[0]["items"]
    return Server(process, int(address.group(1)), fields(officer), fields(dispatcher), place, stay, len(board))


def fields(headers):
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items())


def start_peer(folder, stays):
    port = free_port()
    process = subprocess.Popen([sys.executable, ROOT / "Benchmarks/peers/duty_server.py", str(port), folder / "peer.sqlite",
                                str(stays)], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    return Server(process, port, "", "", {"latitude": -30.03, "longitude": -51.22},
                  {"duty": 1, "task": 0}, stays)


def signed_in(address, account, source=None):
    """The headers of a session; the one-time password is changed on the way. `source` is the address that it comes from."""
    session, headers = open_session(address, account["account"], account["oneTimePassword"], source)
    call(address + "/api/session/password", headers, {"old": account["oneTimePassword"], "new": OWN_PASSWORD}, source)
    return open_session(address, account["account"], OWN_PASSWORD, source)[1]


def open_session(address, name, password, source=None):
    session, answer = call(address + "/api/session", {}, {"name": name, "password": password}, source)
    cookie = answer["Set-Cookie"].split(";", 1)[0]
    return session, {"cookie": cookie, "x-form-secret": session["person"]["formSecret"]}


def call(url, headers, body=None, source=None):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, source_address=(source, 0) if source else None)
    connection.request("POST" if body else "GET", url.split(parts.netloc, 1)[1], json.dumps(body) if body else None,
                       {"content-type": "application/json", **headers})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status >= 400:
        raise SystemExit(f"bench: {url}: {answer.status} {text[:300].decode(errors='replace')}")
    return json.loads(text) if text else None, answer.headers
