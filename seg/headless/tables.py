"""From the files that a command names to the dataset that the pipeline takes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from seg.core.columns import Column
from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.data.columns import guess_columns
from seg.data.dataset import build_dataset, customer_frame
from seg.data.events import with_events
from seg.data.reading.read import ReadTable, read_file


@dataclass(frozen=True)
class Understood:
    """A table as it was read, with what its columns are."""

    table: ReadTable
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Built:
    """A dataset and the file of its customers."""

    dataset: Dataset
    path: Path

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


def built(customers: Path, events: list[str], as_of: str, scratch: Path) -> Built:
    """The dataset of a customers file and `NAME=FILE` event files. Raises `SegError`."""
    first = understood(customers, scratch)[0]
    raw, reading, columns = first.table.path, first.table.reading, first.columns
    for given in events:
        name, _, file = given.partition("=")
        if not name or not file:
            raise SegError("events_malformed", given=given)
        found = understood(Path(file), scratch)[0]
        raw, reading, columns = with_events(
            raw, reading, columns, name, (found.table.path, found.columns), as_of, scratch
        )
    folder = Path(tempfile.mkdtemp(dir=scratch))
    made = build_dataset(raw, reading, columns, customers.stem, folder)
    return Built(made.dataset, made.customers)
