"""Proposed names: what sets a segment apart, as facts that every language can word."""

from __future__ import annotations

from seg.core.columns import Kind
from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.profiles import SHARE_KINDS, DimensionProfile

SMALLEST_EFFECT = 0.3
"""Standard deviations; below, a difference names nothing."""


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
        ranked = _ranked(profile, segment)
        plain = tuple(ranked[:2]) or (Fact.of("name.average"),)
        taken = [frozenset(name) for name in names]  # in another order it is still the same name
        longer = (name for name in (plain, tuple(ranked[:3])) if name and frozenset(name) not in taken)
        names.append(next(longer, (*plain, Fact.of("name.number", number=segment + 1))))
    return tuple(names) + left_out


def _of_value(model: Model, segment: int) -> Fact:
    """A segment that is a value of a column is called like the value; the rare ones together are "other"."""
    value = str(model.per_segment["values"][segment])
    return Fact.of("name.value", dimension=model.column, level=value) if value else Fact.of("name.other_values")


def _ranked(profile: tuple[DimensionProfile, ...], segment: int) -> list[Fact]:
    """What may name the segment: forming dimensions first, then the larger difference."""
    usable = [part for part in profile if not part.sensitive and abs(part.segments[segment].effect) >= SMALLEST_EFFECT]
    usable.sort(key=lambda part: (not part.forming, -abs(part.segments[segment].effect)))
    return [_fact(part, segment) for part in usable]


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
