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
    if unit in {"days", "months", "years"} and value.is_integer():
        return _whole(int(value), unit, words)
    if unit in {"days", "months", "years", "times"}:
        return _number_of(value, unit, words)
    return f"{words.number(value)}\N{NO-BREAK SPACE}{unit}".rstrip()


def _whole(count: int, unit: str, words: Words) -> str:
    if unit == "days":
        return words.plural("{count} day", "{count} days", count, markdown=False)
    if unit == "months":
        return words.plural("{count} month", "{count} months", count, markdown=False)
    return words.plural("{count} year", "{count} years", count, markdown=False)


def _number_of(value: float, unit: str, words: Words) -> str:
    return {
        "days": words.text("{number} days", number=value),
        "months": words.text("{number} months", number=value),
        "years": words.text("{number} years", number=value),
        "times": words.text("{number} times", number=value),
    }[unit]


def _among_all(column: Column, found: Standing, words: Words) -> str:
    """Where a value lies: who has less, and who has as much where these are many."""
    below, same = found.below / found.known, found.same / found.known
    if found.same == found.known:
        return words.text("same as everybody")
    where = _above(column, below, found.below + found.same == found.known, words)
    return where if same < MANY else f"{where}, {words.text('same as {share}', share=same)}"


def _above(column: Column, below: float, is_last: bool, words: Words) -> str:
    """Never more than more than 99 %, which is more than enough."""
    dated, share = column.kind is Kind.DATE, min(below, 1 - FEW)
    if is_last:
        return words.text("the latest") if dated else words.text("the most")
    if not below:
        return words.text("the earliest") if dated else words.text("the least")
    if below < FEW:
        return words.text("the earliest {share}", share=FEW) if dated else words.text("the least {share}", share=FEW)
    return words.text("later than {share}", share=share) if dated else words.text("more than {share}", share=share)


def _alike(share: float, words: Words) -> str:
    return words.text("same as everybody") if share == 1 else words.text("same as {share}", share=share)
