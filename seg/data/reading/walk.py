"""A slow, exact walk over a text table, taken only to say on which line something is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.text_source import TextSource
from seg.data.reading.text_stream import END_MARK, TextStream


class _Bytes:
    """A stream of clean text as io wants it."""

    def __init__(self, stream: TextStream) -> None:
        self.closed, self._stream = False, stream

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def read1(self, size: int = -1) -> bytes:
        return self._stream.read(65_536 if size < 0 else size)

    read = read1


def open_quote_or_long_cell(source: TextSource) -> SegError:
    """Why rows run on: a quote that is never closed, named with its line, or one very long cell."""
    limit, dialect, file_name = int(setting("max_cell_characters")), source.dialect, source.name
    csv.field_size_limit(limit)
    lines = _Lines(_lines(source))
    reader = csv.reader(lines, delimiter=dialect.delimiter)
    start = line = dialect.first_line
    last: list[str] = []
    try:
        for cells in reader:
            start, line, last = line, dialect.first_line + reader.line_num, cells
    except csv.Error:
        if dialect.first_line + reader.line_num - line > 1:
            return SegError("quote_unclosed", file=file_name, line=line)
        return SegError("cell_too_long", file=file_name, line=line, characters=lines.length, limit=limit)
    return SegError("quote_unclosed", file=file_name, line=start + sum(cell.count("\n") for cell in last[:-1]))


class _Lines:
    """Lines that remember how long the last one was."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.length, self._lines = 0, lines

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.length = len(line)
        return line


def lines_of_rows(source: TextSource, numbers: Sequence[int]) -> list[int]:
    """The lines that rows begin on, of rows by number, the first of data being 1."""
    csv.field_size_limit(int(setting("first_line_bytes")))
    reader = csv.reader(_lines(source), delimiter=source.dialect.delimiter)
    wanted, line, found = set(numbers), source.dialect.first_line, {}
    for number, _ in enumerate(reader, 1):
        if number in wanted:
            found[number] = line
        line = source.dialect.first_line + reader.line_num
    return [found.get(number, line) for number in numbers]


def _lines(source: TextSource) -> Iterator[str]:
    stream = source.stream(END_MARK.encode() + b"\n")
    return iter(TextIOWrapper(_Bytes(stream), encoding="utf-8", newline=""))
