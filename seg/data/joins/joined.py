"""Two tables become one: all rows of the left one as they are, with the columns of the right one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Role
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.distribution import with_distributions
from seg.data.engine import ROW, connect, one_row, opened
from seg.data.ids import key_of
from seg.data.joins.join import Join
from seg.data.joins.table import Joined, Table, named_apart
from seg.data.row_groups import row_groups, write_groups
from seg.data.text import cleaned


def joined(left: Table, right: Table, join: Join, scratch: Path, how: str = "") -> Joined:
    """The left table with the columns of the right one: as proposed, or because it was done so before ("columns").

    Never more rows than before, and never in another order. Raises `SegError` where each row of the left would have
    several partners.
    """
    if (how or join.proposal) != "columns":
        raise _refused(join)
    return _with_columns(left, right, join, scratch)


def _refused(join: Join) -> SegError:
    tables = {"left": join.left.table, "right": join.right.table}
    if join.proposal == "events":
        return SegError("join_is_events", **tables)
    if join.right.unique:
        return SegError("join_nothing_new", **tables)
    if join.right.nearly_unique:
        return _repeats(join.right.table, join.right.column, join.right.ids_repeated)
    return SegError("join_many_to_many", left_column=join.left.column, right_column=join.right.column, **tables)


def _repeats(table: str, column: str, count: int) -> SegError:
    return SegError("join_repeats", table=table, column=column, count=count)


def _with_columns(left: Table, right: Table, join: Join, scratch: Path) -> Joined:
    wanted = tuple(c for c in right.columns if c.label != join.right.column and c.role is not Role.IGNORED)
    names, start = [column.name for column in wanted], len(pq.read_schema(left.path))
    labels = _labels_apart(left, right, wanted)
    added = tuple(_added(c, f"c{start + at}", labels[at], right.name) for at, c in enumerate(wanted))
    path = scratch / f"joined_{start}.parquet"
    with _reading(left, right) as backend:
        places = _places(backend, left, right, join)
        partners = pq.read_table(right.path, columns=names).rename_columns([column.name for column in added])
        write_groups(_with_partners(backend, left, partners, places), path)
    matched = np.unique(places[places >= 0])
    columns = {"left_column": join.left.column, "right_column": join.right.column}
    fact = Fact.of("how.columns_joined", table=right.name, count=len(added), **columns)
    taken = tuple((column.label, label) for column, label in zip(wanted, labels, strict=True))
    made = _joined(path, left, added, (fact, *_alone(join)), int((places < 0).sum()), right.rows - len(matched))
    return replace(made, taken_over=taken)


def _joined(
    path: Path, left: Table, added: tuple[Column, ...], facts: tuple[Fact, ...], alone_left: int, alone_right: int
) -> Joined:
    columns = (*left.columns, *with_distributions(path, _counted_again(path, added)))
    return Joined(path, tuple(column.label for column in columns), columns, facts, alone_left, alone_right)


def _alone(join: Join) -> list[Fact]:
    """How many different ids found no partner, on each side."""
    sides = (join.left, join.right), (join.right, join.left)
    found = [(ours, theirs, ours.ids - ours.ids_matched) for ours, theirs in sides]
    return [
        Fact.of("how.ids_alone", table=ours.table, column=ours.column, other=theirs.table, ids=ours.ids, count=alone)
        for ours, theirs, alone in found
        if alone
    ]


def _labels_apart(left: Table, right: Table, wanted: tuple[Column, ...]) -> tuple[str, ...]:
    """The labels of the right table, with its name behind those that the left one has too."""
    taken = {column.label.casefold() for column in left.columns}
    labels: list[str] = []
    for column in wanted:
        label = column.label if column.label.casefold() not in taken else f"{column.label} ({right.name})"
        label = named_apart((*taken, label))[-1]
        labels, taken = [*labels, label], taken | {label.casefold()}
    return tuple(labels)


def _added(column: Column, name: str, label: str, table: str) -> Column:
    """As the right table has it; a second id is a fact like others."""
    role = Role.TRAIT if column.role is Role.ID else column.role
    evidence = (*column.evidence, Fact.of("column.from_table", table=table))
    return replace(column, name=name, label=label, role=role, evidence=evidence)


@contextmanager
def _reading(left: Table, right: Table) -> Iterator[Backend]:
    backend = connect(tuple({left.path.parent, right.path.parent}))
    try:
        yield backend
    finally:
        backend.disconnect()


def _rows(backend: Backend, table: Table) -> ir.Table:
    return backend.read_parquet(str(table.path.resolve()), file_row_number=True)


def _places(backend: Backend, left: Table, right: Table, join: Join) -> np.ndarray:
    """The row of the right table for each row of the left, (rows,) int64, -1 for none."""
    ours, theirs = _rows(backend, left), _rows(backend, right)
    keys = ours.select(row=ROW, key=key_of(ours[left.column(join.left.column).name], join.bare))
    partners = theirs.select(at=ROW, key=key_of(theirs[right.column(join.right.column).name], join.bare))
    several = partners.filter(ibis._.key.notnull()).group_by("key").aggregate(n=ibis._.count()).filter(ibis._.n > 1)
    if count := one_row(backend, several.aggregate(n=several.count()))["n"]:
        raise _repeats(right.name, join.right.column, count)
    found = backend.to_pyarrow(keys.inner_join(partners, "key").select("row", "at"))
    places = np.full(left.rows, -1, np.int64)
    places[found["row"].to_numpy()] = found["at"].to_numpy()
    return places


def _with_partners(backend: Backend, left: Table, partners: pa.Table, places: np.ndarray) -> Iterator[pa.Table]:
    """The rows of the left table in groups, each with the cells of its partner, empty without one."""
    start, names = 0, pq.read_schema(left.path).names
    for group in row_groups(backend, _rows(backend, left).select(*names)):
        at = places[start : start + group.num_rows]
        cells = partners.take(pa.array(at, mask=at < 0))
        for column in cells.column_names:
            group = group.append_column(column, cells[column].cast(pa.string()))
        start += group.num_rows
        yield group


def _counted_again(path: Path, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Missing and distinct values among the rows that are there now."""
    with opened(path) as (backend, table):
        texts = table.select(**{column.name: cleaned(table[column.name]) for column in columns})
        counts = {f"present_{c.name}": texts[c.name].count() for c in columns}
        counts |= {f"distinct_{c.name}": texts[c.name].nunique() for c in columns}
        found = one_row(backend, texts.aggregate(rows=texts.count(), **counts))
    rows = max(found["rows"], 1)
    return tuple(
        replace(c, missing_share=1 - found[f"present_{c.name}"] / rows, distinct=found[f"distinct_{c.name}"])
        for c in columns
    )
