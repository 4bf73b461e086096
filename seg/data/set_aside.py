"""The rows that steps and the making of a dataset set aside, one by one, to be looked at or mended elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from seg.core.columns import Role
from seg.core.steps import Step
from seg.data.dataset import rows_unused
from seg.data.engine import opened
from seg.data.reading.aside import row_text
from seg.data.repairs.history import as_read, taken
from seg.data.row_groups import row_groups

SCHEMA = pa.schema([("row", pa.int64()), ("reason", pa.string()), ("text", pa.string())])


def rows_set_aside(
    raw: Path, labels: tuple[str, ...], steps: tuple[Step, ...], scratch: Path, duplicates: str = "first"
) -> pa.Table:
    """row (from 1, of the table that was read), reason (key of a fact), text (its cells as a line of CSV), by row.

    `steps` are those of a dataset or of what is prepared; `duplicates` as for `build_dataset`. A row that was added
    up with another is among them. Raises `SegError` for a step that does not fit.
    """
    prepared, numbers, reasons = as_read(raw, labels), None, {}
    for step in steps:
        prepared, rows = taken(prepared, step, scratch)
        if rows is not None:
            numbers = np.arange(len(rows.stay)) if numbers is None else numbers
            reasons |= dict.fromkeys(numbers[~rows.stay].tolist(), rows.aside.key if rows.aside else "")
            numbers = numbers[rows.stay]
    id_column = next((column for column in prepared.columns if column.role is Role.ID), None)
    with opened(prepared.path) as (backend, table):
        for fact, unused in rows_unused(backend, table, id_column, duplicates):
            reasons |= dict.fromkeys((unused if numbers is None else numbers[unused]).tolist(), fact.key)
    at = sorted(reasons)
    texts = list(_lines(raw, len(labels), np.array(at, int)))
    return pa.table([[row + 1 for row in at], [reasons[row] for row in at], texts], schema=SCHEMA)


def _lines(raw: Path, columns: int, wanted: np.ndarray) -> Iterator[str]:
    """The rows of these numbers as lines of CSV, in file order."""
    if not len(wanted):
        return
    chosen = np.zeros(wanted[-1] + 1, bool)
    chosen[wanted] = True
    names = [f"c{at}" for at in range(columns)]
    with opened(raw) as (backend, table):
        for group in row_groups(backend, table.limit(len(chosen)).select(names), chosen):
            for row in zip(*(group[name].to_pylist() for name in names), strict=True):
                yield row_text(row, ",")
