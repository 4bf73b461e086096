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
from seg.segments.one_fact import each_once
from seg.segments.profiles import AMOUNTS
from seg.segments.small_cells import few
from seg.segments.spread import Spread

MOST_MORE, MOST_LESS = 3, 1


@dataclass(frozen=True)
class Headlines:
    """The lines that a card tells of one segment, the largest difference first; each dimension and each fact once."""

    more: tuple[Line, ...]
    less: tuple[Line, ...]


def headlines(lines: tuple[Line, ...], segment: int) -> Headlines:
    """What a segment has more and less of, of lines of every level. What is held back is no headline, nor what neither
    the median nor the mean shows."""
    told = [line for line in lines if not line.held and line.shown(segment + 1)]
    told = [line for line in told if line.level is not None or line.middle(segment)]
    told.sort(key=lambda line: -abs(line.effects[segment]))
    each: dict[str, Line] = {}
    for line in told:
        if abs(line.effects[segment]) >= SMALLEST_EFFECT:
            each.setdefault(line.part.dimension, line)
    facts = each_once(each.values(), lambda line: (line.part, line.level))
    more = [line for line in facts if line.effects[segment] > 0]
    less = [line for line in facts if line.effects[segment] < 0]
    return Headlines(tuple(more[:MOST_MORE]), tuple(less[:MOST_LESS]))


def headline(line: Line, segment: int) -> Fact:
    """What a segment has more or less of, as names of segments say it."""
    more, dimension, what = line.effects[segment] > 0, line.part.dimension, _what(line)
    if what == "date":
        return Fact.of("name.later" if more else "name.earlier", dimension=dimension)
    if what == "measured":
        return Fact.of("name.high" if more else "name.low", dimension=dimension)
    if what == "question":
        return Fact.of("name.yes" if more else "name.no", dimension=dimension)
    if what == "rare values":
        return Fact.of("name.other" if more else "name.not_other", dimension=dimension)
    return Fact.of("name.level" if more else "name.not_level", dimension=dimension, level=line.level_name)


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
            are_not, _, who_are, elsewhere = counts
            return _facts(line, segment, are_not, who_are, elsewhere)
    return ()


def _counts(line: Line, spreads: Mapping[str, Spread], segment: int) -> tuple[int, int, int, int] | None:
    """Members who are not as the headline says, and who are; all who are, and those of them who are elsewhere. None
    where this is not counted, or how many of all are so is hidden: who are elsewhere would tell it."""
    group, more = segment + 1, line.effects[segment] > 0
    if line.hidden[0]:
        return None
    if line.level is None:
        lies = spreads.get(line.part.dimension)
        if lies is None:
            return None
        above, below = _sides(line, lies, segment)
        are, are_not = (above, below) if more else (below, above)
        return are_not[group], are[group], are[0], are[0] - are[group]
    has = [round(line.typical(at).shares[line.level] * line.typical(at).n) for at in (0, group)]
    known = [line.typical(at).n for at in (0, group)]
    are = has if more else [n - h for n, h in zip(known, has, strict=True)]
    return known[1] - are[1], are[1], are[0], are[0] - are[1]


def _sides(line: Line, lies: Spread, segment: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who is above and below the middle of all: of amounts the median, where that of the segment lies on the side that
    is spoken of, as in `seg.segments.fairness.counter`; else the mean."""
    if line.part.kind in AMOUNTS and line.middle(segment) == "median":
        return lies.higher, lies.lower
    return lies.above, lies.below


COUNTER = {  # what a line is of -> sentences where the segment has more of it, and where less
    "date": (("card.earlier", "card.elsewhere_later"), ("card.later", "card.elsewhere_earlier")),
    "measured": (("card.lower", "card.elsewhere_higher"), ("card.higher", "card.elsewhere_lower")),
    "question": (("card.no", "card.elsewhere_yes"), ("card.yes", "card.elsewhere_no")),
    "one of several": (("card.without", "card.elsewhere_with"), ("card.with", "card.elsewhere_without")),
    "value": (("card.is_not", "card.elsewhere_is"), ("card.is", "card.elsewhere_is_not")),
    "rare values": (("card.not_rest", "card.elsewhere_rest"), ("card.rest", "card.elsewhere_not_rest")),
}


def _facts(line: Line, segment: int, are_not: int, all_who_are: int, elsewhere: int) -> tuple[Fact, ...]:
    not_so, others = COUNTER[_what(line)][line.effects[segment] <= 0]
    said = {"dimension": line.part.dimension} | ({"level": line.level_name} if line.level_name else {})
    known = line.typical(segment + 1).n
    return (
        Fact.of(not_so, share=are_not / known, **said),
        Fact.of(others, share=elsewhere / all_who_are, **said),
    )


def _what(line: Line) -> str:
    kind = line.part.kind
    if line.level is None:
        return "date" if kind == Kind.DATE else "measured"
    if kind == Kind.BINARY:
        return "question"
    if not line.level_name:
        return "rare values"
    return "one of several" if kind == Kind.MULTI_VALUE else "value"
