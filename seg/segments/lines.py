"""The lines of the profile table: a dimension, or one value of a category, by segment, in the statistics one chooses.

Every figure comes from the kept profile, so that each statistic is computed in one place. Group 0 is all customers,
group 1 + s the segment with label s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from seg.core.columns import Kind
from seg.core.derived import Derivation
from seg.segments.profiles import SHARE_KINDS, DimensionProfile, Typical, share_effects, share_index, share_marks
from seg.segments.small_cells import bound_of, bounded, hidden_answers, hidden_cells
from seg.segments.spread import Spread

STATISTICS = ("median", "mean", "share", "total", "total_share", "index", "difference")
"""What a cell can say. "median" and "mean" of a category are the share that has the value; "share" of what can be
measured is that of the customers above the average of all; "total_share" is the part of the total of all."""
NOT_ADDED_UP = frozenset({"days", "months", "years", "year", "share"})
"""Units whose sum means nothing."""
AVERAGES = frozenset({"average_order_value", "largest_value"})
"""Measures of events that are amounts all the same, but do not add up."""


@dataclass(frozen=True)
class Line:
    """One line: `level` is a position in the levels of a category, None of what can be measured.

    `above` (1 + k) are the customers above the average of all, later than it for dates; () while not counted. `hidden`
    (1 + k) says which cells would tell of few persons; `bounded` whether it may be told what these are about.
    `held` is kept out of headlines.
    """

    part: DimensionProfile
    level: int | None
    hidden: tuple[bool, ...]
    above: tuple[int, ...] = ()
    held: bool = False
    bounded: bool = False

    def typical(self, group: int) -> Typical:
        return self.part.overall if group == 0 else self.part.segments[group - 1]

    @property
    def groups(self) -> range:
        return range(1 + len(self.part.segments))

    @property
    def level_name(self) -> str | None:
        """The value that the line is of, where it has to be named: not of yes or no. "" for all rare ones together."""
        return None if self.level is None or self.part.kind == Kind.BINARY else self.part.levels[self.level]

    @cached_property
    def effects(self) -> tuple[float, ...]:
        """(k,) differences from all customers in standard deviations; above 0 is more, and later for dates."""
        if self.level is None:
            sign = -1.0 if self.part.kind == Kind.DATE else 1.0
            return tuple(sign * typical.effect for typical in self.part.segments)
        base = np.array([self._seen_share(0)])
        return tuple(
            float(share_effects(np.array([self._seen_share(group)]), base)[0]) if self.typical(group).shares else 0.0
            for group in self.groups[1:]
        )

    def agrees(self, segment: int, statistic: str) -> bool:
        """Whether a figure of the segment lies on that side of all customers which its effect says. The effect is that
        of the means, of amounts on an even scale: most may lie on the other side, and so does the mean where a few
        large orders draw it there."""
        own, everyone = (self.figure(group, statistic) for group in (segment + 1, 0))
        if statistic == "difference":
            everyone = 0.0
        if own is None or everyone is None:
            return False
        return (own - everyone) * self.part.segments[segment].effect > 0 if self.level is None else True

    def middle(self, segment: int) -> str:
        """What tells a segment from all customers: the "median", else the "mean"; "" where neither agrees."""
        return next((statistic for statistic in ("median", "mean") if self.agrees(segment, statistic)), "")

    @cached_property
    def markers(self) -> tuple[bool, ...]:
        """(k,) whether the line is a marker of each segment, of which this may be told."""
        if self.level is None:
            return tuple(self.typical(group).marker and self.shown(group) for group in self.groups[1:])
        return tuple(
            (self.shown(group) or self.bound(group) is not None)
            and share_marks(self._seen_share(group), self._seen_share(0))
            for group in self.groups[1:]
        )

    def _share(self, group: int) -> float:
        typical = self.typical(group)
        return typical.shares[self.level] if typical.shares else 0.0

    def shown(self, group: int) -> bool:
        """Whether anything is known of the group, and may be told."""
        return self.typical(group).n > 0 and not self.hidden[group]

    def hides(self, group: int, statistic: str) -> bool:
        """Whether there is a figure that would tell of few persons."""
        return self.typical(group).n > 0 and (self.hidden[group] or (statistic == "share" and self._above[0][group]))

    @cached_property
    def _above(self) -> tuple[np.ndarray, bool]:
        """Of what can be measured, in which groups it is hidden who is above average; whether that may be bounded."""
        if self.level is not None or not self.above:
            return np.zeros(len(self.groups), bool), False
        return hidden_answers(np.array(self.above), np.array([self.typical(group).n for group in self.groups]))

    def bound(self, group: int, statistic: str = "median") -> tuple[str, float] | None:
        """Of a share that would tell of few persons what it is "under", "over", or "about"; None where it is told, or
        not even this can be."""
        known = self.typical(group).n
        if self.level is not None:
            told = self.hidden[group] and self.bounded
            return bound_of(round(self._share(group) * known), known) if told else None
        hidden, told = self._above
        if statistic != "share" or not told or not hidden[group] or self.hidden[group]:
            return None
        return bound_of(self.above[group], known)

    def _seen_share(self, group: int) -> float:
        """The share, or the bound that may be told of it."""
        bound = self.bound(group)
        return bound[1] if bound else self._share(group)

    def figure(self, group: int, statistic: str) -> float | None:
        """The number of a cell; None where nothing is known, it may not be told, or the statistic says nothing.

        In units of the dimension, shares 0..1. Medians and means of dates are days before the as-of day, of ordinals
        places of levels from 0; differences of dates are days later. Raises `KeyError` for an unknown statistic.
        """
        reads = {
            "median": self._median, "mean": self._mean, "share": self._share_of, "total": self._total,
            "total_share": self._total_share, "index": self._index, "difference": self._difference,
        }[statistic]  # fmt: skip
        return reads(group) if self.shown(group) and not self.hides(group, statistic) else None

    def _median(self, group: int) -> float | None:
        return self.typical(group).median if self.level is None else self._share(group)

    def _mean(self, group: int) -> float | None:
        return self.typical(group).mean if self.level is None else self._share(group)

    def _share_of(self, group: int) -> float | None:
        if self.level is not None:
            return self._share(group)
        return self.above[group] / self.typical(group).n if self.above else None

    @property
    def adds_up(self) -> bool:
        """Whether a total means anything: of categories it is a number of customers."""
        part, derivation = self.part, Derivation.parse(self.part.dimension)
        if self.level is not None:
            return True
        averaged = part.unit in NOT_ADDED_UP or (derivation is not None and derivation.measure in AVERAGES)
        return part.kind in (Kind.MONEY, Kind.COUNT) and not averaged

    def _total(self, group: int) -> float | None:
        if not self.adds_up:
            return None
        typical = self.typical(group)
        return float(round(self._share(group) * typical.n)) if self.level is not None else typical.mean * typical.n

    def _total_share(self, group: int) -> float | None:
        if self.level is None and self.part.overall.index is None:
            return None  # amounts below 0: a part of the sum says nothing
        whole = self._total(0)
        return self._total(group) / whole if whole and not self.hidden[0] else None

    def _index(self, group: int) -> float | None:
        if self.hidden[0]:
            return None
        return self.typical(group).index if self.level is None else share_index(self._share(group), self._share(0))

    def _difference(self, group: int) -> float | None:
        if group == 0 or self.hidden[0]:
            return None
        if self.level is not None:
            return self._share(group) - self._share(0)
        gap = self.typical(group).mean - self.part.overall.mean
        return -gap if self.part.kind == Kind.DATE else gap


def lines(
    profile: tuple[DimensionProfile, ...],
    spreads: Mapping[str, Spread] | None = None,
    every_level: bool = False,
    held: frozenset[str] = frozenset(),
) -> tuple[Line, ...]:
    """The profile in lines, in its order. Of a category the value that differs most in any segment, of a yes or no
    question the yes; with `every_level` all values, that one first."""
    found: list[Line] = []
    for part in profile:
        lies, hidden, bounds = (spreads or {}).get(part.dimension), hidden_cells(part), bounded(part)
        told = _levels(part)
        for level in told if every_level else told[:1]:
            cells = tuple(hidden[level or 0].tolist())
            above = lies.above if lies else ()
            found.append(Line(part, level, cells, above, part.dimension in held, level is not None and bounds[level]))
    return tuple(found)


def _levels(part: DimensionProfile) -> list[int | None]:
    """Positions of the levels that lines are of, those that differ most first."""
    if part.kind not in SHARE_KINDS:
        return [None]
    if not part.overall.shares:
        return []
    if part.kind == Kind.BINARY:
        return [len(part.levels) - 1]
    base = np.array(part.overall.shares)
    each = [share_effects(np.array(typical.shares), base) for typical in part.segments if typical.shares]
    largest = np.abs(each).max(axis=0) if each else np.zeros(len(base))
    return np.argsort(-largest, kind="stable").tolist()
