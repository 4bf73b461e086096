"""Rules as one statement that a database runs, whatever its dialect: the segment of every customer, or who is in one.

The expressions are those that tell a whole segmentation (`seg.segments.sql`): what is missing here is missing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.schema as sch
import ibis.expr.types as ir

from seg.core.columns import NUMERIC_KINDS, Kind
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.segments.explaining.round_numbers import day_at
from seg.segments.explaining.rules import Told
from seg.segments.sql.cells import amount, has

SEGMENT = "segment"


def by_rules(customers: ir.Table, told: Told, ids: Sequence[str] | None = None) -> ir.Table:
    """The customers, a table with a column for each dimension by its label, with the segment that the rules place them
    in: labels, or `ids` in that order.

    Dimensions are left out of the result, other columns stay. Raises `SegError` when a dimension is not in the table.
    """
    rules = [(part.label, rule.conditions) for part in told.segments for rule in part.rules]
    plain, kept = _plain(customers, [condition for _, conditions in rules for condition in conditions])
    names = {label: (label if ids is None else ids[label]) for label, _ in rules}
    placed = ibis.cases(*((all_of(plain, conditions), names[label]) for label, conditions in rules))
    return plain.select(*kept, **{SEGMENT: placed})


def who(customers: ir.Table, rules: Iterable[Sequence[Condition]]) -> ir.Table:
    """Those of the customers for whom all conditions of one of the rules hold; no dimension is in the result.

    Raises `SegError` when a dimension is not in the table.
    """
    rules = list(rules)
    plain, kept = _plain(customers, [condition for conditions in rules for condition in conditions])
    return plain.filter(reduce(or_, (all_of(plain, conditions) for conditions in rules))).select(*kept)


def as_text(expression: ir.Table, dialect: str) -> str:
    """The statement of an expression in one dialect ("duckdb", "postgres", ...)."""
    return str(ibis.to_sql(expression, dialect=dialect))


def schema(told: Iterable[Condition], id_column: str = "customer_id") -> sch.Schema:
    """What a table of customers must have for these conditions: a column for each dimension, and the id as text."""
    types = {condition.dimension: _type(Kind(condition.kind)) for condition in told}
    return ibis.schema({id_column: "string", **types})


def all_of(customers: ir.Table, conditions: Sequence[Condition]) -> ir.BooleanValue:
    """Whether all conditions hold: for everybody, where there are none."""
    told = [_told(customers, condition) for condition in conditions]
    return reduce(and_, told) if told else ibis.literal(True)


def _type(kind: Kind) -> str:
    return "float64" if kind in NUMERIC_KINDS else "date" if kind is Kind.DATE else "string"


def _plain(customers: ir.Table, conditions: Sequence[Condition]) -> tuple[ir.Table, list[str]]:
    """The customers with numbers that are none as missing, and the names of the columns that are no dimension."""
    kinds = {condition.dimension: Kind(condition.kind) for condition in conditions}
    if missing := tuple(label for label in kinds if label not in customers.columns):
        raise SegError("dimensions_missing", dimensions=missing, count=len(missing))
    made = {label: _cell(customers[label], kind) for label, kind in kinds.items()}
    return customers.mutate(**made), [name for name in customers.columns if name not in kinds]


def _cell(values: ir.Value, kind: Kind) -> ir.Value:
    return amount(values, {}) if kind in NUMERIC_KINDS else values.cast("date" if kind is Kind.DATE else "string")


def _told(customers: ir.Table, condition: Condition) -> ir.BooleanValue:
    """One condition. Who is not known passes only where the condition says so: comparing with nothing gives nothing,
    and what is nothing is not true."""
    values, kind = customers[condition.dimension], Kind(condition.kind)
    unknown = values.isnull()
    if not condition.known:
        holding = ibis.literal(False)
    elif kind in NUMERIC_KINDS or kind is Kind.DATE:
        holding = _within(values, condition, kind)
    elif kind is Kind.MULTI_VALUE:
        tests = [has(values, tag, condition.separator) == 1 for tag in condition.among]
        tests += [has(values, tag, condition.separator) == 0 for tag in condition.without]
        holding = reduce(and_, tests or [values.notnull()])
    elif condition.levels:
        holding = values.isin(condition.among) if condition.among else ibis.literal(False)
    elif not condition.among and not condition.without:
        holding = values.notnull()
    else:
        holding = values.isin(condition.among) if condition.among else values.notin(condition.without)
    if condition.levels:
        unknown = unknown | values.notin(condition.levels)
    return holding | unknown if condition.unknown else holding


def _within(values: ir.Value, condition: Condition, kind: Kind) -> ir.BooleanValue:
    tests = []
    if condition.above is not None:
        tests.append(values > _bound(condition.above, kind))
    if condition.most is not None:
        tests.append(values <= _bound(condition.most, kind))
    return reduce(and_, tests or [values.notnull()])


def _bound(bound: float, kind: Kind) -> ir.Value:
    if kind is Kind.DATE:
        return ibis.date(day_at(bound).isoformat())
    return ibis.literal(float(bound))
