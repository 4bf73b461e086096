"""What several columns say of the same customers is one fact: "no internet service" stands in six columns of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from seg.segments.profiles import DimensionProfile

Told = TypeVar("Told")
DIGITS = 9
"""Shares that agree so far are of as many customers."""


def each_once(told: Iterable[Told], about: Callable[[Told], tuple[DimensionProfile, int | None]]) -> list[Told]:
    """What is told, in its order, without what the same customers have once more. Of several the one that takes the
    fewest letters stands for all, as it is the plainest. `about` is the dimension that one tells of, and the level of
    it, None for a number or a date."""
    found: dict[tuple, Told] = {}
    for one in told:
        key = _who(*about(one))
        if key not in found or _letters(*about(one)) < _letters(*about(found[key])):
            found[key] = one
    return list(found.values())


def _who(part: DimensionProfile, level: int | None) -> tuple:
    """Who has the level, or who has not, as far as counts of all customers and of each segment tell."""
    groups = (part.overall, *part.segments)
    if level is None or not all(group.shares for group in groups):
        return part.dimension, level
    shares = [group.shares[level] for group in groups]
    if shares[0] > 0.5:
        shares = [1 - share for share in shares]
    return tuple(group.n for group in groups), tuple(round(share, DIGITS) for share in shares)


def _letters(part: DimensionProfile, level: int | None) -> int:
    return len(part.dimension) + (len(part.levels[level]) if level is not None else 0)
