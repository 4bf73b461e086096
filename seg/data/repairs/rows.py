"""Repairs of rows: rows that say again what another says do not stay, and are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import numpy as np
from ibis.backends.duckdb import Backend

from seg.core.columns import NUMERIC_KINDS, Column, Role
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.data.engine import ROW, one_row
from seg.data.repairs.adding_up import added_up
from seg.data.repairs.registry import REPAIRS, RowRepair, Rows, bad_values
from seg.data.row_groups import repeats
from seg.data.text import cleaned


def row_repair(name: str) -> Callable[[Callable], Callable]:
    """Registers a function (engine, table, columns, the column that the step names, step) -> `Rows`."""

    def register(rows: Callable[[Backend, ir.Table, tuple[Column, ...], Column | None, Step], Rows]):
        REPAIRS.add(name)(RowRepair(rows))
        return rows

    return register


@row_repair("identical_rows")
def identical_rows(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], column: Column | None, step: Step
) -> Rows:
    """Of rows that are the same in every column the first stays."""
    if column or step.values:
        raise bad_values(step)
    again = repeats(backend, *row_keys(table, columns))
    return _all_but(backend, table, again, Fact.of("aside.identical_rows", count=len(again)))


def row_keys(table: ir.Table, columns: tuple[Column, ...]) -> tuple[ir.Table, tuple[str, str]]:
    """Two digests of each row, 128 bits together: rows that have both are the same in every column.

    Comparing the cells themselves would hold the whole table in memory.
    """
    cells = {column.name: table[column.name] for column in columns}
    line = ibis.literal("\x1f").join([cell.fill_null("\x1e") for cell in cells.values()])
    keys = table.select(ROW, cells=ibis.struct(cells).hash(), line=line.hash())
    return keys, ("cells", "line")


@row_repair("repeated_ids_first")
def repeated_ids_first(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], column: Column | None, step: Step
) -> Rows:
    """Of rows with the same id the first stays; rows without one stay."""
    if step.values:
        raise bad_values(step)
    again = _again(backend, table, column, step)
    fact = Fact.of("aside.repeated_id_first_kept", count=len(again), column=step.column)
    return _all_but(backend, table, again, fact)


@row_repair("repeated_ids_last")
def repeated_ids_last(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], column: Column | None, step: Step
) -> Rows:
    """Of rows with the same id the last stays; rows without one stay."""
    if step.values:
        raise bad_values(step)
    again = _again(backend, table, column, step, last=True)
    fact = Fact.of("aside.repeated_id_last_kept", count=len(again), column=step.column)
    return _all_but(backend, table, again, fact)


@row_repair("repeated_ids_add_up")
def repeated_ids_add_up(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], column: Column | None, step: Step
) -> Rows:
    """values: labels of the columns that are added up, in the rows that have the same id.

    The first row of each id stays with the sums, and with the first value that is there in the other columns.
    """
    summed = tuple(c for c in columns if c.label in step.values and c.kind in NUMERIC_KINDS and c is not column)
    if not summed or len(summed) < len(step.values):
        raise bad_values(step)
    again = _again(backend, table, column, step)
    fact = Fact.of("aside.repeated_id_added_up", count=len(again), column=step.column)
    rows = _all_but(backend, table, again, fact)
    return replace(rows, cells=added_up(backend, table, columns, column, summed, rows.stay)) if len(again) else rows


def _again(backend: Backend, table: ir.Table, column: Column | None, step: Step, last: bool = False) -> np.ndarray:
    """Numbers of the rows whose id another row has. Raises `SegError` when the step names no id column."""
    if column is None or column.role is not Role.ID:
        raise SegError("repair_needs_id", column=step.column)
    ids = table.select(ROW, id=cleaned(table[column.name])).filter(ibis._.id.notnull())
    return repeats(backend, ids, ("id",), last)


def _all_but(backend: Backend, table: ir.Table, again: np.ndarray, fact: Fact) -> Rows:
    stay = np.ones(one_row(backend, table.aggregate(n=table.count()))["n"], bool)
    stay[again] = False
    return Rows(stay, fact if len(again) else None)
