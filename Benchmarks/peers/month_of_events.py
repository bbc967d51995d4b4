"""What a script would do for a month's figures: read the rows, parse them, count with pandas.

month_of_events.py EVENTS.sqlite FIRST DAYS
"""
import datetime
import json
import resource
import sqlite3
import sys
import time

import pandas


def main():
    path, first, days = sys.argv[1], sys.argv[2], int(sys.argv[3])
    begin = time.monotonic()
    zone = datetime.timezone(datetime.timedelta(hours=8))
    start = datetime.datetime.fromisoformat(first).replace(tzinfo=zone).timestamp() * 1000
    end = start + (days + 7) * 86_400_000
    rows = sqlite3.connect(path).execute(
        "SELECT id, kind, body FROM duty_event WHERE instant >= ? AND instant < ? ORDER BY id", (start, end))
    frame = pandas.DataFrame(
        [(number, kind, *flat(kind, json.loads(body))) for number, kind, body in rows],
        columns=["id", "kind", "step", "at"])
    inside = frame[frame["at"] < start + days * 86_400_000]
    interventions = int((inside["step"] == "intervene").sum())
    arrivals = int((inside["step"] == "confirm").sum())
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "events": len(frame), "figures": 3, "interventions": interventions, "arrivals": arrivals,
        "perArrival": interventions / max(arrivals, 1), "wallSeconds": time.monotonic() - begin,
        "cpuSeconds": usage.ru_utime + usage.ru_stime}))


def flat(kind, entry):
    content = entry["content"][kind]
    event = content.get("event")
    return (next(iter(event)) if event else None), entry["instant"]


main()
