"""Groups month by month in the words and numbers of one language: lines, trends, seasons. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import format_skeleton, get_month_names

from seg.data.events.by_month import first_day
from seg.segments.over_time import ACTIVE, MEASURES, OverTime, Series
from seg.segments.trends import YEAR
from seg.ui.charts.months import Line
from seg.ui.compare.rows import chance_text
from seg.ui.words.words import MISSING, Words


def value_in(found: OverTime, value: float | None, words: Words) -> str:
    """A value of the measure."""
    if value is None:
        return MISSING
    if found.measure == ACTIVE:
        return words.percent(value)
    if MEASURES[found.measure].of_money:
        return words.money(0.0 if abs(value) < 0.005 else value, found.unit)
    return words.number(value) if float(value).is_integer() else words.number(value, 2)


def month_labels(found: OverTime, words: Words) -> tuple[str, ...]:
    """What the months are called: Mar 2024."""
    days = (first_day(found.first + at) for at in range(found.months))
    return tuple(format_skeleton("yMMM", day, locale=words.locale) for day in days)


def lines(found: OverTime, names: Sequence[str], colours: Sequence[str], words: Words) -> tuple[Line, ...]:
    """Those of the groups of which something is told."""
    months = month_labels(found, words)
    drawn = []
    for name, colour, group in zip(names, colours, found.groups, strict=True):
        if group.values:
            told = tuple(f"{name}, {month}: {value_in(found, value, words)}"
                         for month, value in zip(months, group.values, strict=True))  # fmt: skip
            drawn.append(Line(name, colour, group.values, told))
    return tuple(drawn)


def trends_table(found: OverTime, names: Sequence[str], words: Words) -> dict[str, list[str]]:
    """Columns by name, a row for each group; what nobody has is left out."""
    rows = list(zip(names, found.groups, strict=True))
    columns = {
        "group": [name for name, _ in rows],
        "customers": [words.number(group.n) for _, group in rows],
        "trend": [_trend(found, group, words) for _, group in rows],
        "chance": [chance_text(group.trend and group.trend.chance, words) for _, group in rows],
    }
    if any(group.season or group.year_before is not None for _, group in rows):
        columns |= {
            "last": [value_in(found, group.last, words) for _, group in rows],
            "before": [value_in(found, group.year_before, words) for _, group in rows],
            "change": [_change(group, words) for _, group in rows],
        }
    return columns


def _trend(found: OverTime, group: Series, words: Words) -> str:
    if group.trend is None:
        return MISSING
    slope, low, high = (_signed(found, YEAR * value, words) for value in
                        (group.trend.slope, group.trend.low, group.trend.high))  # fmt: skip
    return f"{slope} ({words.text('{low} to {high}', low=low, high=high, markdown=False)})"


def _signed(found: OverTime, value: float, words: Words) -> str:
    text = value_in(found, value, words) if found.measure != ACTIVE else words.number(100 * value, 1)
    return f"+{text}" if value > 0 else text


def _change(group: Series, words: Words) -> str:
    if group.last is None or not group.year_before or group.year_before < 0:  # more went back than was spent
        return MISSING
    share = group.last / group.year_before - 1
    return f"{'+' if share > 0 else ''}{words.number(round(100 * share) + 0.0)}%"


def season_table(found: OverTime, names: Sequence[str], words: Words) -> dict[str, list[str]]:
    """The index of every month of the year; {} where no group has one."""
    rows = [(name, group.season) for name, group in zip(names, found.groups, strict=True) if group.season]
    if not rows:
        return {}
    months = get_month_names("abbreviated", "stand-alone", locale=words.locale)
    columns = {"group": [name for name, _ in rows]}
    return columns | {months[at + 1]: [words.number(season[at], 0) for _, season in rows] for at in range(YEAR)}
