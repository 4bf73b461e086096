"""Numbers of a comparison as they stand on the screen: with their unit, and no finer than they are known."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from seg.core.columns import Column, Kind
from seg.segments.outcomes.found import Comparison, Gap
from seg.segments.outcomes.measured import DATE, TIME
from seg.segments.outcomes.sentences import day_of
from seg.segments.outcomes.strata import Stratum
from seg.segments.outcomes.yardsticks import MEAN, RANK, SHARE
from seg.ui.words.words import MISSING, Words

Shown = Callable[[float], str]


def shown_in(found: Comparison, words: Words) -> Shown:
    """Words a value of the outcome, or a difference of two: with so many digits that its interval has two."""
    unit = "days" if found.form == TIME and not found.unit else found.unit
    digits = _digits(found)

    def word(value: float) -> str:
        if value is None or value != value:
            return MISSING
        if found.kind == Kind.MONEY:
            return words.money(0.0 if round(value, 2) == 0 else value, found.unit)
        if unit == "share":
            return words.percent(value)
        number = words.number(round(value, digits) + 0.0, digits)
        return f"{number} {_named(unit, words)}".rstrip()

    return word


def _named(unit: str, words: Words) -> str:
    known = {"days": words.text("days"), "months": words.text("months"), "years": words.text("years"),
             "year": "", "times": ""}  # fmt: skip
    return known.get(unit, unit)


def _digits(found: Comparison) -> int:
    widths = [gap.high - gap.low for gap in found.main if gap.high > gap.low] if found.gaps else []
    return min(max(1 - floor(log10(min(widths))), 0), 4) if widths else 2


def third_shown(columns: dict[str, Column], found: Comparison, words: Words) -> Callable[[str, float], str]:
    """Words a value of another dimension, given its label."""

    def word(label: str, value: float) -> str:
        column = columns[label]
        if column.kind in (Kind.BINARY, Kind.NOMINAL):
            return words.percent(value)
        if column.kind is Kind.DATE:
            return words.date(day_of(found, -value))
        if column.kind is Kind.ORDINAL:
            return words.level(label, column.levels[round(value)]) if column.levels else words.number(value + 1)
        return words.money(value, column.unit) if column.kind is Kind.MONEY else words.number(value)

    return word


def side(found: Comparison, gap: Gap, value: float, words: Words, shown: Shown) -> str:
    """What one side of a difference has."""
    if gap.measure in (SHARE, RANK):
        return words.percent(value)
    if found.form == DATE:
        return words.date(day_of(found, value))
    return shown(value)


def apart(found: Comparison, gap: Gap | Stratum, measure: str, words: Words, shown: Shown) -> str:
    """A difference with its interval, on one line."""
    if gap.difference is None:
        return MISSING
    return f"{one(found, gap.difference, measure, words, shown)} ({ends(found, gap, measure, words, shown)})"


def ends(found: Comparison, gap: Gap | Stratum, measure: str, words: Words, shown: Shown) -> str:
    low, high = (one(found, value, measure, words, shown) for value in (gap.low, gap.high))
    return words.text("{low} to {high}", low=low, high=high, markdown=False)


def one(found: Comparison, value: float, measure: str, words: Words, shown: Shown) -> str:
    """A difference alone."""
    if measure == RANK:
        return words.percent(value)
    if measure == SHARE:
        return words.number(round(100 * value, 1) + 0.0)
    return words.number(round(value)) if found.form == DATE else shown(value)


def unit_of(found: Comparison, measure: str, words: Words) -> str:
    """What a difference is in, where the number does not say so itself."""
    if measure == SHARE:
        return words.text("points")
    if measure == MEAN and found.form == DATE:
        return words.text("days later")
    return ""
