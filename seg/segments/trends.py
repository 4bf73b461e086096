"""Whether months go up or down, and which months of the year are high: for series of one value a month.

Slope by Theil (1950) and Sen (1968), test by Mann (1945) and Kendall with ties counted; from two years on within the
same months of the year (Hirsch, Slack & Smith 1982), so that a season is not taken for a trend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import sqrt

import numpy as np

YEAR = 12
TWO_YEARS = 24
FEWEST = 6
"""Months with which a trend is looked for."""


@dataclass(frozen=True)
class Trend:
    """`slope` is the change in a month, with a 95 % interval; `seasonal` whether only the same months of different
    years were compared. `p` that there is none; `chance` with all that are shown counted."""

    slope: float
    low: float
    high: float
    p: float
    seasonal: bool
    chance: float | None = None

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Trend:
        return cls(**raw)


def trend(values: np.ndarray) -> Trend | None:
    """The trend of (months,) values, NaN where a month has none; None of too few to compare."""
    months = np.flatnonzero(~np.isnan(values))
    if len(months) < FEWEST:
        return None
    seasonal = len(values) >= TWO_YEARS
    parts = [months[months % YEAR == at] for at in range(YEAR)] if seasonal else [months]
    slopes, score, variance = [], 0, 0.0
    for at in parts:
        first, second = np.triu_indices(len(at), 1)
        rises = values[at[second]] - values[at[first]]
        slopes.append(rises / (at[second] - at[first]))
        score += int(np.sign(rises).sum())
        variance += _variance(values[at])
    found = np.sort(np.concatenate(slopes))
    if not len(found):
        return None
    low, high = _ends(found, variance)
    return Trend(float(np.median(found)), low, high, _p(score, variance), seasonal)


def _variance(values: np.ndarray) -> float:
    """The variance of Kendall's score where there is no trend, with ties."""
    n, ties = len(values), np.unique(values, return_counts=True)[1]
    return float(n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18


def _p(score: int, variance: float) -> float:
    """Two-sided, normal, with continuity."""
    from scipy.special import ndtr

    z = max(abs(score) - 1, 0) / sqrt(variance) if variance > 0 else 0.0
    return float(min(1.0, 2 * ndtr(-z)))


def _ends(slopes: np.ndarray, variance: float) -> tuple[float, float]:
    """The interval of the slope (Sen 1968), as SciPy counts its places."""
    width = 1.959963984540054 * sqrt(variance)
    upper = min(round((len(slopes) + width) / 2), len(slopes) - 1)
    lower = max(round((len(slopes) - width) / 2) - 1, 0)
    return float(slopes[lower]), float(slopes[upper])


def season(values: np.ndarray, first_month: int) -> tuple[float, ...]:
    """The index of January to December, 100 on average: values over their centred mean of twelve months.

    Empty with less than two years, where a month has no value (NaN), or where a mean is not above 0. `first_month`
    counts from January of year 0.
    """
    if len(values) < TWO_YEARS:
        return ()
    weights = np.concatenate([[0.5], np.ones(YEAR - 1), [0.5]]) / YEAR
    means = np.convolve(values, weights, "valid")
    if not means.min() > 0:
        return ()
    inner = np.arange(YEAR // 2, len(values) - YEAR // 2)
    ratios = values[inner] / means
    of_year = (inner + first_month) % YEAR
    index = np.array([ratios[of_year == month].mean() for month in range(YEAR)])
    return tuple((100 * index / index.mean()).tolist())
