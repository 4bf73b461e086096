"""Run things in processes of their own, together or alone, and tell what they took."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from seg.jobs.process import worker_environment

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Measured:
    """Wall and CPU seconds of the work alone; the peak memory of the whole process; what else was found."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    found: dict


def measure(names, count, missing_share):
    """What each of `names` took, all begun at the same moment once all are ready."""
    started = [_start(name, count, missing_share) for name in names]
    for name, process in zip(names, started, strict=True):
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{name} did not get ready; its message is above")
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    return {name: _finished(name, process) for name, process in zip(names, started, strict=True)}


def _start(name, count, missing_share):
    home = Path(tempfile.gettempdir()) / "seg-bench-numba"
    variables = dict(os.environ) | {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(home)}
    if not name.startswith("notebook"):  # as the app starts its workers
        variables = worker_environment(home, [])
    command = [sys.executable, "-m", "tests.bench.child", name, str(count), str(missing_share)]
    return subprocess.Popen(command, stdin=-1, stdout=-1, text=True, env=variables, cwd=ROOT)


def _finished(name, process):
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)  # the peak of this child alone
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not lines:
        raise RuntimeError(f"{name} ended with {process.returncode}; its message is above")
    found = json.loads(lines[-1])
    return Measured(found.pop("seconds"), found.pop("cpu_seconds"), usage.ru_maxrss * 1024, found)
