"""Value: how often, how recently, how much."""

from __future__ import annotations

import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.expressions import money
from seg.data.events.measures.registry import CUSTOMERS, LINES, MONEY_UNIT, ORDERS, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, unit="days", needs=(Part.TIME,))
def recency_days(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """Days from the last event to the as-of date; 0 on that day itself."""
    return ask.as_of_day - orders.day.max(where=~orders.returned)


@measure(ORDERS, BEHAVIOURAL, Kind.COUNT, empty=0)
def frequency(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """How many orders, visits, mails: those that count, without what went back."""
    return orders.count(where=~orders.returned)


@measure(LINES, BEHAVIOURAL, Kind.MONEY, unit=MONEY_UNIT, needs=(Part.VALUE,), empty=0)
def monetary(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """All money together, less what went back."""
    return money(lines.value.sum())


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.MONEY,
    unit=MONEY_UNIT,
    about=(About.ORDERS,),
    needs=(Part.VALUE,),
    of=("monetary", "frequency"),
)
def average_order_value(ask: Ask, monetary: ir.NumericValue, frequency: ir.NumericValue) -> ir.NumericValue:
    """Money for each order, less what went back; unknown without an order."""
    return monetary / frequency.nullif(0)
