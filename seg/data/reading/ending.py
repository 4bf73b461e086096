"""Where a table ends: rows of totals and footnotes at the bottom, which are no customers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, isclose

import pyarrow as pa
import pyarrow.compute as pc

from seg.data.columns.lexicon import words_for
from seg.data.columns.names import plain
from seg.data.reading.aside import FOOTNOTE, TOTALS
from seg.data.reading.marks import Row, is_value

TAIL_ROWS = 12
"""Rows held back at the bottom: as many totals and footnotes as are looked for."""
MARKED = re.compile(r"([*†‡¹²³]|\(\*+\)|\[\d\])\s*\S")
DECIMALS = ".,"
"""Decimals are written in one of two ways; a sum in either is one."""
LEAST_SUMMED = 3
"""Numbers of which a sum is proof that a row without a word for it is their total."""
LEAST_NAMED = 2
MEAN_ROUNDED = 0.005
"""How far an average may be off: it is often written with one or two digits."""


@dataclass(frozen=True)
class Sum:
    """The sum of the numbers in some cells, how many of them are not 0, how many there are, and the largest."""

    total: float
    numbers: int
    count: int = 0
    largest: float = -inf

    def __add__(self, other: Sum) -> Sum:
        largest = max(self.largest, other.largest)
        return Sum(self.total + other.total, self.numbers + other.numbers, self.count + other.count, largest)


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
    sum_above = cache(sum_above)  # it may read the whole file
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


@dataclass(frozen=True)
class Bottom:
    """A number in the last row, and the numbers above it.

    `above` leaves out the rows of totals among the near ones, `all_above` does not; `parted`: there are such rows, so
    that the numbers are counted in them once more.
    """

    value: float
    above: Sum
    all_above: Sum
    parted: bool

    def is_sum(self, least: int) -> bool:
        """Whether it is the sum of the numbers above it, at least `least`."""
        enough = self.value and self.above.numbers >= least
        return bool(enough) and (
            _is_near(self.value, self.above.total) or (self.parted and _is_near(2 * self.value, self.all_above.total))
        )

    @property
    def is_mean(self) -> bool:
        mean = self.above.total / max(1, self.above.count)
        return isclose(self.value, mean, rel_tol=MEAN_ROUNDED, abs_tol=0.011)

    @property
    def is_largest(self) -> bool:
        return self.value > self.above.largest


def _is_near(total: float, other: float) -> bool:
    return isclose(total, other, rel_tol=1e-6, abs_tol=0.011)


def is_totals(last_rows: Sequence[Row], first_rows: Sequence[Row], sum_above: SumAbove) -> bool:
    """Whether the last row adds up the rows above: it says so and looks so, or its numbers are their sums.

    A customer may be called Total, and not all may be known of it: the word and a gap alone prove nothing.
    """
    row, near = last_rows[-1], last_rows[:-1]
    filled = _filled(row)
    above = [other for other in (*first_rows, *near) if _filled(other) and not _says_totals(other)]
    if len(row) < 2 or not filled or not above:
        return False
    (first, word), *others = filled
    parted = any(map(_says_totals, (*first_rows, *near)))

    def read(at: int, cell: str, decimal: str) -> Bottom | None:
        """A cell of the last row and its column; none where it is no number."""
        whole, far = sum_of(pa.array([cell]), decimal), sum_above(at, decimal)
        plain_rows = [other[at] for other in near if not _says_totals(other)]
        sums = (sum_of(pa.array(cells, pa.string()), decimal) for cells in (plain_rows, [other[at] for other in near]))
        return Bottom(whole.total, *(part + far for part in sums), parted) if whole.count else None

    def is_sum(at: int, cell: str, least: int) -> bool:
        numbers = (read(at, cell, decimal) for decimal in DECIMALS) if is_value(cell) else ()
        return any(number.is_sum(least) for number in numbers if number)

    def looks_added_up(decimal: str) -> bool:
        numbers = [number for at, cell in others if (number := read(at, cell, decimal))]
        return bool(numbers) and any(
            (all(number.is_largest for number in numbers), all(number.is_mean for number in numbers))
        )

    if not _is_word(word):
        without_id = first > 0 and all(other[0].strip() for other in above)
        return without_id and all(is_sum(at, cell, LEAST_SUMMED) for at, cell in filled)
    if not others or not all(is_value(cell) for _, cell in others):
        return False
    if _is_word_among_values(first, above):
        return True
    gap = _has_gap(row, first, above)
    if any(is_sum(at, cell, 1 if gap else LEAST_NAMED) for at, cell in others):
        return True
    return gap and any(map(looks_added_up, DECIMALS))


def _says_totals(row: Row) -> bool:
    cells = _filled(row)
    return bool(cells) and _is_word(cells[0][1])


def _is_word(cell: str) -> bool:
    return plain(cell).rstrip(" :.") in _words("totals")


def _is_word_among_values(first: int, above: Sequence[Row]) -> bool:
    """Whether the column of the word holds values, such as numbers of customers."""
    same_column = [other[first].strip() for other in above if other[first].strip()]
    return bool(same_column) and all(map(is_value, same_column))


def _has_gap(row: Row, first: int, above: Sequence[Row]) -> bool:
    """Whether the row has a gap where none of the others has one."""
    return any(
        not row[at].strip() for at in range(len(row)) if at != first and all(other[at].strip() for other in above)
    )


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(map(plain, words_for(group)))


def sum_of(cells: pa.Array | pa.ChunkedArray, decimal: str) -> Sum:
    """The sum of the numbers in a column of text, without their currency and grouping signs."""
    digits = pc.replace_substring_regex(cells, r"[^\d,.+-]", "")
    plain_digits = pc.replace_substring(digits, "," if decimal == "." else ".", "")
    numbers = pc.replace_substring(plain_digits, ",", ".")
    numbers = numbers.filter(pc.match_substring_regex(numbers, r"^[+-]?(\d+\.?\d*|\.\d+)$"))
    numbers = pc.cast(numbers, pa.float64())
    largest = pc.max(numbers).as_py()
    numbers_not_0 = pc.sum(pc.not_equal(numbers, 0.0)).as_py() or 0
    return Sum(pc.sum(numbers).as_py() or 0.0, numbers_not_0, len(numbers), -inf if largest is None else largest)
