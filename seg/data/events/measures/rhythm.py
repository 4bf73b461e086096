"""Rhythm and habit: since when, how regularly, more or less than before, and what stands in a basket."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.expressions import share
from seg.data.events.measures.registry import CUSTOMERS, DAYS, LINES, ORDERS, SOUGHT, TAKEN_OFF, Ask, measure

BEHAVIOURAL, JOURNEY = Basis.BEHAVIOURAL, Basis.JOURNEY
OF_ORDERS = (About.ORDERS,)

HALF_A_YEAR = 182
"""Days: 26 whole weeks, so that either half has as many of each weekday."""
NOTHING = 1e-6
"""Money below this is what is left of adding up fractions, not money."""


@measure(ORDERS, JOURNEY, Kind.NUMBER, unit="days", needs=(Part.TIME,))
def tenure_days(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """Days from the first event to the as-of date."""
    return ask.as_of_day - orders.day.min(where=~orders.returned)


@measure(ORDERS, BEHAVIOURAL, Kind.COUNT, needs=(Part.TIME,), empty=0)
def active_months(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """In how many months of the calendar anything was ordered."""
    return orders.month.nunique(where=~orders.returned)


@measure(DAYS, BEHAVIOURAL, Kind.COUNT, needs=(Part.TIME,), empty=0)
def order_days(days: ir.Table, ask: Ask) -> ir.NumericValue:
    """On how many days anything was ordered: several orders of one day are one."""
    return days.count()


@measure(DAYS, BEHAVIOURAL, Kind.NUMBER, unit="days", needs=(Part.TIME,))
def median_gap_days(days: ir.Table, ask: Ask) -> ir.NumericValue:
    """The usual number of days from one day with an order to the next; unknown before there are two."""
    return days.gap.median()


@measure(DAYS, BEHAVIOURAL, Kind.NUMBER, unit="days", needs=(Part.TIME,), offered=False)
def gap_before_last_days(days: ir.Table, ask: Ask) -> ir.NumericValue:
    """How long it had been quiet before the last day with an order: the day before a gap is latest for the last gap."""
    return days.day.max() - (days.day - days.gap).max()


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.NUMBER,
    unit="times",
    about=OF_ORDERS,
    needs=(Part.TIME,),
    of=("recency_days", "median_gap_days"),
)
def overdue(ask: Ask, recency_days: ir.NumericValue, median_gap_days: ir.NumericValue) -> ir.NumericValue:
    """How many usual gaps fit into the time since the last order: above 2 the customer is slipping away."""
    return recency_days / median_gap_days


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, needs=(Part.TIME, Part.VALUE), returned=TAKEN_OFF)
def spend_trend(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """From -1, all the money of the last year was spent in its first half, to 1, all in the second."""
    middle = ask.as_of_day - HALF_A_YEAR
    now = lines.value.sum(where=lines.day > middle).fill_null(0.0)
    before = lines.value.sum(where=(lines.day > middle - HALF_A_YEAR) & (lines.day <= middle)).fill_null(0.0)
    size = now.abs() + before.abs()
    return (size > NOTHING).ifelse((now - before) / size.nullif(0.0), ibis.null("float64"))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", about=OF_ORDERS, needs=(Part.VALUE,), returned=SOUGHT)
def returns_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Money of what went back for each unit of what was bought: above 1 where more goes back than was bought so far."""
    return share(lines.back.sum(), lines.value.sum(where=~lines.returned))


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.DISCOUNT,))
def discount_share(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the orders with a discount on any of their lines."""
    return share(orders.count(where=~orders.returned & orders.discounted), orders.count(where=~orders.returned))


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, about=OF_ORDERS, needs=(Part.QUANTITY,))
def basket_size(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """Pieces in an order on average; orders whose quantity is not known are left out."""
    return orders.quantity.mean(where=~orders.returned)


@measure(LINES, BEHAVIOURAL, Kind.COUNT, needs=(Part.CATEGORY,), empty=0)
def categories_bought(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Different categories."""
    return lines.category.nunique(where=~lines.returned)


@measure(LINES, BEHAVIOURAL, Kind.COUNT, needs=(Part.PRODUCT,), empty=0)
def products_bought(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Different products."""
    return lines["product"].nunique(where=~lines.returned)


@measure(
    LINES,
    BEHAVIOURAL,
    Kind.NUMBER,
    unit="share",
    about=OF_ORDERS,
    needs=(Part.CATEGORY, Part.VALUE),
    parameters=("category",),
)
def category_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the money that was spent on one category; what went back is left out, not taken off."""
    bought = ~lines.returned
    return share(
        lines.value.sum(where=bought & (lines.category == ask["category"])),
        lines.value.sum(where=bought),
    )
