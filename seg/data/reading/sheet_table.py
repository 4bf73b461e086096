"""One sheet of a workbook -> a table of text: its names, its rows, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineSheet

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.aside import FOOTNOTE, TOTALS, UNITS, UNREAD, row_text, write_aside
from seg.data.reading.ending import TAIL_ROWS, Sum, set_aside_at_end, sum_of
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.layout import Layout, layout_of
from seg.data.reading.options import ReadOptions
from seg.data.reading.sheet_cells import Cell, SheetColumn, as_text, column_of, row_texts
from seg.data.reading.sheet_grid import Grid, grid_of
from seg.data.reading.sheet_scan import SheetScan, place, range_name
from seg.data.reading.writer import CellTooLongError, TextWriter

FIRST_ROWS = 200
SHOWN_CHARACTERS = 120


@dataclass
class Aside:
    """Rows that are no customers: their lines, reasons and text, side by side."""

    lines: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, line: int, reason: str, cells: Sequence[str]) -> None:
        self.lines.append(line)
        self.reasons.append(reason)
        self.texts.append(row_text(cells, ";"))

    def of(self, reason: str) -> tuple[int, tuple[str, ...], str]:
        """How many, the lines of the first, and the text of the first of them as it is shown."""
        rows = [row for row in zip(self.lines, self.reasons, self.texts, strict=True) if row[1] == reason]
        text = shown(rows[0][2], SHOWN_CHARACTERS) if rows else ""
        return len(rows), tuple(str(line) for line, _, _ in rows[:SHOWN]), text

    def notes(self) -> tuple[Fact, ...]:
        units, totals, footnotes, unread = map(self.of, (UNITS, TOTALS, FOOTNOTE, UNREAD))
        found = (
            (units, Fact.of("reading.units", line=next(iter(self.lines), 0), text=units[2])),
            (totals, Fact.of("reading.totals", count=totals[0], lines=totals[1], text=totals[2])),
            (footnotes, Fact.of("reading.footnotes", count=footnotes[0], lines=footnotes[1], text=footnotes[2])),
            (unread, Fact.of("reading.rows_unread", count=unread[0], lines=unread[1])),
        )
        return tuple(fact for (count, *_), fact in found if count)


def read_sheet(
    sheet: CalamineSheet, file_name: str, options: ReadOptions, target: Path, scan: SheetScan
) -> TableReading:
    """Read the sheet, write `target` and, beside it, the rows set aside. Raises `SegError`."""
    grid = grid_of(sheet)
    if grid is None:
        raise SegError("no_values", file=file_name)
    if len(grid.columns) > setting("max_columns"):
        limit = int(setting("max_columns"))
        raise SegError("too_many_columns", file=file_name, count=len(grid.columns), limit=limit)
    layout = _layout(grid, file_name, options, scan)
    rows, line, aside = grid.rows[layout.first :], grid.line + layout.first, Aside()
    if layout.units:
        aside.add(line - 1, UNITS, layout.units)
    kept = _kept(grid, rows, line, aside)
    if not kept:
        raise SegError("no_rows", file=file_name, count=len(grid.columns))
    columns = [column_of(cells) for cells in zip(*(rows[at] for at in kept), strict=True)]
    writer = _write(columns, grid, [line + at for at in kept], file_name, target)
    write_aside(target, aside.lines, aside.reasons, aside.texts)
    labels, notes = clean_labels(layout.labels or [f"column_{i + 1}" for i in range(len(columns))])
    blank = writer.blank + sum(row.count("") == len(row) for row in grid.rows[: layout.above])
    notes += aside.notes() + _cell_notes(columns, labels) + _scan_notes(scan, line - 1)
    notes += (Fact.of("reading.blank_lines", count=blank),) if blank else ()
    name, set_aside = shown(sheet.name, 60), len(aside.lines)
    how = (Fact.of("reading.sheet", sheet=name), *_header(grid, layout))
    return TableReading(file_name, name, "", labels, writer.kept + set_aside, writer.kept, set_aside, how, notes)


def _layout(grid: Grid, file_name: str, options: ReadOptions, scan: SheetScan) -> Layout:
    """The layout of the first rows; merged cells among the names all bear the name."""
    head, row = [row_texts(row) for row in grid.rows[:FIRST_ROWS]], options.header_line
    if row:
        row -= grid.line - 1
        if not 0 < row <= len(head):
            raise SegError("no_such_line", file=file_name, line=options.header_line)
    layout = layout_of(head, row, options.header_lines)
    first, last = layout.above, layout.above + layout.header_rows
    merged = [cells for cells in scan.merged if first <= cells[0] - (grid.line - 1) < last]
    if not merged:
        return layout
    return layout_of([*head[:first], *grid.with_merged(first, last, merged), *head[last:]], first + 1, last - first)


def _header(grid: Grid, layout: Layout) -> tuple[Fact, ...]:
    line = grid.line + layout.above
    if not layout.header_rows:
        header = Fact.of("reading.no_header")
    elif layout.header_rows == 1:
        header = Fact.of("reading.header_line", line=line)
    else:
        example = shown(max(layout.labels, key=len), SHOWN_CHARACTERS)
        header = Fact.of("reading.header_rows", rows=layout.header_rows, line=line, example=example)
    titles = [(remark.line, remark.text) for remark in grid.remarks if remark.line < line]
    for at, row in enumerate(grid.rows[: layout.above]):
        if text := " ".join(filter(None, row_texts(row))):
            titles.append((grid.line + at, text))
    first = shown(min(titles)[1], SHOWN_CHARACTERS) if titles else ""
    return header, *((Fact.of("reading.titles", count=len(titles), text=first),) if titles else ())


def _kept(grid: Grid, rows: Sequence[Sequence[Cell]], line: int, aside: Aside) -> list[int]:
    """Which of the rows, the first of them on `line`, are rows of the table; what is none goes to `aside`."""
    before = max(0, len(rows) - TAIL_ROWS)
    last_rows = [row_texts(row) for row in rows[before:]]

    def sum_above(column: int, decimal: str) -> Sum:
        return sum_of(pa.array([as_text(row[column]) for row in rows[:before]], pa.string()), decimal)

    found = set_aside_at_end(last_rows, [row_texts(row) for row in rows[: min(before, FIRST_ROWS)]], sum_above)
    for at, reason in found:
        aside.add(line + before + at, reason, last_rows[at])
    for remark in grid.remarks:
        if remark.line >= line:
            aside.add(remark.line, FOOTNOTE, [remark.text])
    for lost in sorted(grid.lost):
        aside.add(lost, UNREAD, [])
    gone = {number - line for number in aside.lines}
    return [at for at in range(len(rows)) if at not in gone]


def _write(
    columns: Sequence[SheetColumn], grid: Grid, lines: Sequence[int], file_name: str, target: Path
) -> TextWriter:
    writer = TextWriter(target, len(columns))
    try:
        writer.write([column.text for column in columns])
    except CellTooLongError as long:
        cell, limit = place(lines[long.row] - 1, grid.columns[long.column]), int(setting("max_cell_characters"))
        raise SegError("cell_too_long_at", file=file_name, cell=cell, characters=long.characters, limit=limit) from None
    finally:
        writer.close()
    if not writer.kept:
        raise SegError("no_values", file=file_name)
    return writer


def _cell_notes(columns: Sequence[SheetColumn], labels: Sequence[str]) -> tuple[Fact, ...]:
    def of(counts: Sequence[int]) -> tuple[int, tuple[str, ...]]:
        return sum(counts), tuple(label for label, count in zip(labels, counts, strict=True) if count)[:SHOWN]

    long_numbers, where_long = of([column.long_numbers for column in columns])
    no_dates, where_none = of([column.no_dates for column in columns])
    controls, _ = of([column.controls for column in columns])
    found = (
        (long_numbers, Fact.of("reading.long_numbers", count=long_numbers, columns=where_long)),
        (no_dates, Fact.of("reading.no_dates", count=no_dates, columns=where_none)),
        (controls, Fact.of("reading.control_cells", count=controls)),
    )
    return tuple(fact for count, fact in found if count)


def _scan_notes(scan: SheetScan, first_row: int) -> tuple[Fact, ...]:
    """What was met in cells that hold no value; merged cells count from `first_row` of the sheet, 0-based."""
    notes = tuple(Fact.of("reading.error_cells", count=n, error=name) for name, n in scan.errors.most_common(10))
    if scan.formulas_without_value:
        notes += (Fact.of("reading.formulas_without_value", count=scan.formulas_without_value),)
    merged = [range_name(cells) for cells in scan.merged if cells[2] >= first_row]
    notes += (Fact.of("reading.merged_cells", count=len(merged), cells=tuple(merged[:SHOWN])),) if merged else ()
    return notes
