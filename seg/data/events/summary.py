"""How the values of a dimension lie, at a glance, and which dimensions say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Column
from seg.core.settings import setting
from seg.data.distribution import BARS, HIGH, LOW

MOST_LEVELS = 12


@dataclass(frozen=True)
class Glance:
    """A dimension with how its values lie.

    `total` adds up numbers. `having` counts customers with a number that is not 0, or a category other than the first
    of (no, yes). `range` is the 1st percentile, the median and the 99th, `levels` the most frequent categories, each
    with its customers; () for what does not apply.
    """

    column: Column
    customers: int
    total: float
    having: int
    range: tuple[float, ...]
    levels: tuple[tuple[str, int], ...]

    def as_json(self) -> dict:
        return {**vars(self), "column": self.column.as_json()}

    @classmethod
    def from_json(cls, raw: Mapping) -> Glance:
        levels = tuple((level, count) for level, count in raw["levels"])
        return cls(**{**raw, "column": Column.from_json(raw["column"]), "range": tuple(raw["range"]), "levels": levels})


@dataclass(frozen=True)
class Alike:
    """Two dimensions that nearly say the same: r between numbers, on their ranks."""

    first: str
    second: str
    r: float


def summed_up(column: Column, values: pa.Array) -> Column:
    """The column with its missing share, its different values, and their distribution: of numbers in equal bins between
    the 1st and the 99th percentile, of categories per level, or the most frequent first.
    """
    known = values.drop_null()
    missing = values.null_count / max(len(values), 1)
    measured = replace(column, missing_share=missing, distinct=len(known.unique()))
    if column.kind in NUMERIC_KINDS:
        return replace(measured, distribution=_bins(known.to_numpy(zero_copy_only=False)))
    return replace(measured, distribution=tuple(count for _, count in level_counts(column, known))[:BARS])


def glance(column: Column, values: pa.Array) -> Glance:
    """How the values of a dimension lie; the column in it is `summed_up`."""
    column = summed_up(column, values)
    if column.kind in NUMERIC_KINDS:
        known = values.drop_null().to_numpy(zero_copy_only=False)
        spread = tuple(float(x) for x in np.quantile(known, (LOW, 0.5, HIGH))) if len(known) else ()
        return Glance(column, len(values), float(known.sum()), int(np.count_nonzero(known)), spread, ())
    counts = level_counts(column, values)
    none = column.levels[0] if column.levels[:1] == ("no",) else None
    having = sum(count for level, count in counts if level != none)
    return Glance(column, len(values), 0.0, having, (), tuple(counts[:MOST_LEVELS]))


def level_counts(column: Column, values: pa.Array) -> list[tuple[str, int]]:
    """How many customers have each level: in the order of the levels, else the most frequent first."""
    counted = {str(row["values"]): row["counts"] for row in pc.value_counts(values.drop_null()).to_pylist()}
    if column.levels:
        return [(level, counted.get(level, 0)) for level in column.levels]
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def alike(values: Mapping[str, np.ndarray]) -> tuple[Alike, ...]:
    """Pairs of dimensions in numbers whose ranks go together more closely than `correlated`, the closest first.

    `values` by label, one for each customer, NaN where nothing is known; compared where both are known.
    """
    ranked = {label: _ranks(numbers) for label, numbers in values.items()}
    found = [
        Alike(a, b, r)
        for a, b in combinations(ranked, 2)
        if abs(r := _correlation(ranked[a], ranked[b])) > setting("correlated")
    ]
    return tuple(sorted(found, key=lambda pair: (-abs(pair.r), pair.first, pair.second)))


def _bins(numbers: np.ndarray) -> tuple[int, ...]:
    if not len(numbers):
        return ()
    low, high = np.quantile(numbers, [LOW, HIGH])
    low, high = (low, high) if low < high else (numbers.min(), numbers.max())
    if low == high:
        return (len(numbers),)
    at = np.floor((numbers - low) / ((high - low) / BARS)).clip(0, BARS - 1).astype(int)
    return tuple(np.bincount(at, minlength=BARS).tolist())


def _ranks(numbers: np.ndarray) -> np.ndarray:
    """Ranks with ties at their mean, NaN where nothing is known."""
    ranks = np.full(len(numbers), np.nan)
    known = np.flatnonzero(~np.isnan(numbers))
    _, place, counts = np.unique(numbers[known], return_inverse=True, return_counts=True)
    ranks[known] = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return ranks


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    both = ~(np.isnan(a) | np.isnan(b))
    if both.sum() < int(setting("min_customers")):
        return 0.0
    a, b = a[both] - a[both].mean(), b[both] - b[both].mean()
    size = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / size) if size else 0.0


def sampled(labels: Sequence[str], table: pa.Table) -> dict[str, np.ndarray]:
    """The numbers of some columns of at most `rows_compared` customers, spread evenly over the table."""
    step = max(1, len(table) // int(setting("rows_compared")))
    rows = pa.array(np.arange(0, len(table), step))
    return {label: table[label].take(rows).to_numpy().astype(np.float64) for label in labels}
