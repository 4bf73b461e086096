"""What a cell of the profile table says, in words and numbers of one language. No Streamlit."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from seg.core.columns import Column, Kind
from seg.core.settings import setting
from seg.segments.lines import Line
from seg.segments.small_cells import few
from seg.ui.one_customer.dimension_rows import value_text
from seg.ui.words.words import MISSING, Words

SHARES = frozenset({"share", "total_share"})


def statistic_names(words: Words) -> dict[str, str]:
    """What the statistics are called."""
    return {
        "median": words.text("Typical"),
        "mean": words.text("Mean"),
        "share": words.text("Share"),
        "total": words.text("Total"),
        "total_share": words.text("Share of total"),
        "index": words.text("Index"),
        "difference": words.text("Difference"),
    }


def statistics_mean(words: Words) -> dict[str, str]:
    """What each statistic says, in a sentence."""
    return {
        "median": words.text("Typical: the median; of categories the share of customers who have the value."),
        "mean": words.text("Mean: the average; of ordered groups the place, from 1."),
        "share": words.text(
            "Share: of the customers who have the value; of numbers and dates, who are above the average of all."
        ),
        "total": words.text("Total: the sum over the segment; of categories how many customers."),
        "total_share": words.text("Share of total: what part of the total of all customers the segment has."),
        "index": words.text("Index: 100 is as all customers, 200 twice as much."),
        "difference": words.text("Difference: the mean less that of all customers; of shares in percentage points."),
    }


def form(line: Line, statistic: str) -> str:
    """How a figure is written: "share", "index", "points", "customers", "date", "days", "level", "place", or "value" in
    the unit of the dimension."""
    if statistic in SHARES:
        return "share"
    if statistic == "index":
        return "index"
    if line.level is not None:
        return {"difference": "points", "total": "customers"}.get(statistic, "share")
    if line.part.kind == Kind.DATE:
        return "days" if statistic == "difference" else "date"
    if line.part.kind == Kind.ORDINAL:
        return "level" if statistic == "median" else "place"
    return "value"


def cell_text(line: Line, group: int, statistic: str, words: Words, as_of: str) -> str:
    """One cell; what would tell of few persons is "hidden"."""
    figure = line.figure(group, statistic)
    bound = line.bound(group, statistic)
    if figure is None and bound and form(line, statistic) == "share" and statistic != "total_share":
        return words.bound(*bound)
    if figure is None:
        return words.text("hidden") if line.hides(group, statistic) else MISSING
    text = _written(line, form(line, statistic), statistic, figure, words, as_of)
    return f"+{text}" if statistic == "difference" and figure > 0 else text


def _written(line: Line, form_: str, statistic: str, figure: float, words: Words, as_of: str) -> str:
    if form_ == "share":
        return words.percent(figure)
    if form_ == "points":
        return words.text("{number} points", number=round(100 * figure), markdown=False)
    if form_ == "date":
        return words.date(day_of(figure, as_of))
    if form_ == "level":
        levels = line.part.levels
        return words.level(line.part.dimension, levels[round(figure)]) if levels else MISSING
    if form_ == "place":
        return words.number(figure + (statistic != "difference"), 1)
    if form_ in ("index", "customers", "days"):
        return words.number(figure, 0)
    return amount(line, figure, words)


def day_of(days_before: float, as_of: str) -> date:
    """The day that lies so many days before the as-of day."""
    return date.fromisoformat(as_of) - timedelta(days=round(days_before))


def amount(line: Line, figure: float, words: Words) -> str:
    """A number in the unit of the dimension, as short as a cell is: the unit of what is no money stands at the name."""
    unit = line.part.unit
    if line.part.kind == Kind.MONEY:
        return words.money(figure, unit)
    if unit == "share":
        return words.percent(figure)
    return str(round(figure)) if unit == "year" else words.number(figure)


def unit_text(line: Line, words: Words) -> str:
    """The unit of what a cell does not carry itself."""
    if line.level is not None or line.part.kind in (Kind.MONEY, Kind.DATE, Kind.ORDINAL):
        return ""
    known = {"days": words.text("days"), "times": words.text("times"), "years": words.text("years"),
             "months": words.text("months"), "share": "", "year": ""}  # fmt: skip
    return known.get(line.part.unit, line.part.unit)


def line_name(line: Line, words: Words) -> str:
    """The dimension, and the value that the line is of."""
    name = words.dimension(line.part.dimension)
    level = level_text(line, words)
    return f"{name}: {level}" if level else name


def level_text(line: Line, words: Words) -> str:
    """What the value of a line is called; "" where there is none to name."""
    if line.level_name is None:
        return ""
    return words.level(line.part.dimension, line.level_name) or words.text("other")


def strength_text(line: Line, words: Words) -> str:
    """How clearly a dimension sets the segments apart."""
    return {
        "barely": words.text("barely"),
        "somewhat": words.text("somewhat"),
        "clearly": words.text("clearly"),
        "strongly": words.text("strongly"),
    }[line.part.words]


def known_text(line: Line, customers: int, words: Words) -> str:
    """Of how many customers the dimension is known; "" where that is nearly all, or few are known or unknown."""
    return known_of(line.typical(0).n, customers, words)


def known_of(known: int, customers: int, words: Words) -> str:
    """The share of the customers of whom something is known, where others are missing that matter."""
    unknown = customers - known
    if few(np.array([known, unknown])).any() or unknown <= setting("silent_missing_share") * customers:
        return ""
    return words.text("known of {known_share}", known_share=known / customers, markdown=False)


def all_told(line: Line, words: Words, as_of: str) -> tuple[str, ...]:
    """What a pointer brings up over the cells of the segments."""
    return tuple(_told(line, segment, words, as_of) for segment in range(len(line.part.segments)))


def both_told(line: Line, segment: int, words: Words, as_of: str) -> tuple[str, str]:
    """What a segment and all customers have: the medians, or the means where the medians do not show the difference."""
    both = tuple(with_unit(line, group, words, as_of) for group in (segment + 1, 0))
    if line.level is not None or (both[0] != both[1] and line.middle(segment) != "mean"):
        return both
    own, everyone = (with_unit(line, group, words, as_of, "mean") for group in (segment + 1, 0))
    return words.text("{one} on average", one=own, markdown=False), everyone


def _told(line: Line, segment: int, words: Words, as_of: str) -> str:
    if line.hidden[segment + 1] and line.typical(segment + 1).n and not line.bound(segment + 1):
        return words.text("Hidden so that small groups cannot be worked out.")
    if not line.typical(segment + 1).n:
        return words.text("Not known of anybody here.")
    effect = line.effects[segment]
    away = words.number(abs(effect), 1)
    later = line.part.kind == Kind.DATE
    if effect >= 0:
        side = words.text("later") if later else words.text("more")
    else:
        side = words.text("earlier") if later else words.text("less")
    one, other = both_told(line, segment, words, as_of)
    return words.text(
        "{one}, all customers {other}; {number} standard deviations {side}",
        one=one, other=other, number=away, side=side, markdown=False,
    )  # fmt: skip


def with_unit(line: Line, group: int, words: Words, as_of: str, statistic: str = "median") -> str:
    """What is typical of a group, with its unit also where a cell leaves it out."""
    figure = line.figure(group, statistic)
    if figure is not None and form(line, statistic) == "value" and line.part.kind != Kind.MONEY:
        return _in_units(line, figure, words)
    return cell_text(line, group, statistic, words, as_of)


def _in_units(line: Line, figure: float, words: Words) -> str:
    column = Column("", line.part.dimension, kind=Kind(line.part.kind), unit=line.part.unit)
    return value_text(column, figure, words)
