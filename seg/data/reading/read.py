"""The parent's side: one file -> tables of text, read by a child process that may die without harm."""

from __future__ import annotations

import json
import logging
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.fingerprint import sha256_of_file
from seg.core.settings import setting
from seg.data.reading.labels import shown_file_name
from seg.data.reading.options import ReadOptions
from seg.data.reading.report import UntrustedError, tables_of

ROOT = Path(__file__).parents[3]
REPORT = "report.json"
CHILD = ("-P", "-m", "seg.data.reading.child")
LOG = logging.getLogger(__name__)
MEMORY_SIGNS = (134, -signal.SIGABRT, 137, -signal.SIGKILL)
"""How a native reader ends when it cannot have the memory it asks for."""
SHARE, SHARE_BYTES = re.compile(rb"[01]\.\d{1,6}"), 10
SAID_BYTES, HEARD_BYTES = 4_096, 64 * 1024
"""What is taken from a child's output at once, and in all: a share of progress has five bytes."""


@dataclass(frozen=True)
class ReadTable:
    """One table: how it was read, and its Parquet file (text columns `c0..cn`, missing cells null).

    `aside` is the Parquet file of the rows set aside, None when there are none.
    """

    reading: TableReading
    path: Path
    aside: Path | None = None


def read_file(
    path: Path,
    file_name: str,
    scratch: Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[ReadTable, ...]:
    """The tables of a file: one, or one per visible sheet that is not empty, the likeliest customer table first.

    `scratch` is an empty folder; the Parquet files stay there until the caller takes them, and nothing does when the
    file cannot be used. `file_name` is what the user calls the file; it is only shown. `progress` is told the share
    of the file that was read, 0 to 1, and may raise to give up. Raises `SegError` when the file cannot be used.
    """
    name = shown_file_name(file_name)
    if path.stat().st_size > setting("max_file_bytes"):
        raise SegError("file_too_large", file=name, limit_mb=int(setting("max_file_bytes")) // 2**20)
    keep = set(scratch.iterdir())
    try:
        tables = _read(path, name, scratch, options, progress)
        keep |= {file for table in tables for file in (table.path, table.aside) if file}
        return tables
    finally:
        for left in set(scratch.iterdir()) - keep:
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


def _read(
    path: Path, name: str, scratch: Path, options: ReadOptions, progress: Callable[[float], None]
) -> tuple[ReadTable, ...]:
    _run_child({"path": str(path.resolve()), "file_name": name, "options": asdict(options)}, scratch, name, progress)
    try:
        tables = tables_of(scratch / REPORT, scratch)
    except UntrustedError as odd:
        LOG.error("reading a file failed: %s", odd)
        raise SegError("reader_stopped", file=name) from odd
    return tuple(ReadTable(_with_hashes(*table), *table[1:]) for table in tables)


def _with_hashes(reading: TableReading, path: Path, aside: Path | None) -> TableReading:
    return replace(reading, raw=sha256_of_file(path), aside=sha256_of_file(aside) if aside else "")


def _run_child(request: dict, scratch: Path, name: str, progress: Callable[[float], None]) -> None:
    seconds = int(setting("reader_wall_seconds"))
    deadline = time.monotonic() + seconds
    child = subprocess.Popen(
        [sys.executable, *CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=_environment(),
        start_new_session=True,
    )
    try:
        with suppress(BrokenPipeError), child.stdin:  # a child that is gone already tells by its status
            child.stdin.write(json.dumps(request | {"parent": os.getpid()}).encode())
        for share in shares(child.stdout, deadline):
            progress(share)
        child.wait(max(0.0, deadline - time.monotonic()))
    except (subprocess.TimeoutExpired, TimeoutError):
        raise SegError("reader_time", file=name, seconds=seconds) from None
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        child.stdout.close()
    _check_exit(child.returncode, name)


def shares(output: IO[bytes], deadline: float) -> Iterator[float]:
    """What a child says it has done, 0 to 1 and never less than before. It may say anything, and any amount of it.

    Raises `TimeoutError` when it says nothing more before the deadline and does not end.
    """
    line, heard, last = b"", 0, 0.0
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            piece = os.read(output.fileno(), SAID_BYTES)
            if not piece:
                return
            heard += len(piece)
            *lines, line = (line + piece).split(b"\n") if heard <= HEARD_BYTES else [b""]
            line = line[:SHARE_BYTES]
            for said in lines:
                if SHARE.fullmatch(said) and last < float(said) <= 1:
                    last = float(said)
                    yield last
    raise TimeoutError


def _check_exit(status: int, name: str) -> None:
    if status == 0:
        return
    LOG.error("the reader ended with status %s", status)
    if status in MEMORY_SIGNS:
        raise SegError("reader_memory", file=name)
    if status == -signal.SIGXCPU:
        raise SegError("reader_time", file=name, seconds=int(setting("reader_cpu_seconds")))
    raise SegError("reader_stopped", file=name)


def _environment() -> dict[str, str]:
    """Nothing of ours but where the code is; few threads, because each takes address space."""
    return {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
    }
