"""Numbers of a comparison as they stand on the screen: with their unit, and no finer than they are known."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from seg.core.columns import Column, Kind
from seg.segments.outcomes.found import Comparison, Gap
from seg.segments.outcomes.measured import DATE
from seg.segments.outcomes.sentences import FINELY_KNOWN, Shown, day_of, in_points
from seg.segments.outcomes.strata import Stratum
from seg.segments.outcomes.yardsticks import RANK, SHARE
from seg.ui.one_customer.dimension_rows import value_text
from seg.ui.words.words import MISSING, Words


def shown_in(found: Comparison, words: Words) -> Shown:
    """How values of the outcome stand in sentences: with so many digits that their interval has two."""
    digits = _digits(found)

    def value(x: float | None) -> str:
        if x is None or x != x:
            return MISSING
        if found.kind == Kind.MONEY:
            return words.money(0.0 if round(x, 2) == 0 else x, found.unit)
        if found.unit == "year":
            return words.year(*_rounded(x, digits))
        return f"{end(x)} {unit_name(found.unit, words)}".rstrip()

    def end(x: float) -> str:
        if found.kind == Kind.MONEY:
            return value(x)
        if found.unit == "share":
            return words.percent(x)
        return words.number(*_rounded(x, digits))

    return Shown(value, end)


def _rounded(x: float, digits: int) -> tuple[float, int]:
    """A number with at most so many decimals, and with how many it is written."""
    rounded = round(x, digits) + 0.0
    return rounded, 0 if rounded.is_integer() else digits


def unit_name(unit: str, words: Words) -> str:
    """What stands behind a number; nothing where the number says it."""
    known = {"days": words.text("days"), "months": words.text("months"), "years": words.text("years"),
             "year": "", "times": "", "share": ""}  # fmt: skip
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
        return value_text(column, value, words)

    return word


def side(found: Comparison, gap: Gap, value: float, words: Words, shown: Shown) -> str:
    """What one side of a difference has."""
    if gap.measure in (SHARE, RANK):
        return words.percent(value)
    if found.form == DATE:
        return words.date(day_of(found, value))
    return shown.value(value)


def apart(found: Comparison, gap: Gap | Stratum, measure: str, words: Words, shown: Shown) -> str:
    """A difference with its interval, on one line."""
    if gap.difference is None:
        return MISSING
    width = gap.high - gap.low
    value, low, high = (one(found, each, measure, words, shown, width) for each in (gap.difference, gap.low, gap.high))
    return f"{value} ({words.text('{low} to {high}', low=low, high=high, markdown=False)})"


def one(found: Comparison, value: float, measure: str, words: Words, shown: Shown, width: float = FINELY_KNOWN) -> str:
    """A difference alone, with an interval of that width."""
    if measure == RANK:
        return words.percent(value)
    if measure == SHARE:
        return words.number(in_points(value, width))
    return words.number(round(value)) if found.form == DATE else shown.end(value)


def unit_of(found: Comparison, measure: str, words: Words) -> str:
    """What a difference is in, where the number does not say so itself."""
    if measure == SHARE:
        return words.text("points")
    if found.form == DATE:
        return words.text("days")
    return "" if measure == RANK or found.kind == Kind.MONEY else unit_name(found.unit, words)
