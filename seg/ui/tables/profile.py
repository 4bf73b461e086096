"""The profile table: dimensions by segments, in original units, shaded by how much a segment differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from seg.core.columns import Kind
from seg.core.unique import unique
from seg.segments.contrast import Difference
from seg.segments.profiles import DimensionProfile, Typical
from seg.segments.small_cells import hidden_cells
from seg.ui.words.words import MISSING, Words

STEPS = (0.3, 0.6, 1.0)
"""Standard deviations from all customers at which the shading gets stronger."""
MORE = ("", "#0b76cb1f", "#0b76cb40", "#0b76cb66")
LESS = ("", "#d478011f", "#d4780140", "#d4780166")


@dataclass(frozen=True, eq=False)
class ProfileTable:
    """`text` has a row per dimension, then a column for all customers and one per segment; `shading` the CSS of
    each cell, the same shape."""

    text: pd.DataFrame
    shading: pd.DataFrame

    def styled(self):
        """The table as Streamlit draws it."""
        return self.text.style.apply(lambda _: self.shading, axis=None)


def profile_table(
    profile: tuple[DimensionProfile, ...],
    names: tuple[str, ...],
    sizes: tuple[int, ...],
    show: str,
    words: Words,
    as_of: str,
) -> ProfileTable:
    """The profile in words and numbers of one language, below how many customers each segment has.

    `show` is "typical" or "index"; `names` and `sizes` in label order.
    """
    rows = _size_rows(sizes, words)
    css = [[""] * len(rows[0]) for _ in rows]
    dimension, everyone, sets_apart = words.text("Dimension"), words.text("All customers"), words.text("Sets apart")
    headings = unique([dimension, sets_apart, everyone, *names])
    for part in profile:
        hidden = _hidden(part, show)
        cells = [
            words.text("hidden") if hides and typical.n else cell(part, typical, show, words, as_of)
            for typical, hides in zip((part.overall, *part.segments), hidden, strict=True)
        ]
        rows.append([words.dimension(part.dimension), _strength(part, words), *cells])
        shades = ("" if hides else _shade(typical) for typical, hides in zip(part.segments, hidden[1:], strict=True))
        css.append(["", "", "", *shades])
    return ProfileTable(pd.DataFrame(rows, columns=headings, dtype=str), pd.DataFrame(css, columns=headings))


def _size_rows(sizes: tuple[int, ...], words: Words) -> list[list[str]]:
    total = max(sum(sizes), 1)
    counts = [words.number(size) for size in (sum(sizes), *sizes)]
    shares = [words.percent(size / total) for size in (sum(sizes), *sizes)]
    return [[words.text("Customers"), "", *counts], [words.text("Share of customers"), "", *shares]]


def cell(part: DimensionProfile, typical: Typical, show: str, words: Words, as_of: str) -> str:
    """One cell: the typical value in original units, or the index against all customers (100)."""
    if typical.n == 0:
        return MISSING
    if show == "index":
        index = words.number(typical.index, 0) if typical.index is not None else MISSING
        level = _level(part, typical, words)
        return f"{level} {index}" if level else index
    return typical_value(part, typical, words, as_of)


def typical_value(part: DimensionProfile | Difference, typical: Typical, words: Words, as_of: str) -> str:
    """What is typical of one group, in original units; a share with the level it is of."""
    if typical.shares:
        level = _shown_level(part, typical)
        share = words.percent(typical.shares[level])
        return share if part.kind == Kind.BINARY else f"{level_name(part, level, words)} {share}"
    if part.kind == Kind.ORDINAL:
        return words.level(part.dimension, part.levels[round(typical.median)]) if part.levels else MISSING
    if part.kind == Kind.DATE:
        return words.date(date.fromisoformat(as_of) - timedelta(days=round(typical.median)))
    if part.kind == Kind.MONEY:
        return words.money(typical.median, part.unit)
    return str(round(typical.median)) if part.unit == "year" else words.number(typical.median)


def _shown_level(part: DimensionProfile | Difference, typical: Typical) -> int:
    """The level a cell speaks of: yes for binaries, the one that differs most, for all customers the most frequent."""
    if part.kind == Kind.BINARY:
        return len(part.levels) - 1
    return max(range(len(typical.shares)), key=typical.shares.__getitem__) if typical.level is None else typical.level


def level_name(part: DimensionProfile | Difference, level: int, words: Words) -> str:
    """What a level is called; the lumped ones are "other"."""
    return words.level(part.dimension, part.levels[level]) or words.text("other")


def _level(part: DimensionProfile, typical: Typical, words: Words) -> str:
    several = typical.shares and part.kind != Kind.BINARY and typical.level is not None
    return words.level(part.dimension, part.levels[typical.level]) if several else ""


def _hidden(part: DimensionProfile, show: str) -> list[bool]:
    """Which cells would tell of few customers: (1 + k). An index tells the share of all customers as well."""
    hidden = hidden_cells(part)
    typicals = (part.overall, *part.segments)
    levels = [_shown_level(part, typical) if typical.shares else 0 for typical in typicals]
    if not len(hidden):
        return [False] * len(typicals)
    return [bool(hidden[level, at] or (show == "index" and hidden[level, 0])) for at, level in enumerate(levels)]


def _strength(part: DimensionProfile, words: Words) -> str:
    return {
        "barely": words.text("barely"),
        "somewhat": words.text("somewhat"),
        "clearly": words.text("clearly"),
        "strongly": words.text("strongly"),
    }[part.words]


def _shade(typical: Typical) -> str:
    step = sum(abs(typical.effect) >= limit for limit in STEPS)
    colour = (MORE if typical.effect > 0 else LESS)[step]
    weight = "; font-weight: 600" if typical.marker and step else ""
    return f"background-color: {colour}{weight}" if colour else ""
