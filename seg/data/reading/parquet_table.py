"""Parquet -> a table of text. Sizes in the footer are claims, so text is measured before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.writer import CellTooLongError, TextWriter, clean_text

BATCH_ROWS = 8_192
WHOLE_LIMIT = 2.0**63
TRAILING_ZEROS = r"(\.\d*?)0+($|[-+Z])"


def read_parquet(path: Path, file_name: str, target: Path) -> TableReading:
    """Read the file, write `target`. `raw` of the reading is left empty. Raises `SegError`."""
    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            rows, width = file.metadata.num_rows, len(schema)
        if width > setting("max_columns"):
            raise SegError("too_many_columns", file=file_name, count=width, limit=int(setting("max_columns")))
        if not rows:
            raise SegError("no_rows", file=file_name, count=width)
        return _read(path, file_name, target, schema, rows)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError, OSError, UnicodeDecodeError) as problem:
        if getattr(problem, "errno", None):  # no room for what is written; the file is not to blame
            raise
        raise _damaged(problem, file_name) from problem


def _damaged(problem: Exception, file_name: str) -> SegError:
    text = str(problem).lower()
    if "encrypt" in text or "decrypt" in text:
        return SegError("parquet_locked", file=file_name)
    return SegError("parquet_damaged", file=file_name)


@dataclass
class Copied:
    """What was met on the way."""

    rows: int = 0
    decoded: int = 0
    controls: int = 0
    zoned: bool = False


def _read(path: Path, file_name: str, target: Path, schema: pa.Schema, rows: int) -> TableReading:
    usable = [i for i, part in enumerate(schema) if is_flat(part.type)]
    nested = [shown(schema[i].name, 60) for i in range(len(schema)) if i not in set(usable)]
    if not usable:
        raise SegError("parquet_all_nested", file=file_name, count=len(schema))
    labels, notes = clean_labels([schema[i].name for i in usable])
    writer, met = TextWriter(target, len(usable)), Copied()
    try:
        _copy(path, file_name, (usable, rows), writer, met)
    except CellTooLongError as long:
        raise long.in_column(labels[long.column], file_name) from None
    finally:
        writer.close()
    if met.rows != rows:
        raise SegError("parquet_damaged", file=file_name)
    if not writer.kept:
        raise SegError("no_values", file=file_name)
    notes += (Fact.of("reading.nested_ignored", count=len(nested), names=tuple(nested[:SHOWN])),) if nested else ()
    notes += (Fact.of("reading.blank_lines", count=writer.blank),) if writer.blank else ()
    notes += (Fact.of("reading.control_cells", count=met.controls),) if met.controls else ()
    how = (Fact.of("reading.parquet"),) + ((Fact.of("reading.times_with_zone"),) if met.zoned else ())
    return TableReading(file_name, file_name, "", labels, writer.kept, writer.kept, 0, how, notes)


def _copy(path: Path, file_name: str, what: tuple[list[int], int], writer: TextWriter, met: Copied) -> None:
    """Read small batches with texts still as dictionaries, and stop before making more text than is allowed."""
    usable, rows = what
    with pq.ParquetFile(path) as plain:
        schema = plain.schema_arrow
    names = [schema[i].name for i in usable]
    texts = [schema[i].name for i in usable if is_text(schema[i].type)]
    limit = int(setting("max_decoded_bytes"))
    with pq.ParquetFile(path, read_dictionary=texts, pre_buffer=False) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=names, use_threads=False):
            batch.validate(full=True)
            met.rows += batch.num_rows
            met.decoded += sum(map(text_bytes, batch.columns))
            expected = met.decoded * rows // max(1, met.rows)
            if met.decoded > limit or expected > 4 * limit:
                raise SegError(
                    "parquet_bomb",
                    file=file_name,
                    needed_gb=max(1, round(expected / 2**30)),
                    limit_gb=limit // 2**30,
                )
            columns = []
            for column in batch.columns:
                met.zoned |= pa.types.is_timestamp(column.type) and column.type.tz is not None
                cleaned, controls = clean_text(as_text(column))
                met.controls += controls
                columns.append(cleaned)
            writer.write(columns)


def is_flat(kind: pa.DataType) -> bool:
    """Whether a column holds one readable value per row."""
    if pa.types.is_dictionary(kind):
        return is_flat(kind.value_type)
    checks: tuple[Callable[[pa.DataType], bool], ...] = (
        is_text,
        pa.types.is_boolean,
        pa.types.is_integer,
        pa.types.is_floating,
        pa.types.is_decimal,
        pa.types.is_temporal,
        pa.types.is_null,
    )
    return any(check(kind) for check in checks)


def is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def text_bytes(column: pa.Array) -> int:
    """Bytes of the text of a column, without making it; other types are short and count as nothing."""
    if pa.types.is_dictionary(column.type) and is_text(column.type.value_type):
        lengths = pc.binary_length(pc.cast(column.dictionary, pa.large_string()))
        return pc.sum(lengths.take(column.indices)).as_py() or 0
    return pc.sum(pc.binary_length(column)).as_py() or 0 if is_text(column.type) else 0


def as_text(column: pa.Array) -> pa.Array:
    """Values as exact text: whole numbers without `.0`, decimals with all digits, dates and times as ISO."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    if pa.types.is_floating(kind):
        return _floats(column)
    text = pc.cast(column, pa.string())
    if pa.types.is_timestamp(kind) or pa.types.is_time(kind):
        text = pc.replace_substring_regex(text, TRAILING_ZEROS, r"\1\2")
        text = pc.replace_substring_regex(text, r"\.($|[-+Z])", r"\1")
    return text


def _floats(column: pa.Array) -> pa.Array:
    """Not a number becomes missing; a whole number is written as one."""
    numbers = pc.cast(column, pa.float64())
    shortest = pc.cast(column if column.type != pa.float16() else numbers, pa.string())
    whole = pc.and_(pc.equal(numbers, pc.floor(numbers)), pc.less(pc.abs(numbers), WHOLE_LIMIT))
    as_whole = pc.cast(pc.cast(pc.if_else(whole, numbers, 0.0), pa.int64()), pa.string())
    text = pc.if_else(whole, as_whole, shortest)
    return pc.if_else(pc.is_nan(numbers), pa.scalar(None, pa.string()), text)
