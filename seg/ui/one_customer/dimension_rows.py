"""The dimensions of one customer in words: what each says, and where that lies among all customers."""

from __future__ import annotations

from dataclasses import dataclass

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.tasks.one_customer import ORDERED, Standing
from seg.ui.words.words import MISSING, Words

MANY = 0.05
"""From this share of customers with the same value, it is said how many they are."""


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
    told = _among_all(found, words) if has_order else _alike(found.same / found.known, words)
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


def _among_all(found: Standing, words: Words) -> str:
    below, same = found.below / found.known, found.same / found.known
    above = found.known - found.below - found.same
    if found.same == found.known:
        return words.text("like everybody")
    if not found.below:
        return words.text("the least") if same < MANY else words.text("the least, like {share}", share=same)
    if not above:
        return words.text("the most") if same < MANY else words.text("the most, like {share}", share=same)
    if same < MANY:
        return words.text("above {share}", share=below)
    return words.text("above {below_share}, like {share}", below_share=below, share=same)


def _alike(share: float, words: Words) -> str:
    return words.text("like everybody") if share == 1 else words.text("like {share}", share=share)
