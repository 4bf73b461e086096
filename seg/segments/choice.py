"""How many segments: the rule of the methods reference (3.3) over every k that was tried, with the reason each lost.

A k is a candidate when its segments are large enough, come again on other samples, and each is set apart by at least
two dimensions. The largest candidate up to what a team can treat differently is recommended; none when none holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from seg.core.facts import Fact
from seg.core.recipe import Limits
from seg.core.results import Solution, Stability
from seg.core.settings import setting
from seg.segments.profiles import DimensionProfile, markers_per_segment
from seg.segments.sizes import smallest_useful

SEPARATES = ("clearly", "strongly")
"""The words of a profile for a dimension that the segments differ in."""


@dataclass(frozen=True)
class Tried:
    """One k: `reasons` why it is no candidate, the weightiest first; none for a candidate."""

    k: int
    smallest: int
    markers: int
    reasons: tuple[Fact, ...]

    @property
    def holds(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Choice:
    """`k` is recommended, or where none holds (`holds` is false) the one that comes closest. `compared` are up to three
    of the tried: the best one with fewer segments, the recommended one, the best one with more."""

    k: int
    holds: bool
    tried: tuple[Tried, ...]
    compared: tuple[Tried, ...]


def smallest_allowed(n: int, limits: Limits) -> float:
    """As `smallest_useful`, and no fewer than a team asks for."""
    return max(smallest_useful(n), limits.smallest)


def repeats(stability: Stability) -> bool:
    """Whether a solution passes the stability part of the rule."""
    return not _unstable(stability)


def chosen(
    stabilities: Mapping[int, Stability],
    solutions: Mapping[int, Solution],
    profiles: Mapping[int, tuple[DimensionProfile, ...]],
    limits: Limits = Limits(),  # noqa: B008  frozen
) -> Choice:
    """What to take of the k that were tried (all of `stabilities`)."""
    tried = tuple(_tried(each, solutions[each.k], profiles.get(each.k, ()), limits) for each in stabilities.values())
    closest = lambda some: max(some, key=lambda each: (each.holds, stabilities[each.k].median))  # noqa: E731
    holding = [each for each in tried if each.holds]
    allowed = [each for each in tried if each.k <= _most(limits)] or list(tried)
    taken = max(holding, key=lambda each: each.k) if holding else closest(allowed)
    fewer, more = ([each for each in tried if test(each.k)] for test in (taken.k.__gt__, taken.k.__lt__))
    compared = (*([closest(fewer)] if fewer else []), taken, *([closest(more)] if more else []))
    return Choice(taken.k, bool(holding), tried, compared)


def _most(limits: Limits) -> int:
    return limits.most or setting("most_segments_suggested")


def _tried(stability: Stability, solution: Solution, profile: tuple[DimensionProfile, ...], limits: Limits) -> Tried:
    sizes = solution.sizes[: solution.named]
    markers = markers_per_segment(profile, solution.named) if profile else setting("markers_needed")
    reasons = [
        *_unstable(stability),
        *_too_small(sizes, len(solution.labels), limits),
        *_unmarked(markers),
        *_not_separated(profile, limits),
        *([Fact.of("choice.too_many", most=_most(limits))] if solution.named > _most(limits) else []),
    ]
    return Tried(stability.k, int(sizes.min()), markers, tuple(reasons))


def _unstable(stability: Stability) -> list[Fact]:
    weakest = min(stability.segments)
    if stability.median < setting("stable_median"):
        return [Fact.of("choice.unstable", agreement=round(stability.median, 2), needed=setting("stable_median"))]
    if stability.lower < setting("stable_lower_quartile"):
        needed = setting("stable_lower_quartile")
        return [Fact.of("choice.sometimes_unstable", lower=round(stability.lower, 2), needed=needed)]
    if weakest < setting("stable_segment"):
        return [Fact.of("choice.weak_segment", weakest_share=weakest, needed_share=setting("stable_segment"))]
    return []


def _too_small(sizes: np.ndarray, n: int, limits: Limits) -> list[Fact]:
    needed = smallest_allowed(n, limits)
    small = int((sizes < needed).sum())
    return [Fact.of("choice.small", count=small, needed=int(np.ceil(needed)))] if small else []


def _unmarked(markers: int) -> list[Fact]:
    needed = setting("markers_needed")
    if markers == 0:
        return [Fact.of("choice.no_markers", needed=needed)]
    return [Fact.of("choice.few_markers", count=markers, needed=needed)] if markers < needed else []


def _not_separated(profile: tuple[DimensionProfile, ...], limits: Limits) -> list[Fact]:
    blurred = tuple(p.dimension for p in profile if p.dimension in limits.separates and p.words not in SEPARATES)
    return [Fact.of("choice.not_separated", dimensions=blurred, count=len(blurred))] if blurred else []
