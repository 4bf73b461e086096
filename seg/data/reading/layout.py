"""Where a table begins among the rows of a text or a sheet: what stands above it, its names, its units, its data.

Made for tables that people lay out for people. A row is taken for anything but data only where the rows below prove
it, by their number of cells or by the values in their columns: a plain table loses nothing here. Where a table ends
is told by `ending.set_aside_at_end`, and rows that are left out are written by `aside.write_aside`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from seg.data.reading.marks import HEAD_ROWS, VALUES_SHARE, YEAR, Marks, Row, counts_up, is_unit, is_value

RULE = re.compile(r"[-=_]{2,}")
"""What some databases draw under the names."""
TYPICAL_SHARE = 0.75
JOINED = " – "


@dataclass(frozen=True)
class Layout:
    """The first `above` rows are no table; `header_rows` (0, 1 or 2) hold the names; data begin at row `first`.

    `labels` are the raw names, one per column, () where there are none; of two rows they are joined, a group's name
    carried to the right: `Spend – 2023`. `units` are the cells of the row under the names that says in what the
    columns are counted, () where there is none. `columns` is how many cells a row has.
    """

    columns: int
    above: int
    header_rows: int
    labels: tuple[str, ...]
    units: tuple[str, ...]
    first: int


def layout_of(
    rows: Sequence[Row], header_row: int | None = None, header_rows: int = 1, sign_is_guessed: bool = False
) -> Layout:
    """The layout, from the first rows, of which one at least has something in it.

    A person may say that the names are in `header_row` (1-based, 0 = there are none) and take `header_rows` rows. With
    `sign_is_guessed`, titles are believed only where values below prove them: the sign between cells may be wrong.
    """
    seen = Marks(rows)
    if header_row is None:
        above = _first_row(seen, sign_is_guessed)
        above, count = _header(seen, above)
    elif header_row:
        above, count = min(header_row, len(rows)) - 1, max(1, header_rows)
    else:
        above, count = _first_full_row(seen), 0
    named = rows[above : above + count]
    columns = seen.columns if not count or any(len(row) == seen.columns for row in named) else len(named[0])
    labels = _joined([_cells(row, columns) for row in named]) if count else ()
    first = above + count
    units = tuple(cell.strip() for cell in rows[first]) if count and _is_units(seen, first) else ()
    return Layout(columns, above, count, labels, units, first + bool(units))


def _first_row(seen: Marks, sign_is_guessed: bool) -> int:
    """The first row of the table: the first with anything in it, or the names under titles that stand above them."""
    first = next(at for at in range(len(seen.rows)) if seen.filled(at))
    whole = seen.fits(first) and seen.filled(first) == seen.columns
    if seen.columns == 1 or (whole and not (seen.breaks(first) and seen.agrees(first))):
        return first
    for at in range(first + 1, min(len(seen.rows) - 1, HEAD_ROWS)):
        if _is_under_titles(seen, first, at, sign_is_guessed):
            return at
    return first


def _is_under_titles(seen: Marks, first: int, at: int, sign_is_guessed: bool) -> bool:
    filled = seen.filled(at)
    if not seen.fits(at) or filled < 2:
        return False
    below = [seen.filled(i) for i in range(at + 1, len(seen.rows)) if seen.fits(i) and seen.filled(i)]
    if not below or filled < TYPICAL_SHARE * median(below):
        return False
    group = _is_group(seen, at - 1)
    titles = [i for i in range(first, at - group) if seen.filled(i)]
    parted = bool(titles) and titles[-1] < at - group - 1
    if not all(_is_title(seen, i, at, parted) for i in titles):
        return False
    if group or not titles:
        return group
    if not seen.may_be_names(at):
        said = all(not seen.fits(i) or "v" not in (seen.marks[i] or "") for i in titles)
        return parted and said and is_data(seen.rows[at], seen.rows[at + 1 :])
    if seen.breaks(at) or parted:
        return True
    alone = all(seen.filled(i) == 1 for i in titles)
    if alone and seen.columns >= 3:
        return True
    widest = max(len(seen.rows[i]) for i in titles)
    unlike = all(len(row) != widest for row in seen.rows[at:])
    return not sign_is_guessed and unlike and seen.columns >= 2 * widest


def _is_title(seen: Marks, title: int, names: int, parted: bool) -> bool:
    """Whether a row is of another make than the names below it: narrower, emptier, or a fact like `Period: 2024`."""
    filled = seen.filled(title)
    if not seen.fits(title) or 2 * filled <= seen.filled(names):
        return True
    if parted and filled < seen.filled(names) and seen.breaks(names):
        return True
    if filled <= 2 and next(cell for cell in seen.rows[title] if cell.strip()).rstrip().endswith(":"):
        return True
    whole = seen.breaks(names) > 1 and seen.breaks(names) == len(seen.values[names])
    return whole and seen.breaks(title) > 0 and seen.agrees(title) > 0


def _first_full_row(seen: Marks) -> int:
    """The first row of a table without names: the first that has about as many cells filled as the others."""
    filled = [seen.filled(at) if seen.fits(at) else 0 for at in range(len(seen.rows))]
    enough = TYPICAL_SHARE * median([count for count in filled if count] or [0])
    return next(at for at, count in enumerate(filled) if count >= enough and seen.filled(at))


def _header(seen: Marks, above: int) -> tuple[int, int]:
    """Where the names begin and how many rows they take, when the table begins at row `above`."""
    if above and _is_group(seen, above - 1):
        return above - 1, 2
    if _is_group(seen, above):
        return above, 2
    cells = seen.rows[above]
    return above, 0 if is_data(cells, seen.rows[above + 1 :]) else 1


def _is_group(seen: Marks, at: int) -> bool:
    """Whether a row names groups of the columns that the next row names: it has gaps, and the next has proof."""
    if not (seen.fits(at) and seen.fits(at + 1)) or not seen.may_be_names(at + 1) or at + 2 >= len(seen.rows):
        return False
    group, names = seen.marks[at] or "", seen.marks[at + 1] or ""
    where = [i for i, mark in enumerate(group) if mark != " "]
    gaps = [i for i, mark in enumerate(names) if mark != " " and group[i] == " " and where and i > where[0]]
    if "v" in group or not gaps or where == [0] or any(seen.rows[at][i].rstrip().endswith(":") for i in where):
        return False
    said = [cell.strip() for cell in seen.rows[at + 1] if cell.strip()]
    repeated = len(set(said)) < len(said) or any(names[i] == "y" for i in gaps)
    if not seen.breaks(at) + seen.breaks(at + 1):
        return False
    if where == [0, 1] or not seen.breaks(at + 1):
        return repeated
    complete = any(names[i] == " " for i in where)
    return repeated or complete or 2 * len(where) <= seen.columns


def _cells(row: Row, columns: int) -> list[str]:
    return [*row, *[""] * columns][:columns]


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names of columns from one row, or from rows of groups and the row of names below them."""
    *groups, names = rows
    parts = [*map(_carried, groups)] if any(cell.strip() for cell in names) else [*groups]
    columns = zip(*parts, names, strict=True)
    return tuple(cells[-1] if not groups else JOINED.join(_distinct(cells)) for cells in columns)


def _distinct(cells: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))


def _carried(row: Sequence[str]) -> list[str]:
    last, carried = "", []
    for cell in row:
        last = cell if cell.strip() else last
        carried.append(last)
    return carried


def _is_units(seen: Marks, at: int) -> bool:
    """Whether a row under the names says only in what its columns are counted, where the rows below have values."""
    if not seen.fits(at) or at + 1 >= len(seen.rows):
        return False
    said = [cell.strip() for cell in seen.rows[at] if cell.strip()]
    if len(said) > 1 and all(map(RULE.fullmatch, said)):
        return True
    return bool(said) and seen.breaks(at) > 0 and all(cell in ("-", "–") or is_unit(cell) for cell in said)


def is_data(header: Row, rows: Sequence[Row]) -> bool:
    """Whether the first row is clearly a row of data: it has values wherever the rows below have them.

    Numbers that count up or are years may well be names of columns, so they do not prove anything.
    """
    rows = [row for row in rows if len(row) == len(header)]
    if not rows or not all(cell.strip() for cell in header):
        return False
    of_values = [cell.strip() for cell, *below in zip(header, *rows, strict=True) if _are_values(below)]
    if not of_values or not all(map(is_value, of_values)):
        return False
    return not (all(map(YEAR.fullmatch, of_values)) or counts_up(of_values))


def _are_values(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(map(is_value, filled)) >= VALUES_SHARE * len(filled)
