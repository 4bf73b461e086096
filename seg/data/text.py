"""Text cells without outer blanks, as expressions of the table engine."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

OUTER_BLANKS = " \t\n\r\v\f\u00a0\u202f\ufeff"


@ibis.udf.scalar.builtin(name="trim")
def trim_of(text: str, signs: str) -> str:
    """DuckDB: `text` without any of `signs` at its ends."""


def stripped(value: ir.StringValue) -> ir.StringValue:
    """The value without blanks at its ends; nothing inside is touched.

    Trimming is slow, so it is only done where the first or last sign may be a blank (which sorts below `!`).
    """
    rough = value < "!"
    for blank in OUTER_BLANKS:
        rough |= value.endswith(blank)
    for blank in "\u00a0\u202f\ufeff":
        rough |= value.startswith(blank)
    return rough.ifelse(trim_of(value, OUTER_BLANKS), value)


def cleaned(value: ir.StringValue) -> ir.StringValue:
    """As `stripped`, and null where nothing is left."""
    return stripped(value).nullif("")
