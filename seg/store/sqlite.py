"""SQLite set up so that what was acknowledged stays, on versions with and without the write-ahead-log bug."""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from seg.core.settings import setting
from seg.store.problems import database_problems, discard, file_problems


def journal_mode(version: tuple[int, int, int]) -> str:
    """ "wal" where it is safe, else "delete".

    Versions 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two connections write and checkpoint
    (https://sqlite.org/wal.html#walresetbug); 3.44.6 and 3.50.7 carry the fix, 3.52.0 was withdrawn.
    """
    patched = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
    line = version[:2]
    fixed = line > (3, 52) or (line in patched and version[2] >= patched[line])
    return "wal" if fixed else "delete"


def sqlite_engine(url: URL) -> Engine:
    """Connections with our safety settings. Transactions are begun by us, see `Database.writing`."""
    engine = create_engine(url, connect_args={"timeout": setting("store_wait_seconds")})
    mode = journal_mode(sqlite3.sqlite_version_info)
    # without a log, only EXTRA also syncs the folder after the journal is gone: a commit survives a power cut
    synchronous = "FULL" if mode == "wal" else "EXTRA"

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF", f"synchronous={synchronous}"):
            connection.execute(f"PRAGMA {pragma}")  # constants only; a PRAGMA takes no parameters
        _use_journal(connection, mode)

    return engine


def _use_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Change the journal where the file has another. SQLite waits for nobody here, so we do."""
    deadline = time.monotonic() + setting("store_wait_seconds")
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != mode:
                connection.execute(f"PRAGMA journal_mode={mode}")
            return
        except sqlite3.OperationalError as problem:
            busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def copy_database(database: Path, copy: Path) -> None:
    """A consistent copy of a database in use, whole or not at all; replaces an older copy."""
    temporary = copy.with_name(f".tmp-{uuid.uuid4().hex}")
    try:
        with file_problems(copy), database_problems(str(copy)):
            copy.parent.mkdir(mode=0o700, exist_ok=True)
            connection = sqlite3.connect(database, timeout=setting("store_wait_seconds"))
            try:
                connection.execute("VACUUM INTO ?", (str(temporary),))
            finally:
                connection.close()
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(temporary, copy)
    except BaseException:
        discard(temporary)
        raise


def is_sound(connection: Connection) -> bool:
    """Whether SQLite finds every page in order."""
    return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
