"""How a text table is laid out: delimiter, where its header is, and where its rows begin."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from seg.core.errors import SegError
from seg.core.settings import setting

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
"""What separates the cells of a file of one column: a character that clean text cannot hold."""
SEP_LINE = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
SAMPLE_RECORDS = 200
CONSISTENT_SHARE = 0.8
VALUE = re.compile(
    r"[-+]?[\d\s.,']*\d[\d\s.,']*%?"  # a number in any notation
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T]\d{1,2}:\d{2}.*)?"  # a date, perhaps with a time
    r"|[^@\s]+@[^@\s]+\.\w+"  # an e-mail address
)
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Dialect:
    """`header` holds the raw cells of the header, () when there is none; `skip` UTF-8 bytes before the first row.

    `columns` is how many cells a row has, `first_line` the number of the line that the first row is on.
    """

    delimiter: str
    header: tuple[str, ...]
    columns: int
    skip: int
    first_line: int
    blank_lines: int = 0


def dialect_of(sample: str, complete: bool, file_name: str, asked: str = "") -> Dialect:
    """The layout, from the beginning of the text. `complete` says that the sample is the whole file.

    Raises `SegError` for text without any value, or with too many columns.
    """
    lines = split_lines(sample)
    if not complete and len(lines) > 1:
        lines = lines[:-1]
    skipped = 0
    if asked == "" and (said := SEP_LINE.match(lines[0])):
        asked, skipped = said[1], 1
    while skipped < len(lines) and not lines[skipped].strip():
        skipped += 1
    blank = sum(not line.strip() for line in lines[:skipped])
    if skipped == len(lines):
        raise SegError("no_values", file=file_name)
    table = lines[skipped:]
    delimiter = asked or _delimiter(table)
    records = _records(table, delimiter)
    header, header_lines = next(records)
    rows = [cells for cells, _ in records if any(cells)]
    header = _as_wide_as_rows(header, rows)
    if len(header) > setting("max_columns"):
        raise SegError("too_many_columns", file=file_name, count=len(header), limit=int(setting("max_columns")))
    if is_data(header, rows):
        return Dialect(delimiter, (), len(header), _size(lines[:skipped]), skipped + 1, blank)
    skipped += header_lines
    return Dialect(delimiter, tuple(header), len(header), _size(lines[:skipped]), skipped + 1, blank)


def split_lines(text: str) -> list[str]:
    """Lines with their ends, which may be LF, CR LF or CR alone; nothing else ends a line."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _size(lines: Sequence[str]) -> int:
    return len("".join(lines).encode())


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Up to 200 records and how many lines had been read after each."""
    csv.field_size_limit(int(setting("first_line_bytes")))
    reader = csv.reader(lines, delimiter=delimiter)
    for _, cells in zip(range(SAMPLE_RECORDS), reader, strict=False):
        yield cells, reader.line_num


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that gives most rows the header's number of cells; of several, the one that gives more cells."""

    def consistency(delimiter: str) -> tuple[bool, float]:
        widths = [len(cells) for cells, _ in _records(lines, delimiter) if cells]
        same = sum(width == widths[0] for width in widths[1:]) / max(1, len(widths) - 1) if widths else 0
        consistent = same >= CONSISTENT_SHARE or len(widths) == 1
        return consistent, widths[0] if consistent else same

    possible = [delimiter for delimiter in DELIMITERS if len(next(_records(lines, delimiter))[0]) > 1]
    return max(possible, key=consistency, default=NO_DELIMITER)


def _as_wide_as_rows(header: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A delimiter at the end of every row but not of the header, or the other way round, is not a column."""
    if not rows:
        return header
    wider = [row for row in rows if len(row) == len(header) + 1 and not row[-1]]
    if len(wider) > len(rows) / 2:
        return [*header, ""]
    narrower = [row for row in rows if len(row) == len(header) - 1]
    return header[:-1] if header[-1] == "" and len(narrower) > len(rows) / 2 else header


def is_data(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is clearly a row of data: it has values wherever the rows below have them.

    Numbers that count up or are years may well be names of columns, so they do not prove anything.
    """
    rows = [row for row in rows if len(row) == len(header)]
    if not rows or not all(cell.strip() for cell in header):
        return False
    of_values = [cell for cell, *below in zip(header, *rows, strict=True) if _are_values(below)]
    if not of_values or not all(VALUE.fullmatch(cell.strip()) for cell in of_values):
        return False
    if all(YEAR.fullmatch(cell) for cell in of_values):
        return False
    whole = [int(cell) for cell in of_values if cell.isdecimal()]
    counts_up = len(whole) > 1 and all(b - a == 1 for a, b in pairwise(whole))
    return not (counts_up and len(whole) == len(of_values))


def _are_values(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(bool(VALUE.fullmatch(cell)) for cell in filled) >= 0.9 * len(filled)
