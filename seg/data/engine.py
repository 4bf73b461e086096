"""The one place that opens connections of the table engine: Ibis on DuckDB, locked before anything is read.

Reads Parquet files in the folders it is given and nothing else: no other files, no network, no extensions,
no Python variables. SQL is written by Ibis alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

ROW = "file_row_number"
"""The column of `read_rows` that counts the rows of the file from 0."""

GIB = 2**30

ibis.options.sql.fuse_selects = False  # a column that a later step uses three times is then computed once, not thrice


def connect(folders: tuple[Path, ...] = (), memory_bytes: int = GIB, threads: int = 2) -> Backend:
    """An in-memory engine that reads only below `folders`; its settings can no longer be changed.

    Needs more than `memory_bytes`: the query fails with a clean error, since nothing is spilled to disk.
    """
    backend = ibis.duckdb.connect(
        ":memory:",
        threads=threads,
        memory_limit=f"{memory_bytes // 2**20}MiB",
        temp_directory="",
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )
    locked = {
        "allowed_directories": [str(folder.resolve()) for folder in folders],
        "allow_community_extensions": False,
        "enable_external_access": False,
        "lock_configuration": True,  # the last: it freezes the others
    }
    for name, value in locked.items():
        backend.settings[name] = value
    return backend


@contextmanager
def opened(path: Path, threads: int = 2) -> Iterator[tuple[Backend, ir.Table]]:
    """A connection that may read the folder of one Parquet file, and that file with its `ROW` numbers."""
    backend = connect((path.parent,), threads=threads)
    try:
        yield backend, backend.read_parquet(str(path.resolve()), file_row_number=True)
    finally:
        backend.disconnect()


def one_row(backend: Backend, table: ir.Table) -> dict:
    """The only row of a table of one row, as Python values."""
    return backend.to_pyarrow(table).to_pylist()[0]


def batches(backend: Backend, table: ir.Table, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of a table in its order, at most `rows` at a time (Ibis' own call needs an older DuckDB)."""
    yield from backend.con.sql(backend.compile(table)).to_arrow_reader(rows)
