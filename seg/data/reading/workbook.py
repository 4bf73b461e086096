"""Workbooks (.xlsx, .xls, .xlsb, .ods) -> a table of text for each sheet that holds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from seg.core.dataset import TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.data.reading.labels import SHOWN, shown
from seg.data.reading.likeliest import likeliest_first
from seg.data.reading.options import ReadOptions
from seg.data.reading.sheet_scan import SheetScan
from seg.data.reading.sheet_table import read_sheet
from seg.data.reading.workbook_scan import scan_workbook


def read_workbook(path: Path, file_name: str, options: ReadOptions, folder: Path) -> list[tuple[TableReading, Path]]:
    """A reading and its Parquet file per visible sheet that holds a table, the likeliest customer table first.

    With `options.sheet` that sheet only, hidden or not. Raises `SegError`.
    """
    scans = scan_workbook(path, file_name)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        numbers, notes = _chosen(workbook, file_name, options)
        found = likeliest_first(_read_sheets(workbook, numbers, scans, file_name, options, folder))
        return [(replace(reading, notes=reading.notes + notes), target) for reading, target in found]
    except PasswordError as problem:
        raise SegError("excel_locked", file=file_name) from problem
    except (CalamineError, OSError) as problem:
        if getattr(problem, "errno", None):  # no room for what is written; the file is not to blame
            raise
        raise SegError("excel_damaged", file=file_name) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # how calamine stumbles over a file; it has no name to import
            raise SegError("excel_damaged", file=file_name) from problem
        raise


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
    workbook: CalamineWorkbook,
    numbers: Sequence[int],
    scans: Sequence[SheetScan],
    file_name: str,
    options: ReadOptions,
    folder: Path,
) -> list[tuple[TableReading, Path]]:
    """What could be read; the first problem is raised only when no sheet could."""
    found, problems = [], []
    for number in numbers:
        target = folder / f"table_{number}.parquet"
        scan = scans[number] if number < len(scans) else SheetScan()
        try:
            found.append((read_sheet(workbook.get_sheet_by_index(number), file_name, options, target, scan), target))
        except SegError as problem:
            problems.append(problem)
    if not found:
        raise problems[0] if problems else SegError("no_values", file=file_name)
    return found
