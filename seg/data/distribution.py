"""How the values of each column lie, at a glance: rows per bin or per level, counted over all rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from seg.core.columns import CATEGORY_KINDS, Column, Role
from seg.data.counted import MANY, SIZED, Sizes, sized, tallies
from seg.data.engine import opened

BARS = 12
LOW, HIGH = 0.01, 0.99
"""Equal bins lie between these quantiles: one typing error would press all others into one bar."""


def with_distributions(raw: Path, columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of a table of text with their distributions.

    Numbers and dates: rows in 12 equal bins from the 1st to the 99th percentile, the outer ones taking the rest.
    Ordered groups: rows per level from low to high; other categories: per value, the most frequent first; both at most
    12 with the last for all others. Ids, contact details, free text and several values have none.
    """
    columns = tuple(columns)
    shown = [column for column in columns if _has_one(column)]
    if not shown:
        return tuple(replace(column, distribution=()) for column in columns)
    with opened(raw) as (backend, table):
        tally = tallies(backend, table, (c for c in shown if c.distinct <= MANY or c.kind in CATEGORY_KINDS))
        found = {c.name: _levels(tally[c.name], c) for c in shown if c.kind in CATEGORY_KINDS}
        found |= {column.name: _bins(values) for column, values in sized(backend, table, shown, tally)}
    return tuple(replace(column, distribution=found.get(column.name, ())) for column in columns)


def _has_one(column: Column) -> bool:
    return column.kind in SIZED | CATEGORY_KINDS and column.role not in {Role.ID, Role.CONTACT} and column.distinct > 0


def _bins(values: Sizes) -> tuple[int, ...]:
    known = ~np.isnan(values.sizes)
    if not known.any():
        return ()
    sizes, rows = values.sizes[known], values.rows[known]
    low, high = values.quantiles(LOW, HIGH)
    low, high = (low, high) if low < high else (sizes.min(), sizes.max())
    at = np.floor((sizes - low) / ((high - low) / BARS)).clip(0, BARS - 1) if low < high else np.zeros(len(sizes))
    return tuple(np.bincount(at.astype(int), rows, BARS).astype(int).tolist())


def _levels(values: pa.Table, column: Column) -> tuple[int, ...]:
    counts = dict(sorted(zip(values["text"].to_pylist(), values["n"].to_pylist(), strict=True), key=_most_first))
    shown = [counts.get(level, 0) for level in column.levels] if column.levels else list(counts.values())
    if len(shown) > BARS:
        shown = [*shown[: BARS - 1], sum(shown[BARS - 1 :])]
    return tuple(shown)


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
