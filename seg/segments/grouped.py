"""Statistics of one dimension for many labellings: sort once, then every labelling costs a pass over bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class SortedValues:
    """The observed values of one dimension in ascending order, and the rows they came from."""

    values: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, x: np.ndarray) -> SortedValues:
        order = np.argsort(x, kind="stable")
        seen = len(x) - int(np.isnan(x).sum())  # NaN sorts last
        return cls(x[order[:seen]], order[:seen])

    def ranks(self) -> np.ndarray:
        """Average ranks of `values`, 1-based, ties sharing theirs."""
        _, first, counts = np.unique(self.values, return_index=True, return_counts=True)
        return np.repeat(first + (counts + 1) / 2, counts)

    def groups(self, labels: np.ndarray, k: int) -> Iterator[np.ndarray]:
        """The values of each group, ascending."""
        own = labels[self.rows]
        order = np.argsort(own, kind="stable")  # radix sort on bytes
        ends = np.cumsum(np.bincount(own, minlength=k))
        return iter(np.split(self.values[order], ends[:-1]))


def quartiles(ascending: np.ndarray) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile of ascending values (type 7); NaN for none."""
    if len(ascending) == 0:
        return np.nan, np.nan, np.nan
    at = np.array([0.25, 0.5, 0.75]) * (len(ascending) - 1)
    low = np.floor(at).astype(int)
    high = np.minimum(low + 1, len(ascending) - 1)
    lower, median, upper = ascending[low] + (at - low) * (ascending[high] - ascending[low])
    return float(lower), float(median), float(upper)


def eta_squared(values: np.ndarray, labels: np.ndarray, k: int) -> float:
    """Share of the variance of `values` (n,) that lies between the groups; 0 without variance.

    Of ranks it is Kruskal-Wallis' epsilon squared, H / (n - 1).
    """
    counts = np.bincount(labels, minlength=k)
    means = np.bincount(labels, weights=values, minlength=k) / np.maximum(counts, 1)
    total = float(values.var() * len(values))
    return float((counts * (means - values.mean()) ** 2).sum() / total) if total > 0 else 0.0


def cramers_v(table: np.ndarray) -> float:
    """Bias-corrected Cramér's V of a contingency table of counts (Bergsma 2013)."""
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    n, (r, c) = table.sum(), table.shape
    if n < 2 or min(r, c) < 2:
        return 0.0
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / n
    phi = float(((table - expected) ** 2 / expected).sum()) / n
    corrected = max(0.0, phi - (r - 1) * (c - 1) / (n - 1))
    rows, columns = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
    return float(np.sqrt(corrected / max(min(rows, columns) - 1, 1e-12)))
