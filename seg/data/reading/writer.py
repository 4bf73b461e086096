"""Batches of text -> one Parquet file, with what every table is held to: cell length, blank rows, something in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from seg.core.errors import SegError
from seg.core.settings import setting

CONTROL_PATTERN = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]"


class CellTooLongError(Exception):
    """A cell over the limit: its 0-based column and row among all rows written or blank, and its length."""

    def __init__(self, column: int, row: int, characters: int) -> None:
        super().__init__(column, row, characters)
        self.column, self.row, self.characters = column, row, characters

    def in_column(self, label: str, file_name: str) -> SegError:
        """What to say of it where rows have no lines of a file."""
        facts = {"column": label, "row": self.row + 1, "characters": self.characters}
        return SegError("cell_too_long_in", file=file_name, limit=int(setting("max_cell_characters")), **facts)


class ColumnUsedError(Exception):
    """A column that seemed to be empty holds a value."""


class TextWriter:
    """Writes text columns `c0..cn`; leaves out rows without any value, and the columns in `empty`, which must be so."""

    def __init__(self, path: Path, columns: int, empty: frozenset[int] = frozenset()) -> None:
        self.kept = self.blank = self.values = 0
        self._empty = empty
        schema = pa.schema([(f"c{i}", pa.string()) for i in range(columns - len(empty))])
        self._schema = schema
        self._file = pq.ParquetWriter(path, schema, compression="zstd", compression_level=1, write_statistics=False)

    def write(self, columns: Sequence[pa.Array]) -> None:
        if any(columns[i].null_count < len(columns[i]) for i in self._empty):
            raise ColumnUsedError
        self._check_lengths(columns)
        columns = [column for i, column in enumerate(columns) if i not in self._empty]
        batch = pa.record_batch(columns, schema=self._schema)
        batch = self._without_blank(batch)
        self.kept += batch.num_rows
        self.values += sum(batch.num_rows - column.null_count for column in batch.columns)
        if batch.num_rows:
            self._file.write_batch(batch)

    def close(self) -> None:
        self._file.close()

    def _check_lengths(self, columns: Sequence[pa.Array]) -> None:
        limit = int(setting("max_cell_characters"))
        for i, column in enumerate(columns):
            if (pc.max(pc.binary_length(column)).as_py() or 0) <= limit:
                continue
            lengths = pc.utf8_length(column)
            longest = pc.max(lengths).as_py()
            if longest > limit:
                row = pc.index(lengths, longest).as_py()
                raise CellTooLongError(i, self.kept + self.blank + row, longest)

    def _without_blank(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        columns = sorted(batch.columns, key=lambda column: column.null_count)
        if not columns[0].null_count:
            return batch
        blank = columns[0].is_null()
        for column in columns[1:]:
            blank = pc.and_(blank, column.is_null())
            if not pc.any(blank).as_py():
                return batch
        self.blank += pc.sum(blank).as_py()
        return batch.filter(pc.invert(blank))


def clean_text(column: pa.Array) -> tuple[pa.Array, int]:
    """Text with control characters replaced and empty text missing, and how many cells held such a character."""
    held = pc.match_substring_regex(column, CONTROL_PATTERN)
    count = pc.sum(held).as_py() or 0
    if count:
        column = pc.replace_substring_regex(column, CONTROL_PATTERN, "\ufffd")
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column), count
