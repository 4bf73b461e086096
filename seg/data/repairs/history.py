"""A table and how it is understood, step by step. Undoing a step is replaying the others."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

import seg.data.repairs.cells
import seg.data.repairs.corrections
import seg.data.repairs.rows  # noqa: F401 - the three register their repairs
from seg.core.columns import Column, Role
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.data.columns.guess import guess_columns
from seg.data.distribution import with_distributions
from seg.data.engine import opened
from seg.data.repairs.registry import REPAIRS, CellRepair, Correction, RowRepair, Rows
from seg.data.row_groups import row_groups, write_groups
from seg.data.text import OUTER_BLANKS


@dataclass(frozen=True)
class Prepared:
    """A table of text and how it is understood, after the steps so far.

    `path` is a Parquet file of text columns `c0..cn` called `labels`; `aside` tells the rows that steps set aside,
    each a fact with `count`; `changed` whether a step changed cells or rows, so that `path` is not what was read.
    """

    path: Path
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    aside: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    changed: bool = False


def begun(raw: Path, labels: tuple[str, ...]) -> Prepared:
    """What was read, before any step."""
    return replayed(raw, labels, (), raw.parent)


def after(prepared: Prepared, step: Step, scratch: Path) -> Prepared:
    """The table after one more step; a changed table is written to a new file below `scratch`.

    Raises `SegError` for a step that does not fit.
    """
    new = taken(prepared, step, scratch)[0]
    before = prepared.columns if new.path == prepared.path else (None,) * len(new.columns)
    changed = tuple(column for column, old in zip(new.columns, before, strict=True) if column != old)
    measured = {column.name: column for column in with_distributions(new.path, changed)}
    return replace(new, columns=tuple(measured.get(column.name, column) for column in new.columns))


def replayed(
    raw: Path, labels: tuple[str, ...], steps: Iterable[Step], scratch: Path, skip_unfitting: bool = False
) -> Prepared:
    """What was read after all `steps` in order; with `skip_unfitting` those that do not fit are left out.

    Raises `SegError` for a step that does not fit otherwise.
    """
    prepared = as_read(raw, labels)
    for step in steps:
        try:
            prepared = taken(prepared, step, scratch)[0]
        except SegError:
            if not skip_unfitting:
                raise
    return replace(prepared, columns=with_distributions(prepared.path, prepared.columns))


def as_read(raw: Path, labels: tuple[str, ...]) -> Prepared:
    """What was read, without distributions."""
    return Prepared(raw, labels, guess_columns(raw, labels))


def taken(prepared: Prepared, step: Step, scratch: Path) -> tuple[Prepared, Rows | None]:
    """The table after one more step, changed columns without distributions; and which rows stay, None for all."""
    repair, column = _repair(step), _column(prepared, step)
    steps = (*prepared.steps, step)
    if isinstance(repair, Correction):
        return replace(prepared, columns=_corrected(prepared.path, prepared.columns, step), steps=steps), None
    path = Path(tempfile.mkdtemp(dir=scratch)) / "prepared.parquet"
    rows = _rewrite(prepared, repair, column, step, path)
    aside = (rows.aside,) if rows and rows.aside else ()
    columns = _understood(path, prepared.labels, steps)
    return Prepared(path, prepared.labels, columns, (*prepared.aside, *aside), steps, changed=True), rows


def changes_table(step: Step) -> bool:
    """Whether a step changes cells or rows, and not only how they are understood."""
    return not isinstance(_repair(step), Correction)


def identity(steps: Iterable[Step], columns: Iterable[Column]) -> tuple[list[dict], list[dict]]:
    """What decides what a table is, as JSON: the steps that changed it, and how its columns are understood, not why."""
    told = {"evidence", "distribution"}
    understood = [{name: value for name, value in c.as_json().items() if name not in told} for c in columns]
    return [step.as_json() for step in steps if changes_table(step)], understood


def _repair(step: Step) -> Correction | CellRepair | RowRepair:
    if step.repair not in REPAIRS:
        raise SegError("repair_unknown", column=step.column)
    return REPAIRS[step.repair]


def _column(prepared: Prepared, step: Step) -> Column | None:
    """The column that a step names; None where a repair of rows names none."""
    found = next((column for column in prepared.columns if column.label == step.column), None)
    if found is None and (step.column or not isinstance(_repair(step), RowRepair)):
        raise SegError("repair_no_column", column=step.column)
    return found


def _understood(path: Path, labels: tuple[str, ...], steps: tuple[Step, ...]) -> tuple[Column, ...]:
    """What the columns seem to be, but for what was corrected."""
    columns = guess_columns(path, labels)
    for step in steps:
        if isinstance(_repair(step), Correction):
            columns = _corrected(path, columns, step)
    return columns


def _corrected(path: Path, columns: tuple[Column, ...], step: Step) -> tuple[Column, ...]:
    """The columns after a correction of one. There is one id at most: another one takes its place."""
    at = next(at for at, column in enumerate(columns) if column.label == step.column)
    new = REPAIRS[step.repair].change(path, columns[at], step)
    if new.role is Role.ID:
        columns = tuple(replace(c, role=Role.TRAIT) if c.role is Role.ID else c for c in columns)
    return (*columns[:at], new, *columns[at + 1 :])


def _rewrite(
    prepared: Prepared, repair: CellRepair | RowRepair, column: Column | None, step: Step, path: Path
) -> Rows | None:
    """Writes the table after the repair, in the order it had; which rows stay, None for all."""
    with opened(prepared.path) as (backend, table):
        text = table.select(*(c.name for c in prepared.columns))
        if isinstance(repair, CellRepair):
            instead = repair.instead(backend, table, column, step)
            write_groups(_with_instead(row_groups(backend, text), column.name, instead), path)
            return None
        rows = repair.rows(backend, table, prepared.columns, column, step)
        write_groups(_with_cells(row_groups(backend, text, rows.stay), rows), path)
        return rows


def _with_instead(groups: Iterator[pa.Table], name: str, instead: Mapping[str, str | None]) -> Iterator[pa.Table]:
    keys, values = pa.array(instead, pa.string()), pa.array(instead.values(), pa.string())
    for group in groups:
        texts = group[name].combine_chunks()
        at = pc.index_in(pc.utf8_trim(texts, OUTER_BLANKS), value_set=keys)
        yield _with(group, name, pc.if_else(at.is_valid(), values.take(at), texts))


def _with_cells(groups: Iterator[pa.Table], rows: Rows) -> Iterator[pa.Table]:
    start = 0
    for group in groups:
        for name, texts in rows.cells.items():
            group = _with(group, name, texts.slice(start, group.num_rows))
        yield group
        start += group.num_rows


def _with(group: pa.Table, name: str, texts: pa.Array) -> pa.Table:
    return group.set_column(group.schema.get_field_index(name), name, texts)
