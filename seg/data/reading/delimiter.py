"""What stands between the cells of a text table: the sign that the rows agree on."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mode

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.layout import layout_of
from seg.data.reading.marks import is_value
from seg.data.reading.spaced import CELL_SIGN, with_signs_for_blanks

DELIMITERS = (",", ";", "\t", "|")
RARE_DELIMITERS = ("^", "~")
"""Signs that separate cells in some exports and stand in texts too: taken when every row has as many."""
RUNS_OF_BLANKS = " "
NO_DELIMITER = CELL_SIGN
SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
ONE_VALUE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4} \S+|[+-]?\d{1,3}( \d{3})+([.,]\d+)?|\+?[\d() -]{7,20}")
"""A date with its time, a number in groups, a telephone number: the blanks in it part nothing."""
SAMPLE_RECORDS = 200
CONSISTENT_SHARE = 0.8
LEAST_LINES = 3
"""Lines that must agree before a sign is believed that is none of the usual ones."""


@dataclass(frozen=True)
class Record:
    """One row as it stands in the file: its cells, its first and last line (1-based), and its text."""

    cells: list[str]
    line: int
    last_line: int
    text: str


def split_lines(text: str) -> list[str]:
    """Lines with their ends, which may be LF, CR LF or CR alone; nothing else ends a line."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def records_of(lines: Sequence[str], delimiter: str, skipped: int = 0) -> list[Record]:
    """Up to 200 records of the lines after those skipped."""
    csv.field_size_limit(int(setting("first_line_bytes")))
    reader = csv.reader(lines[skipped:], delimiter=delimiter)
    found, line = [], skipped + 1
    for _, cells in zip(range(SAMPLE_RECORDS), reader, strict=False):
        last = skipped + reader.line_num
        found.append(Record(cells, line, last, "".join(lines[line - 1 : last]).rstrip("\r\n")))
        line = last + 1
    return found


def evened(records: Sequence[Record]) -> list[Record]:
    """A delimiter at the end of every row but not of the first ones, or the other way round, is not a column."""
    widths = [len(record.cells) for record in records if len(record.cells) > 1]
    if not widths:
        return list(records)
    columns = mode(widths)
    first = next(at for at, record in enumerate(records) if len(record.cells) == columns)
    full = [record for record in records if len(record.cells) == columns]
    open_end = 2 * sum(not record.cells[-1] for record in full) > len(full)

    def even(record: Record) -> Record:
        cells = record.cells
        if open_end and len(cells) == columns - 1:
            return replace(record, cells=[*cells, ""])
        return replace(record, cells=cells[:-1]) if len(cells) == columns + 1 and not cells[-1] else record

    return [*map(even, records[:first]), *records[first:]]


def chosen_delimiter(given: str) -> str:
    """A sign that a person chose. Raises `SegError` where it cannot stand between cells; "" asks to detect."""
    if given and (len(given) != 1 or not given.isascii() or given.isalnum() or given in '"\r\n'):
        raise SegError("delimiter_unusable", given=given)
    return given


@dataclass(frozen=True)
class _Fit:
    """How well a sign fits: the share of rows as wide as the first, and of those as wide as the names under titles."""

    delimiter: str
    widths: tuple[int, ...]
    names: int = 0

    @property
    def columns(self) -> int:
        return self.widths[self.names]

    @property
    def share(self) -> float:
        rows = self.widths[self.names + 1 :]
        return sum(width == self.columns for width in rows) / len(rows) if rows else 1.0

    @property
    def consistent(self) -> bool:
        return self.share >= CONSISTENT_SHARE


def delimiter_of(lines: Sequence[str]) -> str:
    """The sign that gives most rows the first row's number of cells; of several, the one that gives more cells.

    The first row may be the names under titles. A sign in no row, or in some at random, separates nothing.
    """
    used = [sign for sign in DELIMITERS if any(sign in line for line in lines)]
    fits = [_Fit(sign, tuple(len(record.cells) for record in _filled(lines, sign))) for sign in used]
    fits = [fit for fit in fits if fit.columns > 1]
    first = max(fits, key=lambda fit: (fit.consistent, fit.columns if fit.consistent else fit.share), default=None)
    titled = [fit for sign in used if (fit := _under_titles(lines, sign)) and fit.consistent]
    best = max(titled, key=lambda fit: (fit.share, fit.columns), default=None)
    if best and (not first or _fits_better(best, first)):
        return best.delimiter
    if first and first.consistent:
        return first.delimiter
    return _rare(lines) or (RUNS_OF_BLANKS if _is_spaced(lines) else first.delimiter if first else NO_DELIMITER)


def _filled(lines: Sequence[str], delimiter: str) -> list[Record]:
    return [record for record in records_of(lines, delimiter) if record.cells]


def _fits_better(titled: _Fit, first: _Fit) -> bool:
    """Whether what looks like a table under titles is one: the other sign does not fit its names."""
    if not first.consistent:
        return True
    strange = first.widths[titled.names : titled.names + 1] != (first.columns,)
    return strange and titled.share >= first.share


def _under_titles(lines: Sequence[str], delimiter: str) -> _Fit | None:
    """How a sign fits the rows under titles, which the values below must prove; None where there are none."""
    records = evened(records_of(lines, delimiter))
    cells = [record.cells for record in records]
    layout = layout_of(cells, sign_is_guessed=True)
    titles = [row for row in cells[: layout.above] if row]
    if not titles or layout.columns < 2:
        return None
    if delimiter == "," and any(cell.startswith(" ") for cell in cells[layout.above]):  # words, as in a sentence
        return None
    return _Fit(delimiter, tuple(len(row) for row in cells if row), len(titles))


def _rare(lines: Sequence[str]) -> str:
    for sign in RARE_DELIMITERS:
        widths = {len(record.cells) for record in _filled(lines, sign)}
        if len(widths) == 1 and widths != {1} and len(lines) >= LEAST_LINES:
            return sign
    return ""


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether blanks part each line into as many cells, of which some hold values."""
    signed = split_lines(with_signs_for_blanks("".join(lines).encode()).decode())
    rows = [record.cells for record in _filled(signed, CELL_SIGN)]
    if len(rows) < LEAST_LINES or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
        return False
    of_values = any(all(map(is_value, cells)) for cells in zip(*rows[1:], strict=True))
    return of_values and not all(ONE_VALUE.fullmatch(" ".join(row)) for row in rows[1:])
