"""Text cells without outer blanks, as expressions of the table engine."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

OUTER_BLANKS = " \t\n\r\v\f\u00a0\u202f\ufeff"
WIDE_BLANKS = "\u00a0\u202f\ufeff"
LAST_OF_ASCII = "\x7f"


@ibis.udf.scalar.builtin(name="trim")
def trim_of(text: str, signs: str) -> str:
    """DuckDB: `text` without any of `signs` at its ends."""


def stripped(value: ir.StringValue) -> ir.StringValue:
    """The value without blanks at its ends; nothing inside is touched.

    Trimming is slow, so it is only done where the first or last sign may be a blank: below `!`, or one of the wide
    blanks, which are looked for only where a sign beyond ASCII stands at that end.
    """
    last_first = value.reverse()
    rough = (value < "!") | (last_first < "!")
    rough |= (value > LAST_OF_ASCII) & any_of(value.startswith(blank) for blank in WIDE_BLANKS)
    rough |= (last_first > LAST_OF_ASCII) & any_of(value.endswith(blank) for blank in WIDE_BLANKS)
    return rough.ifelse(trim_of(value, OUTER_BLANKS), value)


def cleaned(value: ir.StringValue) -> ir.StringValue:
    """As `stripped`, and null where nothing is left."""
    return stripped(value).nullif("")


def any_of(conditions: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    """Whether at least one of the conditions holds; there must be one."""
    first, *others = conditions
    for other in others:
        first |= other
    return first
