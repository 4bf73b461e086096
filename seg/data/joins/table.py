"""A table that may be joined, and what joining gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq

from seg.core.columns import Column, Role
from seg.core.errors import SegError
from seg.core.facts import Fact


@dataclass(frozen=True)
class Table:
    """`name` is shown and becomes part of new labels; `path` is a Parquet file of text; `columns` are all of its own.

    The names of tables that are looked at together differ.
    """

    name: str
    path: Path
    columns: tuple[Column, ...]

    @property
    def rows(self) -> int:
        return pq.read_metadata(self.path).num_rows

    def column(self, label: str) -> Column:
        """The column of that label. Raises `SegError`."""
        for column in self.columns:
            if column.label == label:
                return column
        known = tuple(column.label for column in self.columns)
        raise SegError("join_column_unknown", table=self.name, column=label, known=known)

    @property
    def id_column(self) -> Column | None:
        return next((column for column in self.columns if column.role is Role.ID), None)


@dataclass(frozen=True)
class Joined:
    """The rows of the left table, all of them and in their order, with more columns.

    `path` is a Parquet file of text, `columns` say what is in it and `labels` are theirs. `facts` tell what was done.
    A row that is unmatched has no partner in the other table, or no id. `taken_over` pairs the labels of the columns
    that came from the right table with what they are called now.
    """

    path: Path
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    facts: tuple[Fact, ...]
    rows_unmatched_left: int
    rows_unmatched_right: int
    taken_over: tuple[tuple[str, str], ...] = ()

    @property
    def labels_of_right(self) -> dict[str, str]:
        return dict(self.taken_over)


def named_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number behind those that are there already in any capitals: `orders`, `orders_2`."""
    found: list[str] = []
    for name in names:
        taken = {other.casefold() for other in found}
        numbered = (f"{name}_{number}" for number in count(2))
        found.append(name if name.casefold() not in taken else next(n for n in numbered if n.casefold() not in taken))
    return tuple(found)
