"""The server's side of one worker process: starts it, sends it requests, hears what it says, ends it."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from seg.core.settings import setting

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]


def worker_environment(numba_cache: Path, paths: Sequence[Path]) -> dict[str, str]:
    """The environment of a worker: ours, and what must be set before its libraries are imported.

    The number of threads is the same on every machine, since BLAS adds in another order with another number
    and the last bits of a result follow. They sleep while they wait: workers share the cores.
    """
    threads = str(setting("worker_threads"))
    pools = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR", "NUMBA")
    importable = [str(ROOT), *map(str, paths), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        **{f"{pool}_NUM_THREADS": threads for pool in pools},
        "OMP_WAIT_POLICY": "PASSIVE",
        "NUMBA_CACHE_DIR": str(numba_cache),
        "PYTHONPATH": os.pathsep.join(importable),
    }


def numba_cache(home: Path, resources: ExitStack) -> Path:
    """The folder where workers keep compiled code, for no other user to write: numba would run what lies there.

    Where the home cannot be written it is a temporary one, which `resources` deletes; the next start is cold.
    """
    folder = home / "cache" / "numba"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        LOG.warning("compiled code cannot be kept in %s: every start will be cold", folder)
        return Path(resources.enter_context(tempfile.TemporaryDirectory(prefix="seg-numba-")))


class WorkerProcess:
    """One process and the thread that listens to it. The pool owns `warm` and `job`, under its lock.

    `settings` are those of `seg.jobs.worker.main` but for the socket. Raises `OSError` where it cannot start.
    """

    def __init__(self, settings: Mapping[str, Any], environment: Mapping[str, str]) -> None:
        self.warm = False
        self.job: Any = None
        self._ending, self._sending = threading.Lock(), threading.Lock()
        self._socket, theirs = socket.socketpair()
        with theirs:
            arguments = json.dumps({**settings, "socket": theirs.fileno()})
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-X", "faulthandler", "-m", "seg.jobs.worker", arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=2,  # what libraries print goes to the server's log
                    pass_fds=(theirs.fileno(),),  # and nothing else of the server's: no port, no database
                    env=dict(environment),
                    process_group=0,  # Ctrl-C is for the server; and what a task starts ends with its worker
                )
            except OSError:
                self._socket.close()
                raise

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_status(self) -> int | None:
        """Negative for a signal, None until it is reaped."""
        return self._process.returncode

    def listen(self, on_message: Callable[[WorkerProcess, Any], None], on_end: Callable[[WorkerProcess], None]) -> None:
        """Call back, from a thread of its own, for each message and once when the process has ended."""
        self._thread = threading.Thread(
            target=self._listen, args=(on_message, on_end), name=f"worker-{self.pid}", daemon=True
        )
        self._thread.start()

    def send(self, request: str) -> None:
        """Send one request. If the worker is gone, its listener tells."""
        with self._sending, suppress(ConnectionError):
            if self._socket.fileno() >= 0:
                self._socket.sendall(request.encode() + b"\n")

    def kill(self) -> None:
        """End the process and all that it started, at once. The listener reaps it."""
        with self._ending:
            if self._process.returncode is None:  # not reaped, so the number is still its own
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self.pid, signal.SIGKILL)

    def join(self) -> None:
        """Return when the process is reaped, its socket closed and its end told."""
        self._thread.join()

    def _listen(self, on_message: Callable, on_end: Callable) -> None:
        try:
            for message in self._messages():
                on_message(self, message)
        finally:
            self.kill()
            with self._ending:
                self._process.wait()
            with self._sending:
                self._socket.close()
            on_end(self)

    def _messages(self) -> Iterator[Any]:
        """What the worker says, until it ends or says what is no message."""
        with self._socket.makefile("rb") as lines, suppress(ConnectionError):
            for line in lines:
                try:
                    yield json.loads(line)
                except ValueError:
                    LOG.warning("worker %d broke off in the middle of a message", self.pid)
                    return
