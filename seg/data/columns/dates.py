"""Which strptime pattern reads a column of dates, decided from all its values."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Kind
from seg.data.cast import typed
from seg.data.columns.values import Values
from seg.data.engine import one_row

ENOUGH = 0.9
"""The share of values that must look alike to be called dates."""

LIKE_A_DATE = r"^(?:\d{1,4}[-./]\d{1,2}[-./]\d{2,4}|\d{8}$|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4}|[A-Za-z]{3,9} \d)"
DAYS = [  # how days are written, and the patterns that may read them, the likelier first
    (r"\d{4}-\d{1,2}-\d{1,2}", ("%Y-%m-%d",)),
    (r"\d{4}/\d{1,2}/\d{1,2}", ("%Y/%m/%d",)),
    (r"\d{4}\.\d{1,2}\.\d{1,2}", ("%Y.%m.%d",)),
    (r"(?:19|20)\d{2}[01]\d[0-3]\d", ("%Y%m%d",)),
    *[
        (rf"\d{{1,2}}{sign}\d{{1,2}}{sign}{digits}", (f"%d{mark}%m{mark}{year}", f"%m{mark}%d{mark}{year}"))
        for sign, mark in ((r"\.", "."), ("/", "/"), ("-", "-"))
        for digits, year in ((r"\d{4}", "%Y"), (r"\d{2}", "%y"))
    ],
    *[
        (rf"\d{{1,2}}{mark}[A-Za-z]{{3,9}}{mark}\d{{4}}", (f"%d{mark}%b{mark}%Y", f"%d{mark}%B{mark}%Y"))
        for mark in (" ", "-")
    ],
    (r"[A-Za-z]{3,9} \d{1,2}, \d{4}", ("%b %d, %Y", "%B %d, %Y")),
]
TIMES = [
    ("", ""),
    *[
        (f"{mark}{clock}", f"{mark}{pattern}")
        for mark in (" ", "T")
        for clock, pattern in [
            (r"\d{1,2}:\d{2}", "%H:%M"),
            (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
            (r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}", "%H:%M:%S.%f"),
            (r"\d{1,2}:\d{2}:\d{2}Z", "%H:%M:%SZ"),
            (r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}Z", "%H:%M:%S.%fZ"),
            (r"\d{1,2}:\d{2} [AaPp][Mm]", "%I:%M %p"),
            (r"\d{1,2}:\d{2}:\d{2} [AaPp][Mm]", "%I:%M:%S %p"),
        ]
    ],
]


@dataclass(frozen=True)
class DateReading:
    """The pattern that reads most values, and whether another order of day and month reads as many."""

    pattern: str
    either_order: bool


def date_reading(values: Values, backend: Backend, table: ir.Table, name: str) -> DateReading | None:
    """How the column `name` of a text table is read as dates; None when its values are no dates."""
    if values.share(LIKE_A_DATE) < ENOUGH:
        return None
    day, patterns = max(DAYS, key=lambda day: values.share(f"^{day[0]}(?:[ T]|$)"))
    clock, clock_pattern = max(TIMES, key=lambda time: values.share(f"^{day}{time[0]}$"))
    if values.share(f"^{day}{clock}$") < ENOUGH:
        return None
    patterns = [pattern + clock_pattern for pattern in patterns]
    ways = tuple(Column(f"p{at}", "", kind=Kind.DATE, date_format=one) for at, one in enumerate(patterns))
    days = typed(table.select(**{way.name: table[name] for way in ways}), ways)
    counted = {way.name: days[way.name].count() for way in ways}
    read = list(one_row(backend, days.aggregate(**counted)).values())
    if max(read) < 0.8 * values.present * values.known_share:
        return None
    first = read.index(max(read))
    return DateReading(patterns[first], "%m" in patterns[0] and len(read) > 1 and read[0] == read[1])
