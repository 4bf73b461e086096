"""From the files that a command names to the dataset that the pipeline takes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from seg.core.columns import Column, Role
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.data.columns.guess import guess_columns
from seg.data.dataset import build_dataset, customer_frame
from seg.data.events import latest_day, with_events
from seg.data.joins.table import Table, named_apart
from seg.data.reading.read import ReadTable, read_file
from seg.data.repairs.history import Prepared
from seg.headless.joining import Joining, as_before, as_proposed, joined_with, named_file


@dataclass(frozen=True)
class Sources:
    """The files of a command: customers, `NAME=FILE` event files, and other tables to join as `FILE` or `NAME=FILE`."""

    customers: Path
    events: Sequence[str] = ()
    joins: Sequence[str] = ()


@dataclass(frozen=True)
class Understood:
    """A table as it was read, with what its columns are."""

    table: ReadTable
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Built:
    """A dataset, the file of its customers, the ISO date that events were counted to ("" without events), and the
    tables that were joined.
    """

    dataset: Dataset
    path: Path
    as_of: str
    joinings: tuple[Joining, ...] = ()

    def frame(self, labels: tuple[str, ...]) -> pa.Table:
        """`customer_id` and the columns of `labels`; unknown labels are left to the pipeline to refuse."""
        known = {column.label for column in self.dataset.dimensions}
        return customer_frame(self.path, self.dataset, tuple(label for label in labels if label in known))


def understood(path: Path, scratch: Path) -> tuple[Understood, ...]:
    """Every table of a file. Raises `SegError`, also when there is no such file."""
    if not path.is_file():
        raise SegError("file_not_found", file=str(path))
    folder = Path(tempfile.mkdtemp(dir=scratch))
    return tuple(
        Understood(table, guess_columns(table.path, table.reading.labels))
        for table in read_file(path, path.name, folder)
    )


def ready(folder: Path) -> None:
    """Make the folder that results go to. Raises `SegError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SegError("out_not_writable", path=str(folder)) from problem
    if not os.access(folder, os.W_OK):
        raise SegError("out_not_writable", path=str(folder))


def built(
    sources: Sources,
    as_of: str,
    scratch: Path,
    known: tuple[Column, ...] = (),
    least: int | None = None,
    before: tuple[Joining, ...] | None = None,
) -> Built:
    """The dataset of the files, with events counted to `as_of` or the latest date in them all.

    `known` columns are taken for what they were in an earlier run, tables are joined as `before` where there was one,
    `least` is how many customers there must be. Raises `SegError`.
    """
    first = understood(sources.customers, scratch)[0]
    reading = first.table.reading
    customers = Table(sources.customers.stem, first.table.path, as_known(first.columns, known))
    others, tables = _others(sources, before, scratch), [_events(given, scratch) for given in sources.events]
    dated = [customers, *others, *(Table(name, found.table.path, found.columns) for name, found in tables)]
    day = as_of or (max(latest_day(table.path, table.columns) for table in dated) if len(dated) > 1 else "")
    joinings = []
    for at, other in enumerate(others):
        joining = as_before(customers, other, before[at]) if before else as_proposed(customers, other)
        joinings.append(replace(joining, file=named_file(sources.joins[at])[1].name))
        customers, reading = joined_with(customers, reading, other, joining, day, scratch)
    raw, columns = customers.path, customers.columns
    for name, found in tables:
        raw, reading, columns = with_events(
            raw, reading, columns, name, (found.table.path, found.columns), day, scratch
        )
    folder = Path(tempfile.mkdtemp(dir=scratch))
    prepared = Prepared(raw, reading.labels, as_known(columns, known))
    made = build_dataset(prepared, reading, sources.customers.stem, folder, least=least)
    counted = tables or any(joining.how == "counts" for joining in joinings)
    return Built(made.dataset, made.customers, day if counted else "", tuple(joinings))


def _others(sources: Sources, before: tuple[Joining, ...] | None, scratch: Path) -> list[Table]:
    """The tables to join, called as in the earlier run where there was one. Raises `SegError` for another number."""
    given = [named_file(text) for text in sources.joins]
    if before is not None and given and len(given) != len(before):
        if not before:
            raise SegError("joins_unknown_to_run")
        raise SegError("joins_differ", count=len(before), known=tuple(joining.name for joining in before))
    names = [joining.name for joining in before] if before else [name for name, _ in given]
    apart = named_apart((sources.customers.stem, *names))[1:]
    found = [understood(file, scratch)[0] for _, file in given]
    return [Table(name, one.table.path, one.columns) for name, one in zip(apart, found, strict=False)]


def _events(given: str, scratch: Path) -> tuple[str, Understood]:
    name, _, file = given.partition("=")
    if not name or not file:
        raise SegError("events_malformed", given=given)
    return name, understood(Path(file), scratch)[0]


def as_known(columns: tuple[Column, ...], known: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns as they were understood before, by label: a few rows say little about what a column is.

    How values are written is up to each file, where they are of the same kind.
    """
    before = {column.label: column for column in known}
    has_id = any(before[c.label].role is Role.ID for c in columns if c.label in before)
    return tuple(_as_known(column, before.get(column.label), has_id) for column in columns)


def _as_known(column: Column, known: Column | None, has_id: bool) -> Column:
    if known is None:
        return replace(column, role=Role.IGNORED) if has_id and column.role is Role.ID else column
    written = ("date_format", "decimal", "thousands", "separator") if column.kind is known.kind else ()
    return replace(known, name=column.name, **{name: getattr(column, name) for name in written})
