"""Expressions that several measures are made of: shares, one value out of many, and words in a text."""

from __future__ import annotations

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from seg.core.events import Part

SEPARATORS = r" _./:,;()-"
"""What parts the words of a type or status: `add_to_cart`, `Complaint: delivery`."""


MONEY_DIGITS = 6
"""Sums of money are rounded to so many: what was added up in another order, or is the same money, is the same sum."""


def money(values: ir.NumericValue) -> ir.NumericValue:
    """A sum of money; 0 of nothing."""
    return values.fill_null(0.0).round(MONEY_DIGITS)


def share(part: ir.NumericValue, whole: ir.NumericValue) -> ir.NumericValue:
    """A part of a whole, 0 where it is null; unknown where the whole is not above 0."""
    return (whole > 0).ifelse(part.fill_null(0) / whole.nullif(0), ibis.null("float64"))


def yes_or_no(holds: ir.BooleanValue) -> ir.StringValue:
    """The levels of a binary measure."""
    return holds.ifelse("yes", "no")


def says(text: ir.StringValue, words: Iterable[str]) -> ir.BooleanValue:
    """Whether any of the words stands in a text, in large letters or small; `*` is any letters or none.

    A blank in a word is any sign that parts words.
    """
    letters, gap = f"[^{SEPARATORS}]*", f"[{SEPARATORS}]"
    written = "|".join(word.replace(" ", gap).replace("*", letters) for word in words)
    return text.lower().re_search(f"(^|{gap})({written})({gap}|$)").fill_null(False)


def most_frequent(lines: ir.Table, part: Part) -> ir.Table:
    """customer, value: what stands in most lines; of several the first in the alphabet."""
    each = _each(lines, part)
    return _first(each, [each.lines.desc(), each.value])


def earliest(lines: ir.Table, part: Part) -> ir.Table:
    """customer, value: what stands in the first line that has the part; of several at that second the smallest."""
    each = _each(lines.filter(lines.second.notnull()), part)
    return _first(each, [each.first, each.value])


def latest(lines: ir.Table, part: Part) -> ir.Table:
    """customer, value: what stands in the last line that has the part; of several at that second the smallest."""
    each = _each(lines.filter(lines.second.notnull()), part)
    return _first(each, [each.last.desc(), each.value])


def _each(lines: ir.Table, part: Part) -> ir.Table:
    """How often and from when to when a customer has each value: fewer rows to put in order than there are lines."""
    known = lines.filter(lines[part.value].notnull())
    times = {"lines": known.count(), "first": known.second.min(), "last": known.second.max()}
    return known.group_by("customer", value=known[part.value]).aggregate(**times)


def _first(each: ir.Table, order: list[ir.Value]) -> ir.Table:
    """The first value of each customer in an order without ties."""
    place = ibis.row_number().over(group_by=each.customer, order_by=order)
    return each.mutate(place=place).filter(ibis._.place == 0).select("customer", "value")
