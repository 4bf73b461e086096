"""What a difference between two groups is measured by: means, shares, who has more, or the time until something.

Each takes two groups as row numbers and says how far they are apart, how easily chance does that, and how small a
difference could have been seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from seg.core.settings import setting
from seg.segments.outcomes import power
from seg.segments.outcomes.figures import (
    Interval,
    Z,
    means_apart,
    shares_apart,
    superiority,
    welch_error,
)
from seg.segments.outcomes.survival import common_limit, log_rank, mean_up_to, times_apart
from seg.segments.two_groups import rank_test, table_test, welch

MEAN, SHARE, RANK, TIME = "mean", "share", "rank", "time"
Apart = tuple[float, float, Interval]
"""What the one group has, what the other has, and the difference."""


def few() -> int:
    return int(setting("min_cell_customers"))


class Yardstick:
    """`name` of the measure, `level` of a category, `neutral` what the difference is where there is none."""

    name = ""
    level: int | None = None
    neutral = 0.0

    def enough(self, *groups: np.ndarray) -> bool:
        """Whether numbers of these groups are not about few persons."""
        return min(map(len, groups)) >= few()

    def weight(self, one: np.ndarray, other: np.ndarray) -> float:
        """1 / variance of their difference, if both vary alike.

        Taken from both together: the one that happens to have more also happens to vary more, and would be weighed
        less for it.
        """
        variance = self.spread(np.concatenate([one, other])) * (1 / len(one) + 1 / len(other))
        return 1 / variance if variance > 0 else 0.0

    def spread(self, both: np.ndarray) -> float:
        """The variance of one customer."""
        raise NotImplementedError

    def error(self, one: np.ndarray, other: np.ndarray, difference: float) -> tuple[float, float]:
        """The standard error of their difference, were it `difference`, and how well that is known: its degrees of
        freedom."""
        return self.apart(one, other)[2].se, min(len(one), len(other)) - 1

    def within(self, pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> Yardstick:
        """What measures all these pairs of groups, parts of the whole, alike."""
        return self

    def holds(self, one: np.ndarray, other: np.ndarray) -> bool:
        """Whether what is told of the difference is true."""
        return True

    def may_be_shown(self, *groups: np.ndarray) -> bool:
        """Whether what they have tells of no few persons: never a reason to count them or not."""
        return True


@dataclass(frozen=True, eq=False)
class Means(Yardstick):
    """`x` (n,) numbers."""

    x: np.ndarray
    name = MEAN

    def apart(self, one: np.ndarray, other: np.ndarray) -> Apart:
        first, second = self.x[one], self.x[other]
        return float(first.mean()), float(second.mean()), means_apart(first, second)

    def p(self, one: np.ndarray, other: np.ndarray) -> float | None:
        first, second = self.x[one], self.x[other]
        found = welch(first, second)
        return rank_test(np.sort(first), np.sort(second)) if found is None else found

    def visible(self, one: np.ndarray, other: np.ndarray, more: bool) -> float | None:
        return power.smallest_mean(*welch_error(self.x[one], self.x[other])) or None

    def spread(self, both: np.ndarray) -> float:
        return float(self.x[both].var(ddof=1))

    def error(self, one: np.ndarray, other: np.ndarray, difference: float) -> tuple[float, float]:
        return welch_error(self.x[one], self.x[other])


@dataclass(frozen=True, eq=False)
class Shares(Yardstick):
    """`has` (n,) bool who has the level, for telling: where few have it or do not, their number is a bound. `exact`
    (n,) is who does; of the groups (k,) `sure` says whose number is no bound, `told` of whom anything may be said."""

    has: np.ndarray
    exact: np.ndarray
    sure: np.ndarray
    told: np.ndarray
    level: int | None = None
    name = SHARE

    def within(self, pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> Yardstick:
        return replace(self, has=self.exact)

    def holds(self, one: np.ndarray, other: np.ndarray) -> bool:
        """Whether the difference that is told is no larger than it is, and not the other way round."""
        told, is_so = (has[one].mean() - has[other].mean() for has in (self.has, self.exact))
        return bool(told * is_so >= 0 and abs(told) <= abs(is_so) + 1e-12)

    def may_be_shown(self, *groups: np.ndarray) -> bool:
        """Not where few have it, or few do not: but nobody or everybody may be said."""
        counts = [int(self.has[group].sum()) for group in groups]
        parts = [part for count, group in zip(counts, groups, strict=True) for part in (count, len(group) - count)]
        return not any(0 < part < few() for part in parts)

    def _counts(self, one: np.ndarray, other: np.ndarray) -> tuple[int, int, int, int]:
        return int(self.has[one].sum()), len(one), int(self.has[other].sum()), len(other)

    def apart(self, one: np.ndarray, other: np.ndarray) -> Apart:
        count, n, other_count, other_n = counts = self._counts(one, other)
        return count / n, other_count / other_n, shares_apart(*counts)

    def p(self, one: np.ndarray, other: np.ndarray) -> float | None:
        count, n, other_count, other_n = self._counts(one, other)
        return table_test(np.array([[count, n - count], [other_count, other_n - other_count]]))

    def visible(self, one: np.ndarray, other: np.ndarray, more: bool) -> float | None:
        """From the share of the other group, in the direction that was seen, or in the other where there is no room."""
        _, n, other_count, other_n = self._counts(one, other)
        ways = (power.smallest_share(other_count / other_n, other_n, n, up) for up in (more, not more))
        return next((found for found in ways if found is not None), None)

    def spread(self, both: np.ndarray) -> float:
        share = (self.has[both].sum() + 1) / (len(both) + 2)
        return float(share * (1 - share))

    def error(self, one: np.ndarray, other: np.ndarray, difference: float) -> tuple[float, float]:
        """Of the shares that lie so far apart around that of both: an answer that happens to be extreme does not make
        itself look sure."""
        count, n, other_count, other_n = self._counts(one, other)
        both = (count + other_count + 1) / (n + other_n + 2)
        ends = ((both + difference * other_n / (n + other_n), n), (both - difference * n / (n + other_n), other_n))
        variance = sum(min(max(p * (1 - p), 0.25 / m), 0.25) / m for p, m in ends)
        return math.sqrt(variance), math.inf


@dataclass(frozen=True, eq=False)
class Ranks(Yardstick):
    """`x` (n,) what orders customers. The difference is how likely the one has more than the other."""

    x: np.ndarray
    name = RANK
    neutral = 0.5

    def apart(self, one: np.ndarray, other: np.ndarray) -> Apart:
        found = superiority(np.sort(self.x[one]), np.sort(self.x[other]))
        return found.value, 1 - found.value, found

    def p(self, one: np.ndarray, other: np.ndarray) -> float | None:
        return rank_test(np.sort(self.x[one]), np.sort(self.x[other]))

    def visible(self, one: np.ndarray, other: np.ndarray, more: bool) -> float | None:
        """How far from a half (Noether 1987)."""
        found = (Z + power.Z_POWER) * math.sqrt((len(one) + len(other)) / (12 * len(one) * len(other)))
        return found if found < 0.5 else None

    def spread(self, both: np.ndarray) -> float:
        """The same for every group: places vary alike."""
        return 1 / 12


@dataclass(frozen=True, eq=False)
class Times(Yardstick):
    """`time` (n,) until it happened, or until nobody looked any more (`happened` (n,) bool); compared are the mean
    times up to `limit`."""

    time: np.ndarray
    happened: np.ndarray
    limit: float
    name = TIME

    def within(self, pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> Yardstick:
        """Up to the longest time that enough of all of them were looked at."""
        return replace(self, limit=common_limit([self.time[group] for pair in pairs for group in pair], few()))

    def _of(self, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return self.time[group], self.happened[group]

    def apart(self, one: np.ndarray, other: np.ndarray) -> Apart:
        return times_apart(self._of(one), self._of(other), self.limit)

    def p(self, one: np.ndarray, other: np.ndarray) -> float | None:
        both = np.concatenate([one, other])
        return log_rank(*self._of(both), np.repeat([0, 1], [len(one), len(other)]), 2)

    def visible(self, one: np.ndarray, other: np.ndarray, more: bool) -> float | None:
        return power.smallest_mean(self.apart(one, other)[2].se, math.inf) or None

    def spread(self, both: np.ndarray) -> float:
        return mean_up_to(*self._of(both), self.limit)[1] * len(both)
