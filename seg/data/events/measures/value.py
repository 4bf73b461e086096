"""Value: how often, how recently, how much."""

from __future__ import annotations

import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.expressions import money
from seg.data.events.measures.registry import CUSTOMERS, LINES, MONEY_UNIT, ORDERS, TAKEN_OFF, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, unit="days", needs=(Part.TIME,))
def recency_days(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """Days from the last event to the as-of date; 0 on that day itself."""
    return ask.as_of_day - orders.day.max(where=~orders.returned)


@measure(ORDERS, BEHAVIOURAL, Kind.COUNT, empty=0)
def frequency(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """How many orders, visits, mails: those that count, without what went back."""
    return orders.count(where=~orders.returned)


@measure(LINES, BEHAVIOURAL, Kind.MONEY, unit=MONEY_UNIT, needs=(Part.VALUE,), empty=0, returned=TAKEN_OFF)
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
    of=("monetary", "orders_of_known_value"),
    returned=TAKEN_OFF,
)
def average_order_value(ask: Ask, monetary: ir.NumericValue, orders: ir.NumericValue) -> ir.NumericValue:
    """Money for each order whose amount is known, less what went back; unknown without such an order."""
    return monetary / orders.nullif(0)


@measure(ORDERS, BEHAVIOURAL, Kind.COUNT, needs=(Part.VALUE,), empty=0, offered=False)
def orders_of_known_value(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """Orders with an amount, in the currency that is counted."""
    return orders.count(where=~orders.returned & orders.value.notnull())
