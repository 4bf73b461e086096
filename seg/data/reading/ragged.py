"""Rows with a wrong number of cells, as pyarrow meets them while it reads on."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.csv as pa_csv

from seg.data.reading.ending import is_remark
from seg.data.reading.spaced import CELL_SIGN
from seg.data.reading.text_stream import END_MARK

SENTENCE_WORDS = 3
CHUNK_ROWS = 50_000
"""Rows held as Python objects, which take many times the room of a chunk."""


@dataclass
class Ragged:
    """`numbers` count all rows from the first of data, which is 1; `alone` says of one that it is a sentence."""

    numbers: list[pa.Array] = field(default_factory=list)
    alone: list[pa.Array] = field(default_factory=list)
    texts: list[pa.Array] = field(default_factory=list)
    count: int = 0
    swallowed_end: bool = False
    _new: list[tuple[int, bool, str]] = field(default_factory=list)

    def take(self, row: pa_csv.InvalidRow) -> str:
        """The handler that pyarrow calls."""
        text = row.text or ""
        if END_MARK in text[-200:]:
            self.swallowed_end = True
            return "skip"
        self.count += 1
        text = text.replace(CELL_SIGN, " ")
        self._new.append((row.number, row.actual_columns == 1 and _is_sentence(text), text))
        if len(self._new) == CHUNK_ROWS:
            self.finish()
        return "skip"

    def finish(self) -> None:
        """Put what was taken last with the rest."""
        if self._new:
            numbers, alone, texts = zip(*self._new, strict=True)
            self.numbers.append(pa.array(numbers, pa.int64()))
            self.alone.append(pa.array(alone, pa.bool_()))
            self.texts.append(pa.array(texts, pa.string()))
            self._new = []

    def all_numbers(self) -> list[int]:
        return [number for part in self.numbers for number in part.to_pylist()]

    def at_the_end(self, rows: int) -> int:
        """How many of them are the last rows of all `rows`, of one sentence each: no rows, but footnotes."""
        numbers, alone = self.all_numbers(), [one for part in self.alone for one in part.to_pylist()]
        found = 0
        while found < len(numbers) and alone[-1 - found] and numbers[-1 - found] == rows - found:
            found += 1
        return found


def _is_sentence(text: str) -> bool:
    """A word or two may be a row that was cut off."""
    return is_remark(text.strip()) or len(text.split()) >= SENTENCE_WORDS
