"""What a repair is, and the table of all of them: a new one is a function that registers itself.

A repair is named in a `Step` with a column and values, and has two sentences: `repair.<name>.offer` and `.done`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from ibis.backends.duckdb import Backend

from seg.core.columns import Column
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.registry import Registry
from seg.core.steps import Step


@dataclass(frozen=True)
class Correction:
    """Another understanding of one column of a table of text; the table stays as it is."""

    change: Callable[[Path, Column, Step], Column]


@dataclass(frozen=True)
class CellRepair:
    """What is written instead in one column: value without outer blanks -> value, None for missing.

    Values that are not in the mapping stay to the letter.
    """

    instead: Callable[[Backend, ir.Table, Column, Step], Mapping[str, str | None]]


@dataclass(frozen=True, eq=False)
class Rows:
    """Which rows stay, (rows,) bool, how many do not and why (None when all stay), and by name of column what the
    cells of those that stay become, where that is not what they were."""

    stay: np.ndarray
    aside: Fact | None = None
    cells: Mapping[str, pa.Array] = field(default_factory=dict)


@dataclass(frozen=True)
class RowRepair:
    """Rows that do not stay. `column` is the one that the step names, None where it names none."""

    rows: Callable[[Backend, ir.Table, tuple[Column, ...], Column | None, Step], Rows]


REPAIRS: Registry[Correction | CellRepair | RowRepair] = Registry()


def bad_values(step: Step) -> SegError:
    """The error of a step whose values the repair cannot use."""
    return SegError("repair_bad_values", column=step.column, values=step.values)
