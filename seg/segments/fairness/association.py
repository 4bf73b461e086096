"""How closely segments go together with an attribute: bias-corrected Cramer's V, with what it could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.segments.grouped import cramers_v

STEPS = ((0.3, "red"), (0.2, "amber"), (0.1, "note"))
"""From which V on an attribute is how grave: methods reference, section 11."""
SURE = 0.95


@dataclass(frozen=True)
class Association:
    """V of `customers` of whom the attribute is known, and the limits between which it is in 95 of 100 cases."""

    v: float
    low: float
    high: float
    customers: int

    @property
    def grade(self) -> str:
        """ "red", "amber", "note", or "" for none."""
        return next((grade for least, grade in STEPS if self.v >= least), "")


def association(table: np.ndarray) -> Association:
    """Of a table of counts (segments, levels).

    The limits turn the noncentral chi-square around (Smithson 2003): the noncentralities that would give as large a
    chi-square as was seen in 2.5 of 100 cases, or as small a one, as V.
    """
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    n, (r, c) = int(table.sum()), table.shape
    if n < 2 or min(r, c) < 2:
        return Association(0.0, 0.0, 0.0, n)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / n
    seen, freedom = float(((table - expected) ** 2 / expected).sum()), (r - 1) * (c - 1)
    rows, columns = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
    of = lambda noncentrality: float(np.sqrt(noncentrality / n / max(min(rows, columns) - 1, 1e-12)))  # noqa: E731
    low, high = (of(_noncentrality(seen, freedom, part)) for part in ((1 + SURE) / 2, (1 - SURE) / 2))
    v = cramers_v(table)
    return Association(v, min(low, v), max(min(high, 1.0), v), n)


def _noncentrality(seen: float, freedom: int, part: float) -> float:
    """The noncentrality under which so large a part of chi-squares is below what was seen; 0 where none gives as
    little."""
    from scipy.optimize import brentq
    from scipy.stats import chi2, ncx2

    if chi2.cdf(seen, freedom) <= part:
        return 0.0
    most = seen + 10 * np.sqrt(seen) + 100
    return float(brentq(lambda noncentrality: ncx2.cdf(seen, freedom, noncentrality) - part, 1e-9, most))
