"""The one place that opens connections of table engines: Ibis on DuckDB, locked before anything is read, and on a
PostgreSQL database that customers stay in.

DuckDB reads Parquet files in the folders it is given and nothing else: no other files, no network, no extensions,
no Python variables. SQL is written by Ibis alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import psycopg
import pyarrow as pa
from ibis.backends.duckdb import Backend

from seg.core.errors import SegError
from seg.core.settings import setting

if TYPE_CHECKING:
    from ibis.backends.postgres import Backend as PostgresBackend

ROW = "file_row_number"
"""The column of `read_rows` that counts the rows of the file from 0."""

GIB = 2**30
CONNECT_SECONDS = 10

ibis.options.sql.fuse_selects = False  # a column that a later step uses three times is then computed once, not thrice


def connect(
    folders: tuple[Path, ...] = (), memory_bytes: int = GIB, threads: int = 2, spill: Path | None = None
) -> Backend:
    """An in-memory engine that reads only below `folders`; its settings can no longer be changed.

    What needs more than `memory_bytes` goes through temporary files below the folder `spill`, gone when the connection
    is, while `min_free_bytes` of the disk stay free. Without `spill`, or without room, the query fails with a clean
    error. The engine may read where it spills: a folder of its own, in which nothing else ever lies.
    """
    backend = ibis.duckdb.connect(
        ":memory:",
        threads=threads,
        memory_limit=f"{memory_bytes // 2**20}MiB",
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
        temp_directory=str(spill.resolve() / f"spill-{uuid4().hex}") if spill else "",
    )
    locked = {
        **({"max_temp_directory_size": f"{_room_bytes(spill) // 2**20}MiB"} if spill else {}),
        "allowed_directories": [str(folder.resolve()) for folder in folders],
        "allow_community_extensions": False,
        "enable_external_access": False,
        "lock_configuration": True,  # the last: it freezes the others
    }
    for name, value in locked.items():
        backend.settings[name] = value
    return backend


def _room_bytes(folder: Path) -> int:
    """What temporary files may take of the disk of a folder."""
    return max(0, shutil.disk_usage(folder).free - int(setting("min_free_bytes")))


@contextmanager
def opened(path: Path, threads: int = 2) -> Iterator[tuple[Backend, ir.Table]]:
    """A connection that may read the folder of one Parquet file, and that file with its `ROW` numbers."""
    backend = connect((path.parent,), threads=threads)
    try:
        yield backend, backend.read_parquet(str(path.resolve()), file_row_number=True)
    finally:
        backend.disconnect()


@contextmanager
def connected_to(url: str, name: str) -> Iterator[PostgresBackend]:
    """A PostgreSQL database that nothing is written to, times in UTC. Raises `SegError` with what it said.

    `name` is what people call it: an address may hold a password and is never shown.
    """
    from ibis.backends.postgres import Backend as PostgresBackend

    try:
        connection = psycopg.connect(url, connect_timeout=CONNECT_SECONDS, autocommit=True)
        connection.execute("SET default_transaction_read_only = on")
    except psycopg.Error as problem:
        raise SegError("connection_failed", connection=name) from problem
    try:
        yield PostgresBackend.from_connection(connection)
    except psycopg.Error as problem:
        said = problem.diag.message_primary or type(problem).__name__
        raise SegError("connection_query_failed", connection=name, problem=said) from problem
    finally:
        connection.close()


def one_row(backend: Backend, table: ir.Table) -> dict:
    """The only row of a table of one row, as Python values."""
    return backend.to_pyarrow(table).to_pylist()[0]


def batches(backend: Backend, table: ir.Table, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table in its order, at most `rows` at a time (Ibis' own call needs an older DuckDB)."""
    yield from backend.con.sql(backend.compile(table)).to_arrow_reader(rows)
