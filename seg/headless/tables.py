"""From the files that a command names to the dataset that the pipeline takes."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from seg.core.columns import Column, Role
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.data.columns.guess import guess_columns
from seg.data.dataset import build_dataset, customer_frame
from seg.data.events import latest_day, with_events
from seg.data.reading.read import ReadTable, read_file


@dataclass(frozen=True)
class Understood:
    """A table as it was read, with what its columns are."""

    table: ReadTable
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Built:
    """A dataset, the file of its customers, and the ISO date that events were counted to ("" without events)."""

    dataset: Dataset
    path: Path
    as_of: str

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
    customers: Path,
    events: list[str],
    as_of: str,
    scratch: Path,
    known: tuple[Column, ...] = (),
    least: int | None = None,
) -> Built:
    """The dataset of a customers file and `NAME=FILE` event files, counted to `as_of` or the latest date in them all.

    `known` columns are taken for what they were in an earlier run, `least` is how many customers there must be.
    Raises `SegError`.
    """
    first = understood(customers, scratch)[0]
    raw, reading, columns = first.table.path, first.table.reading, as_known(first.columns, known)
    tables = [_events(given, scratch) for given in events]
    if tables and not as_of:
        as_of = max(latest_day(raw, columns), *(latest_day(e.table.path, e.columns) for _, e in tables))
    for name, found in tables:
        raw, reading, columns = with_events(
            raw, reading, columns, name, (found.table.path, found.columns), as_of, scratch
        )
    folder = Path(tempfile.mkdtemp(dir=scratch))
    made = build_dataset(raw, reading, as_known(columns, known), customers.stem, folder, least=least)
    return Built(made.dataset, made.customers, as_of if tables else "")


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
