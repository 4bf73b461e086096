"""The dimensions of one customer in words: what each says, and where that lies among all customers."""

from __future__ import annotations

from dataclasses import dataclass

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.tasks.one_customer import ORDERED, Standing
from seg.ui.words.words import MISSING, Words

FEW, MANY = 0.01, 0.2
"""Shares of customers: below the one, nobody counts more finely; from the other on, it is said how many are alike."""


@dataclass(frozen=True)
class DimensionRow:
    """One dimension of one customer. `place` is how far up they lie among all, 0..100, None where there is no up."""

    name: str
    value: str
    place: float | None
    told: str


def dimension_row(column: Column, found: Standing, words: Words) -> DimensionRow:
    """A dimension in the words and numbers of one language."""
    name = words.dimension(column.label)
    if found.value is None or not found.known:
        return DimensionRow(name, MISSING, None, words.text("not known"))
    has_order = column.kind in ORDERED or (column.kind is Kind.ORDINAL and found.value in column.levels)
    place = 100 * (found.below + found.same / 2) / found.known if has_order else None
    told = _among_all(column, found, words) if has_order else _alike(found.same / found.known, words)
    return DimensionRow(name, value_text(column, found.value, words), place, told)


def value_text(column: Column, value: float | str, words: Words) -> str:
    """A value with its unit, or as its level is called."""
    if column.kind is Kind.DATE:
        return words.date(str(value))
    if column.kind is Kind.MONEY:
        return words.money(float(value), column.unit)
    if column.kind in NUMERIC_KINDS:
        return _number(float(value), column.unit, words)
    if column.kind is Kind.MULTI_VALUE:
        return words.listing(part.strip() for part in str(value).split(column.separator or ","))
    return words.level(column.label, str(value))


def _number(value: float, unit: str, words: Words) -> str:
    if unit == "year":
        return str(round(value))
    if unit == "share":
        return words.percent(value)
    if unit == "days" and value.is_integer():
        return words.plural("{count} day", "{count} days", int(value), markdown=False)
    if unit == "days":
        return words.text("{number} days", number=value, markdown=False)
    if unit == "times":
        return words.text("{number} times", number=value, markdown=False)
    return f"{words.number(value)}\N{NO-BREAK SPACE}{unit}".rstrip()


def _among_all(column: Column, found: Standing, words: Words) -> str:
    """Where a value lies: who has less, and who has as much where these are many."""
    below, same = found.below / found.known, found.same / found.known
    if same == 1:
        return words.text("same as everybody")
    if same >= MANY:
        alike = words.text("same as {share}", share=same)
        return f"{_more(column, below, words)}, {alike}" if below else alike
    if below + same == 1:
        return words.text("the latest") if column.kind is Kind.DATE else words.text("the most")
    return _more(column, below, words)


def _more(column: Column, below: float, words: Words) -> str:
    """Never more than more than 99 %, which is more than enough."""
    if not below:
        return words.text("the earliest") if column.kind is Kind.DATE else words.text("the least")
    if below < FEW:
        ends = words.text("the earliest {share}", share=FEW), words.text("the least {share}", share=FEW)
        return ends[column.kind is not Kind.DATE]
    share = min(below, 1 - FEW)
    if column.kind is Kind.DATE:
        return words.text("later than {share}", share=share)
    return words.text("more than {share}", share=share)


def _alike(share: float, words: Words) -> str:
    return words.text("same as everybody") if share == 1 else words.text("same as {share}", share=share)
