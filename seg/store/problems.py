"""What files and databases complain about, as errors that a user can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from seg.core.errors import SegError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST}

_SQLITE = (  # start of the name of an error code -> what to tell
    ("SQLITE_BUSY", "store_busy"),
    ("SQLITE_LOCKED", "store_busy"),
    ("SQLITE_FULL", "disk_full"),
    ("SQLITE_READONLY", "store_not_writable"),
    ("SQLITE_CANTOPEN", "store_not_writable"),
    ("SQLITE_PERM", "store_not_writable"),
    ("SQLITE_CORRUPT", "store_damaged"),
    ("SQLITE_NOTADB", "store_damaged"),
    ("SQLITE_IOERR", "store_disk_error"),
)
_POSTGRESQL = (  # start of SQLSTATE -> what to tell
    ("55P03", "store_busy"),
    ("40", "store_busy"),
    ("53100", "disk_full"),
    ("25006", "store_not_writable"),
    ("42501", "store_not_writable"),
    ("XX001", "store_damaged"),
    ("XX002", "store_damaged"),
    ("08", "store_unreachable"),
    ("53300", "store_unreachable"),
    ("57P", "store_unreachable"),
    ("28", "store_unreachable"),
    ("3D", "store_unreachable"),
)


@contextmanager
def file_problems(path: Path) -> Iterator[None]:
    """Say in words that the disk is full or `path` cannot be written; let any other `OSError` through."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise SegError("disk_full", path=str(path)) from problem
        if problem.errno in _REFUSED:
            raise SegError("store_not_writable", path=str(path)) from problem
        raise


def discard(temporary: Path) -> None:
    """Remove a file that failed to be written. Where that fails too, the first problem is the one to tell."""
    with suppress(OSError):
        temporary.unlink()


@contextmanager
def database_problems(place: str) -> Iterator[None]:
    """Say in words what the database at `place` complains about; let defects of ours through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        key = _key(problem.orig if isinstance(problem, DBAPIError) else problem)
        if key is None:
            raise
        raise SegError(key, path=place) from problem


def _key(problem: BaseException | None) -> str | None:
    if isinstance(problem, sqlite3.Error):
        return _first(_SQLITE, getattr(problem, "sqlite_errorname", ""))
    # psycopg knows no SQLSTATE where the server could not be asked
    unreachable = type(problem).__name__ == "OperationalError" and problem.sqlstate is None
    return "store_unreachable" if unreachable else _first(_POSTGRESQL, getattr(problem, "sqlstate", None) or "")


def _first(table: tuple[tuple[str, str], ...], code: str) -> str | None:
    return next((key for start, key in table if code.startswith(start)), None)
