"""Rows of a Parquet file again, in its order and in groups of one size: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from seg.data.engine import ROW, batches

ROWS_PER_GROUP = 131_072


def row_groups(backend: Backend, table: ir.Table, used: np.ndarray | None = None) -> Iterator[pa.Table]:
    """The rows of a plain projection of one file, those that are `used` (rows,) bool, all without it.

    In tables of exactly `ROWS_PER_GROUP` rows, the last one shorter; at least one table, which may have no rows.
    """
    schema = table.schema().to_pyarrow()
    waiting, given = schema.empty_table(), False
    for part in _used_batches(backend, table, used):
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([part]).cast(schema)])
        while waiting.num_rows >= ROWS_PER_GROUP:
            given = True
            yield waiting.slice(0, ROWS_PER_GROUP).combine_chunks()
            waiting = waiting.slice(ROWS_PER_GROUP)
    if waiting.num_rows or not given:
        yield waiting.combine_chunks()


def write_groups(groups: Iterable[pa.Table], path: Path) -> None:
    """Writes tables of one schema as the row groups of one Parquet file."""
    groups = iter(groups)
    first = next(groups)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        for group in chain([first], groups):
            writer.write_table(group, row_group_size=ROWS_PER_GROUP)


def repeats(backend: Backend, table: ir.Table, keys: tuple[str, ...], last: bool = False) -> np.ndarray:
    """Numbers of the rows that repeat another one in the columns `keys`: all but the first (or the `last`) of each."""
    order = ibis.desc(ROW) if last else ibis._[ROW]
    ranked = table.mutate(at=ibis.row_number().over(ibis.window(group_by=list(keys), order_by=order)))
    return backend.to_pyarrow(ranked.filter(ibis._.at > 0).select(ROW))[ROW].to_numpy()


def _used_batches(backend: Backend, table: ir.Table, used: np.ndarray | None) -> Iterator[pa.RecordBatch]:
    """The plain projection of a file comes in the order of the file, so that `used` fits row by row."""
    start = 0
    for batch in batches(backend, table, ROWS_PER_GROUP):
        yield batch if used is None else batch.filter(pa.array(used[start : start + batch.num_rows]))
        start += batch.num_rows
