"""Delimited text -> a table of text. Nothing is cast; every row is kept, set aside with its line, or blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.dialect import Dialect, dialect_of
from seg.data.reading.encoding import Encoding, encoding_of
from seg.data.reading.ending import TAIL_ROWS, Sum, set_aside_at_end, sum_of
from seg.data.reading.options import ReadOptions
from seg.data.reading.ragged import Ragged
from seg.data.reading.text_notes import Met, SetAside, reading_of
from seg.data.reading.text_source import TextSource
from seg.data.reading.text_stream import END_MARK, TextStream
from seg.data.reading.walk import open_quote_or_long_cell
from seg.data.reading.writer import CellTooLongError, ColumnUsedError, TextWriter

SAMPLE_BYTES = 256 * 1024
BLOCK_BYTES = 8 * 2**20
FIRST_ROWS = 200
"""Rows at the top that tell what the columns hold."""


def read_text(
    path: Path, file_name: str, options: ReadOptions, target: Path, tell: Callable[[float], None] | None = None
) -> TableReading:
    """Read the file, write `target` and, beside it, the rows set aside. `raw` of the reading is left empty.

    `tell` is told the share of the file that was read. Raises `SegError`.
    """
    encoding = encoding_of(path, file_name, options.encoding)
    source = TextSource(path, file_name, encoding, _dialect(path, file_name, encoding, options))
    header, columns = source.dialect.header, source.dialect.columns
    nameless = columns > 1 and bool(header) and not header[-1].strip()
    empty = frozenset({columns - 1} if nameless else ())
    try:
        met = _copy(source, target, empty, tell)
    except ColumnUsedError:
        empty = frozenset()
        met = _copy(source, target, empty, tell)
    return reading_of(source, met, bool(empty), target)


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
    dialect = dialect_of(text, not rest, file_name, options)
    longest, limit = max(map(len, dialect.header), default=0), int(setting("max_cell_characters"))
    if longest > limit:
        raise SegError("cell_too_long", file=file_name, line=dialect.header_line, characters=longest, limit=limit)
    return dialect


def _copy(source: TextSource, target: Path, empty: frozenset[int], tell: Callable[[float], None] | None) -> Met:
    dialect = source.dialect
    end = (END_MARK + dialect.delimiter * (dialect.columns - 1) + "\n").encode()
    stream, ragged = source.stream(end, tell), Ragged()
    writer = TextWriter(target, dialect.columns, empty)
    rows, first_rows, held = 0, [], _Held()
    try:
        ended = False
        for batch in _batches(stream, dialect, ragged):
            count = batch.num_rows
            if count and batch.column(0)[-1].as_py() == END_MARK:
                ended, count = True, count - 1
            rows += count
            first_rows += _texts(batch.slice(0, min(count, FIRST_ROWS - len(first_rows))))
            for ready in held.after(batch.slice(0, count)):
                writer.write(ready.columns)
        last, set_aside = _ending(source, held, first_rows, rows)
        writer.write(last.columns)
    except (CellTooLongError, pa.ArrowInvalid) as problem:
        if isinstance(problem, pa.ArrowInvalid) and "straddling" not in str(problem):
            raise
        raise open_quote_or_long_cell(source) from None
    finally:
        writer.close()
    if not ended or ragged.swallowed_end:
        raise open_quote_or_long_cell(source)
    ragged.finish()
    return Met(writer.kept, writer.blank, rows, ragged, stream.repairs, set_aside)


class _Held:
    """The last rows, which may be totals or footnotes, held back while more come."""

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []

    def after(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """What is not among the last rows any more, now that `batch` came."""
        self._batches.append(batch)
        while sum(later.num_rows for later in self._batches[1:]) >= TAIL_ROWS:
            yield self._batches.pop(0)

    def rows(self, schema: pa.Schema) -> pa.RecordBatch:
        return pa.concat_batches(self._batches) if self._batches else pa.RecordBatch.from_pylist([], schema)


def _ending(
    source: TextSource, held: _Held, first_rows: list[list[str]], rows: int
) -> tuple[pa.RecordBatch, tuple[SetAside, ...]]:
    """What is left of the rows held back, without those at the bottom that are no rows of the table."""
    names = [f"c{i}" for i in range(source.dialect.columns)]
    batch = held.rows(pa.schema([(name, pa.string()) for name in names]))
    before = rows - min(TAIL_ROWS, batch.num_rows)
    tail = batch.slice(batch.num_rows - (rows - before))
    last_rows = _texts(tail)
    found = dict(
        set_aside_at_end(last_rows, first_rows[:before], lambda at, sign: _sum_above(source, at, sign, before))
    )
    kept = [at for at in range(batch.num_rows) if at - (batch.num_rows - len(last_rows)) not in found]
    aside = tuple(SetAside(before + at + 1, reason, tuple(last_rows[at])) for at, reason in found.items())
    return (batch.take(pa.array(kept, pa.int64())) if found else batch), aside


def _texts(batch: pa.RecordBatch) -> list[list[str]]:
    columns = [column.to_pylist() for column in batch.columns]
    return [[cell or "" for cell in row] for row in zip(*columns, strict=True)]


def _sum_above(source: TextSource, column: int, decimal: str, rows: int) -> Sum:
    """The sum of a column over the first `rows` rows: the file is read once more, for which few files give reason."""
    found = Sum(0.0, 0)
    for batch in _batches(source.stream(), source.dialect, Ragged()):
        found += sum_of(batch.slice(0, rows).column(column), decimal)
        rows = max(0, rows - batch.num_rows)
    return found


def _batches(stream: TextStream, dialect: Dialect, ragged: Ragged) -> pa_csv.CSVStreamingReader:
    names = [f"c{i}" for i in range(dialect.columns)]
    return pa_csv.open_csv(
        pa.PythonFile(stream, mode="r"),
        read_options=pa_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES, column_names=names),
        parse_options=pa_csv.ParseOptions(
            delimiter=dialect.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=ragged.take,
        ),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            check_utf8=False,
        ),
    )
