"""What kind of thing is in each cell of a table: nothing, a value, a year or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from seg.data.columns.lexicon import words_for
from seg.data.columns.names import plain
from seg.data.numbers import CURRENCIES

Row = Sequence[str]

VALUE = re.compile(
    r"[-+(]?\s*[$€£¥]?\s*[-+]?[\d\s.,']*\d[\d\s.,']*(%|[$€£¥])?\)?"  # a number in any notation
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([ T]\d{1,2}:\d{2}.*)?"  # a date, perhaps with a time
    r"|[^@\s]+@[^@\s]+\.\w+"  # an e-mail address
)
YEAR = re.compile(r"(19|20)\d\d")
UNIT = re.compile(
    r"\(.+\)|\[.+\]|[%‰#°]|n|°?[CF]|[kmcdµ]?(g|m|l|s|W|Wh|m²|m³|m2|m3)|k[mgW]/?h|t|lbs?|oz|ft|in|mi|h|min|[KMGT]i?B"
)
DATE_FORMAT = re.compile(r"([^\W\d_])\1+([-./: ]([^\W\d_])\3+)+")
"""How a date is written, in the letters of any language: `dd-mm-yyyy`, `jj/mm/aaaa`."""
VALUE_CHARACTERS = 60
"""No value is longer; the pattern would take its time over one that is."""
HEAD_ROWS = 60
"""Rows among which the names of columns are looked for."""
VALUES_SHARE = 0.9


class Marks:
    """What is in each cell: " " nothing, "v" a value, "y" a year, "t" text; `None` for a row of another width.

    `values[i]` are the columns that hold values below row i, or below the two after it: there may be more names. A
    year among years is a value.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
        cells = Counter({width: width * count for width, count in Counter(widths).items() if width > 1})
        self.columns = max(cells, key=cells.__getitem__, default=1)  # a cover of narrow lines may have as many of them
        self.marks = ["".join(map(_mark, row)) if len(row) == self.columns else None for row in rows]
        self.values = self._columns_below("vy")
        years = self._columns_below("y")
        for at, marks in enumerate(self.marks[: HEAD_ROWS + 3]):
            if marks and "y" in marks:
                self.marks[at] = "".join("v" if m == "y" and i in years[at] else m for i, m in enumerate(marks))

    def _columns_below(self, signs: str) -> list[frozenset[int]]:
        """For each row the columns that hold little but `signs` below it."""
        found, filled = [0] * self.columns, [0] * self.columns
        below: list[frozenset[int]] = [frozenset()] * (len(self.rows) + 3)
        for at in range(len(self.rows) - 1, -1, -1):
            if at < HEAD_ROWS + 3:
                enough = (i for i in range(self.columns) if filled[i] and found[i] >= VALUES_SHARE * filled[i])
                below[at] = frozenset(enough)
            for i, mark in enumerate(self.marks[at] or ""):
                filled[i] += mark != " "
                found[i] += mark in signs
        return [below[at] | below[at + 1] | below[at + 2] for at in range(len(self.rows))]

    def filled(self, at: int) -> int:
        return sum(bool(cell.strip()) for cell in self.rows[at])

    def fits(self, at: int) -> bool:
        return 0 <= at < len(self.rows) and self.marks[at] is not None

    def breaks(self, at: int) -> int:
        """How many cells of a row are text where the rows below have values."""
        return sum((self.marks[at] or "")[i : i + 1] == "t" for i in self.values[at])

    def agrees(self, at: int) -> int:
        """How many cells are values where the rows below have values."""
        return sum((self.marks[at] or "")[i : i + 1] in ("v", "y") for i in self.values[at])

    def may_be_names(self, at: int) -> bool:
        """Whether a row holds text or years, and other numbers only where they count up beside text, as names may."""
        marks = self.marks[at]
        if marks is None or not marks.strip():
            return False
        numbers = [cell.strip() for cell, mark in zip(self.rows[at], marks, strict=True) if mark == "v"]
        return not numbers or ("t" in marks and counts_up(numbers))


def _mark(cell: str) -> str:
    cell = cell.strip()
    if not cell:
        return " "
    return "y" if YEAR.fullmatch(cell) else "v" if is_value(cell) else "t"


def is_value(cell: str) -> bool:
    """Whether a cell is a number, a date or an e-mail address rather than words."""
    return len(cell) <= VALUE_CHARACTERS and VALUE.fullmatch(cell) is not None


def counts_up(cells: Sequence[str]) -> bool:
    whole = [int(cell) for cell in cells if cell.isdecimal()]
    return len(whole) == len(cells) > 1 and all(b - a == 1 for a, b in pairwise(whole))


def is_unit(cell: str) -> bool:
    """Whether a cell is the name of a unit: `EUR`, `kg`, `(years)`, `sztuki`, `dd-mm-yyyy`."""
    word = plain(cell).rstrip(".")
    written = UNIT.fullmatch(cell) or DATE_FORMAT.fullmatch(word)
    return bool(written) or cell.lower() in CURRENCIES or word in _unit_words()


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(map(plain, words_for("units")))
