"""Occasions: how much of it falls on seasons and feasts, near public holidays, at the weekend, at times of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import ibis
import ibis.expr.types as ir

from seg.core.columns import Basis, Kind
from seg.core.errors import SegError
from seg.core.events import Part
from seg.data.days import EPOCH, day_number
from seg.data.events.calendar import FAITH_OCCASIONS, OPEN_OCCASIONS, Range, holiday_ranges, occasion_ranges
from seg.data.events.measures.expressions import share
from seg.data.events.measures.registry import LINES, ORDERS, Ask, measure

BEHAVIOURAL = Basis.BEHAVIOURAL
DAYPARTS = {"night": (0, 5), "morning": (6, 11), "afternoon": (12, 17), "evening": (18, 23)}
"""From which hour to which."""
LOOKS_BACK_DAYS = 30 * 365
"""Events before that are near nothing: a few wrong dates of another century must not make every question long."""
SATURDAY = 5


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TIME,), parameters=("occasion",))
def occasion_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the money, or of the events where there is none, that falls on a season of the shops."""
    return _share(lines, ask, lambda *years: occasion_ranges(OPEN_OCCASIONS, ask["occasion"], *years))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TIME,), parameters=("occasion",), held=True)
def faith_occasion_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The same of what tells a faith."""
    return _share(lines, ask, lambda *years: occasion_ranges(FAITH_OCCASIONS, ask["occasion"], *years))


@measure(LINES, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TIME,), parameters=("country",))
def holiday_share(lines: ir.Table, ask: Ask) -> ir.NumericValue:
    """The same of the weeks up to the public holidays of a country."""
    return _share(lines, ask, lambda *years: holiday_ranges(ask["country"], *years))


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TIME,))
def weekend_share(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the orders that were made on a Saturday or Sunday."""
    weekday = ((orders.day + 3) % 7 + 7) % 7  # in SQL, what is left over from a day before 1970 is negative
    dated = ~orders.returned & orders.day.notnull()
    return share(orders.count(where=dated & (weekday >= SATURDAY)), orders.count(where=dated))


@measure(ORDERS, BEHAVIOURAL, Kind.NUMBER, unit="share", needs=(Part.TIME,), parameters=("daypart",))
def daypart_share(orders: ir.Table, ask: Ask) -> ir.NumericValue:
    """The part of the orders with a time of day that were made in a quarter of it."""
    if ask["daypart"] not in DAYPARTS:
        raise SegError("parameter_unknown", given=ask["daypart"], known=tuple(DAYPARTS))
    within = orders.hour.between(*DAYPARTS[ask["daypart"]])
    timed = ~orders.returned & orders.hour.notnull()
    return share(orders.count(where=timed & within), orders.count(where=timed))


def _share(lines: ir.Table, ask: Ask, of_years: Callable[[int, int], tuple[Range, ...]]) -> ir.NumericValue:
    """By money where the table has any, else by events; unknown where nothing was spent."""
    counts = ~lines.returned
    within = counts & _within(lines.day, _near(ask, of_years))
    if ask.table.has(Part.VALUE):
        part, whole = lines.value.sum(where=within), lines.value.sum(where=counts)
    else:
        part, whole = lines.count(where=within), lines.count(where=counts)
    return share(part, whole)


def _near(ask: Ask, of_years: Callable[[int, int], tuple[Range, ...]]) -> list[Range]:
    """The ranges that any event of the table can fall into."""
    last = ask.as_of_day
    first = last - LOOKS_BACK_DAYS
    if ask.table.earliest_date:
        first = max(first, day_number(ask.table.earliest_date))
    years = ((EPOCH + timedelta(day)).year for day in (first, last))
    before, after = next(years) - 1, next(years) + 1  # Ramadan and the week before New Year lie in two years
    return [(start, end) for start, end in of_years(before, after) if end >= first and start <= last]


def _within(day: ir.IntegerValue, ranges: list[Range]) -> ir.BooleanValue:
    """Whether a day lies in any of the ranges, in order: looked up, as hundreds of comparisons take ten times as long.

    Each number of the list holds 32 days, one bit for each, so that the list stays short.
    """
    if not ranges:
        return ibis.literal(False)
    first, last = ranges[0][0], ranges[-1][1]
    bits = [0] * ((last - first >> 5) + 1)
    for start, end in ranges:
        for offset in range(start - first, end - first + 1):
            bits[offset >> 5] |= 1 << (offset & 31)
    at = day - first
    looked_up = ibis.literal(bits, "array<int64>")[at >> 5] >> (at & 31).cast("int32")
    return day.between(first, last) & (looked_up & 1 == 1)
