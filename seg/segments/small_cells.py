"""Cells of a profile that would tell of few persons: which figures of a dimension are not shown."""

from __future__ import annotations

import numpy as np

from seg.core.columns import Kind
from seg.core.settings import setting
from seg.segments.profiles import SHARE_KINDS, DimensionProfile


def few(counts: np.ndarray) -> np.ndarray:
    """Which counts of customers are some, but fewer than `min_cell_customers`."""
    return (counts > 0) & (counts < setting("min_cell_customers"))


def counted(part: DimensionProfile) -> np.ndarray:
    """(levels, 1 + k) how many of all customers, then of each segment, have each level.

    Of what has no shares (1, 1 + k): how many are known.
    """
    groups = (part.overall, *part.segments)
    known = np.array([typical.n for typical in groups])
    if part.kind not in SHARE_KINDS:
        return known[None, :]
    shares = np.array([typical.shares or (0.0,) * len(part.levels) for typical in groups])
    return np.rint(shares.T * known).astype(int)


def hidden_cells(part: DimensionProfile) -> np.ndarray:
    """Which cells of `counted` are not shown.

    A share of a yes or no question, or of one of several values, tells as well how many are not of it.
    """
    counts = counted(part)
    hidden = few(counts)
    if part.kind in (Kind.BINARY, Kind.MULTI_VALUE):
        known = np.array([typical.n for typical in (part.overall, *part.segments)])
        hidden |= few(known - counts)
    return hidden
