"""The one place that writes files to take away, each format as safe and as exact as it can be.

CSV is for spreadsheets and mailing tools: formulas are neutralised, and it cannot tell missing from empty.
Excel keeps text as text (ids keep their zeros) and cannot run it. Parquet is exact, for machines.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from seg.core.errors import SegError
from seg.core.registry import Registry
from seg.decide.file_names import sheet_name
from seg.decide.formulas import SUSPECT, neutralise

Writer = Callable[[pa.Table, Path, str], None]
FORMATS: Registry[Writer] = Registry()
"""File extension -> what writes a table with a title to a path."""

BATCH_ROWS = 65_536
SHEET_ROWS = 1_048_575  # Excel's limit, less the heading
EXCEL_TEXT = 32_767  # UTF-16 units in a cell; longer text would be cut without a word
EXCEL_EXACT = 2**53  # larger whole numbers lose digits
EXCEL_FIRST_DAY = date(1900, 3, 1)  # Excel believes that 1900 was a leap year


def write(table: pa.Table, file_format: str, path: Path, title: str) -> None:
    """Write `table` to `path`. Columns are text, numbers, yes/no, dates or times; `title` names the sheet.

    The file is whole or not there. Raises `KeyError` for a format that is not in `FORMATS`, `SegError` for
    text that Excel cannot hold.
    """
    try:
        FORMATS[file_format](table, path, title)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@FORMATS.add("csv")
def _write_csv(table: pa.Table, path: Path, title: str) -> None:
    """UTF-8 with a byte order mark, all cells quoted, CRLF: what Excel, Sheets and LibreOffice open alike."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        _write_cells(table, file)


def write_plain_csv(table: pa.Table, path: Path) -> None:
    """As CSV for people, without the mark at the beginning that programs stumble over."""
    with path.open("wb") as file:
        _write_cells(table, file)


def _write_cells(table: pa.Table, file: IO[bytes]) -> None:
    schema = pa.schema([(neutralise(name), pa.string()) for name in table.column_names])
    options = pa_csv.WriteOptions(quoting_style="all_valid", eol="\r\n")
    with pa_csv.CSVWriter(file, schema, write_options=options) as writer:
        for batch in table.to_batches(max_chunksize=BATCH_ROWS):
            writer.write_batch(pa.record_batch([_cells(column) for column in batch.columns], schema=schema))


def _cells(column: pa.Array) -> pa.Array:
    """A column as harmless text, "" where it is missing."""
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    text = pc.fill_null(column.cast(pa.string()), "")
    suspect = pc.match_substring_regex(text, SUSPECT)
    changed = [neutralise(cell) for cell in text.filter(suspect).to_pylist()]
    return pc.replace_with_mask(text, suspect, pa.array(changed, pa.string())) if changed else text


@FORMATS.add("parquet")
def _write_parquet(table: pa.Table, path: Path, title: str) -> None:
    pq.write_table(table, path, compression="zstd")


@FORMATS.add("xlsx")
def _write_xlsx(table: pa.Table, path: Path, title: str) -> None:
    """One sheet, or more where a sheet is full. Rows go to disk as they come: memory does not grow with them."""
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = safe | {"constant_memory": True, "tmpdir": str(path.parent), "remove_timezone": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})  # as in the zip: the same table, the same file
        formats = {"heading": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
        formats["time"] = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for number, start in enumerate(range(0, max(len(table), 1), SHEET_ROWS), start=1):
            sheet = book.add_worksheet(sheet_name(title, number))
            _write_sheet(sheet, table.slice(start, SHEET_ROWS), formats)


def _write_sheet(sheet: Worksheet, table: pa.Table, formats: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.column_names):
        sheet.set_column(place, place, min(max(len(name) + 2, 10), 40))
        sheet.write_string(0, place, name, formats["heading"])
    writers = [_cell_writer(sheet, field, formats) for field in table.schema]
    for row, values in enumerate(_rows(table), start=1):
        for place, value in enumerate(values):
            if value is not None:
                writers[place](row, place, value)


def _rows(table: pa.Table) -> Iterator[tuple]:
    for batch in table.to_batches(max_chunksize=BATCH_ROWS):
        yield from zip(*[column.to_pylist() for column in batch.columns], strict=True)


def _cell_writer(sheet: Worksheet, field: pa.Field, formats: dict[str, Format]) -> Callable:
    """What writes a value of a column at (row, place): its type decides, never what the text looks like."""

    def text(row: int, place: int, value: object) -> None:
        if sheet.write_string(row, place, str(value)):
            raise SegError("excel_text_too_long", column=field.name, limit=EXCEL_TEXT)

    def number(row: int, place: int, value: float) -> None:
        if math.isinf(value) or (isinstance(value, int) and abs(value) > EXCEL_EXACT):
            text(row, place, value)
        elif value == value:  # not a number is missing
            sheet.write_number(row, place, value)

    def moment(row: int, place: int, value: date) -> None:
        day = value.date() if isinstance(value, datetime) else value
        if day < EXCEL_FIRST_DAY:
            text(row, place, value.isoformat())
        else:
            sheet.write_datetime(row, place, value, formats["day" if day is value else "time"])

    kind = field.type
    if pa.types.is_boolean(kind):
        return sheet.write_boolean
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return number
    return moment if pa.types.is_date(kind) or pa.types.is_timestamp(kind) else text
