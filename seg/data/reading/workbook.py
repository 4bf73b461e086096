"""Excel workbooks -> a table of text for each sheet that holds one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.reading.dialect import is_data
from seg.data.reading.labels import SHOWN, clean_labels, shown
from seg.data.reading.options import ReadOptions
from seg.data.reading.workbook_scan import SheetScan, column_letters, scan_workbook
from seg.data.reading.writer import CellTooLongError, TextWriter, clean_text

SAMPLE_ROWS = 200
Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None


def read_workbook(path: Path, file_name: str, options: ReadOptions, folder: Path) -> list[tuple[TableReading, Path]]:
    """A reading and its Parquet file per visible sheet that holds a table, the likeliest customer table first.

    With `options.sheet` that sheet only, hidden or not. Raises `SegError`.
    """
    scans = scan_workbook(path, file_name)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        numbers, notes = _chosen(workbook, file_name, options)
        return _likeliest_first(_read_sheets(workbook, numbers, scans, file_name, folder), notes)
    except CalamineError as problem:
        raise SegError("excel_damaged", file=file_name) from problem


def _chosen(workbook: CalamineWorkbook, file_name: str, options: ReadOptions) -> tuple[list[int], tuple[Fact, ...]]:
    """Positions of the sheets to read, and a note that names those that are hidden."""
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    positions = {sheet.name: workbook.sheet_names.index(sheet.name) for sheet in sheets}
    if options.sheet:
        if options.sheet not in positions:
            raise SegError("no_such_sheet", file=file_name, given=options.sheet, sheets=tuple(positions)[:SHOWN])
        return [positions[options.sheet]], ()
    hidden = [shown(sheet.name, 60) for sheet in sheets if sheet.visible is not SheetVisibleEnum.Visible]
    note = (Fact.of("reading.hidden_sheets", count=len(hidden), sheets=tuple(hidden[:SHOWN])),) if hidden else ()
    return [positions[sheet.name] for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible], note


def _read_sheets(
    workbook: CalamineWorkbook, numbers: Sequence[int], scans: Sequence[SheetScan], file_name: str, folder: Path
) -> list[tuple[TableReading, Path]]:
    """What could be read; the first problem is raised only when no sheet could."""
    found, problems = [], []
    for number in numbers:
        target = folder / f"table_{number}.parquet"
        scan = scans[number] if number < len(scans) else SheetScan()
        try:
            found.append((_read_sheet(workbook, number, file_name, target, scan), target))
        except SegError as problem:
            problems.append(problem)
    if not found:
        raise problems[0] if problems else SegError("no_values", file=file_name)
    return found


def _likeliest_first(
    found: list[tuple[TableReading, Path]], notes: tuple[Fact, ...]
) -> list[tuple[TableReading, Path]]:
    """The table with most cells under names of its own goes first; the others stay in order."""

    def likelihood(item: tuple[TableReading, Path]) -> tuple[bool, int]:
        reading = item[0]
        return len(reading.labels) > 1, reading.rows_kept * len(reading.labels)

    first = max(found, key=likelihood)
    ordered = [first, *(item for item in found if item is not first)]
    return [(replace(reading, notes=reading.notes + notes), target) for reading, target in ordered]


def _read_sheet(workbook: CalamineWorkbook, number: int, file_name: str, target: Path, scan: SheetScan) -> TableReading:
    sheet = workbook.get_sheet_by_index(number)
    rows = sheet.to_python(skip_empty_area=True)
    name = shown(sheet.name, 60)
    if not rows:
        raise SegError("no_values", file=file_name)
    if len(rows[0]) > setting("max_columns"):
        raise SegError("too_many_columns", file=file_name, count=len(rows[0]), limit=int(setting("max_columns")))
    first_row, first_column = sheet.start
    header = [as_text(cell) or "" for cell in rows[0]]
    sample = [[as_text(cell) or "" for cell in row] for row in rows[1:SAMPLE_ROWS]]
    has_header = not is_data(header, sample)
    body = rows[1:] if has_header else rows
    if not body:
        raise SegError("no_rows", file=file_name, count=len(header))
    labels, notes = clean_labels(header if has_header else [f"column_{i + 1}" for i in range(len(header))])
    columns, controls = _columns(body)
    writer = TextWriter(target, len(columns))
    try:
        writer.write(columns)
    except CellTooLongError as long:
        place = f"{column_letters(first_column + long.column + 1)}{first_row + has_header + long.row + 1}"
        limit = int(setting("max_cell_characters"))
        raise SegError(
            "cell_too_long_at", file=file_name, cell=place, characters=long.characters, limit=limit
        ) from None
    finally:
        writer.close()
    if not writer.kept:
        raise SegError("no_values", file=file_name)
    how = (
        Fact.of("reading.sheet", sheet=name),
        Fact.of("reading.header_line", line=first_row + 1) if has_header else Fact.of("reading.no_header"),
    )
    notes += _scan_notes(scan)
    notes += (Fact.of("reading.blank_lines", count=writer.blank),) if writer.blank else ()
    notes += (Fact.of("reading.control_cells", count=controls),) if controls else ()
    return TableReading(file_name, name, "", labels, writer.kept, writer.kept, 0, how, notes)


def _scan_notes(scan: SheetScan) -> tuple[Fact, ...]:
    notes = tuple(Fact.of("reading.error_cells", count=n, error=name) for name, n in sorted(scan.errors.items()))
    if scan.formulas_without_value:
        notes += (Fact.of("reading.formulas_without_value", count=scan.formulas_without_value),)
    if scan.merged:
        notes += (Fact.of("reading.merged_cells", count=len(scan.merged), cells=tuple(scan.merged[:SHOWN])),)
    return notes


def _columns(rows: Sequence[Sequence[Cell]]) -> tuple[list[pa.Array], int]:
    """Text columns of equal length, and how many cells held an invisible character."""
    columns, controls = [], 0
    for cells in zip(*rows, strict=True):
        midnights = all(_is_day(cell) for cell in cells if isinstance(cell, datetime.date))
        texts = pa.array([as_text(cell, midnights) for cell in cells], pa.string())
        column, count = clean_text(texts)
        columns.append(column)
        controls += count
    return columns, controls


def _is_day(cell: datetime.date) -> bool:
    return not isinstance(cell, datetime.datetime) or cell.time() == datetime.time()


def as_text(cell: Cell, midnights_are_days: bool = True) -> str | None:
    """A cell as it was typed: whole numbers without `.0`, dates as ISO, booleans as true and false; None if empty.

    A date among times of day gets its midnight, so that a column has one notation.
    """
    if cell is None or isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode() if cell else None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return number_text(float(cell)) if isinstance(cell, float) else str(cell)
    if isinstance(cell, datetime.date) and not isinstance(cell, datetime.datetime):
        return cell.isoformat() if midnights_are_days else f"{cell.isoformat()} 00:00:00"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if midnights_are_days and _is_day(cell) else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, datetime.time) else str(cell)


def number_text(number: float) -> str:
    """A number without exponent: whole ones in full, others to the 15 digits that Excel itself shows."""
    digits = repr(number) if number.is_integer() else f"{number:.15g}"
    text = format(Decimal(digits), "f")
    return text.removesuffix(".0") if number.is_integer() else text
