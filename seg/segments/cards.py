"""A segment on a card: what it has more and less of than the average customer, and what speaks against the picture.

A headline says how segments differ on average; the counter-facts say how many of its customers are not like that, and
how many of those who are belong elsewhere (methods, 11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.segments.lines import Line
from seg.segments.names import SMALLEST_EFFECT
from seg.segments.small_cells import few
from seg.segments.spread import Spread

MOST_MORE, MOST_LESS = 3, 1


@dataclass(frozen=True)
class Headlines:
    """The lines that a card tells of one segment, the largest difference first; each dimension once."""

    more: tuple[Line, ...]
    less: tuple[Line, ...]


def headlines(lines: tuple[Line, ...], segment: int) -> Headlines:
    """What a segment has more and less of, of lines of every level. What is held back is no headline."""
    told = [line for line in lines if not line.held and line.shown(segment + 1)]
    told.sort(key=lambda line: -abs(line.effects[segment]))
    each: dict[str, Line] = {}
    for line in told:
        if abs(line.effects[segment]) >= SMALLEST_EFFECT:
            each.setdefault(line.part.dimension, line)
    more = [line for line in each.values() if line.effects[segment] > 0]
    less = [line for line in each.values() if line.effects[segment] < 0]
    return Headlines(tuple(more[:MOST_MORE]), tuple(less[:MOST_LESS]))


def headline(line: Line, segment: int) -> Fact:
    """What a segment has more or less of, as names of segments say it."""
    more, part = line.effects[segment] > 0, line.part
    if line.level is None:
        kinds = ("later", "earlier") if part.kind == Kind.DATE else ("high", "low")
    elif part.kind == Kind.BINARY:
        kinds = ("yes", "no")
    else:
        kinds = ("level", "not_level") if line.level_name else ("other", "not_other")
    level = {"level": line.level_name} if line.level_name else {}
    return Fact.of(f"name.{kinds[0] if more else kinds[1]}", dimension=part.dimension, **level)


def value_dimensions(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The dimensions of money that have a total of which a segment has a share, forming ones first."""
    money = [line for line in lines if line.part.kind == Kind.MONEY and line.figure(1, "total_share") is not None]
    return tuple(sorted(money, key=lambda line: not line.part.forming))


def counter_facts(found: Headlines, spreads: Mapping[str, Spread], segment: int) -> tuple[Fact, ...]:
    """Of the largest headline that allows it: how many of the segment are not like that, and how many of all who are
    are in other segments. () where it would tell of few persons, or of nobody."""
    ranked = sorted((*found.more, *found.less), key=lambda line: -abs(line.effects[segment]))
    for line in ranked:
        counts = _counts(line, spreads, segment)
        if counts and not few(np.array(counts)).any() and counts[0] and counts[3]:
            return _facts(line, segment, *counts)
    return ()


def _counts(line: Line, spreads: Mapping[str, Spread], segment: int) -> tuple[int, int, int, int] | None:
    """Members who are not as the headline says, and who are; all who are, and those of them who are elsewhere."""
    group, more = segment + 1, line.effects[segment] > 0
    if line.level is None:
        lies = spreads.get(line.part.dimension)
        if lies is None:
            return None
        are, are_not = (lies.above, lies.below) if more else (lies.below, lies.above)
        return are_not[group], are[group], are[0], are[0] - are[group]
    has = [round(line.typical(at).shares[line.level] * line.typical(at).n) for at in (0, group)]
    known = [line.typical(at).n for at in (0, group)]
    are = has if more else [n - h for n, h in zip(known, has, strict=True)]
    return known[1] - are[1], are[1], are[0], are[0] - are[1]


def _facts(line: Line, segment: int, are_not: int, are: int, all_who_are: int, elsewhere: int) -> tuple[Fact, ...]:
    more, part = line.effects[segment] > 0, line.part
    said = {"dimension": part.dimension}
    if line.level is None:
        low, high = ("earlier", "later") if part.kind == Kind.DATE else ("lower", "higher")
        kinds = (low, high) if more else (high, low)
    elif part.kind == Kind.BINARY:
        kinds = ("no", "yes") if more else ("yes", "no")
    elif line.level_name:
        said["level"] = line.level_name
        kinds = ("without", "with") if more else ("with", "without")
    else:
        kinds = ("not_rest", "rest") if more else ("rest", "not_rest")
    known = line.typical(segment + 1).n
    return (
        Fact.of(f"card.{kinds[0]}", share=are_not / known, **said),
        Fact.of(f"card.elsewhere_{kinds[1]}", share=elsewhere / all_who_are, **said),
    )
