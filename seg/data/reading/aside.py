"""Rows set aside: each with its line, the reason, and its text as it stands in the file, to be looked at and mended."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from seg.core.settings import setting

RAGGED, UNITS, TOTALS, FOOTNOTE = "aside.ragged", "aside.units", "aside.totals", "aside.footnote"
UNREAD = "aside.unread"
REASONS = frozenset({RAGGED, UNITS, TOTALS, FOOTNOTE, UNREAD})
SCHEMA = pa.schema([("line", pa.int64()), ("reason", pa.string()), ("text", pa.string())])


def aside_path(table: Path) -> Path:
    """Where the rows set aside go that belong to a table: `aside_3.parquet` beside `table_3.parquet`."""
    return table.with_name(f"aside_{table.stem.removeprefix('table_')}.parquet")


def write_aside(
    table: Path, lines: Sequence[int] | pa.Array, reasons: Sequence[str], texts: Sequence[str] | pa.ChunkedArray
) -> None:
    """Write the rows set aside of `table`, in the order of their lines; no file where there are none."""
    if not len(lines):
        return
    most = int(setting("max_cell_characters"))
    texts = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts], pa.string())
    rows = pa.table([pa.array(lines, pa.int64()), reasons, pc.utf8_slice_codeunits(texts, 0, most)], schema=SCHEMA)
    pq.write_table(rows.sort_by("line"), aside_path(table), compression="zstd", write_statistics=False)


def row_text(cells: Sequence[str | None], delimiter: str) -> str:
    """Cells as the line of text that they were read from, or would be."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow([cell or "" for cell in cells])
    return line.getvalue()
