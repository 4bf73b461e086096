"""What answers say about customers, as further columns of their file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.columns import Column, Kind
from seg.data.answers.blocks import LEAST_ITEMS
from seg.data.answers.dimensions import Fitted, fitted_answers, is_duration, scored_answers
from seg.data.columns.levels import MOST_ANSWERS
from seg.data.row_groups import ROWS_PER_GROUP

NEVER = frozenset({Kind.DATE, Kind.TEXT, Kind.MULTI_VALUE, Kind.NOMINAL})


def with_answers(
    customers: Path, columns: tuple[Column, ...], path: Path, fitted: Fitted | None = None
) -> tuple[Path, tuple[Column, ...], Fitted]:
    """The file of customers with the dimensions of their answers, the new columns, and what these are made with.

    `columns` are all columns of the dataset. With `fitted`, of an earlier run, nothing is looked for. Where nobody
    answered a survey the file stays as it is and nothing of it is read.
    """
    own = {column.label: column for column in columns if column.name in pq.read_schema(customers).names}
    few = [column for column in own.values() if column.kind not in NEVER and column.distinct <= MOST_ANSWERS]
    if fitted is None and len(few) < LEAST_ITEMS:
        return customers, (), Fitted(())
    wanted = [*few, *(column for column in own.values() if is_duration(column) and column not in few)]
    if fitted:
        wanted = [own[label] for label in fitted.labels if label in own]
    frame = pq.read_table(customers, columns=[column.name for column in wanted])
    frame = frame.rename_columns([column.label for column in wanted])
    fitted = fitted or fitted_answers(frame, columns)
    found = scored_answers(frame, fitted)
    if not found:
        return customers, (), fitted
    added = tuple(replace(column, name=f"c{len(columns) + at}") for at, (column, _) in enumerate(found.values()))
    table = pq.read_table(customers)
    for column, (_, values) in zip(added, found.values(), strict=True):
        table = table.append_column(column.name, pa.chunked_array([values]))
    pq.write_table(table, path, compression="zstd", row_group_size=ROWS_PER_GROUP)
    return path, added, fitted
