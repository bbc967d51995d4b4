"""Covering real cities: proven optima of Lorena and Pereira, best known values of AILS-MCLP."""
from harness.bench import Table

TITLE = "Covering real cities"


def tables(bench):
    if bench.data is None:
        bench.say("cities: CHENGXU_SHARED_DATA is not set; no rows")
        return []
    return [cities(bench)]


def locate(bench, *arguments):
    return bench.chengxu("locate", "--json", "--problem", "mclp", *arguments)


def verdict(run, known=None):
    if run.answer is None:
        return "cut" if run.is_cut else "no answer"
    if known is not None and run.answer["objective"] != known:
        return f"{run.answer['status']}, not {known}"
    return run.answer["status"]


def cities(bench):
    rows = []
    library = bench.data / "location/lorena-mclp"
    for count, limit, known in [(324, 1, 5461), (324, 2, 8790), (324, 3, 11604), (324, 4, 12106), (324, 5, 12152)]:
        run = locate(bench, "--format", "lorena", library / f"coord{count}.txt",
                     "--radius", 800, "--p", limit)
        rows.append([f"São José dos Campos {count}", 800, limit, run.answer and run.answer["objective"], known,
                     verdict(run, known), run.answer and run.answer["bound"], run.cpu])
    # A minute a row.
    for name, radius in [] if bench.is_quick else [("NewYork", 400), ("SanFrancisco", 600), ("Bronx", 600)]:
        for limit in [50, 70, 100]:
            known = best_known(bench, name, limit, radius)
            run = locate(bench, "--format", "ails", bench.data / f"location/ails-mclp/{name}.txt",
                         "--radius", radius, "--p", limit, "--time-limit", 60)
            rows.append([name, radius, limit, run.answer and run.answer["objective"], known, verdict(run),
                         run.answer and run.answer["bound"], run.cpu])
    return Table("Real cities: proven optima (Lorena and Pereira) and best known values (AILS-MCLP 2023)",
                 ["instance", "radius", "p", "covered", "known", "status", "bound", "CPU s"], rows)


def best_known(bench, name, limit, radius):
    path = bench.data / f"location/ails-mclp/best/{name}_{limit}_{radius}.txt"
    return int(path.read_text().split("f:")[1].split()[0])
