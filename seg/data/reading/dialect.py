"""How a text table is laid out: what stands between its cells, where its names are, and where its rows begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.delimiter import (
    RUNS_OF_BLANKS,
    SEP_LINE,
    Record,
    chosen_delimiter,
    delimiter_of,
    evened,
    records_of,
    split_lines,
)
from seg.data.reading.layout import Layout, layout_of
from seg.data.reading.options import ReadOptions
from seg.data.reading.spaced import CELL_SIGN, with_signs_for_blanks


@dataclass(frozen=True)
class UnitsRow:
    """The row under the names that says in what the columns are counted."""

    line: int
    text: str


@dataclass(frozen=True)
class Dialect:
    """`delimiter` is what to split clean text at; with `spaced`, runs of blanks were first made into it.

    `header` holds the raw names, () when there are none, `header_line` the line that they begin on and `header_lines`
    how many rows they take. `columns` is how many cells a row has, `skip` the UTF-8 bytes before the first row of
    data, `first_line` the number of the line that it is on. `titles` are the lines with text above the table.
    """

    delimiter: str
    spaced: bool
    header: tuple[str, ...]
    header_line: int
    header_lines: int
    columns: int
    skip: int
    first_line: int
    blank_lines: int = 0
    titles: tuple[str, ...] = ()
    units: UnitsRow | None = None


def dialect_of(sample: str, complete: bool, file_name: str, options: ReadOptions = ReadOptions()) -> Dialect:  # noqa: B008
    """The layout, from the beginning of the text. `complete` says that the sample is the whole file.

    Raises `SegError` for text without any value, or with too many columns, and for options that do not fit it.
    """
    lines = split_lines(sample)
    if not complete and len(lines) > 1:
        lines = lines[:-1]
    asked, skipped = chosen_delimiter(options.delimiter), 0
    if said := SEP_LINE.match(lines[0]):
        asked, skipped = asked or said[1], 1
    if not any(line.strip() for line in lines[skipped:]):
        raise SegError("no_values", file=file_name)
    delimiter = asked or delimiter_of(lines[skipped:])
    spaced = delimiter == RUNS_OF_BLANKS
    if spaced:
        lines, delimiter = split_lines(with_signs_for_blanks("".join(lines).encode()).decode()), CELL_SIGN
    records = evened(records_of(lines, delimiter, skipped))
    layout = _layout(records, file_name, options, bool(asked))
    if layout.columns > setting("max_columns"):
        raise SegError("too_many_columns", file=file_name, count=layout.columns, limit=int(setting("max_columns")))
    return _dialect(lines, records, layout, delimiter, spaced)


def _layout(records: Sequence[Record], file_name: str, options: ReadOptions, sign_is_known: bool) -> Layout:
    row = options.header_line
    if row:
        row = next((at for at, record in enumerate(records, 1) if record.line <= row <= record.last_line), None)
        if row is None:
            raise SegError("no_such_line", file=file_name, line=options.header_line)
    cells = [record.cells for record in records]
    return layout_of(cells, row, options.header_lines, sign_is_guessed=not sign_is_known)


def _dialect(lines: Sequence[str], records: Sequence[Record], layout: Layout, delimiter: str, spaced: bool) -> Dialect:
    above, names = records[: layout.above], records[layout.above : layout.above + layout.header_rows]
    before = records[: layout.first]
    units = before[-1] if layout.units else None
    last_line = before[-1].last_line if before else records[0].line - 1
    before_rows = "".join(lines[:last_line])
    unended = bool(before_rows) and not before_rows.endswith(("\n", "\r"))  # it will be, when an end is appended
    return Dialect(
        delimiter,
        spaced,
        layout.labels,
        names[0].line if names else 0,
        layout.header_rows,
        layout.columns,
        len(before_rows.encode()) + unended,
        last_line + 1,
        sum(not any(cell.strip() for cell in record.cells) for record in above),
        tuple(_shown(record.text, delimiter) for record in above if any(record.cells)),
        UnitsRow(units.line, units.text.replace(CELL_SIGN, " ")) if units else None,
    )


def _shown(title: str, delimiter: str) -> str:
    return title.strip(delimiter + " \t").replace(CELL_SIGN, " ")
