"""docs/performance.md: a head with the machine, and a section a topic that only that topic rewrites."""
import datetime
import os
import pathlib
import platform
import re

from harness.bench import ROOT

PAGE = ROOT / "docs/performance.md"
HEAD = """# Performance

Written by `make bench`: each section by its topic in `Benchmarks/topics`, all rows of a table in one run, side by side
with the peer. Times are CPU seconds (user and system, all threads, from the start of the process to its end), because
the machine may be busy with other work; ratios are of these. `make bench QUICK=1` takes the small rows,
`Benchmarks/run covering` one topic.
"""


def machine():
    model, memory = "unknown processor", "unknown memory"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    for line in pathlib.Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal"):
            memory = f"{int(line.split()[1]) / 1048576:.0f} GB"
    return f"{os.cpu_count()} × {model}, {memory}, {platform.system()} {platform.machine()}"


def cell(value):
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}" if abs(value) < 100 else f"{value:.1f}"
    return str(value)


def rendered(name, title, tables, is_quick):
    today = datetime.date.today().isoformat()
    command = f"Benchmarks/run {'--quick ' if is_quick else ''}{name}"
    lines = [f"## {title}", "", f"{today}, {machine()}; `{command}`.", ""]
    for table in tables:
        lines += [f"### {table.title}", "", "| " + " | ".join(table.header) + " |"]
        lines.append("|" + " --- |" * len(table.header))
        lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in table.rows]
        lines += [""] + [line for note in table.notes for line in (note, "")]
    return "\n".join(lines)


def write(name, title, tables, is_quick):
    text = PAGE.read_text() if PAGE.exists() else HEAD
    begin, end = f"<!-- topic {name} -->", f"<!-- end {name} -->"
    section = f"{begin}\n{rendered(name, title, tables, is_quick)}{end}\n"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end) + "\n", re.S)
    if pattern.search(text):
        text = pattern.sub(lambda _: section, text)
    else:
        text = text.rstrip("\n") + "\n\n" + section
    PAGE.write_text(text)
