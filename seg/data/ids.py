"""Ids as rows are matched by them."""

from __future__ import annotations

import ibis.expr.types as ir

from seg.data.spellings import bare_id
from seg.data.text import cleaned


def key_of(value: ir.StringValue, bare: bool = False) -> ir.StringValue:
    """The text without outer blanks, null where there is none.

    `bare` drops zeros in front, `.0` at the end and capitals, which programs add and lose on the way.
    """
    return bare_id(cleaned(value)) if bare else cleaned(value)
