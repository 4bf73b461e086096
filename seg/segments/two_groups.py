"""Whether two groups of customers differ by more than chance: one test for each kind of dimension.

Methods reference, sections 5 and 8. SciPy is imported where it is used, so that the server starts without it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEAST_EXPECTED = 5
"""Customers expected in every cell of a table; with fewer, chi-square is not the distribution."""
RESAMPLED = 2_000
"""Tables drawn where it is not."""


def welch(one: np.ndarray, other: np.ndarray) -> float | None:
    """Two-sided p that the means are the same, whatever the variances; None where neither group varies."""
    from scipy.stats import ttest_ind_from_stats

    if min(len(one), len(other)) < 2 or not (one.var() or other.var()):
        return None
    figures = [figure for x in (one, other) for figure in (x.mean(), x.std(ddof=1), len(x))]
    return float(ttest_ind_from_stats(*figures, equal_var=False).pvalue)


def rank_test(one: np.ndarray, other: np.ndarray) -> float | None:
    """Two-sided p that neither group tends to have more (Mann-Whitney, normal, with ties and continuity).

    Both ascending. None where all values are the same.
    """
    from scipy.special import ndtr

    n, m = len(one), len(other)
    if not n or not m:
        return None
    ahead = (np.searchsorted(other, one, "left").sum() + np.searchsorted(other, one, "right").sum()) / 2
    together = np.sort(np.concatenate([one, other]))
    borders = np.flatnonzero(np.diff(together)) + 1
    ties = np.diff(np.concatenate([[0], borders, [n + m]])).astype(float)
    variance = n * m / 12 * (n + m + 1 - (ties**3 - ties).sum() / ((n + m) * max(n + m - 1, 1)))
    if variance <= 0:
        return None
    z = max(abs(ahead - n * m / 2) - 0.5, 0.0) / np.sqrt(variance)
    return float(min(1.0, 2 * ndtr(-z)))


def table_test(table: np.ndarray) -> float | None:
    """p that groups fall into categories alike: `table` (groups, c) counts. None where there is nothing to compare.

    Chi-square; Fisher's exact test for two groups and two categories, and drawn tables of the same margins for more,
    where fewer than `LEAST_EXPECTED` are expected somewhere.
    """
    from scipy.stats import chi2_contingency, fisher_exact

    table = table[:, table.sum(axis=0) > 0]
    if table.shape[1] < 2 or (table.sum(axis=1) == 0).any():
        return None
    if _expected(table).min() >= LEAST_EXPECTED:
        return float(chi2_contingency(table, correction=False).pvalue)
    return float(fisher_exact(table).pvalue) if table.shape == (2, 2) else _resampled(table)


def _expected(table: np.ndarray) -> np.ndarray:
    return table.sum(axis=1, keepdims=True) * (table.sum(axis=0) / table.sum())


def _resampled(table: np.ndarray) -> float:
    """The share of tables with the same margins, this one among them, that are as far from what is expected."""
    from scipy.stats import random_table

    expected = _expected(table)
    drawn = random_table(table.sum(axis=1), table.sum(axis=0), seed=0).rvs(RESAMPLED)
    distance = lambda tables: ((tables - expected) ** 2 / expected).sum(axis=(-2, -1))  # noqa: E731
    as_far = int((distance(drawn) >= distance(table) * (1 - 1e-9)).sum())
    return (1 + as_far) / (1 + RESAMPLED)


def any_of(ps: Sequence[float | None]) -> float | None:
    """p of the smallest of several, for having looked at them all (Bonferroni)."""
    known = [p for p in ps if p is not None]
    return min(1.0, min(known) * len(known)) if known else None


def corrected(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """False discovery rates of one screen of tests (Benjamini & Hochberg 1995); None stays None."""
    from scipy.stats import false_discovery_control

    known = [p for p in ps if p is not None]
    rates = iter(false_discovery_control(known).tolist() if known else [])
    return tuple(None if p is None else next(rates) for p in ps)
