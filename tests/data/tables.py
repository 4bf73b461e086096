"""Small tables as the reader hands them over: Parquet of text columns c0..cn, and a reading of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.dataset import TableReading
from seg.core.fingerprint import sha256_of_file

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
ONLINE_RETAIL = DATA / "online_retail" / "online_retail.csv"


def write_raw(path: Path, columns: dict[str, list[str | None]]) -> TableReading:
    """Writes `columns` by label as c0..cn and tells how they were read."""
    texts = {f"c{at}": pa.array(values, pa.string()) for at, values in enumerate(columns.values())}
    pq.write_table(pa.table(texts), path)
    rows = len(next(iter(columns.values())))
    return TableReading(path.name, "", sha256_of_file(path), tuple(columns), rows, rows, 0)


def read_csv(path: Path, folder: Path, delimiter: str = ",", encoding: str = "utf-8-sig", rows: int | None = None):
    """A real file as raw Parquet and reading: the plainest possible reading, so that only guessing is tested."""
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for at, line in enumerate(csv.reader(file, delimiter=delimiter)) if rows is None or at <= rows]
    columns = {label: [line[at] or None for line in lines[1:]] for at, label in enumerate(lines[0])}
    raw = folder / "raw.parquet"
    return raw, write_raw(raw, columns)
