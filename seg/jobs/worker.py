"""The worker process: warms up, then does one job after the other until the server is gone.

Started by `seg.jobs.process` as `python -m seg.jobs.worker` with its settings as one JSON argument. It reads
requests from a socket, a line of JSON each, and writes messages to it: `{"warm": true, ...}` once, then for each
job any number of `{"stage": ..., "share": ...}` and at last `{"result": ...}` or `{"error": ...}`, with the `job`
they belong to. What a task prints goes to the server's log, as does everything on stderr.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import socket
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from seg.core.errors import SegError
from seg.core.facts import Fact

Tell = Callable[[dict[str, Any]], None]


def main(settings: dict[str, Any]) -> None:
    """Work until the server is gone; then the process ends, whatever it was doing."""
    server = socket.socket(fileno=settings["socket"])
    server.set_inheritable(False)  # a child of a task must not keep it open after us
    threading.Thread(target=leave_with_the_server, args=(server,), daemon=True).start()
    limit_this_process(settings["nice"], settings["memory_bytes"])
    for module in settings["preload"]:
        import_module(module)
    named(settings["warm"])()
    gc.collect()
    gc.freeze()  # the libraries are here to stay: no collection looks through them again
    tell = teller(server)
    tell({"warm": True, "cpu_seconds": time.process_time()})
    for line in server.makefile("rb"):
        do(json.loads(line), tell, settings["memory_bytes"])


def leave_with_the_server(server: socket.socket) -> None:
    """End this process when no one holds the other end of the socket any more, however the server died.

    The parent-death signal would not do: it fires when the thread that started the worker ends.
    """
    poll = select.poll()
    poll.register(server, 0)  # no event but the hang-up, which is always told
    poll.poll()
    os._exit(0)


def limit_this_process(nice: int, memory_bytes: int) -> None:
    """Give way to the server, cap memory, leave no core file with customers in it, be first to go when memory ends.

    The cap is on data, that is on memory a process can write to: address space would count mapped Parquet files
    and what numba and BLAS merely reserve.
    """
    os.nice(nice)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text("500")


def teller(server: socket.socket) -> Tell:
    """A function that sends one message; threads of a task may share it."""
    lock = threading.Lock()

    def tell(message: dict[str, Any]) -> None:
        line = json.dumps(message, allow_nan=False).encode() + b"\n"
        with lock:
            server.sendall(line)

    return tell


def reporter(tell: Tell) -> Callable[[str, float], None]:
    """The `report` of one job. What does not change the whole percentage is not sent."""
    last: tuple[str, int] | None = None

    def report(stage: str, done_share: float) -> None:
        nonlocal last
        share = min(max(float(done_share), 0.0), 1.0)
        now = stage, int(share * 100)
        if now != last:
            last = now
            tell({"stage": stage, "share": share})

    return report


def do(request: dict[str, Any], tell: Tell, memory_bytes: int) -> None:
    """Do one job and tell its end. Whatever a task raises, even `SystemExit`, is an error of that job."""

    def tell_of_job(message: dict[str, Any]) -> None:
        tell({"job": request["job"], **message})

    try:
        result = named(request["task"])(request["arguments"], reporter(tell_of_job))
        if not isinstance(result, dict):
            raise TypeError(f"a task returns a dict, not {type(result).__name__}")
        tell_of_job({"result": result})
    except BaseException as problem:
        error = fact_of(problem, request, memory_bytes)
        tell_of_job({"error": json.loads(json.dumps(error.as_json(), default=str))})


def fact_of(problem: BaseException, request: dict[str, Any], memory_bytes: int) -> Fact:
    """What to tell of a problem. One that is a defect of ours goes to the log under an incident id."""
    if isinstance(problem, SegError):
        return problem.fact
    if isinstance(problem, MemoryError):
        return Fact.of("error.job_memory", limit=round(memory_bytes / 1e9, 1))
    incident = uuid.uuid4().hex[:12]
    trace = "".join(traceback.format_exception(problem))
    sys.stderr.write(f"incident {incident}: job {request['job']} of {request['task']} failed\n{trace}")
    sys.stderr.flush()
    return Fact.of("error.job_failed", incident=incident)


def named(name: str) -> Callable[..., Any]:
    """The function of `package.module:function`."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
