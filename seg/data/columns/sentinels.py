"""Values that may stand for a missing one: -1 and 999 where the rest cannot be, days such as 1900-01-01.

They are told, never taken away: only a person knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.facts import Fact
from seg.data.columns.values import Values
from seg.data.engine import one_row
from seg.data.numbers import NumberStyle, parse_number
from seg.data.text import cleaned

NINES = np.array([-1.0, *(sign * (10.0**digits - 1) for digits in range(1, 13) for sign in (-1, 1))])
"""-1, and -9, -99, 9, 99, 999 and on."""
FAR = 10
"""Nines this many times the largest other number are far out, whatever is measured."""
FAR_AND_PILED = 3
"""As `FAR` where they are a pile and no prices, which end on nines by themselves."""
PILED = 5
"""Nines at the upper end are piled up when they are this many times as frequent as any of their neighbours."""
LEAST = 5
"""Values that make a pile."""
SCALE_ENDS = range(3, 8)
"""Highest answers of scales on which 9 and 99 say that there was no answer."""
FEW = 10
"""Different numbers below which -1 may be an answer like the others, unless 0 is missing between."""

PLACEHOLDER_YEARS = ("0000", "0001", "1582", "1601", "1753", "1899", "1900", "1901", "1970", "2099", "2999", "9999")
PLACEHOLDER_DAYS = {(1, 1), (12, 30), (12, 31), (0, 0)}
"""(month, day) of the days that systems write for none."""
YEARS_APART = 5
"""A placeholder lies this far from every other day."""


@dataclass(frozen=True)
class Counted:
    """The numbers among the values: each once, ascending, and how often each, (m,) both."""

    numbers: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, numbers: np.ndarray) -> Counted:
        return cls(*np.unique(numbers, return_counts=True))

    def without(self, odd: np.ndarray) -> Counted:
        kept = ~np.isin(self.numbers, odd)
        return Counted(self.numbers[kept], self.counts[kept])


def odd_numbers(counted: Counted, never_negative: bool, money: bool, returns: bool) -> tuple[float, ...]:
    """The numbers that may stand for a missing one.

    `never_negative`: the name says what cannot be below 0 (an age); `money`: prices end on nines by themselves;
    `returns`: goods come back, so that -1 is a quantity.
    """
    nines = counted.numbers[np.isin(counted.numbers, NINES)]
    rest = counted.without(nines)
    if not len(nines) or not len(rest.numbers):
        return ()
    low = [v for v in nines if v < 0] if _below_all(counted, rest, nines, never_negative, returns) else []
    high = [v for v in nines if v > 1 and _above_all(v, counted, rest, money)]
    return tuple(float(value) for value in (*low, *high))


def _below_all(counted: Counted, rest: Counted, nines: np.ndarray, never_negative: bool, returns: bool) -> bool:
    """Whether the negative ones stand apart: nothing else is negative, and they are no step of a small scale."""
    negative = counted.counts[counted.numbers < 0].sum()
    if returns or rest.numbers[0] < 0:
        return False
    if never_negative:
        return True
    gap = rest.numbers[0] >= 1 or nines.min() < -1
    piled = negative >= LEAST and negative >= 0.01 * counted.counts.sum()
    return piled and (gap or len(rest.numbers) >= FEW)


def _above_all(value: float, counted: Counted, rest: Counted, money: bool) -> bool:
    """Whether nines lie far above the rest, or pile up at its end where its neighbours are missing."""
    top, count = rest.numbers[-1], counted.counts[counted.numbers == value][0]
    if value <= top or top <= 0:
        return False
    scale = top in SCALE_ENDS and np.array_equal(rest.numbers, np.arange(rest.numbers[0], top + 1)) and value in (9, 99)
    if scale:
        return value - top >= 2 and (value == 99 or count >= rest.counts[-1])
    if value < 99 or money or count < LEAST:
        return value >= max(99, FAR * top)
    piled = value - top >= 5 and count >= PILED * rest.counts[-FEW:].max()
    return piled or value >= FAR_AND_PILED * top


def texts_of(numbers: tuple[float, ...], values: Values, style: NumberStyle) -> tuple[str, ...]:
    """How the numbers are written among the values."""
    likely = values.texts.filter(pc.match_substring_regex(values.texts, r"^[^1-8]*(?:1|9)[^1-8]*$"))
    return tuple(text for text in likely.to_pylist() if parse_number(text, style) in numbers)


def odd_days(values: Values) -> tuple[str, ...]:
    """Days that systems write for none, as they stand in the file: impossible ones, and those far from all others."""
    years = "|".join(PLACEHOLDER_YEARS)
    likely = pc.match_substring_regex(values.texts, rf"(?:^|\D)(?:{years})(?:\D|$)|^(?:{years})\d{{4}}")
    odd = [text for text in values.texts.filter(likely).to_pylist() if _is_placeholder_day(text)]
    if not odd:
        return ()
    others = values.texts.filter(pc.invert(pc.is_in(values.texts, value_set=pa.array(odd, pa.string()))))
    found = pc.extract_regex(
        others, r"(?:^|\D)(?P<year>(?:1[5-9]|2\d)\d{2})(?:\D|$)|^(?P<first>(?:1[5-9]|2\d)\d{2})\d{4}"
    )
    parts = [pc.struct_field(found, name) for name in ("year", "first")]
    written = pc.if_else(pc.equal(parts[0], ""), parts[1], parts[0]).drop_null()
    known = sorted({int(year) for year in pc.unique(written).to_pylist() if year})
    return tuple(text for text in odd if _apart(_year(text), known))


def _is_placeholder_day(text: str) -> bool:
    """Whether a cell names the first or last day of a year, or a month or day 0."""
    parts = re.findall(r"\d+", re.sub(r"^(\d{4})(\d{2})(\d{2})", r"\1-\2-\3", text))[:3]
    numbers = [int(part) for part in parts if len(part) < 4]
    return len(numbers) == 2 and ({tuple(numbers), tuple(numbers[::-1])} & PLACEHOLDER_DAYS != set())


def _year(text: str) -> int:
    return int(next(year for year in PLACEHOLDER_YEARS if year in text))


def _apart(year: int, known: list[int]) -> bool:
    return year < 1500 or year > 2900 or (bool(known) and min(abs(year - other) for other in known) >= YEARS_APART)


def sentinel_facts(
    backend: Backend, table: ir.Table, found: dict[str, tuple[str, ...]], present: dict[str, int]
) -> dict[str, Fact]:
    """What is told of each column by its name: which `found` texts may stand for a missing value, counted in all rows.

    `present` are the values of each column.
    """
    asked = {name: cleaned(table[name]).isin(texts).sum() for name, texts in found.items()}
    counts = one_row(backend, table.aggregate(**asked)) if asked else {}
    return {
        name: Fact.of(
            "column.sentinels", values=found[name], count=int(count), sentinel_share=count / max(1, present[name])
        )
        for name, count in counts.items()
        if count
    }
