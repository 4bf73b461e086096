"""A table of figures as an Excel sheet: numbers as numbers in their formats, shaded, with a heading that stays."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from seg.decide.file_names import sheet_name

HEADING_WIDTH, FIRST_WIDTH, WIDTH = 16, 34, 14


@dataclass(frozen=True)
class Figure:
    """One cell: `value` in an Excel number `format`, `fill` as a hex colour or ""."""

    value: str | float | date | None
    format: str = ""
    fill: str = ""
    bold: bool = False


def shaded_workbook(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[Figure]], notes: Sequence[str], stays: int
) -> bytes:
    """A workbook with one sheet. The first row and the first `stays` columns stay in sight; `notes` stand below."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(sheet_name(title))
        formats: dict[Figure, object] = {}
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        for column, heading in enumerate(headings):
            page.write_string(0, column, heading, bold)
        page.set_column(0, 0, FIRST_WIDTH)
        page.set_column(1, max(len(headings) - 1, 1), WIDTH)
        page.freeze_panes(1, stays)
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(page, at, column, cell, _format(book, formats, cell))
        for at, note in enumerate(notes, len(rows) + 2):
            page.write_string(at, 0, note)
    return buffer.getvalue()


def _format(book: xlsxwriter.Workbook, known: dict, cell: Figure):
    """One format for all cells that look alike: Excel takes few thousand."""
    look = {"num_format": cell.format} if cell.format else {}
    look |= {"bg_color": cell.fill} if cell.fill else {}
    look |= {"bold": True} if cell.bold else {}
    key = tuple(look.items())
    if key not in known:
        known[key] = book.add_format(look)
    return known[key]


def _write(page, row: int, column: int, cell: Figure, look) -> None:
    if cell.value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(cell.value, str):
        page.write_string(row, column, cell.value, look)
    elif isinstance(cell.value, date):
        page.write_datetime(row, column, datetime(cell.value.year, cell.value.month, cell.value.day), look)
    else:
        page.write_number(row, column, cell.value, look)
