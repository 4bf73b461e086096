"""Whom conditions hold for, and what several of them say together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Kind
from seg.core.condition import Condition
from seg.segments.encoders import column_values, multi_hot, numbers

RANGED = NUMERIC_KINDS | {Kind.DATE}


def opposite(condition: Condition) -> Condition:
    """What everybody fulfils who does not fulfil the condition, which says one thing: one bound, one level or tag, or
    some levels of an order."""
    turned = replace(condition, unknown=not condition.unknown)
    if condition.kind in RANGED:
        return replace(turned, above=condition.most, most=condition.above)
    if condition.levels:
        return replace(turned, among=tuple(level for level in condition.levels if level not in condition.among))
    return replace(turned, among=condition.without, without=condition.among)


def is_known(condition: Condition) -> Condition:
    """That the value of the same dimension is known, whatever it is."""
    return replace(condition, above=None, most=None, among=condition.levels, without=(), unknown=False, known=True)


def both(one: Condition, other: Condition) -> Condition:
    """One condition that says what two of the same dimension say."""
    unknown, one = one.unknown and other.unknown, replace(one, known=one.known and other.known)
    if one.kind in RANGED:
        above = max((c.above for c in (one, other) if c.above is not None), default=None)
        most = min((c.most for c in (one, other) if c.most is not None), default=None)
        return replace(one, above=above, most=most, unknown=unknown)
    if one.levels:
        return replace(one, among=tuple(level for level in one.among if level in other.among), unknown=unknown)
    among = tuple(dict.fromkeys((*one.among, *other.among)))
    without = tuple(dict.fromkeys((*one.without, *other.without)))
    if one.kind == Kind.NOMINAL and among:  # who has this value has none of the others
        without = ()
    return replace(one, among=among, without=without, unknown=unknown)


def merged(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """One condition for each dimension, in the order in which they come first."""
    found: dict[str, Condition] = {}
    for condition in conditions:
        name = condition.dimension
        found[name] = both(found[name], condition) if name in found else condition
    return tuple(found.values())


def holds(condition: Condition, customers: pa.Table) -> np.ndarray:
    """(n,) bool for whom of the customers, a table keyed by label, the condition holds."""
    if not condition.known:
        return condition.unknown & ~holds(is_known(condition), customers)
    kind = Kind(condition.kind)
    values = column_values(customers, condition.dimension, kind)
    if kind in RANGED:
        x = numbers(values.cast(pa.int32())) if kind is Kind.DATE else numbers(values)
        return _within(x, condition)
    if kind is Kind.MULTI_VALUE:
        return _tagged(values, condition)
    known = _is_in(values, condition.levels) if condition.levels else ~_missing(values)
    if condition.among:
        passing = _is_in(values, condition.among)
    else:
        passing = ~_is_in(values, condition.without) if not condition.levels else np.zeros(len(values), bool)
    return np.where(known, passing, condition.unknown)


def all_hold(conditions: Iterable[Condition], customers: pa.Table) -> np.ndarray:
    """(n,) bool for whom all of them hold: for everybody, where there are none."""
    found = np.ones(len(customers), bool)
    for condition in conditions:
        found &= holds(condition, customers)
    return found


def _within(x: np.ndarray, condition: Condition) -> np.ndarray:
    passing = np.ones(len(x), bool)
    if condition.above is not None:
        passing &= x > condition.above
    if condition.most is not None:
        passing &= x <= condition.most
    return np.where(np.isnan(x), condition.unknown, passing)


def _tagged(values: pa.Array, condition: Condition) -> np.ndarray:
    asked = [*condition.among, *condition.without]
    hot = multi_hot(values, asked, condition.separator) == 1
    count = len(condition.among)
    passing = hot[:, :count].all(axis=1) & ~hot[:, count:].any(axis=1)
    return np.where(_missing(values), condition.unknown, passing)


def _is_in(values: pa.Array, levels: tuple[str, ...]) -> np.ndarray:
    return pc.is_in(values, value_set=pa.array(levels, pa.string())).to_numpy(zero_copy_only=False)


def _missing(values: pa.Array) -> np.ndarray:
    return values.is_null().to_numpy(zero_copy_only=False)
