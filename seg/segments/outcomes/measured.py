"""What an outcome is of every customer: a number, a yes or no, a category, or how long it took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.errors import SegError
from seg.segments.encoders import column_values, days_before, level_codes, numbers, ordered_levels
from seg.segments.profiles import evened, measured, membership

NUMBER, AMOUNT, ORDER, DATE, YES, LEVELS, TAGS, TIME = (
    "number", "amount", "order", "date", "yes", "levels", "tags", "time",
)  # fmt: skip
FORMS = {
    Kind.MONEY: AMOUNT,
    Kind.COUNT: AMOUNT,
    Kind.NUMBER: NUMBER,
    Kind.ORDINAL: ORDER,
    Kind.DATE: DATE,
    Kind.BINARY: YES,
    Kind.NOMINAL: LEVELS,
    Kind.MULTI_VALUE: TAGS,
}
RANKED = frozenset({AMOUNT, ORDER})
SHARES = frozenset({YES, LEVELS, TAGS})


@dataclass(frozen=True, eq=False)
class Outcome:
    """One outcome of n customers.

    `values` (n,) float64, NaN where unknown: numbers and amounts as they are, positions of ordered levels, dates as
    days after the as-of date (later is more), for `TIME` the days until it happened or until nobody looked any more.
    For categories `member` (n, levels) bool says who has which level, of whom it is known (`known`), and `values` are
    0 and 1 of a yes or no. `happened` (n,) bool of `TIME`.
    """

    dimension: str
    form: str
    kind: str
    unit: str
    values: np.ndarray
    known: np.ndarray
    levels: tuple[str, ...] = ()
    member: np.ndarray | None = None
    happened: np.ndarray | None = None
    since: str = ""

    def even(self) -> np.ndarray:
        """(n,) the values on the scale on which one large order does not make a difference."""
        return evened(self.values, Kind(self.kind))


def outcome(customers: pa.Table, column: Column, as_of: str) -> Outcome:
    """The outcome that a dimension is. Raises `SegError` for one that can be none."""
    if column.kind not in FORMS:
        raise SegError("outcome_unfit", dimension=column.label)
    values = column_values(customers, column.label, column.kind)
    form, of = FORMS[column.kind], (column.label, FORMS[column.kind], str(column.kind), column.unit)
    if form in SHARES:
        levels, member = membership(values, column)
        known = ~values.is_null().to_numpy(zero_copy_only=False)
        known &= member.any(axis=1) if form != TAGS else True
        yes = np.where(known, member[:, 1], np.nan) if form == YES and len(levels) == 2 else np.full(len(known), np.nan)
        return Outcome(*of, yes, known, levels, member)
    x = measured(values, column, as_of)
    x = -x if form == DATE else x
    levels = tuple(ordered_levels(values, column)) if form == ORDER else ()
    return Outcome(*of, x, ~np.isnan(x), levels)


def time_until(customers: pa.Table, event: Column, since: Column, as_of: str) -> Outcome:
    """How long until something happened.

    `event` and `since` are dates: the days between them; where the event has not come by `as_of`, those until then, and
    it did not happen yet. Or `event` is a yes or no and `since` the time that the customer was looked at, in its unit.
    Who began after `as_of`, or had the event before that, is not known. Raises `SegError` for other kinds.
    """
    dates = event.kind is Kind.DATE and since.kind is Kind.DATE
    if not dates and not (event.kind is Kind.BINARY and since.kind in NUMERIC_KINDS):
        raise SegError("outcome_time_unfit", dimension=event.label, since=since.label)
    happening = column_values(customers, event.label, event.kind)
    beginning = column_values(customers, since.label, since.kind)
    if dates:
        ago, open_for = days_before(happening, as_of), days_before(beginning, as_of)
        happened = ago >= 0  # NaN, for never, is not
        time = np.where(happened, open_for - ago, open_for)
    else:
        codes = level_codes(happening, ordered_levels(happening, event)[:2], unknown=-1)
        happened, time = codes == 1, np.where(codes >= 0, numbers(beginning), np.nan)
    known = time >= 0
    unit = "days" if dates else since.unit
    time = np.where(known, time, np.nan)
    return Outcome(event.label, TIME, str(Kind.NUMBER), unit, time, known, happened=happened & known, since=since.label)
