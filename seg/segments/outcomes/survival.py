"""How long until something happens, of customers to whom it may not have happened yet.

Kaplan & Meier 1958; variance by Greenwood; the mean time up to a day is the area under the curve; log-rank test by
Mantel 1966.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from seg.segments.outcomes.figures import Interval, Z


@dataclass(frozen=True)
class Curve:
    """The share to whom it has not happened yet, from each of `times` on, with 95 % `low` and `high` (log-log); the
    first time is 0. `median` is when half are left, None where more than half are at the end."""

    times: tuple[float, ...]
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    median: float | None

    def up_to(self, limit: float) -> Curve:
        """The curve without what comes after a time, when few are left to tell of."""
        kept = sum(time <= limit for time in self.times)
        parts = {name: getattr(self, name)[:kept] for name in ("times", "shares", "low", "high")}
        return Curve(**parts, median=self.median if self.median is not None and self.median <= limit else None)

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Curve:
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()})


def _steps(time: np.ndarray, happened: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The times at which it happened, to how many, and how many were at risk."""
    times, events = np.unique(time[happened], return_counts=True)
    at_risk = len(time) - np.searchsorted(np.sort(time), times, "left")
    return times, events, at_risk


def curve(time: np.ndarray, happened: np.ndarray) -> Curve:
    """The curve of one group: (n,) times, and whether it happened then or nobody looked any more."""
    times, events, at_risk = _steps(time, happened)
    shares = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        width = Z * np.sqrt(greenwood) / np.abs(np.log(shares))
        low, high = shares ** np.exp(width), shares ** np.exp(-width)
    low, high = np.where(shares > 0, low, 0.0), np.where(shares > 0, high, 0.0)
    reached = np.flatnonzero(shares <= 0.5 + 1e-12)
    median = float(times[reached[0]]) if len(reached) else None
    from_start = lambda values, first: (first, *values.tolist())  # noqa: E731
    return Curve(from_start(times, 0.0), from_start(shares, 1.0), from_start(low, 1.0), from_start(high, 1.0), median)


def mean_up_to(time: np.ndarray, happened: np.ndarray, limit: float) -> tuple[float, float]:
    """The mean time until it happens, of no more than `limit`, and its variance."""
    times, events, at_risk = _steps(time, happened)
    times, events, at_risk = (part[times < limit] for part in (times, events, at_risk))
    shares = np.concatenate([[1.0], np.cumprod(1 - events / at_risk)])
    widths = np.diff(np.concatenate([[0.0], times, [limit]]))
    area = shares * widths
    rest = area[::-1].cumsum()[::-1][1:]  # under the curve after each time
    left = at_risk - events
    variance = float((rest[left > 0] ** 2 * (events / (at_risk * np.maximum(left, 1)))[left > 0]).sum())
    return float(area.sum()), variance


def times_apart(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray], limit: float) -> tuple:
    """Both mean times up to `limit`, and the `Interval` of their difference."""
    (first, variance), (second, other_variance) = mean_up_to(*one, limit), mean_up_to(*other, limit)
    value, se = first - second, float(np.sqrt(variance + other_variance))
    return first, second, Interval(value, value - Z * se, value + Z * se, se)


def common_limit(groups: Sequence[np.ndarray], least: int) -> float:
    """The longest time up to which at least `least` customers of every group were looked at."""
    return float(min(np.sort(time)[-min(least, len(time))] for time in groups))


def log_rank(time: np.ndarray, happened: np.ndarray, labels: np.ndarray, k: int) -> float | None:
    """p that it happens to `k` groups alike; None where it happens to nobody."""
    from scipy.stats import chi2

    times, events, at_risk = _steps(time, happened)
    if not len(times):
        return None
    here = np.stack([_steps_of(time[labels == g], happened[labels == g], times) for g in range(k)])
    risk, mine = here[:, 0], here[:, 1]
    share = risk / at_risk
    spread = events * (at_risk - events) / np.maximum(at_risk - 1, 1)
    gaps = (mine - share * events).sum(axis=1)[:-1]
    covariance = -(share * spread) @ share.T
    covariance[np.diag_indices(k)] += (share * spread).sum(axis=1)
    covariance = covariance[:-1, :-1]
    if np.linalg.matrix_rank(covariance) < k - 1:
        return None
    return float(chi2.sf(gaps @ np.linalg.solve(covariance, gaps), k - 1))


def waiting_scores(time: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """(n,) by how much everybody went without it for longer than was to be expected: the risk that they ran through
    (Nelson-Aalen), less 1 where it happened. The log-rank test looks at sums of these (Peto & Peto 1972)."""
    times, events, at_risk = _steps(time, happened)
    run = np.concatenate([[0.0], np.cumsum(events / at_risk)])
    return run[np.searchsorted(times, time, "right")] - happened


def _steps_of(time: np.ndarray, happened: np.ndarray, times: np.ndarray) -> np.ndarray:
    """(2, times): how many of a group are at risk then, and to how many it happens."""
    at_risk = len(time) - np.searchsorted(np.sort(time), times, "left")
    own = np.sort(time[happened])
    return np.stack([at_risk, np.searchsorted(own, times, "right") - np.searchsorted(own, times, "left")])
