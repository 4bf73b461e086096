"""One thing in a process of its own: what it took, and the most memory that the process held."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


def alone(module: str, *arguments: object) -> dict:
    """What a module that does its work through `took` says that it took."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(said.splitlines()[-1])


def took(work: Callable[[], T]) -> T:
    """Do the work and print what it took; what was imported before is in the memory, not in the time."""
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_bytes": peak_bytes}), flush=True)
    return done
