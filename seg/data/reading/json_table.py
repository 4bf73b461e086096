"""JSON and JSON lines -> a table of text for each list of objects in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.reading.aside import UNREAD, write_aside
from seg.data.reading.encoding import Encoding, encoding_of
from seg.data.reading.json_rows import Rows, is_lines, rows_in_lines, rows_in_lists
from seg.data.reading.json_text import JsonReader, JsonText
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.likeliest import likeliest_first
from seg.data.reading.options import ReadOptions
from seg.data.reading.text_stream import TextStream
from seg.data.reading.writer import CellTooLongError, TextWriter


def read_json(
    path: Path, file_name: str, options: ReadOptions, folder: Path, tell: Callable[[float], None] | None = None
) -> list[tuple[TableReading, Path]]:
    """A reading and its Parquet file per list of objects, the likeliest customer table first.

    `tell` is told the share of the file that was read. Raises `SegError`.
    """
    encoding = encoding_of(path, file_name, options.encoding)
    reader, stream = JsonReader(), TextStream(path, encoding, tell=tell)
    if is_lines(path, file_name, encoding):
        tables, beside = [rows_in_lines(stream, reader, file_name)], []
    else:
        tables, beside = rows_in_lists(JsonText(stream, reader, file_name), file_name)
    told = _told(encoding, stream, reader, beside)
    found, problems = [], []
    for number, rows in enumerate(tables):
        target = folder / f"table_{number}.parquet"
        try:
            found.append((_write(rows, file_name, target, told), target))
        except SegError as problem:
            problems.append(problem)
    if not found:
        raise problems[0] if problems else SegError("json_no_rows", file=file_name)
    return likeliest_first(found)


def _told(encoding: Encoding, stream: TextStream, reader: JsonReader, beside: list[str]) -> tuple[Fact, ...]:
    names = tuple(shown(key, 60) for key in beside[:SHOWN])
    repeated = tuple(shown(key, 60) for key in [*reader.repeated][:SHOWN])
    found = (
        (encoding.guessed, Fact.of("reading.encoding_guessed", encoding=encoding.codec, examples=encoding.examples)),
        (beside, Fact.of("reading.json_beside", count=len(beside), names=names)),
        (repeated, Fact.of("reading.json_repeated", count=reader.repeated.total(), names=repeated)),
        (reader.nans, Fact.of("reading.json_nans", count=reader.nans)),
        (stream.repairs.controls, Fact.of("reading.control_cells", count=stream.repairs.controls)),
        (stream.repairs.undecodable, Fact.of("reading.undecodable_replaced", count=stream.repairs.undecodable)),
    )
    return tuple(fact for holds, fact in found if holds)


def _write(rows: Rows, file_name: str, target: Path, told: tuple[Fact, ...]) -> TableReading:
    columns = rows.columns
    paths = columns.paths
    if not paths:
        raise SegError("json_no_rows", file=file_name)
    labels, notes = clean_labels([".".join(path) for path in paths])
    writer = TextWriter(target, len(paths))
    try:
        columns.write(writer)
    except CellTooLongError as long:
        raise long.in_column(labels[long.column], file_name) from None
    finally:
        writer.close()
    if not writer.kept:
        raise SegError("no_values", file=file_name)
    name = shown(".".join(rows.keys), 60) or file_name
    how = (Fact.of("reading.json_list", name=name) if rows.keys else Fact.of("reading.json"),)
    aside = len(rows.aside)
    write_aside(target, [line for line, _ in rows.aside], [UNREAD] * aside, [text for _, text in rows.aside])
    notes += _met(rows, writer) + told
    return TableReading(file_name, name, "", labels, writer.kept + aside, writer.kept, aside, how, notes)


def _met(rows: Rows, writer: TextWriter) -> tuple[Fact, ...]:
    columns, aside = rows.columns, rows.aside
    lines = tuple(str(line) for line, _ in aside[:SHOWN])
    deeper, lists = _names(columns.deeper), _names(columns.lists)
    found = (
        (aside, Fact.of("reading.rows_unread", count=len(aside), lines=lines)),
        (deeper, Fact.of("reading.nested_ignored", count=len(columns.deeper), names=deeper)),
        (lists, Fact.of("reading.json_joined", count=len(columns.lists), names=lists)),
        (columns.confused, Fact.of("reading.json_confused", count=columns.confused)),
        (writer.blank, Fact.of("reading.blank_lines", count=writer.blank)),
        (columns.controls, Fact.of("reading.control_cells", count=columns.controls)),
    )
    return tuple(fact for holds, fact in found if holds)


def _names(paths: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(shown(".".join(path), 60) for path in paths)[:SHOWN]
