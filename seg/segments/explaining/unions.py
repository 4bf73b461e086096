"""Rules of the same segment that one rule can say: they differ in one dimension, and together leave no gap there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import RANGED

Conditions = tuple[Condition, ...]


def joined(rules: Iterable[Conditions]) -> tuple[tuple[Conditions, tuple[int, ...]], ...]:
    """The fewest rules found by joining two and two, each with the positions of those that it says."""
    found = [(conditions, (at,)) for at, conditions in enumerate(rules)]
    while (pair := next(_joinable(found), None)) is not None:
        one, other, together = pair
        found[one] = (together, tuple(sorted((*found[one][1], *found[other][1]))))
        del found[other]
    return tuple(found)


def _joinable(rules: Sequence[tuple[Conditions, tuple[int, ...]]]) -> Iterator[tuple[int, int, Conditions]]:
    for (at, (one, _)), (place, (other, _)) in combinations(enumerate(rules), 2):
        together = one_rule(one, other)
        if together is not None:
            yield at, place, together


def one_rule(one: Conditions, other: Conditions) -> Conditions | None:
    """The rule that holds for whom either of the two holds; None where they differ in more than one dimension, or in a
    way that no one condition says."""
    mine, theirs = ({part.dimension: part for part in rule} for rule in (one, other))
    differing = [name for name in mine if mine[name] != theirs.get(name)]
    if mine.keys() != theirs.keys() or len(differing) != 1:
        return None
    name = differing[0]
    together = united(mine[name], theirs[name])
    if together is None:
        return None
    return tuple(together if part.dimension == name else part for part in one if part.dimension != name or together)


def united(one: Condition, other: Condition) -> Condition | bool | None:
    """The condition that holds where either does; False where that is everywhere, None where no one condition says
    it."""
    unknown = one.unknown or other.unknown
    if one.kind in RANGED:
        found = _ranges(one, other, unknown)
    elif one.levels:
        among = tuple(level for level in one.levels if level in {*one.among, *other.among})
        found = replace(one, among=among, unknown=unknown) if len(among) < len(one.levels) else False
    elif one.kind == Kind.MULTI_VALUE:
        found = _tags(one, other, unknown)
    else:
        found = _values(one, other, unknown)
    return None if found is False and not unknown else found  # everybody who is known: that is no condition of ours


def _ranges(one: Condition, other: Condition, unknown: bool) -> Condition | bool | None:
    for low, high in ((one, other), (other, one)):
        if low.most is not None and low.most == high.above:
            if low.above is None and high.most is None:
                return False
            return replace(low, most=high.most, unknown=unknown)
    return None


def _values(one: Condition, other: Condition, unknown: bool) -> Condition | bool | None:
    """Of a category: `among` some, or all but those of `without`."""
    if one.among and other.among:
        return replace(one, among=tuple(dict.fromkeys((*one.among, *other.among))), unknown=unknown)
    if one.without and other.without:
        left = tuple(level for level in one.without if level in other.without)
    else:
        some = {*one.among, *other.among}
        left = tuple(level for level in (*one.without, *other.without) if level not in some)
    return replace(one, among=(), without=left, unknown=unknown) if left else False


def _tags(one: Condition, other: Condition, unknown: bool) -> Condition | bool | None:
    """With a tag or without it, all else the same."""
    for has, lacks in ((one, other), (other, one)):
        tag = set(has.among) & set(lacks.without)
        among, without = set(has.among) - tag, set(lacks.without) - tag
        if len(tag) == 1 and among == set(lacks.among) and without == set(has.without):
            return replace(has, among=lacks.among, unknown=unknown) if among or without else False
    return None
