"""Scorecards from stored events, figures by the event, and bulletins on paper."""
import json
import shutil
import subprocess

from harness.bench import ROOT, Table

TITLE = "Supervision and the bulletin"
PROGRAM = ROOT / ".build/release/scorecard-benchmark"
SAMPLE = ROOT / "Tests/BulletinTests/Resources/weifang-2017-06.json"
# The campaign's second week on: a month, and the week after it in which its cases are settled.
MONTH = ("2017-05-08", 30)


def tables(bench):
    if not PROGRAM.exists():
        built = subprocess.run(["swift", "build", "-c", "release", "--product", PROGRAM.name], cwd=ROOT)
        if built.returncode != 0:
            return [Table("The measuring program could not be built", ["exit code"], [[built.returncode]])]
    return [*scenario(bench), paper(bench)]


def scenario(bench):
    folder = bench.instances / "campaign"
    shutil.rmtree(folder, ignore_errors=True)
    days = 10 if bench.is_quick else 58
    run = bench.chengxu("demo", "--scenario", "weifang-2017", "--once", "--quiet", "--out", folder, "--scenario-days", days)
    if run.code != 0:
        return [Table("The campaign could not be played", ["exit code", "error"], [[run.code, run.error[-200:]]])]
    report = json.loads((folder / "report.json").read_text())
    stages = {stage["name"]: stage for stage in report["stages"]}
    played = Table(
        "The campaign, from the plan to the signed bulletin",
        ["days", "events", "pages", "wall s", "CPU s", "MB", "aim"],
        [[days, stages["simulate"]["counts"]["events"], stages["bulletin"]["counts"]["pages"], round(run.wall, 1),
          round(run.cpu, 1), run.megabytes, "58 days < 180 s"]],
        ["`chengxu demo --scenario weifang-2017 --once`; seconds of each stage: "
         + ", ".join(f"{name} {stage['seconds']:.1f}" for name, stage in stages.items()) + "."])
    first, length = ("2017-05-02", 3) if bench.is_quick else MONTH
    return [played, figures(bench, folder, first, length), live(bench, folder)]


def figures(bench, folder, first, length):
    ours = bench.run(
        [str(PROGRAM), "period", "--data", str(folder), "--from", first, "--days", str(length)], 600)
    peer = bench.peer("month_of_events.py", folder / "events.sqlite", first, length)
    rows = [["chengxu, all figures", ours.answer["events"], ours.answer["figures"],
             ours.answer["wallSeconds"], ours.answer["cpuSeconds"]]]
    if peer.answer:
        rows.append(["pandas, three counts", peer.answer["events"], peer.answer["figures"],
                     peer.answer["wallSeconds"], peer.answer["cpuSeconds"]])
        ratio = peer.answer["cpuSeconds"] / ours.answer["cpuSeconds"]
    return Table(
        f"The scorecard of {length} days from stored events",
        ["program", "events read", "figures", "wall s", "CPU s"], rows,
        ["Aim: a month in less than 2 s. SQLite; plan, roster and city are in memory, every event is read from its sealed "
         "text, the seven days after the period too. Median of three."]
        + ([f"The peer reads the same rows, parses their text and counts interventions, arrivals and their share, nothing else: "
            f"{ratio:.1f} times our CPU seconds."] if peer.answer else [f"The peer did not answer: {peer.error[-120:]}"]))


def live(bench, folder):
    run = bench.run([str(PROGRAM), "live", "--data", str(folder), "--day", "2017-05-04"], 600)
    answer = run.answer
    return Table(
        "One event more", ["events", "take p50 ms", "take max ms", "with all figures p50 ms", "p95 ms", "max ms"],
        [[answer["events"], answer["takeP50Milliseconds"], answer["takeMaxMilliseconds"],
          answer["withFiguresP50Milliseconds"], answer["withFiguresP95Milliseconds"],
          answer["withFiguresMaxMilliseconds"]]],
        ["Aim: less than 50 ms. CPU time of the event and, after every hundredth, of reading all figures of the running day."])


def paper(bench):
    copies = 10 if bench.is_quick else 100
    run = bench.run([str(PROGRAM), "paper", "--document", str(SAMPLE), "--copies", str(copies)], 600)
    answer = run.answer
    rows = [["chengxu", answer["pages"], answer["firstSeconds"], copies, answer["copiesSeconds"]]]
    notes = ["Aims: a five-page bulletin in less than 1 s, a hundred in less than 15 s; every copy has another number. PDF/A-2b, tagged, "
             f"fonts embedded. Starting the typesetter once takes {answer['startSeconds']:.2f} s more."]
    office = shutil.which("soffice")
    if office:
        folder = bench.instances / "paper"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        made = bench.chengxu("bulletin", "render", SAMPLE, "--docx", folder / "sample.docx")
        peer = bench.run([office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "sample.docx")], 120)
        if made.code == 0 and peer.code == 0:
            rows.append(["LibreOffice, from our DOCX", None, peer.wall, 1, None])
            notes.append("LibreOffice's time includes its start.")
    else:
        notes.append("LibreOffice is not installed; it is the peer where it is.")
    return Table("The five pages of 2017 as PDF", ["program", "pages", "first s", "more copies", "their s"], rows, notes)
