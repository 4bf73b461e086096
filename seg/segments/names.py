"""Proposed names: what sets a segment apart, as facts that every language can word. A person decides.

Where the data tells what customers are worth and when they were last there (dimensions from orders), a name says so
first. Alternatives are names by other facts that are as true.
"""

from __future__ import annotations

from itertools import combinations

from seg.core.columns import Kind
from seg.core.derived import Derivation
from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.one_fact import each_once
from seg.segments.profiles import SHARE_KINDS, DimensionProfile

SMALLEST_EFFECT = 0.3
"""Standard deviations; below, a difference names nothing."""
TIED = 0.05
"""Standard deviations; two differences that are less apart name a segment as well as each other."""
HIGH_VALUE, LOW_VALUE = 150, 67
"""Index of the mean value from which on a segment is of high value, and up to which of low."""
VALUE, RECENCY = "monetary", "recency_days"
"""The measures that say what customers are worth and how long they have been away."""
MOST_FACTS, ALTERNATIVES = 3, 3


def proposed_names(profile: tuple[DimensionProfile, ...], model: Model | None = None) -> tuple[tuple[Fact, ...], ...]:
    """Per segment, in label order, the one to three facts that make its name; no two segments share theirs.

    Taken from the dimensions that differ most, never from sensitive ones or those that are held back. Segments that
    differ in nothing are "close to average". Of the `model`, the last ones are "Unassigned" where it leaves any out,
    and segments that are values of a column are called like these.
    """
    if not profile:
        return ()
    k = len(profile[0].segments)
    named = k - (model is not None and model.unassigned)
    left_out = ((Fact.of("name.unassigned"),),) * (k - named)
    if model is not None and model.column:
        return tuple((_of_value(model, segment),) for segment in range(named)) + left_out
    names: list[tuple[Fact, ...]] = []
    for segment in range(named):
        plain, longer = _plain_and_longer(profile, segment)
        taken = [frozenset(name) for name in names]  # in another order it is still the same name
        free = (name for name in (plain, longer) if name and frozenset(name) not in taken)
        names.append(next(free, (*plain, Fact.of("name.number", number=segment + 1))))
    return tuple(names) + left_out


def alternative_names(
    profile: tuple[DimensionProfile, ...], model: Model | None = None
) -> tuple[tuple[tuple[Fact, ...], ...], ...]:
    """Per segment, in label order, up to three other names than the proposed one, from the same profile; no two
    segments could be called the same. None for segments that are values of a column, or of who belongs to none."""
    proposed = proposed_names(profile, model)
    named = len(proposed) - (model is not None and model.unassigned)
    if model is not None and model.column:
        return ((),) * len(proposed)
    taken, found = {frozenset(name) for name in proposed}, []
    for segment in range(named):
        own = []
        for facts in _others(profile, segment):
            if frozenset(facts) not in taken and len(own) < ALTERNATIVES:
                own.append(facts)
                taken.add(frozenset(facts))
        found.append(tuple(own))
    return tuple(found) + ((),) * (len(proposed) - named)


def _plain_and_longer(profile: tuple[DimensionProfile, ...], segment: int) -> tuple[tuple[Fact, ...], tuple]:
    """The proposed name, and the one with a fact more for when another segment has it already.

    Value and recency first where they are known, then the dimensions that differ most.
    """
    states = _states(profile, segment)
    told = {part.dimension for part, _ in states}
    ranked = [fact for part, fact in _ranked(profile, segment) if part.dimension not in told]
    first = tuple(fact for _, fact in states)
    room = MOST_FACTS - len(first) if first else 2
    plain = first + tuple(ranked[:room]) or (Fact.of("name.average"),)
    return plain, first + tuple(ranked[: room + 1])


def _others(profile: tuple[DimensionProfile, ...], segment: int) -> list[tuple[Fact, ...]]:
    """Names by the dimensions alone, by value or recency with one of them, and by pairs of the first four."""
    parts = _ranked(profile, segment)
    ranked = [fact for _, fact in parts]
    pairs = [
        (state, fact) for about, state in _states(profile, segment) for part, fact in parts[:3] if part is not about
    ]
    pairs += sorted(combinations(ranked[:4], 2), key=lambda pair: sum(map(ranked.index, pair)))
    return [*pairs, *((fact,) for fact in ranked[:2])]


def _states(profile: tuple[DimensionProfile, ...], segment: int) -> list[tuple[DimensionProfile, Fact]]:
    """What the segment is worth, and whether it was there lately, each with the dimension that says so."""
    found = []
    for measure, state in ((VALUE, _value_tier), (RECENCY, _recency_state)):
        told = ((part, state(part, segment)) for part in profile if _measures(part, measure))
        found += [(part, fact) for part, fact in told if fact][:1]
    return found


def _measures(part: DimensionProfile, measure: str) -> bool:
    """Whether a dimension is a measure of all events of a table, without parameters that narrow it."""
    derivation = Derivation.parse(part.dimension)
    return derivation is not None and derivation == Derivation(derivation.table, measure) and not part.sensitive


def _value_tier(part: DimensionProfile, segment: int) -> Fact | None:
    index = part.segments[segment].index
    if index is None or LOW_VALUE < index < HIGH_VALUE:
        return None
    return Fact.of("name.value_high" if index >= HIGH_VALUE else "name.value_low")


def _recency_state(part: DimensionProfile, segment: int) -> Fact | None:
    """Whether the typical member is among the quarter of all customers who were there last, or longest ago."""
    median, overall = part.segments[segment].median, part.overall
    if median is None or overall.lower == overall.upper or overall.lower < median < overall.upper:
        return None
    return Fact.of("name.recent" if median <= overall.lower else "name.away")


def _of_value(model: Model, segment: int) -> Fact:
    """A segment that is a value of a column is called like the value; the rare ones together are "other"."""
    value = str(model.per_segment["values"][segment])
    return Fact.of("name.value", dimension=model.column, level=value) if value else Fact.of("name.other_values")


def _ranked(profile: tuple[DimensionProfile, ...], segment: int) -> list[tuple[DimensionProfile, Fact]]:
    """What may name the segment: forming dimensions first, then the larger difference; each fact once."""
    usable = [part for part in profile if not part.sensitive and abs(part.segments[segment].effect) >= SMALLEST_EFFECT]
    usable.sort(key=lambda part: (not part.forming, -abs(part.segments[segment].effect)))
    usable = each_once(usable, lambda part: (part, part.segments[segment].level))
    return [(part, _fact(part, segment)) for part in _other_way_second(usable, segment)]


def _other_way_second(ranked: list[DimensionProfile], segment: int) -> list[DimensionProfile]:
    """Of those that could as well come second, one that points the other way than the first: high in this and low in
    that says more of a segment than high in both."""
    if len(ranked) < 3:
        return ranked
    first, second, *_ = ranked
    effect = lambda part: part.segments[segment].effect  # noqa: E731
    tied = [part for part in ranked[1:]
            if part.forming == second.forming and abs(effect(second)) - abs(effect(part)) < TIED]  # fmt: skip
    chosen = next((part for part in tied if effect(part) * effect(first) < 0), second)
    return [first, chosen, *(part for part in ranked[1:] if part is not chosen)]


def _fact(part: DimensionProfile, segment: int) -> Fact:
    typical = part.segments[segment]
    more = typical.effect > 0
    if part.kind in SHARE_KINDS and typical.level is not None:
        if part.kind == Kind.BINARY:
            return Fact.of("name.yes" if more else "name.no", dimension=part.dimension)
        level = part.levels[typical.level]
        if not level:
            return Fact.of("name.other" if more else "name.not_other", dimension=part.dimension)
        return Fact.of("name.level" if more else "name.not_level", dimension=part.dimension, level=level)
    if part.kind == Kind.DATE:  # measured as days before the as-of date
        return Fact.of("name.earlier" if more else "name.later", dimension=part.dimension)
    return Fact.of("name.high" if more else "name.low", dimension=part.dimension)
