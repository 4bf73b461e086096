"""Rows of JSON objects -> batches of text columns; a key that is new adds a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import pyarrow as pa

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.data.reading.json_text import Value
from seg.data.reading.text_stream import REPLACEMENT, SURROGATE
from seg.data.reading.writer import TextWriter, clean_text

Path = tuple[str, ...]
"""A key, or a key and a key of the object under it."""
SEPARATOR = ";"
FLAT = frozenset({str, type(None)})


class JsonColumns:
    """Takes rows in batches and writes them when all are known.

    `deeper` are the keys below which more was nested than fits into a table, `lists` the cells that held a list,
    `confused` those in which an item itself holds the separator.
    """

    def __init__(self, file_name: str) -> None:
        self.rows = self.controls = self.confused = 0
        self.deeper: dict[Path, None] = {}
        self.lists: Counter[Path] = Counter()
        self._file_name = file_name
        self._filled: Counter[Path] = Counter()
        self._batches: list[tuple[int, dict[Path, pa.Array]]] = []

    @property
    def paths(self) -> list[Path]:
        """The columns, in order of appearance; not a key that holds nothing but what is nested below it."""
        nested = {path[:1] for path in self._filled if len(path) > 1} | self.deeper.keys()
        return [path for path, filled in self._filled.items() if filled or path not in nested]

    def take(self, rows: Sequence[dict[str, Value]]) -> None:
        columns: dict[Path, pa.Array] = {}
        for key in dict.fromkeys(chain.from_iterable(rows)):
            self._take((key,), [row.get(key) for row in rows], columns)
        self.rows += len(rows)
        self._batches.append((len(rows), columns))
        self._check_size()

    def _take(self, path: Path, values: list[Value], columns: dict[Path, pa.Array]) -> None:
        kinds = set(map(type, values))
        if dict in kinds and len(path) == 1:
            objects = [value if type(value) is dict else {} for value in values]
            values = [None if type(value) is dict else value for value in values]
            self._add(path, values, columns)
            for key in dict.fromkeys(chain.from_iterable(objects)):
                self._take((*path, key), [item.get(key) for item in objects], columns)
        else:
            self._add(path, values, columns)

    def _add(self, path: Path, values: list[Value], columns: dict[Path, pa.Array]) -> None:
        if not FLAT.issuperset(map(type, values)):
            values = [value if value is None or type(value) is str else self._text(path, value) for value in values]
        column, controls = clean_text(_texts(values))
        self.controls += controls
        self._filled[path] += len(column) - column.null_count
        columns[path] = column

    def _text(self, path: Path, value: Value) -> str | None:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
            items = [text for item in value if (text := item if isinstance(item, str) else self._text(path, item))]
            self.lists[path] += 1
            self.confused += any(SEPARATOR in item for item in items)
            return SEPARATOR.join(items)
        if value is not None:
            self.deeper[path] = None
        return None

    def _check_size(self) -> None:
        columns, most = len(self._filled), int(setting("max_columns"))
        if columns > most:
            raise SegError("too_many_columns", file=self._file_name, count=columns, limit=most)
        cells, limit = columns * self.rows, int(setting("max_table_cells"))
        if cells > limit:
            raise SegError("too_many_cells", file=self._file_name, cells=cells, limit=limit)

    def write(self, writer: TextWriter) -> None:
        """Write all rows; what was held is let go of."""
        for rows, columns in self._batches:
            nothing = pa.nulls(rows, pa.string())
            writer.write([columns.get(path, nothing) for path in self.paths])
        self._batches.clear()


def _texts(values: list[str | None]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:  # half a character, written as \ud83d
        return pa.array([value and SURROGATE.sub(REPLACEMENT, value) for value in values], pa.string())
