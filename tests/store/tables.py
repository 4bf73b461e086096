"""Tables as the store is given them: files."""

import tempfile
from pathlib import Path

import pyarrow
from pyarrow import parquet

from seg.store.blobs import Blobs


def add_table(blobs: Blobs, table: pyarrow.Table) -> str:
    """Keep a table; its name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        parquet.write_table(table, path)
        return blobs.add_file(path)
