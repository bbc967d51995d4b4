"""Durable JT/T 808 positions a second, beside a small Python server that does the same job with the same durability."""
import contextlib
import json
import os
import pathlib
import re
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from harness.bench import ROOT, Table

TITLE = "Terminals"
BUILT = ROOT / ".build/release"
CITY = ROOT / "Tests/TestSupport/Resources/small-city"
TICKS = os.sysconf("SC_CLK_TCK")


def tables(bench):
    # Every link is a file at both ends.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return [positions(bench), presence(bench), idle(bench)]


def positions(bench):
    rounds, seconds = (1, 5) if bench.is_quick else (3, 10)
    rows, ratios, costs = [], [], []
    for number in range(rounds):
        ours = measured(start_ours, 500, seconds, 4)
        peer = measured(start_peer, 500, seconds, 4)
        for name, run in [("chengxu, SQLite", ours), ("Python + SQLite", peer)]:
            bench.say(f"{name}: {run['perSecond']:.0f}/s")
            rows.append([number + 1, name, round(run["perSecond"]), run["p50Milliseconds"], run["p99Milliseconds"],
                         cost(run), round(run["serverMegabytes"]), round(run["refused"])])
        ratios.append(ours["perSecond"] / peer["perSecond"])
        costs.append(cost(peer) / cost(ours))
    return Table(
        "500 links, each fix acknowledged after a durable commit",
        ["round", "server", "positions/s", "p50 ms", "p99 ms", "server µs CPU each", "server MB", "refused"], rows,
        [f"Median ratio: {statistics.median(ratios):.1f} times the positions a second, "
         f"{statistics.median(costs):.1f} times fewer CPU seconds a position. Both use SQLite with synchronous = FULL; servers "
         "and load share the cores. A terminal sends another fix only within a window of four that are not acknowledged."])


def presence(bench):
    """What counting costs when 500 terminals report every five seconds for some quarters of an hour."""
    links, step, seconds = 500, 5, 5 if bench.is_quick else 20
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chengxu-bench-"))
    try:
        made = bench.chengxu("demo", "--once", "--city", CITY, "--out", folder)
        if made.code != 0:
            raise SystemExit(f"bench: the small city could not be made: {made.error}")
        plans = json.loads((folder / "plan.json").read_text())["plans"]
        at = next(plan for plan in plans if plan["mode"] == "peak")["posts"][0]["location"]
        server, port = start_ours(folder, links)
        try:
            run = load(port, links, seconds, 4, "--step", str(step), "--at", f"{at['latitude']},{at['longitude']}")
            sent = cpu_seconds(server.pid)
            counted, left = settled(folder)
            used = cpu_seconds(server.pid) - sent
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if left:
        raise SystemExit(f"bench: {left} quarters of terminals were never counted")
    fixes, quarters = run["acknowledged"], counted / links
    share = used / (quarters * 900)
    return Table(
        f"Presence of {links} terminals that report every {step} s",
        ["fixes", "quarters of terminals", "server CPU s", "µs CPU a fix", "share of a core"],
        [[round(fixes), counted, used, used / fixes * 1e6, f"{share:.2%}"]],
        ["The fixes are stored first, as fast as they are acknowledged, and are of hours ago; then the server counts them within a "
         "minute. The share is what counting takes of one core while so many terminals report, all by one post of the small city."])


def settled(folder):
    """Waits until nothing is due; how many quarters of terminals were counted, and how many are left after three minutes."""
    deadline = time.monotonic() + 180
    with contextlib.closing(sqlite3.connect(folder / "live.sqlite", timeout=20)) as database:
        while (left := database.execute("SELECT count(*) FROM presence_due").fetchone()[0]) and time.monotonic() < deadline:
            time.sleep(1)
        return database.execute("SELECT count(*) FROM presence").fetchone()[0], left


def idle(bench):
    # Both ends need a few files of their own beside their links.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200
    links = min(most, 2_000 if bench.is_quick else 20_000)
    run = measured(start_ours, links, 10, 0)
    return Table("Links that only stay open", ["links", "authenticated", "server MB"],
                 [[f"{run['links']:.0f}", f"{run['authenticated']:.0f}", round(run["serverMegabytes"])]],
                 ["As many links as the machine's limit of open files allows, 20 000 at most."])


def cost(run):
    return run["serverCPUSeconds"] / max(run["acknowledged"], 1) * 1e6


def measured(start, links, seconds, window):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chengxu-bench-"))
    server, port = start(folder, links)
    try:
        before = cpu_seconds(server.pid)
        run = load(port, links, seconds, window)
        run["serverCPUSeconds"] = cpu_seconds(server.pid) - before
        run["serverMegabytes"] = megabytes(server.pid)
        return run
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def load(port, links, seconds, window, *more):
    return json.loads(subprocess.run(
        [BUILT / "terminal-load", "--port", str(port), "--links", str(links), "--seconds", str(seconds), "--window", str(window),
         *more], check=True, stdout=subprocess.PIPE, text=True).stdout)


def start_ours(folder, links):
    listing = folder / "terminals.csv"
    with open(listing, "w") as file:
        file.write("phone,holder,protocol\n")
        file.writelines(f"{13800000000 + number},V{number},jt808\n" for number in range(links))
    subprocess.run([BUILT / "chengxu", "terminal", "import", listing, "--data", folder], check=True,
                   stdout=subprocess.DEVNULL)
    server = subprocess.Popen([BUILT / "chengxu", "serve", "--data", folder, "--port", "0", "--jt808-port", "0",
                               "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return server, int(re.search(r"jt808://.*:(\d+)", server.stdout.readline()).group(1))


def start_peer(folder, links):
    port = free_port()
    server = subprocess.Popen([sys.executable, ROOT / "Benchmarks/peers/baseline_server.py", "--jt808-port", str(port),
                               "--http-port", str(free_port()), "--db", folder / "peer.sqlite", "--sync", "FULL"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    server.stdout.readline()
    return server, port


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) / 1024


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
