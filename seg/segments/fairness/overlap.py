"""How much two groups have in common whose shares differ; or whose means do, of values that are normal with the same
spread.

SciPy is imported where it is used, so that the server starts without it.
"""

from __future__ import annotations

import numpy as np


def overlap(effect: float) -> float:
    """The share that two groups have in common whose means lie `effect` standard deviations apart (OVL, Inman & Bradley
    1989): 2 Phi(-|d|/2)."""
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(effect) / 2))


def shared(one: float, other: float) -> float:
    """The share that two groups have in common of whom these shares have something: as many who have it, and who have
    it not, as in either."""
    return 1 - abs(one - other)


def superiority(effect: float) -> float:
    """The chance that one of the first group has more than one of the second (McGraw & Wong 1992): Phi(d/sqrt 2)."""
    from scipy.special import ndtr

    return float(ndtr(effect / np.sqrt(2)))


def within(eta_squared: float) -> float:
    """The share of the variance that is among the members of the segments, and not between these: 1 - eta squared."""
    return 1 - eta_squared
