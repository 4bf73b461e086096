"""The cells of one sheet, and which of its columns belong to the table in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from python_calamine import CalamineSheet

from seg.data.reading.sheet_cells import Cell, as_text, row_texts
from seg.data.reading.sheet_scan import Range


@dataclass(frozen=True)
class Remark:
    """A cell that stands alone in its row and in its column: a title or a note, `line` as the program numbers rows."""

    line: int
    text: str


@dataclass(frozen=True)
class Grid:
    """Rows of the columns of the table, the first on `line`; `columns` are where these stand in the sheet, from 0.

    `remarks` stand outside of these columns; `lost` are lines that could not be read.
    """

    rows: Sequence[Sequence[Cell]]
    line: int
    columns: tuple[int, ...]
    remarks: tuple[Remark, ...]
    lost: frozenset[int]

    def with_merged(self, first: int, last: int, merged: Sequence[Range]) -> list[list[str]]:
        """The text of rows from `first` to before `last`, in which merged cells all hold the value of the first."""
        texts = [row_texts(row) for row in self.rows[first:last]]
        for top, left, bottom, right in merged:
            at = top - (self.line - 1) - first
            if not 0 <= at < len(texts) or left not in self.columns:
                continue
            value = texts[at][self.columns.index(left)]
            for row in texts[at : bottom - top + at + 1]:
                for i, column in enumerate(self.columns):
                    if left <= column <= right and not row[i]:
                        row[i] = value
        return texts


def grid_of(sheet: CalamineSheet) -> Grid | None:
    """The grid, None for an empty sheet."""
    rows, lost = _rows(sheet)
    if not rows:
        return None
    top, left = sheet.start
    filled = [len(row) - row.count("") for row in rows]
    columns = [i for i, cells in enumerate(zip(*rows, strict=True)) if _is_of_table(cells, filled)]
    if not columns:  # one column, or cells that have nothing to do with each other
        columns = list(range(len(rows[0])))
    alone = [at for at, count in enumerate(filled) if count == 1]
    outside = set(range(len(rows[0]))) - set(columns)
    found = [(at, as_text(rows[at][i])) for at in alone for i in outside if rows[at][i] != ""] if outside else []
    if outside:
        rows = [[row[i] for i in columns] for row in rows]
    first = next(at for at, row in enumerate(rows) if row.count("") < len(row))
    return Grid(
        rows[first:],
        top + 1 + first,
        tuple(left + i for i in columns),
        tuple(Remark(top + 1 + at, text or "") for at, text in found),
        frozenset(top + 1 + at for at in lost),
    )


def _is_of_table(cells: Sequence[Cell], filled: Sequence[int]) -> bool:
    return any(cell != "" and count > 1 for cell, count in zip(cells, filled, strict=True))


def _rows(sheet: CalamineSheet) -> tuple[list[list[Cell]], list[int]]:
    """All rows, and the places of those that hold a duration of millions of years, which Python has no room for."""
    try:
        return sheet.to_python(skip_empty_area=True), []
    except OverflowError:
        rows, lost, one_by_one = [], [], sheet.iter_rows()
        while True:
            try:
                rows.append(next(one_by_one))
            except StopIteration:
                break
            except OverflowError:
                lost.append(len(rows))
                rows.append([""] * sheet.width)
        return rows, lost
