"""A year at a province's scale in PostgreSQL, summarised by the command line with bounded memory."""
import json
import os
import shutil
import subprocess
import time

from harness import province
from harness.bench import ROOT, Table

TITLE = "A province's year"
DAYS, FIXES, INTERVENTIONS, SEED = 365, 50_000_000, 2_000_000, 2017
AIM_SECONDS = 60


def tables(bench):
    campaign = bench.instances / "campaign"
    if not (campaign / "report.json").exists():
        run = bench.chengxu("demo", "--scenario", "weifang-2017", "--once", "--quiet", "--out", campaign)
        if run.code != 0:
            return [Table("The campaign could not be played", ["exit code", "error"], [[run.code, run.error[-200:]]])]
    # The same density by the day, in a fiftieth of the size.
    year = Year(bench, max(7, DAYS // 50) if bench.is_quick else DAYS)
    server = Server(bench.instances / "province-postgres")
    try:
        events, shifts, notes = load(bench, server, province.Campaign(campaign), year)
        return [summary(bench, server, year, events, shifts, notes)]
    finally:
        server.stop()


class Year:
    def __init__(self, bench, days):
        self.days = days
        self.folder = bench.instances / "province"
        self.fixes, self.interventions = FIXES * days // DAYS, INTERVENTIONS * days // DAYS


def load(bench, server, base, year):
    shutil.rmtree(year.folder, ignore_errors=True)
    begin = time.monotonic()
    shifts = province.write_roster(base, year.days, year.folder)
    # The product makes its tables; an empty log is whole.
    verify = ["verify", "--data", year.folder, "--database", server.address]
    made = bench.chengxu(*verify)
    if made.code != 0:
        raise SystemExit(f"The database could not be made: {made.error[-200:]}")
    province.load_positions(server.address, base.first, year.days, year.fixes, SEED)
    events = province.load_events(server.address, province.entries(base, year.days, year.interventions, SEED))
    province.ask(server.address, "VACUUM ANALYZE")
    bench.say(f"loaded in {time.monotonic() - begin:.0f} s")
    notes = []
    if bench.is_quick:
        proof = bench.chengxu(*verify)
        notes.append("The chain of the generated log is " + ("whole." if proof.code == 0 else f"BROKEN: {proof.error[-200:]}"))
    return events, shifts, notes


def summary(bench, server, year, events, shifts, notes):
    first = province.first_day(year.folder)
    last = first.fromordinal(first.toordinal() + year.days - 1)
    before = server.cpu_seconds()
    run = bench.chengxu(
        "supervise", "--from", first, "--to", last, "--data", year.folder, "--database", server.address,
        "--format", "json", "--quiet")
    ours = server.cpu_seconds() - before
    if run.code != 0:
        return Table("The year could not be summarised", ["exit code", "error"], [[run.code, run.error[-300:]]])
    figures = {one["definition"]["id"]: one for one in run.answer["results"] if one["scope"] == {"detachment": {}}}
    counted = figures["interventions"]["numerator"]
    peer = counted_in_sql(bench, server)
    stored = int(province.ask(server.address, "SELECT pg_database_size(current_database())")) / 1e9
    return Table(
        f"{year.days} days: {year.fixes:,} positions, {year.interventions:,} interventions",
        ["program", "events read", "figures", "wall s", "CPU s", "server CPU s", "MB"],
        [["`chengxu supervise`, all figures", events, len(run.answer["results"]), round(run.wall, 1), round(run.cpu, 1),
          round(ours, 1), run.megabytes],
         ["PostgreSQL alone, three counts", events, 3, round(peer["wall"], 1), None, round(peer["cpu"], 1), None]],
        [f"Aim: a year in less than {AIM_SECONDS} s with memory bounded. Made up from the demonstration campaign and seed "
         f"{SEED} (`Benchmarks/harness/province.py`): {shifts:,} shifts, {stored:.1f} GB in the database with its indexes; loading "
         "is not counted. The command starts anew, reads city, plan and roster from their files and every event by a cursor.",
         f"Interventions by our figures {counted:,.0f}, by SQL {peer['interventions']:,}; on-post rate "
         f"{value(figures['on-post-rate'])}, visibility {value(figures['visibility-rate'])}, arrivals on time "
         f"{value(figures['on-time-arrival'])}.",
         "No figure reads a position: presence is counted from the stays, stops and walks that the log has, so a figure is "
         "the same when the positions of its days are forgotten. They lie in the same database, a table a day.",
         "The peer counts interventions, arrivals and stops with `body::json` in one statement, nothing else.", *notes])


def counted_in_sql(bench, server):
    bench.say("three counts in SQL")
    before, begin = server.cpu_seconds(), time.monotonic()
    text = province.ask(server.address, """
        SELECT count(*) FILTER (WHERE body::json #> '{content,violationMoved,event,intervene}' IS NOT NULL),
          count(*) FILTER (WHERE body::json #> '{content,attendance,event,confirm}' IS NOT NULL),
          count(*) FILTER (WHERE body::json #> '{content,stop}' IS NOT NULL)
        FROM duty_event""")
    wall = time.monotonic() - begin
    return {"interventions": int(text.split("|")[0]), "wall": wall, "cpu": server.cpu_seconds() - before}


def value(figure):
    return f"{figure['numerator'] / figure['denominator'] * 100:.1f} %" if figure["denominator"] else "–"


class Server:
    """A PostgreSQL with the settings of its package, in a folder of its own."""

    def __init__(self, folder):
        self.environment = dict(os.environ, CHENGXU_TEST_POSTGRES_FOLDER=str(folder))
        self.address = self.script("start")
        self.postmaster = int((folder / "data/postmaster.pid").read_text().split()[0])

    def stop(self):
        self.script("stop")

    def script(self, word):
        return subprocess.run(
            [ROOT / "Scripts/test-postgres", word], env=self.environment, check=True, stdout=subprocess.PIPE,
            text=True).stdout.strip()

    def cpu_seconds(self):
        """Of the server and of all connections that have ended."""
        time.sleep(1)
        fields = open(f"/proc/{self.postmaster}/stat").read().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
