"""The command page while 3 000 units move over 200 posts, beside the same page with one Leaflet marker a unit."""
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

from harness.bench import ROOT, Table

TITLE = "Units on the command page"
CITY = ROOT / "Tests/TestSupport/Resources/small-city"
# Playwright and Chromium come with `Scripts/setup test`.
PYTHON = ROOT / ".tools/venv/bin/python3"
SCRIPT = ROOT / "Benchmarks/harness/moving_units.py"
UNITS = 3000
WAYS = {"canvas": "chengxu, one canvas", "elements": "one Leaflet marker a unit"}


def tables(bench):
    if not PYTHON.exists():
        raise SystemExit(f"bench: no {PYTHON}. Maybe run Scripts/setup test first.")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chengxu-bench-"))
    try:
        made = bench.chengxu("demo", "--once", "--city", CITY, "--out", folder / "data")
        if made.code != 0:
            raise SystemExit(f"bench: the small city could not be made: {made.error}")
        return [moving(bench, folder)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def moving(bench, folder):
    rounds, seconds = (1, 10) if bench.is_quick else (3, 30)
    rows, busy = [], {way: [] for way in WAYS}
    for number in range(rounds):
        for way, name in WAYS.items():
            run = measured(bench, folder, seconds, way)
            for what, words in [("still", "the map stands"), ("pulled", "somebody pulls the map")]:
                seen = run[what]
                bench.say(f"{name}, {words}: {seen['framesPerSecond']:.1f} frames/s")
                rows.append([number + 1, name, words, f"{seen['framesPerSecond']:.1f}", round(seen["p99Milliseconds"]),
                             seen["longTasks"], round(seen["longestTask"]), f"{seen['busyShare']:.0%}"])
            busy[way].append(run["still"]["busyShare"])
    ratio = statistics.median(busy["elements"]) / statistics.median(busy["canvas"])
    return Table(
        f"{UNITS} units that report every 5 s, 200 posts, 1920 × 1080",
        ["round", "page", "while", "frames/s", "p99 ms", "tasks over 50 ms", "longest ms", "main thread busy"], rows,
        [f"The page's main thread has {ratio:.1f} times less to do while the map stands (median). Positions come over OsmAnd, "
         "are acknowledged after a durable commit, and reach the page by `/api/units/live` once a second; server, reports "
         "and Chromium (headless, drawing without a graphics card) share the cores. Sixty frames a second are the most "
         "there are. The plan's posts are repeated some way off to make 200."])


def measured(bench, folder, seconds, way):
    data, listing = folder / "data", folder / "terminals.csv"
    organization = json.loads((data / "snapshot.json").read_text())["organization"]
    holders = [each["plate"] for each in organization["vehicles"]]
    holders += [each["badgeNumber"] for each in organization["officers"]]
    holders += [f"借用{number}" for number in range(UNITS - len(holders))]
    with open(listing, "w") as file:
        file.write("phone,holder,protocol\n")
        file.writelines(f"U{number},{holder},osmand\n" for number, holder in enumerate(holders[:UNITS]))
    subprocess.run([bench.program, "terminal", "import", listing, "--data", data], check=True, stdout=subprocess.DEVNULL)
    number = sum(1 for _ in folder.glob("account-*"))
    (folder / f"account-{number}").touch()
    made = subprocess.run([bench.program, "user", "add", f"watcher.{number}", "--role", "inspector", "--data", data,
                           "--format", "json"], check=True, stdout=subprocess.PIPE, text=True)
    account = json.loads(made.stdout)
    server = subprocess.Popen([bench.program, "serve", "--data", data, "--port", "0", "--jt808-port", "0", "--sign-in", "always",
                               "--log-level", "warning"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = re.search(r"http://[^ ]+:\d+", server.stdout.readline()).group(0)
        output = subprocess.run([PYTHON, SCRIPT, address, account["account"], account["oneTimePassword"], str(UNITS),
                                 str(seconds), way], check=True, stdout=subprocess.PIPE, text=True).stdout
        run = json.loads(output)
        if run["units"] != UNITS or run["refused"] > 0:
            raise SystemExit(f"bench: {run['units']} of {UNITS} units are shown, {run['refused']} reports were refused")
        return run
    finally:
        server.terminate()
        server.wait()
