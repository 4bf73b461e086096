"""What is told of a text that was read: how it was read, what was met on the way, which rows were set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.reading.aside import FOOTNOTE, RAGGED, TOTALS, UNITS, row_text, write_aside
from seg.data.reading.delimiter import NO_DELIMITER
from seg.data.reading.encoding import Encoding
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.ragged import Ragged
from seg.data.reading.spaced import CELL_SIGN
from seg.data.reading.text_source import TextSource
from seg.data.reading.text_stream import Repairs
from seg.data.reading.walk import lines_of_rows

DELIMITER_FACTS = {
    ",": Fact.of("reading.delimiter_comma"),
    ";": Fact.of("reading.delimiter_semicolon"),
    "\t": Fact.of("reading.delimiter_tab"),
    "|": Fact.of("reading.delimiter_pipe"),
    NO_DELIMITER: Fact.of("reading.delimiter_none"),
}
SHOWN_CHARACTERS = 120


@dataclass(frozen=True)
class SetAside:
    """A row that is no row of the table: `place` counts the rows of the right width from the first of data, 1."""

    place: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """What was met in the rows: how many were kept, were blank and had the right width; and those set aside."""

    kept: int
    blank: int
    rows: int
    ragged: Ragged
    repairs: Repairs
    set_aside: tuple[SetAside, ...]


def reading_of(source: TextSource, met: Met, without_last: bool, target: Path) -> TableReading:
    """The reading, and the file of the rows set aside beside `target`. Raises `SegError` where nothing was kept."""
    dialect = source.dialect
    columns = dialect.columns - without_last
    if not met.kept:
        if met.ragged.count:
            raise SegError("all_rows_ragged", file=source.name, count=met.ragged.count, columns=columns)
        raise (
            SegError("no_values", file=source.name)
            if met.blank
            else SegError("no_rows", file=source.name, count=columns)
        )
    header = dialect.header or tuple(f"column_{i + 1}" for i in range(dialect.columns))
    labels, notes = clean_labels(header[:columns])
    aside = _write_aside(source, met, target)
    blank = met.blank + dialect.blank_lines
    rows_in = met.kept + len(aside.reasons)
    notes += aside.notes(rows_in, dialect.columns) + _units_note(source) + _repair_notes(met.repairs)
    notes += (Fact.of("reading.blank_lines", count=blank),) if blank else ()
    notes += (Fact.of("reading.empty_last_column"),) if without_last else ()
    how = _how(source)
    return TableReading(source.name, source.name, "", labels, rows_in, met.kept, rows_in - met.kept, how, notes)


@dataclass(frozen=True)
class _Aside:
    """The rows set aside, side by side: line, reason and text."""

    lines: tuple[int, ...]
    reasons: tuple[str, ...]
    shown: dict[str, str]

    def notes(self, total: int, columns: int) -> tuple[Fact, ...]:
        def of(reason: str) -> tuple[int, tuple[str, ...]]:
            lines = [line for line, why in zip(self.lines, self.reasons, strict=True) if why == reason]
            return len(lines), tuple(map(str, lines[:SHOWN]))

        notes = ()
        if (found := of(RAGGED))[0]:
            notes += (Fact.of("reading.rows_ragged", count=found[0], total=total, columns=columns, lines=found[1]),)
        if (found := of(TOTALS))[0]:
            notes += (Fact.of("reading.totals", count=found[0], lines=found[1], text=self.shown[TOTALS]),)
        if (found := of(FOOTNOTE))[0]:
            notes += (Fact.of("reading.footnotes", count=found[0], lines=found[1], text=self.shown[FOOTNOTE]),)
        return notes


def _write_aside(source: TextSource, met: Met, target: Path) -> _Aside:
    ragged, dialect = met.ragged, source.dialect
    if not (ragged.count or met.set_aside or dialect.units):  # arrays of nothing would load pandas, for half a second
        return _Aside((), (), {})
    numbers = ragged.all_numbers()
    footnotes = ragged.at_the_end(met.rows + ragged.count)
    reasons = [RAGGED] * (ragged.count - footnotes) + [FOOTNOTE] * footnotes
    at_end = [_number(row.place, numbers) for row in met.set_aside]
    texts = [row_text(row.cells, dialect.delimiter).replace(CELL_SIGN, " ") for row in met.set_aside]
    lines = _lines(source, met, [*numbers, *at_end])
    reasons += [row.reason for row in met.set_aside]
    units = dialect.units
    if units:
        lines, reasons, texts = [*lines, units.line], [*reasons, UNITS], [*texts, units.text]
    all_texts = pa.chunked_array([*ragged.texts, pa.array(texts, pa.string())], pa.string())
    write_aside(target, lines, reasons, all_texts)
    said = {reason: all_texts[reasons.index(reason)].as_py() for reason in set(reasons)}
    return _Aside(tuple(lines), tuple(reasons), {why: shown(text, SHOWN_CHARACTERS) for why, text in said.items()})


def _number(place: int, ragged_numbers: Sequence[int]) -> int:
    """The number among all rows of a row that is counted among those of the right width."""
    for number in ragged_numbers:
        if number > place:
            break
        place += 1
    return place


def _lines(source: TextSource, met: Met, numbers: list[int]) -> list[int]:
    """The lines of rows: counted, or where rows take several lines, found by a walk over the file."""
    rows, first_line = met.rows + met.ragged.count, source.dialect.first_line
    if not numbers or met.repairs.lines - first_line + 1 == rows:
        return [number + first_line - 1 for number in numbers]
    return lines_of_rows(source, numbers)


def _how(source: TextSource) -> tuple[Fact, ...]:
    dialect = source.dialect
    separated = DELIMITER_FACTS.get(dialect.delimiter, Fact.of("reading.delimiter_other", sign=dialect.delimiter))
    if dialect.spaced:
        separated = Fact.of("reading.delimiter_blanks")
    if not dialect.header:
        header = Fact.of("reading.no_header")
    elif dialect.header_lines == 1:
        header = Fact.of("reading.header_line", line=dialect.header_line)
    else:
        example = shown(max(dialect.header, key=len), SHOWN_CHARACTERS)
        header = Fact.of("reading.header_rows", rows=dialect.header_lines, line=dialect.header_line, example=example)
    titles = dialect.titles
    above = (Fact.of("reading.titles", count=len(titles), text=shown(titles[0], SHOWN_CHARACTERS)),) if titles else ()
    return _decoded(source.encoding), separated, header, *above


def _decoded(encoding: Encoding) -> Fact:
    if encoding.guessed:
        return Fact.of("reading.encoding_guessed", encoding=encoding.codec, examples=encoding.examples)
    return Fact.of("reading.encoding", encoding=encoding.codec)


def _units_note(source: TextSource) -> tuple[Fact, ...]:
    units = source.dialect.units
    return (Fact.of("reading.units", line=units.line, text=shown(units.text, SHOWN_CHARACTERS)),) if units else ()


def _repair_notes(repairs: Repairs) -> tuple[Fact, ...]:
    notes = ()
    if repairs.controls:
        notes += (Fact.of("reading.controls_replaced", count=repairs.controls, line=repairs.first_line),)
    if repairs.undecodable:
        notes += (Fact.of("reading.undecodable_replaced", count=repairs.undecodable),)
    return notes
