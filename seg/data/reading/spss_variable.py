"""One variable of an SPSS file: its values as SPSS shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from seg.data.reading.parquet_table import as_text
from seg.data.reading.spss_letters import Letters

DAY = re.compile(r"[AEJS]?DATE\d*|(MO|Q|WK)YR\d*")
MOMENT = re.compile(r"(DATETIME|YMDHMS)[\d.]*")
DURATION = re.compile(r"[DM]?TIME[\d.]*")
FIRST_SECOND, LAST_SECOND = -12_219_379_200, 253_402_300_799
"""1582-10-14, from which SPSS counts, and the end of 9999, in seconds from 1970."""
Cell = str | float | None


@dataclass
class Variable:
    """Its name for a person, what the file says of it and what it holds; texts of values are as `Letters` reads them.

    `missing` are the ranges that stand for no answer, `met` counts them by label.
    """

    label: str
    described: str
    is_text: bool
    format: str
    labels: Mapping[Cell, str]
    missing: Sequence[tuple[Cell, Cell]]
    met: Counter[str] = field(default_factory=Counter)

    def column(self, values: list[Cell], letters: Letters) -> pa.Array:
        """The values as they are shown in SPSS: label, text, date or number."""
        distinct = set(values) - {None} if self.missing or self.labels else set()
        gone = {value for value in distinct if any(_is_within(value, *limits) for limits in self.missing)}
        if gone:
            self.met.update(self.labels.get(value) or _text(value) for value in values if value in gone)
            values = [None if value in gone else value for value in values]
        plain = self._unlabelled(values, letters)
        if not distinct & self.labels.keys():
            return plain
        return pa.array([self.labels.get(v) or text for v, text in zip(values, plain.to_pylist(), strict=True)])

    def _unlabelled(self, values: list[Cell], letters: Letters) -> pa.Array:
        if self.is_text:
            return pa.array(map(letters.text, values), pa.string())
        if DURATION.fullmatch(self.format):
            return pa.array([value if value is None else _duration(value) for value in values], pa.string())
        numbers = pa.array(values, pa.float64())
        for pattern, kind in ((DAY, pa.date32()), (MOMENT, pa.timestamp("ms"))):
            if pattern.fullmatch(self.format):
                return pc.coalesce(_moments(numbers, kind), as_text(numbers))
        return as_text(numbers)


def _is_within(value: Cell, low: Cell, high: Cell) -> bool:
    return type(value) is type(low) and low <= value <= high


def _text(value: Cell) -> str:
    return as_text(pa.array([value]))[0].as_py() or ""


def _duration(seconds: float) -> str:
    sign, whole = "-" * (seconds < 0), int(abs(seconds))
    return f"{sign}{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _moments(seconds: pa.Array, kind: pa.DataType) -> pa.Array:
    """Seconds as SPSS counts them as days or moments; missing where there is no such day."""
    since_1970 = pc.add(seconds, float(FIRST_SECOND))
    exists = pc.and_(pc.greater_equal(since_1970, float(FIRST_SECOND)), pc.less_equal(since_1970, float(LAST_SECOND)))
    milliseconds = pc.multiply(pc.if_else(exists, since_1970, None), 1000.0)
    moments = pc.cast(pc.cast(pc.round(milliseconds), pa.int64()), pa.timestamp("ms"))
    return as_text(pc.cast(moments, kind, safe=False))


def distinguished(labels: Mapping[Cell, str]) -> dict[Cell, str]:
    """Labels without the empty ones; one that stands for several codes gets the code behind it."""
    times = Counter(labels.values())
    return {v: text if times[text] == 1 else f"{text} ({_text(v)})" for v, text in labels.items() if text.strip()}
