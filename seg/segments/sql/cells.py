"""The encoders as expressions over one column: numbers with mean 0 and variance 1, and codes of levels.

Null is missing, as NaN is there. Only functions that every engine has are used: what differs between engines is written
by Ibis.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from seg.core.columns import Kind
from seg.data.days import day_number
from seg.segments.encoders import OTHER, Parameters

NOTHING = ibis.null("float64")
SPACE = "[\\s\\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
"""What is trimmed from tags, as RE2 and PostgreSQL read it."""
BRACKETS = r"^[\[\](){} ]+|[\[\](){} ]+$"


def amount(values: ir.Value, parameters: Parameters) -> ir.Value:
    """An amount, count or number; null where it is none.

    Only what is no number is not 0 from itself. Comparing with NaN fails: DuckDB decides it by the least and greatest
    value that a Parquet file tells, and NaN is neither.
    """
    x = values.cast("float64")
    return (x - x == 0).ifelse(x, NOTHING)


def days_before(values: ir.Value, parameters: Parameters) -> ir.Value:
    """The days from a date to the as-of day."""
    since_1970 = values.cast("date").delta(ibis.date("1970-01-01"), unit="day")
    return (day_number(parameters["as_of"] or "1970-01-01") - since_1970).cast("float64")


NUMBERS: dict[Kind, Callable[[ir.Value, Parameters], ir.Value]] = {
    Kind.MONEY: amount,
    Kind.COUNT: amount,
    Kind.NUMBER: amount,
    Kind.DATE: days_before,
}


def scaled(x: ir.Value, parameters: Parameters) -> ir.Value:
    """A number on the scale of the encoding: mean 0 and variance 1 of the customers that were fitted."""
    if parameters["transform"] == "asinh":
        x = asinh(x, parameters["unit_value"])
    else:  # not LEAST and GREATEST: they take a missing value for the bound
        low, high = parameters["low"], parameters["high"]
        x = (x < low).ifelse(low, (x > high).ifelse(high, x))
    return (x - parameters["mean"]) / (parameters["sd"] or 1.0)


def asinh(x: ir.Value, unit: float) -> ir.Value:
    """asinh of x / unit: ln(|x| + sqrt(x^2 + 1)) with the sign of x. Without |x| large refunds lose all digits."""
    size = x.abs() / unit
    return x.sign() * (size + (size * size + 1.0).sqrt()).ln()


def code(values: ir.Value, levels: list[str], kind: Kind) -> ir.Value:
    """The position of each value among the levels; of nominals, that of "other" where there is such a level."""
    text = values.cast("string")
    named = [(level, at) for at, level in enumerate(levels) if kind is not Kind.NOMINAL or level != OTHER]
    lumped = len(levels) - 1 if kind is Kind.NOMINAL and OTHER in levels else None
    cases = [(text == level, ibis.literal(at, "int16")) for level, at in named]
    other = ibis.null("int16") if lumped is None else text.isnull().ifelse(ibis.null("int16"), lumped)
    return ibis.cases(*cases, else_=other) if cases else other


def has(values: ir.Value, tag: str, separator: str) -> ir.Value:
    """1 where a cell of several values has the tag, 0 where not."""
    mark = separator or ";"
    bare = values.cast("string").re_replace(BRACKETS, "")
    parted = bare.re_replace(f"{SPACE}{re.escape(mark)}{SPACE}", mark)
    trimmed = parted.re_replace(f"^{SPACE}|{SPACE}$", "")
    found = (ibis.literal(mark) + trimmed + mark).contains(f"{mark}{tag}{mark}")
    return values.isnull().ifelse(ibis.null("int16"), found.ifelse(1, 0)).cast("int16")
