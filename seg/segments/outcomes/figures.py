"""Differences between two groups with their intervals: of means, of shares, and of who has more.

Methods reference, section 8. SciPy is imported where it is used, so that the server starts without it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

RESAMPLED = 2_000
"""Samples drawn for the interval of a difference of means: its ends are then known to a twentieth of its width."""
DRAWN_UP_TO = 20_000
"""Customers up to whom samples are drawn; with more, means are normal once the tails are pulled in."""
TAIL = 0.005
AT_ONCE = 4_000_000
Z = 1.959963984540054
"""Of the normal distribution, what leaves 2.5 % above."""


@dataclass(frozen=True)
class Interval:
    """An estimate, where the truth is in 95 of 100 cases, and the standard error."""

    value: float
    low: float
    high: float
    se: float


def pulled_in(x: np.ndarray) -> tuple[np.ndarray, float, float]:
    """The values with the 0.5 % at either end set to where these begin, and both limits.

    Of those that are not 0: what few customers have at all must not vanish.
    """
    some = x[x != 0]
    if not len(some):
        return x, 0.0, 0.0
    low, high = (float(q) for q in np.quantile(some, [TAIL, 1 - TAIL]))
    if len(some) < len(x):
        low, high = min(low, 0.0), max(high, 0.0)
    return np.clip(x, low, high), low, high


def resampled_sums(x: np.ndarray, labels: np.ndarray, k: int, seed: int, times: int) -> tuple[np.ndarray, np.ndarray]:
    """Sums and counts, (times, k) each, of the groups in samples drawn anew from all customers together."""
    random = np.random.default_rng(seed)
    sums, counts = np.empty((times, k)), np.empty((times, k))
    step = max(1, AT_ONCE // max(len(x), 1))
    for start in range(0, times, step):
        many = min(step, times - start)
        drawn = random.integers(0, len(x), (many, len(x)), dtype=np.uint32)
        cells = (labels[drawn] + k * np.arange(many)[:, None]).ravel()
        sums[start : start + many] = np.bincount(cells, x[drawn].ravel(), many * k).reshape(many, k)
        counts[start : start + many] = np.bincount(cells, minlength=many * k).reshape(many, k)
    return sums, counts


def welch_error(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """The standard error of the difference of means, and its degrees of freedom (Welch & Satterthwaite)."""
    parts = np.array([one.var(ddof=1) / len(one), other.var(ddof=1) / len(other)])
    if not parts.sum():
        return 0.0, math.inf
    return float(np.sqrt(parts.sum())), float(parts.sum() ** 2 / (parts**2 / [len(one) - 1, len(other) - 1]).sum())


def percentiles(drawn: np.ndarray, se: float, degrees: float) -> tuple[float, float]:
    """The percentiles of drawn differences that hold the true one in 95 of 100 cases.

    Samples of a sample vary too little where it is small: the percentiles are further out by as much as Welch's
    interval is wider than theirs (after Hesterberg 2015, "expanded percentile").
    """
    from scipy.stats import norm, t

    drawn = drawn[~np.isnan(drawn)]  # a sample may hold nobody of a small group
    spread = float(drawn.std())
    tail = float(norm.cdf(-t.ppf(0.975, degrees) * se / spread)) if spread and se else 0.025
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def means_apart(one: np.ndarray, other: np.ndarray) -> Interval:
    """The difference of the means with the interval of Welch's test."""
    from scipy.stats import t

    se, degrees = welch_error(one, other)
    value, half = float(one.mean() - other.mean()), float(t.ppf(0.975, degrees)) * se
    return Interval(value, value - half, value + half, se)


def wilson(count: int, n: int) -> tuple[float, float]:
    """Where a share is, by Wilson (1927)."""
    p, z2 = count / n, Z**2
    centre, half = (p + z2 / (2 * n)) / (1 + z2 / n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def shares_apart(count: int, n: int, other_count: int, other_n: int) -> Interval:
    """The difference of two shares with the interval of Newcombe (1998, his method 10).

    The standard error is that of the shares with one more of each answer (Agresti & Caffo 2000): never 0.
    """
    one, other = count / n, other_count / other_n
    (low, high), (other_low, other_high) = wilson(count, n), wilson(other_count, other_n)
    value = one - other
    more = [((c + 1) / (m + 2), m + 2) for c, m in ((count, n), (other_count, other_n))]
    return Interval(
        value,
        value - math.hypot(one - low, other_high - other),
        value + math.hypot(high - one, other - other_low),
        math.sqrt(sum(p * (1 - p) / m for p, m in more)),
    )


def superiority(one: np.ndarray, other: np.ndarray) -> Interval:
    """How likely somebody of the one group has more than somebody of the other, ties counted half. Both ascending.

    The interval by the variance of the placements (DeLong et al. 1988) on the logit scale; where the groups do not
    overlap, that has no variance, and Newcombe's (2006, his method 5) steps in.
    """
    n, m = len(one), len(other)
    above = (np.searchsorted(other, one, "left") + np.searchsorted(other, one, "right")) / (2 * m)
    below = 1 - (np.searchsorted(one, other, "left") + np.searchsorted(one, other, "right")) / (2 * n)
    value = float(above.mean())
    se = float(np.sqrt(above.var(ddof=1) / n + below.var(ddof=1) / m))
    if se == 0 or not 0 < value < 1:
        return _apart(value, n, m)
    logit, half = math.log(value / (1 - value)), Z * se / (value * (1 - value))
    return Interval(value, 1 / (1 + math.exp(half - logit)), 1 / (1 + math.exp(-half - logit)), se)


def _apart(value: float, n: int, m: int) -> Interval:
    """Newcombe's interval for `value`, found by halving: every share that is not too far from it."""
    weight = (n + m) / 2 - 1

    def error(p: float) -> float:
        return math.sqrt(p * (1 - p) / (n * m) * (1 + weight * (1 - p) / (2 - p) + weight * p / (1 + p)))

    def end(beyond: float) -> float:
        inside, outside = value, beyond
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if abs(middle - value) <= Z * error(middle) else (inside, middle)
        return inside

    return Interval(value, end(0.0), end(1.0), error(value))
