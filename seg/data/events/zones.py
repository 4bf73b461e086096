"""Times that name a zone, put on the one clock of UTC: whole numbers only, so that every engine agrees.

The clock of a row is the one that customers live by, so times count as they are written unless a recipe says otherwise:
a purchase on Friday at 23:30 in New York was one of a Friday night. In UTC, what happened in several zones stands in
the order in which it happened, and may fall on the day before or after the one that is written.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from seg.data.events.canonical import SECONDS_A_DAY

SECONDS_A_MINUTE, SECONDS_AN_HOUR = 60, 3_600
DAYS_OF_400_YEARS, DAYS_BEFORE_1970 = 146_097, 719_468
"""The Gregorian calendar repeats itself after 400 years; counted from 1 March of year 0, leap days are last."""


def in_utc(events: ir.Table) -> ir.Table:
    """Canonical events with `second`, `day`, `month` and `hour` in UTC where a row names its zone, else as written.

    Events that were kept before offsets were stay as they are written.
    """
    return events.mutate(**utc_times(events)) if "offset" in events.columns else events


def utc_times(events: ir.Table) -> dict[str, ir.IntegerColumn]:
    """The four columns by name, of events that have offsets."""
    second = events.second - events.offset.cast("int64") * SECONDS_A_MINUTE
    of_day = ((second % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY  # engines disagree on what is below 0
    day = (second - of_day) // SECONDS_A_DAY
    moved = {
        "second": second,
        "day": day.cast("int32"),
        "month": month_of(day).cast("int32"),
        "hour": events.hour.notnull().ifelse(of_day // SECONDS_AN_HOUR, ibis.null("int64")).cast("int32"),
    }
    named = events.offset.notnull()
    return {name: named.ifelse(value, events[name]) for name, value in moved.items()}


def month_of(day: ir.IntegerValue) -> ir.IntegerValue:
    """The month of a day since 1970-01-01, counted from January of year 0; of years after 0.

    By H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years begin with March.
    """
    since_march = day + DAYS_BEFORE_1970
    era = since_march // DAYS_OF_400_YEARS
    at = since_march - era * DAYS_OF_400_YEARS
    year = (at - at // 1_460 + at // 36_524 - at // 146_096) // 365
    of_year = at - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153  # 0 is March
    return (year + era * 400) * 12 + month + 2
