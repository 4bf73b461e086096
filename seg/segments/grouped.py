"""Statistics of one dimension for many labellings: sort once, then every labelling costs a pass over bytes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SHORT = 2**16
"""Whole numbers of a smaller range fit in two bytes, which numpy sorts by radix."""


@dataclass(frozen=True, eq=False)
class SortedValues:
    """The observed values of one dimension in ascending order, and the rows they came from."""

    values: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, x: np.ndarray) -> SortedValues:
        rows = np.flatnonzero(~np.isnan(x))
        seen = x[rows]
        order = _order(seen)
        return cls(seen[order], rows[order])

    def ranks(self) -> np.ndarray:
        """Average ranks of `values`, 1-based, ties sharing theirs."""
        first = np.flatnonzero(np.diff(self.values, prepend=np.nan) != 0)
        counts = np.diff(first, append=len(self.values))
        return np.repeat(first + (counts + 1) / 2, counts)

    def places(self, labels: np.ndarray, k: int) -> list[np.ndarray]:
        """Where those of each group stand in `values`, in ascending order."""
        own = labels[self.rows]
        order = np.argsort(own, kind="stable")  # radix sort on bytes
        ends = np.cumsum(np.bincount(own, minlength=k))
        return np.split(order, ends[:-1])


def _order(x: np.ndarray) -> np.ndarray:
    """Positions of numbers in ascending order; whole ones that lie close together are sorted by their digits."""
    if len(x) and np.ptp(x) < SHORT and (x == np.rint(x)).all():
        return np.argsort((x - x.min()).astype(np.uint16), kind="stable")
    return np.argsort(x)


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
    return explained(values, counts, means)


def explained(values: np.ndarray, counts: np.ndarray, means: np.ndarray) -> float:
    """`eta_squared` of groups whose sizes and means are known."""
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
