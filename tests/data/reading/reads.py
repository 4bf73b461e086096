"""Reads small files in this process, by what the child runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.data.reading.aside import aside_path
from seg.data.reading.child import read
from seg.data.reading.options import ReadOptions


@dataclass(frozen=True)
class Table:
    """A reading, its rows, and what was set aside: (line, reason, text)."""

    reading: TableReading
    rows: list[tuple[str | None, ...]]
    aside: list[tuple[int, str, str]]

    @property
    def labels(self) -> tuple[str, ...]:
        return self.reading.labels

    @property
    def told(self) -> dict[str, dict]:
        """Key -> values of all that is told of the reading."""
        return {fact.key.removeprefix("reading."): dict(fact.values) for fact in self.reading.how + self.reading.notes}


def tables(content: bytes, name: str, folder: Path, options: ReadOptions = ReadOptions()) -> list[Table]:  # noqa: B008
    """All tables of a file, in order, checked to add up."""
    (folder / "upload").write_bytes(content)
    found = []
    for reading, path in read(folder / "upload", name, folder, options):
        rows = [tuple(row.values()) for row in pq.read_table(path).to_pylist()]
        beside = aside_path(path)
        aside = [tuple(row.values()) for row in pq.read_table(beside).to_pylist()] if reading.rows_aside else []
        assert beside.exists() == bool(reading.rows_aside)
        assert (len(rows), len(aside)) == (reading.rows_kept, reading.rows_aside)
        assert reading.rows_in == len(rows) + len(aside)
        found.append(Table(reading, rows, aside))
    return found


def table(content: bytes, name: str, folder: Path, options: ReadOptions = ReadOptions()) -> Table:  # noqa: B008
    return tables(content, name, folder, options)[0]


def problem(content: bytes, name: str, folder: Path, options: ReadOptions = ReadOptions()) -> tuple[str, dict]:  # noqa: B008
    """The key and the values of the only reason why a file is refused."""
    with pytest.raises(SegError) as caught:
        tables(content, name, folder, options)
    return caught.value.fact.key.removeprefix("error."), dict(caught.value.fact.values)
