"""python -m harness [--quick] [TOPIC ...]"""
import argparse
import importlib
import sys

from harness import page
from harness.bench import ROOT, Bench


def main():
    known = sorted(path.stem for path in (ROOT / "Benchmarks/topics").glob("*.py"))
    parser = argparse.ArgumentParser(prog="Benchmarks/run")
    parser.add_argument("--quick", action="store_true", help="small rows only, peers cut early")
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=", ".join(known))
    options = parser.parse_args()
    unknown = [name for name in options.topics if name not in known]
    if unknown:
        sys.exit(f"bench: no topic {unknown[0]}; there are {', '.join(known)}")
    bench = Bench(options.quick)
    for name in options.topics or known:
        topic = importlib.import_module(f"topics.{name}")
        bench.say(f"== {topic.TITLE}")
        tables = topic.tables(bench)
        page.write(name, topic.TITLE, tables, options.quick)


main()
