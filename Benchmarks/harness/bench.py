"""Runs programmes and measures them from outside."""
import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass
class Measured:
    """One run of a programme. `answer` is what it printed as JSON, `None` if it did not."""

    cpu: float
    wall: float
    megabytes: int
    code: int
    answer: dict | None
    error: str

    @property
    def is_cut(self):
        return self.code == -signal.SIGKILL


@dataclasses.dataclass
class Table:
    """`rows` hold text or numbers; `notes` stand below the table."""

    title: str
    header: list
    rows: list
    notes: list = dataclasses.field(default_factory=list)


class Bench:
    def __init__(self, is_quick):
        self.is_quick = is_quick
        shared = os.environ.get("CHENGXU_SHARED_DATA")
        self.data = pathlib.Path(shared) if shared else None
        self.program = ROOT / ".build/release/chengxu"
        self.instances = ROOT / ".tools/bench/instances"
        self.instances.mkdir(parents=True, exist_ok=True)

    def chengxu(self, *arguments, seconds=600):
        """The release build with `arguments`."""
        return self.run([str(self.program), *map(str, arguments)], seconds)

    def peer(self, script, *arguments, seconds=600):
        """A script of Benchmarks/peers, which prints one JSON object."""
        path = ROOT / "Benchmarks/peers" / script
        return self.run([sys.executable, str(path), *map(str, arguments)], seconds)

    def run(self, command, seconds):
        """Cut after `seconds` by the clock; CPU seconds are user and system time of all its threads."""
        self.say(" ".join(pathlib.Path(part).name if "/" in part else part for part in command))
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
            begin = time.monotonic()
            child = subprocess.Popen(command, stdout=out, stderr=errors, cwd=ROOT)
            guard = threading.Timer(seconds, child.kill)
            guard.start()
            _, status, usage = os.wait4(child.pid, 0)
            guard.cancel()
            wall = time.monotonic() - begin
            code = os.waitstatus_to_exitcode(status)
            child.returncode = code
            out.seek(0)
            errors.seek(0)
            text = out.read().decode(errors="replace")
            error = errors.read().decode(errors="replace").strip()
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        measured = Measured(
            usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss // 1024, code, answer, error)
        self.say(f"  {measured.cpu:.2f} CPU s, {measured.wall:.2f} s, {measured.megabytes} MB, exit {code}")
        if code not in (0, -signal.SIGKILL):
            self.say("  " + error[-300:])
        return measured

    @staticmethod
    def say(line):
        print(line, file=sys.stderr, flush=True)
