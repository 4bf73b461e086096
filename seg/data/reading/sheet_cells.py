"""Cells of a workbook as the text that a person would type, and what such text cannot keep."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from seg.data.reading.writer import clean_text

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None
EXACT_DIGITS = 15
"""Excel keeps no more of a number."""


@dataclass(frozen=True)
class SheetColumn:
    """The text of a column, and how many of its cells held an invisible character, a number of more digits than are
    kept, or a date before the first that there is (0 is shown as 1900-01-00, and less as ####)."""

    text: pa.Array
    controls: int
    long_numbers: int
    no_dates: int


def column_of(cells: Sequence[Cell]) -> SheetColumn:
    kinds = set(map(type, cells))
    dates = sum(isinstance(cell, datetime.date) for cell in cells) if kinds - {str, float, int, bool} else 0
    times = [cell for cell in cells if type(cell) is datetime.time] if dates else []
    no_dates = len(times) if dates >= len(times) or set(times) == {datetime.time()} else 0
    if no_dates:
        cells = [None if type(cell) is datetime.time else cell for cell in cells]
    midnights = all(_is_day(cell) for cell in cells if isinstance(cell, datetime.date)) if dates else True
    texts = cells if kinds == {str} else [as_text(cell, midnights) for cell in cells]
    long_numbers = sum(map(_is_rounded, cells)) if float in kinds or int in kinds else 0
    text, controls = clean_text(pa.array(texts, pa.string()))
    return SheetColumn(text, controls, long_numbers, no_dates)


def _is_rounded(cell: Cell) -> bool:
    return isinstance(cell, float | int) and abs(cell) >= 10**EXACT_DIGITS and float(cell).is_integer()


def _is_day(cell: datetime.date) -> bool:
    return not isinstance(cell, datetime.datetime) or cell.time() == datetime.time()


def row_texts(row: Sequence[Cell]) -> list[str]:
    return [as_text(cell) or "" for cell in row]


def as_text(cell: Cell, midnights_are_days: bool = True) -> str | None:
    """A cell as it was typed: whole numbers without `.0`, dates as ISO, booleans as true and false; None if empty.

    A date among times of day gets its midnight, so that a column has one notation.
    """
    if cell is None or isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return number_text(float(cell)) if isinstance(cell, float) else str(cell)
    if isinstance(cell, datetime.date) and not isinstance(cell, datetime.datetime):
        return cell.isoformat() if midnights_are_days else f"{cell.isoformat()} 00:00:00"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if midnights_are_days and _is_day(cell) else cell.isoformat(sep=" ")
    return _duration(cell) if isinstance(cell, datetime.timedelta) else cell.isoformat()


def _duration(span: datetime.timedelta) -> str:
    sign, seconds = "-" * (span < datetime.timedelta()), int(abs(span).total_seconds())
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def number_text(number: float) -> str:
    """A number without exponent: whole ones in full, others to the 15 digits that Excel itself shows."""
    digits = repr(number) if number.is_integer() else f"{number:.{EXACT_DIGITS}g}"
    text = format(Decimal(digits), "f")
    return text.removesuffix(".0") if number.is_integer() else text
