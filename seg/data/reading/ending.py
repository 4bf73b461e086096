"""Where a table ends: rows of totals and footnotes at the bottom, which are no customers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import isclose

import pyarrow as pa
import pyarrow.compute as pc

from seg.data.columns.lexicon import words_for
from seg.data.columns.names import plain
from seg.data.reading.aside import FOOTNOTE, TOTALS
from seg.data.reading.marks import Row, is_value

TAIL_ROWS = 12
"""Rows held back at the bottom: as many totals and footnotes as are looked for."""
MARKED = re.compile(r"([*†‡¹²³]|\(\*+\)|\[\d\])\s*\S")
LEAST_SUMMED = 3
"""Numbers of which a sum is proof that a row without a word for it is their total."""
LEAST_NAMED = 2


@dataclass(frozen=True)
class Sum:
    """The sum of the numbers in some cells, and how many of them are not 0."""

    total: float
    numbers: int


SumAbove = Callable[[int, str], Sum]
"""(column, decimal sign) -> the sum of that column in the rows before the last ones."""


def set_aside_at_end(
    last_rows: Sequence[Row], first_rows: Sequence[Row], sum_above: SumAbove
) -> tuple[tuple[int, str], ...]:
    """(place in `last_rows`, reason) of the rows at the bottom that are totals or footnotes, in order.

    All rows are as wide as the table; `first_rows` are some that come before the last ones, to know what the columns
    hold. Only what stands below the last row of data is looked at: footnotes first, then totals, blank rows between
    them or not.
    """
    found: list[tuple[int, str]] = []
    left = [at for at, row in enumerate(last_rows) if any(cell.strip() for cell in row)]
    while left and is_footnote(last_rows[left[-1]], [*first_rows, *last_rows[: left[-1]]]):
        found.append((left.pop(), FOOTNOTE))
    while left and is_totals(last_rows[: left[-1] + 1], first_rows, sum_above):
        found.append((left.pop(), TOTALS))
    return tuple(reversed(found))


def is_footnote(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row holds nothing but one remark: `Source: CRM`, `* without VAT`; none above looks like it."""
    filled = _filled(row)
    if len(row) < 2 or len(filled) != 1:
        return False
    ((at, cell),) = filled
    return is_remark(cell) and not any(is_remark(other[at].strip()) for other in above if len(_filled(other)) > 1)


def _filled(row: Row) -> list[tuple[int, str]]:
    return [(at, cell.strip()) for at, cell in enumerate(row) if cell.strip()]


def is_remark(cell: str) -> bool:
    """Whether a text is a note below a table, as `Source: CRM` or `* without VAT`."""
    word, colon, said = cell.partition(":")
    return bool(MARKED.match(cell)) or (bool(colon and said.strip()) and plain(word.strip()) in _words("footnotes"))


def is_totals(last_rows: Sequence[Row], first_rows: Sequence[Row], sum_above: SumAbove) -> bool:
    """Whether the last row adds up the rows above: it says so and looks so, or its numbers are their sums.

    A customer may be called Total: the word alone proves nothing.
    """
    row, near = last_rows[-1], last_rows[:-1]
    filled = _filled(row)
    above = [other for other in (*first_rows, *near) if (cells := _filled(other)) and not _is_word(cells[0][1])]
    if len(row) < 2 or not filled or not above:
        return False
    (first, word), *others = filled

    def is_sum(at: int, cell: str, least: int) -> bool:
        return is_value(cell) and sums_to(cell, [other[at] for other in near], least, at, sum_above)

    if not _is_word(word):
        without_id = first > 0 and all(other[0].strip() for other in above)
        return without_id and all(is_sum(at, cell, LEAST_SUMMED) for at, cell in filled)
    if not others or not all(is_value(cell) for _, cell in others):
        return False
    return _is_unlike(row, first, above) or any(is_sum(at, cell, LEAST_NAMED) for at, cell in others)


def _is_word(cell: str) -> bool:
    return plain(cell).rstrip(" :.") in _words("totals")


def _is_unlike(row: Row, first: int, above: Sequence[Row]) -> bool:
    """Whether the row has a word where others have values, or a gap where none of the others has one."""
    same_column = [other[first].strip() for other in above if other[first].strip()]
    always = [at for at in range(len(row)) if at != first and all(other[at].strip() for other in above)]
    return (bool(same_column) and all(map(is_value, same_column))) or any(not row[at].strip() for at in always)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(map(plain, words_for(group)))


def sums_to(cell: str, near: Sequence[str], least: int, at: int, sum_above: SumAbove) -> bool:
    """Whether a cell is the sum of its column: of the cells `near` it and those above, at least `least` in all.

    Decimals are written in one of two ways; a sum in either is one.
    """
    for decimal in ".,":
        whole = sum_of(pa.array([cell]), decimal).total
        parts = sum_of(pa.array(near, pa.string()), decimal), sum_above(at, decimal)
        enough = sum(part.numbers for part in parts) >= least
        if whole and enough and isclose(whole, sum(part.total for part in parts), rel_tol=1e-6, abs_tol=0.011):
            return True
    return False


def sum_of(cells: pa.Array | pa.ChunkedArray, decimal: str) -> Sum:
    """The sum of the numbers in a column of text, without their currency and grouping signs."""
    digits = pc.replace_substring_regex(cells, r"[^\d,.+-]", "")
    plain_digits = pc.replace_substring(digits, "," if decimal == "." else ".", "")
    numbers = pc.replace_substring(plain_digits, ",", ".")
    numbers = numbers.filter(pc.match_substring_regex(numbers, r"^[+-]?(\d+\.?\d*|\.\d+)$"))
    numbers = pc.cast(numbers, pa.float64())
    return Sum(pc.sum(numbers).as_py() or 0.0, pc.sum(pc.not_equal(numbers, 0.0)).as_py() or 0)
