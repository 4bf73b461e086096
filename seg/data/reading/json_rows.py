"""Where in a JSON file the rows are: one object a line, a list of objects, or lists inside of objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from seg.core.errors import SegError
from seg.data.reading.encoding import PIECE_BYTES, Encoding
from seg.data.reading.json_columns import JsonColumns
from seg.data.reading.json_text import JsonReader, JsonText, Value
from seg.data.reading.text_stream import REPLACEMENT, SURROGATE, TextStream

BATCH_ROWS = 8_192
SAMPLE_BYTES, SAMPLE_LINES = 2**20, 20
LIST_DEPTH = 4
"""Objects around a list of rows: `{"data": {"customers": {"nodes": [...]}}}`."""
MOST_LISTS = 100
"""More are not tables: a key of each is a day, or a customer."""


@dataclass
class Rows:
    """One list of objects: its keys from the outside, its columns, and what stands in it beside objects."""

    keys: tuple[str, ...]
    columns: JsonColumns
    aside: list[tuple[int, str]] = field(default_factory=list)

    def take(self, items: Iterable[tuple[int, Value | None, str]]) -> None:
        """Items with their line, and their text where they are no object."""
        batch: list[dict] = []
        for line, item, text in items:
            if isinstance(item, dict):
                batch.append(item)
            else:
                self.aside.append((line, text))
            if len(batch) == BATCH_ROWS:
                self.columns.take(batch)
                batch = []
        if batch:
            self.columns.take(batch)


def is_lines(path: Path, file_name: str, encoding: Encoding) -> bool:
    """Whether most of the first lines are objects, or some of them are and the name says that all should be."""
    text = TextStream(path, encoding).read(SAMPLE_BYTES).decode("utf-8", "ignore")
    lines = [line.strip() for line in text.removeprefix("\ufeff").split("\n") if line.strip()][:SAMPLE_LINES]
    objects = sum(line.startswith("{") and line.endswith("}") for line in lines)
    if file_name.lower().endswith((".jsonl", ".ndjson")) and len(lines) > 1:
        return objects > 0
    return len(lines) > 1 and lines[0].startswith("{") and 2 * objects >= len(lines)


def rows_in_lines(stream: TextStream, reader: JsonReader, file_name: str) -> Rows:
    """The objects that each take a line. Raises `SegError` where there is none."""
    rows = Rows((), JsonColumns(file_name))
    rows.take(_lines(stream, reader))
    if not rows.columns.rows:
        raise SegError("json_damaged", file=file_name, line=rows.aside[0][0])
    return rows


def _lines(stream: TextStream, reader: JsonReader) -> Iterator[tuple[int, Value, str]]:
    for number, line in enumerate(_split(stream), 1):
        if not line.strip():
            continue
        text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        try:
            yield number, reader.decode(text), text
        except (json.JSONDecodeError, RecursionError):
            yield number, None, text


def _split(stream: TextStream) -> Iterator[bytes]:
    carried = b""
    while piece := stream.read(PIECE_BYTES):
        *lines, carried = (carried + piece).split(b"\n")
        yield from lines
    yield carried


def rows_in_lists(text: JsonText, file_name: str) -> tuple[list[Rows], list[str]]:
    """The lists of objects in the file, and the names of what stands beside them."""
    tables: list[Rows] = []
    sign = text.peek()
    if sign == "[":
        tables.append(_rows(text, (), file_name))
        members = {}
    elif sign == "{":
        members = _members(text, (), tables, file_name)
    else:
        text.value()
        raise SegError("json_no_rows", file=file_name)
    if not tables:  # an object alone, or one after the other, is a row; but columns of lists are no rows
        if all(isinstance(value, list | dict) for value in members.values()):
            raise SegError("json_no_rows", file=file_name)
        tables.append(Rows((), JsonColumns(file_name)))
        tables[0].take(_objects(text, members))
        members = {}
    if text.peek():
        raise text.broken()
    return tables, list(members)


def _rows(text: JsonText, keys: tuple[str, ...], file_name: str) -> Rows:
    rows = Rows(keys, JsonColumns(file_name))
    rows.take((line, item, "" if isinstance(item, dict) else _as_json(item)) for line, item in text.items())
    return rows


def _as_json(value: Value) -> str:
    return SURROGATE.sub(REPLACEMENT, json.dumps(value, ensure_ascii=False))


def _members(text: JsonText, keys: tuple[str, ...], tables: list[Rows], file_name: str) -> dict[str, Value]:
    """What an object holds but for the lists of objects in it, which go to `tables`."""
    members: dict[str, Value] = {}
    text.skip("{")
    while text.peek() != "}":
        if text.peek() != '"':
            raise text.broken()
        key = str(text.value())
        text.skip(":")
        if text.is_rows():
            if len(tables) == MOST_LISTS:
                raise SegError("json_many_lists", file=file_name, limit=MOST_LISTS)
            tables.append(_rows(text, (*keys, key), file_name))
        elif text.peek() == "{" and len(keys) < LIST_DEPTH:
            before = len(tables)
            inner = _members(text, (*keys, key), tables, file_name)
            members |= {key: inner} if inner or before == len(tables) else {}
        else:
            members[key] = text.value()
        if text.peek() != "}":
            text.skip(",")
    text.skip("}")
    return members


def _objects(text: JsonText, first: dict[str, Value]) -> Iterator[tuple[int, Value, str]]:
    yield 0, first, ""
    while text.peek() == "{":
        yield 0, text.value(), ""
