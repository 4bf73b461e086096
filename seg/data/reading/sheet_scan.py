"""What one sheet holds, whatever its format, and what is refused before a reader makes room for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from seg.core.errors import SegError
from seg.core.settings import setting

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; all from 0."""
ERRORS = {  # as both binary formats write them
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass
class SheetScan:
    """Filled cells, the far corner (rows and columns from 1), errors by name, formulas without value, merged ranges."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    formulas_without_value: int = 0
    merged: list[Range] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """A cell is here: the box that a reader makes room for goes this far at least."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


def check_sheet(scan: SheetScan, before: int, file_name: str) -> None:
    """Raises `SegError` for too many filled cells, `before` of them in other sheets, or too large a box."""
    most = int(setting("max_sheet_cells"))
    if scan.cells + before > most:
        raise SegError("excel_too_many_cells", file=file_name, limit=most)
    box, limit = scan.last_row * scan.last_column, int(setting("max_sheet_box_cells"))
    if box > limit:
        corner = f"{column_letters(scan.last_column)}{scan.last_row}"
        raise SegError("excel_sparse", file=file_name, cells=box, limit=limit, cell=corner)


def column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row: int, column: int) -> str:
    """The name of a cell, from its row and column from 0."""
    return f"{column_letters(column + 1)}{row + 1}"


def range_name(merged: Range) -> str:
    return f"{place(*merged[:2])}:{place(*merged[2:])}"
