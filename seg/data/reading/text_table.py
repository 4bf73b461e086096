"""Delimited text -> a table of text. Nothing is cast; every row is kept, set aside with its line, or blank."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.dialect import NO_DELIMITER, Dialect, dialect_of
from seg.data.reading.encoding import Encoding, encoding_of
from seg.data.reading.labels import SHOWN, clean_labels
from seg.data.reading.options import ReadOptions
from seg.data.reading.text_stream import END_MARK, Repairs, TextStream
from seg.data.reading.walk import open_quote_or_long_cell, ragged_lines
from seg.data.reading.writer import CellTooLongError, ColumnUsedError, TextWriter

SAMPLE_BYTES = 256 * 1024
BLOCK_BYTES = 8 * 2**20
DELIMITER_FACTS = {
    ",": Fact.of("reading.delimiter_comma"),
    ";": Fact.of("reading.delimiter_semicolon"),
    "\t": Fact.of("reading.delimiter_tab"),
    "|": Fact.of("reading.delimiter_pipe"),
    NO_DELIMITER: Fact.of("reading.delimiter_none"),
}


@dataclass
class Aside:
    """Rows with a wrong number of cells, as pyarrow meets them."""

    numbers: list[int] = field(default_factory=list)
    count: int = 0
    swallowed_end: bool = False

    def take(self, row: pa_csv.InvalidRow) -> str:
        if END_MARK in (row.text or "")[-200:]:
            self.swallowed_end = True
            return "skip"
        self.count += 1
        if len(self.numbers) < SHOWN:
            self.numbers.append(row.number)
        return "skip"


def read_text(path: Path, file_name: str, options: ReadOptions, target: Path) -> TableReading:
    """Read the file, write `target`. `raw` of the reading is left empty. Raises `SegError`."""
    encoding = encoding_of(path, file_name, options.encoding)
    dialect = _dialect(path, file_name, encoding, options)
    empty = frozenset({dialect.columns - 1} if dialect.header and not dialect.header[-1].strip() else ())
    if dialect.columns == 1:
        empty = frozenset()
    try:
        writer, aside, repairs = _copy(path, file_name, encoding, dialect, target, empty)
    except ColumnUsedError:
        empty = frozenset()
        writer, aside, repairs = _copy(path, file_name, encoding, dialect, target, empty)
    return _reading(path, file_name, encoding, dialect, (writer, aside, repairs), empty)


def _dialect(path: Path, file_name: str, encoding: Encoding, options: ReadOptions) -> Dialect:
    stream = TextStream(path, encoding)
    sample = stream.read(SAMPLE_BYTES)
    most = int(setting("first_line_bytes"))
    while b"\n" not in sample and b"\r" not in sample and len(sample) < most and (more := stream.read(SAMPLE_BYTES)):
        sample += more
    rest = stream.read(1)
    if rest and b"\n" not in sample and b"\r" not in sample:
        raise SegError("no_line_break", file=file_name, limit_mb=most // 2**20)
    text = sample.decode("utf-8", "ignore")
    if not text.strip():
        raise SegError("no_values", file=file_name)
    dialect = dialect_of(text, not rest, file_name, options.delimiter)
    longest, limit = max(map(len, dialect.header), default=0), int(setting("max_cell_characters"))
    if longest > limit:
        raise SegError("cell_too_long", file=file_name, line=dialect.first_line - 1, characters=longest, limit=limit)
    return dialect


def _copy(
    path: Path, file_name: str, encoding: Encoding, dialect: Dialect, target: Path, empty: frozenset[int]
) -> tuple[TextWriter, Aside, Repairs]:
    end = (END_MARK + dialect.delimiter * (dialect.columns - 1) + "\n").encode()
    stream, aside = TextStream(path, encoding, end, dialect.skip), Aside()
    writer = TextWriter(target, dialect.columns, empty)
    try:
        ended = False
        for batch in _batches(stream, dialect, aside):
            rows = batch.num_rows
            if rows and batch.column(0)[-1].as_py() == END_MARK:
                ended, rows = True, rows - 1
            writer.write(batch.slice(0, rows).columns)
    except (CellTooLongError, pa.ArrowInvalid) as problem:
        if isinstance(problem, pa.ArrowInvalid) and "straddling" not in str(problem):
            raise
        raise open_quote_or_long_cell(path, encoding, dialect, file_name) from None
    finally:
        writer.close()
    if not ended or aside.swallowed_end:
        raise open_quote_or_long_cell(path, encoding, dialect, file_name)
    return writer, aside, stream.repairs


def _batches(stream: TextStream, dialect: Dialect, aside: Aside) -> pa_csv.CSVStreamingReader:
    names = [f"c{i}" for i in range(dialect.columns)]
    return pa_csv.open_csv(
        pa.PythonFile(stream, mode="r"),
        read_options=pa_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES, column_names=names),
        parse_options=pa_csv.ParseOptions(
            delimiter=dialect.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=aside.take,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            check_utf8=False,
        ),
    )


def _reading(
    path: Path,
    file_name: str,
    encoding: Encoding,
    dialect: Dialect,
    met: tuple[TextWriter, Aside, Repairs],
    empty: frozenset[int],
) -> TableReading:
    writer, aside, repairs = met
    columns = dialect.columns - len(empty)
    if not writer.kept:
        if aside.count:
            raise SegError("all_rows_ragged", file=file_name, count=aside.count, columns=columns)
        if writer.blank:
            raise SegError("no_values", file=file_name)
        raise SegError("no_rows", file=file_name, count=columns)
    header = dialect.header or tuple(f"column_{i + 1}" for i in range(dialect.columns))
    labels, notes = clean_labels(header[:-1] if empty else header)
    blank = writer.blank + dialect.blank_lines
    notes += _aside_notes(path, encoding, dialect, met) + _repair_notes(repairs)
    notes += (Fact.of("reading.blank_lines", count=blank),) if blank else ()
    notes += (Fact.of("reading.empty_last_column"),) if empty else ()
    rows_in = writer.kept + aside.count
    how = _how(encoding, dialect)
    return TableReading(file_name, file_name, "", labels, rows_in, writer.kept, aside.count, how, notes)


def _how(encoding: Encoding, dialect: Dialect) -> tuple[Fact, ...]:
    separated = DELIMITER_FACTS.get(dialect.delimiter, Fact.of("reading.delimiter_other", sign=dialect.delimiter))
    header = (
        Fact.of("reading.header_line", line=dialect.first_line - 1) if dialect.header else Fact.of("reading.no_header")
    )
    decoded = (
        Fact.of("reading.encoding_guessed", encoding=encoding.codec, examples=encoding.examples)
        if encoding.guessed
        else Fact.of("reading.encoding", encoding=encoding.codec)
    )
    return decoded, separated, header


def _aside_notes(
    path: Path, encoding: Encoding, dialect: Dialect, met: tuple[TextWriter, Aside, Repairs]
) -> tuple[Fact, ...]:
    writer, aside, repairs = met
    if not aside.count:
        return ()
    rows = writer.kept + writer.blank + aside.count
    one_line_each = repairs.lines - dialect.first_line + 1 == rows
    by_number = [number + dialect.first_line - 1 for number in aside.numbers]
    lines = by_number if one_line_each else ragged_lines(path, encoding, dialect)
    total, columns = writer.kept + aside.count, dialect.columns
    shown = tuple(map(str, lines))
    return (Fact.of("reading.rows_ragged", count=aside.count, total=total, columns=columns, lines=shown),)


def _repair_notes(repairs: Repairs) -> tuple[Fact, ...]:
    notes = ()
    if repairs.controls:
        notes += (Fact.of("reading.controls_replaced", count=repairs.controls, line=repairs.first_line),)
    if repairs.undecodable:
        notes += (Fact.of("reading.undecodable_replaced", count=repairs.undecodable),)
    return notes
