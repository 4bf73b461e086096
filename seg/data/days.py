"""Dates as people write them -> moments, in the table engine: months in words, zones, several ways in one column.

A `date_format` is a strptime pattern, or several parted by "|" that are tried in turn. Two directives are read in our
own way: `%b` is a month in words in any of our languages, and everything but digits and colons counts as a blank
beside it; `%z` at the end is a zone or an offset: the moment is the one that is written, how far it lies from UTC is
an answer of its own (`offset`).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import ibis
import ibis.expr.types as ir

from seg.data.columns.lexicon import months

EARLIEST_YEAR, LATEST_YEAR = 1000, 9999
NEVER = ibis.null("timestamp")
EPOCH = date(1970, 1, 1)
ZONE = r" ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$"
NAMED_ZONE, OFFSET = r"(?:Z|UTC|GMT)$", r"([+-])(\d{2}):?(\d{2})?$"


@ibis.udf.scalar.builtin
def try_strptime(text: str, pattern: str) -> ibis.dtype("timestamp"):
    """DuckDB: the moment that `text` names under `pattern`, null when it does not."""


@ibis.udf.scalar.builtin
def strip_accents(text: str) -> str:
    """DuckDB: `text` without accents and other marks."""


def moment(text: ir.StringValue, date_format: str) -> ir.TimestampValue:
    """The moment that a cell names in the first of the patterns that reads it; null when none does.

    A year of one to three digits is none: `%Y` would read `31.12.24` as a day of the year 24.
    """
    return ibis.coalesce(*(_believed(text, pattern) for pattern in date_format.split("|")))


def offset(text: ir.StringValue, date_format: str) -> ir.IntegerValue:
    """The minutes that the clock of a cell is ahead of UTC, below 0 west of Greenwich: 0 for Z, UTC and GMT.

    Null where the cell names no zone, or no moment.
    """
    patterns = date_format.split("|")
    if not any(pattern.endswith(("%z", "Z")) for pattern in patterns):
        return ibis.null("int32")
    return ibis.cases(*((_believed(text, pattern).notnull(), _offset(text, pattern)) for pattern in patterns))


def _offset(text: ir.StringValue, pattern: str) -> ir.IntegerValue:
    if pattern.endswith("Z"):
        return ibis.literal(0, "int32")
    if not pattern.endswith("%z"):
        return ibis.null("int32")
    sign, hours, minutes = (text.re_extract(OFFSET, at).nullif("") for at in (1, 2, 3))
    ahead = hours.cast("int32") * 60 + minutes.cast("int32").fill_null(0)
    return text.re_search(NAMED_ZONE).ifelse(0, (sign == "-").ifelse(-ahead, ahead)).cast("int32")


def _believed(text: ir.StringValue, pattern: str) -> ir.TimestampValue:
    at = _read(text, pattern)
    return at.year().between(EARLIEST_YEAR, LATEST_YEAR).ifelse(at, NEVER)


def _read(text: ir.StringValue, pattern: str) -> ir.TimestampValue:
    if pattern.endswith("%z"):
        text, pattern = text.re_replace(ZONE, ""), pattern.removesuffix("%z")
    if "%b" in pattern or "%B" in pattern:
        text = _with_months_as_numbers(text, "apm" if "%p" in pattern else "")
        pattern = pattern.replace("%b", "#%m").replace("%B", "#%m")
    return try_strptime(text, pattern)


def _with_months_as_numbers(text: ir.StringValue, kept: str) -> ir.StringValue:
    """`5. März 2024` -> `5 #3 2024`, marked so that no day is taken for it; null without a month.

    `kept` are letters that stay (for AM and PM).
    """
    low = strip_accents(text.lower())
    word = low.re_extract(_month_pattern(), 1)
    number = _numbers().get(word)  # looked up, not compared: the engine finds the word anew for each time it is named
    return low.replace(word, number).re_replace(f"[^0-9:#{kept}]+", " ").strip()


@cache
def _numbers() -> ir.MapValue:
    """Each name of a month -> `#` and its number."""
    return ibis.map(list(months()), [f"#{month}" for month in months().values()])


@cache
def _month_pattern() -> str:
    """A month that stands by itself: group 1. Longer names first, so that `mar` does not hide `mars`."""
    names = "|".join(sorted(months(), key=len, reverse=True))
    return rf"(?:^|[^\pL])({names})(?:[^\pL]|$)"


def day_number(day: str) -> int:
    """Days from 1970-01-01 to an ISO day."""
    return (date.fromisoformat(day) - EPOCH).days


def day_text(number: int | None) -> str:
    """The ISO day of a number of days since 1970-01-01; "" for None."""
    return "" if number is None else (EPOCH + timedelta(days=number)).isoformat()
