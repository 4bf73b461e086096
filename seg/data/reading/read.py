"""The parent's side: one file -> tables of text, read by a child process that may die without harm."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.fingerprint import sha256_of_file
from seg.core.settings import setting
from seg.data.reading.labels import shown_file_name
from seg.data.reading.options import ReadOptions
from seg.data.reading.report import UntrustedError, tables_of

ROOT = Path(__file__).parents[3]
LOG = logging.getLogger(__name__)
MEMORY_SIGNS = (134, -signal.SIGABRT, 137, -signal.SIGKILL)
"""How a native reader ends when it cannot have the memory it asks for."""


@dataclass(frozen=True)
class ReadTable:
    """One table: how it was read, and its Parquet file (text columns `c0..cn`, missing cells null)."""

    reading: TableReading
    path: Path


def read_file(
    path: Path,
    file_name: str,
    scratch: Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> tuple[ReadTable, ...]:
    """The tables of a file: one, or one per visible sheet that is not empty, the likeliest customer table first.

    `scratch` is an empty folder; the Parquet files stay there until the caller takes them. `file_name` is what
    the user calls the file; it is only shown. Raises `SegError` when the file cannot be used.
    """
    name = shown_file_name(file_name)
    if path.stat().st_size > setting("max_file_bytes"):
        raise SegError("file_too_large", file=name, limit_mb=int(setting("max_file_bytes")) // 2**20)
    _run_child({"path": str(path.resolve()), "file_name": name, "options": asdict(options)}, scratch, name)
    try:
        tables = tables_of(scratch / "report.json", scratch)
    except UntrustedError as odd:
        LOG.error("reading a file failed: %s", odd)
        raise SegError("reader_stopped", file=name) from odd
    return tuple(ReadTable(replace(reading, raw=sha256_of_file(path)), path) for reading, path in tables)


def _run_child(request: dict, scratch: Path, name: str) -> None:
    seconds = int(setting("reader_wall_seconds"))
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "seg.data.reading.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env=_environment(),
        start_new_session=True,
    )
    try:
        child.communicate(json.dumps(request).encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        raise SegError("reader_time", file=name, seconds=seconds) from None
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    _check_exit(child.returncode, name)


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
