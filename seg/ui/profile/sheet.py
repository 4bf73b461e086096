"""The profile table as it stands on the screen, before it is drawn, printed or written to Excel. No Streamlit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from seg.core.columns import Basis
from seg.segments.lines import Line
from seg.segments.spread import Spread, drawn_bars
from seg.ui.profile.cells import (
    all_told,
    cell_text,
    day_of,
    form,
    known_text,
    level_text,
    statistic_names,
    strength_text,
    unit_text,
)
from seg.ui.tables.profile import STEPS
from seg.ui.words.words import MISSING, Words

BASES = tuple(Basis)
AGAINST_ALL = frozenset({"median", "mean", "index", "difference"})
"""Statistics that can be read as more or less than all customers have."""


@dataclass(frozen=True)
class Options:
    """What somebody chose to see. `markers` leaves out what is no marker of any segment; a `search` looks through
    everything."""

    statistics: tuple[str, ...] = ("median",)
    markers: bool = True
    every_level: bool = False
    by_basis: bool = False
    bars: bool = False
    search: str = ""


@dataclass(frozen=True)
class Heading:
    """The column of a segment, or of all customers, with how many these are."""

    name: str
    size: str
    share: str
    colour: str
    customers: int = 0


@dataclass(frozen=True)
class Cell:
    """`number` is what Excel gets, in the `form` of the figure; `step` -3..3 how deep it is shaded, `bars` (bars wide,
    share of the group each)."""

    text: str
    number: float | date | None = None
    form: str = "text"
    step: int = 0
    marker: bool = False
    told: str = ""
    bars: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class Row:
    """A line in one statistic: a cell for all customers, then one for each segment. `first` of its line, of which the
    others repeat the name. `known` says of how many anything is known, where that is not of nearly all."""

    dimension: str
    name: str
    level: str
    unit: str
    basis: str
    strength: str
    statistic: str
    forming: bool
    marker: bool
    first: bool
    unit_code: str
    cells: tuple[Cell, ...]
    known: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything that can be looked at, in order; `shown` is what the options leave."""

    everyone: Heading
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...] = field(repr=False)
    options: Options

    @property
    def shown(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if fits(row, self.options))


def sheet(
    lines: tuple[Line, ...],
    spreads: Mapping[str, Spread],
    headings: tuple[Heading, ...],
    everyone: Heading,
    options: Options,
    words: Words,
    as_of: str,
) -> Sheet:
    """The rows of these lines in their order, by basis where that is asked for, for the segments that have a column."""
    if options.by_basis:
        lines = tuple(sorted(lines, key=lambda line: BASES.index(Basis(line.part.basis))))
    names = statistic_names(words)
    rows = tuple(
        replace(row, known=known_text(line, everyone.customers, words), cells=row.cells[: 1 + len(headings)])
        for line in lines
        for row in _rows(line, names, spreads, options, words, as_of)
    )
    return Sheet(everyone, headings, rows, options)


def _rows(
    line: Line, names: Mapping[str, str], spreads: Mapping[str, Spread], options: Options, words: Words, as_of: str
) -> Iterator[Row]:
    """One for each statistic; the first has the bars."""
    lies = spreads.get(line.part.dimension) if options.bars and line.level is None else None
    said = ("", *all_told(line, words, as_of))
    for statistic in options.statistics:
        first = statistic == options.statistics[0]
        cells = tuple(
            _cell(line, group, statistic, lies if first else None, said[group], words, as_of) for group in line.groups
        )
        yield Row(
            line.part.dimension, words.dimension(line.part.dimension), level_text(line, words), unit_text(line, words),
            words.name_of(Basis(line.part.basis)), strength_text(line, words), names[statistic], line.part.forming,
            any(line.markers), first, line.part.unit, cells,
        )  # fmt: skip


def _cell(line: Line, group: int, statistic: str, lies: Spread | None, says: str, words: Words, as_of: str) -> Cell:
    text, figure, written = (
        cell_text(line, group, statistic, words, as_of),
        line.figure(group, statistic),
        form(line, statistic),
    )
    if group == 0:
        step, marker = 0, False
    else:
        step, marker = _step(line, group - 1, statistic), line.markers[group - 1]
    bars = drawn_bars(lies.bars[group]) if lies and line.shown(group) else ()
    if figure is None or written == "level":
        return Cell(text, None, "text", step, marker, says, bars)
    if written == "place" and statistic != "difference":
        figure += 1
    number = day_of(figure, as_of) if written == "date" else figure
    return Cell(text, number, written, step, marker, says, bars)


def _step(line: Line, segment: int, statistic: str) -> int:
    """How deep a cell is shaded, by the effect: below 0 for less. Not at all where the middle that it shows lies on the
    other side."""
    if not line.shown(segment + 1) and not line.bound(segment + 1):
        return 0
    alike = line.figure(segment + 1, statistic) == line.figure(0, statistic)
    if line.level is None and statistic in AGAINST_ALL and not alike and not line.agrees(segment, statistic):
        return 0
    effect = line.effects[segment]
    depth = sum(abs(effect) >= limit for limit in STEPS)
    return depth if effect > 0 else -depth


def plain(text: str) -> str:
    """As people search: neither case nor accents matter."""
    parted = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).lower()


def searched(row: Row) -> str:
    """What a search looks through."""
    return plain(f"{row.name} {row.level} {row.basis} {row.unit}")


def fits(row: Row, options: Options) -> bool:
    """Whether a row is shown: by every word of the search, else by being a marker."""
    wanted = plain(options.search).split()
    if wanted:
        return all(word in searched(row) for word in wanted)
    return row.marker or not options.markers


def hides_any(found: Sheet, hidden: str) -> bool:
    """Whether anything that is shown is hidden for telling of few persons."""
    return any(cell.text == hidden for row in found.shown for cell in row.cells if cell.text != MISSING)
