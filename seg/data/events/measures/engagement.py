"""Engagement: how often customers did something, whether they did at all, for how much and how long."""

from __future__ import annotations

import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.events import About, Part
from seg.data.events.measures.expressions import money, says, share, yes_or_no
from seg.data.events.measures.registry import CUSTOMERS, LINES, MONEY_UNIT, ORDERS, TAKEN_OFF, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL
OF_VISITS = (About.VISITS,)
NO_YES = ("no", "yes")

CART = (
    *("cart", "carts", "*cart", "add2cart", "basket", "*basket", "add to bag", "addtobag", "shopping bag"),
    *("winkelwagen*", "winkelmand*", "mandje"),  # Dutch
    *("koszyk*",),  # Polish
    *("корзин*",),  # Russian
    *("troli", "bakul", "keranjang"),  # Malay
    *("karrettun", "qoffa"),  # Maltese
    *("warenkorb*", "einkaufswagen", "einkaufskorb"),  # German
    *("panier", "chariot"),  # French
    *("carrito", "cesta"),  # Spanish
    *("carrello",),  # Italian
)
"""Words in the type of a visit that put something into a cart, or show what is in it."""


@measure(LINES, BEHAVIOURAL, Kind.COUNT, needs=(Part.TYPE,), parameters=("type",), empty=0)
def event_count(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """How many events of a type."""
    return lines.count(where=_of_type(lines, ask))


@measure(LINES, BEHAVIOURAL, Kind.BINARY, needs=(Part.TYPE,), parameters=("type",), levels=NO_YES, empty="no")
def did(lines: ir.Table, ask: Ask) -> ir.StringValue:
    """Whether there is an event of a type."""
    return yes_or_no(lines.count(where=_of_type(lines, ask)) > 0)


@measure(LINES, BEHAVIOURAL, Kind.BINARY, needs=(Part.TYPE,), parameters=("type", "times"), levels=NO_YES, empty="no")
def at_least(lines: ir.Table, ask: Ask) -> ir.StringValue:
    """Whether there are so many events of a type."""
    return yes_or_no(lines.count(where=_of_type(lines, ask)) >= int(ask["times"]))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TYPE,), parameters=("type",))
def type_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the events that have a type which are of this one."""
    return share(lines.count(where=_of_type(lines, ask)), lines.count(where=~lines.returned & lines.type.notnull()))


@measure(
    LINES,
    BEHAVIOURAL,
    Kind.MONEY,
    unit=MONEY_UNIT,
    needs=(Part.TYPE, Part.VALUE),
    parameters=("type",),
    empty=0,
    returned=TAKEN_OFF,
)
def value_sum(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The money of the events of a type, less what went back of these."""
    return money(lines.value.sum(where=lines.type == ask["type"]))


@measure(LINES, BEHAVIOURAL, Kind.MONEY, unit=MONEY_UNIT, needs=(Part.VALUE,))
def largest_value(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The most money of any one line."""
    return lines.value.max(where=~lines.returned)


@measure(LINES, BEHAVIOURAL, Kind.BINARY, levels=NO_YES, empty="no")
def did_any(lines: ir.Table, ask: Ask) -> ir.StringValue:
    """Whether there is any event at all: with a window, whether the customer is still heard of."""
    return yes_or_no(lines.count(where=~lines.returned) > 0)


@measure(LINES, BEHAVIOURAL, Kind.BINARY, levels=NO_YES, empty="yes", offered=False)
def did_not(lines: ir.Table, ask: Ask) -> ir.StringValue:
    """Whether there is no event at all: with a window, whether the customer was not heard of in it."""
    return yes_or_no(lines.count(where=~lines.returned) == 0)


@measure(ORDERS, BEHAVIOURAL, Kind.BINARY, parameters=("times",), levels=NO_YES, empty="no", offered=False)
def often(orders: ir.Table, ask: Ask) -> ir.StringValue:
    """Whether there are so many orders, visits, mails, of whatever kind."""
    return yes_or_no(orders.count(where=~orders.returned) >= int(ask["times"]))


@measure(LINES, BEHAVIOURAL, Kind.COUNT, about=OF_VISITS, needs=(Part.QUANTITY,), empty=0)
def pages_seen(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The pages of all visits together."""
    return lines.quantity.sum(where=~lines.returned).fill_null(0.0)


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, about=OF_VISITS, needs=(Part.DURATION,), empty=0)
def time_spent(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The time of all visits together, in the unit of the file."""
    return lines.duration.sum(where=~lines.returned).fill_null(0.0)


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="days", about=OF_VISITS, needs=(Part.TYPE, Part.TIME), offered=False)
def cart_recency_days(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """Days from the last time that something was in the cart."""
    return ask.as_of_day - lines.day.max(where=~lines.returned & says(lines.type, CART))


@measure(
    CUSTOMERS,
    BEHAVIOURAL,
    Kind.BINARY,
    about=OF_VISITS,
    needs=(Part.TYPE, Part.TIME),
    of=("cart_recency_days", "orders:recency_days"),
    levels=NO_YES,
    empty="no",
    returned="",
)
def cart_abandoned(ask: Ask, cart: ir.NumericValue, order: ir.NumericValue) -> ir.StringValue:
    """Whether something was in the cart, and nothing was ordered on that day or after it."""
    return yes_or_no(cart.notnull() & (order.isnull() | (order > cart)))


def _of_type(lines: ir.Table, ask: Ask) -> ir.BooleanValue:
    return ~lines.returned & (lines.type == ask["type"])
