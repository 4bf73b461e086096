"""How small a difference could have been seen, and how many customers it takes: 80 % power, 5 % two-sided."""

from __future__ import annotations

import math

from seg.segments.outcomes.figures import Z

Z_POWER = 0.8416212335729143
"""Of the normal distribution, what leaves 20 % above."""


def smallest_mean(se: float, degrees: float) -> float:
    """The difference of two means that is found in 80 of 100 cases, with that standard error and as many degrees of
    freedom."""
    from scipy.stats import t

    return float(t.ppf(0.975, degrees) + t.ppf(0.8, degrees)) * se


def customers_needed(base: float, other: float, ratio: float = 1.0) -> float:
    """How many with the share `base` it takes to tell `other` from it, where the group of the other is `ratio` times
    as large (methods reference, section 8). Not rounded."""
    mean = (base + ratio * other) / (1 + ratio)
    chance = Z * math.sqrt((1 + 1 / ratio) * mean * (1 - mean))
    found = Z_POWER * math.sqrt(base * (1 - base) + other * (1 - other) / ratio)
    return ((chance + found) / (other - base)) ** 2


def smallest_share(base: float, n: int, other_n: int, up: bool) -> float | None:
    """The difference from the share `base` of `n` customers that is found in 80 of 100 cases among `other_n`, up or
    down; None where no share is far enough."""
    end = 1.0 if up else 0.0
    if abs(end - base) < 1e-9 or customers_needed(base, end, other_n / n) > n:
        return None
    near, far = base, end
    for _ in range(60):
        middle = (near + far) / 2
        enough = middle != base and customers_needed(base, middle, other_n / n) <= n
        near, far = (near, middle) if enough else (middle, far)
    return abs(far - base)
