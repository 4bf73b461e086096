"""What groups of customers did in every month, counted where the events are."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from seg.core.events import EventTable
from seg.core.settings import setting
from seg.data.days import day_number
from seg.data.engine import ROW, connect
from seg.data.events.choices import Choices
from seg.data.events.counted import Counted

SURELY_FROM_THE_START = 7
"""Events that begin by this day of a month are taken for all of that month."""
A_YEAR = 12
MONTHS_BEFORE = 6
"""Months of events that tell who customers were, or half of all where there are fewer."""
MONTHS_BACK = (3, 6, 12, 24, 36)
"""From how many months before the end people may want to follow customers."""


@dataclass(frozen=True, eq=False)
class Monthly:
    """Whole months, counted from January of year 0, from `first` on; arrays are (groups, months).

    `amount` is what was spent, less what went back; `orders` how many orders, visits, mails; `active` how many
    customers had any.
    """

    first: int
    amount: np.ndarray
    orders: np.ndarray
    active: np.ndarray

    @property
    def months(self) -> int:
        return self.amount.shape[1]


def monthly(labels: np.ndarray, k: int, table: EventTable, events: Path, as_of: str, choices: Choices) -> Monthly:
    """The months of `k` groups. `labels` (customers,) is the group of every row of the customers, -1 for none; they
    are the same customers in every month.

    Months that are not over on the as-of day, and a first one that the events begin in the midst of, are left out.
    """
    first, last = whole_months(table, as_of)
    shape = (k, max(last - first + 1, 0))
    with tempfile.TemporaryDirectory(prefix="seg-groups-") as folder:
        members = Path(folder) / "members.parquet"
        pq.write_table(pa.table({"group": labels.astype(np.int16)}), members)
        backend = connect((Path(folder), events.parent), memory_bytes=int(setting("events_memory_bytes")))
        try:
            groups = backend.read_parquet(str(members.resolve()), file_row_number=True)
            groups = groups.select(customer=groups[ROW].cast("int32"), group="group").filter(ibis._.group >= 0)
            counted = Counted(backend.read_parquet(str(events.resolve())), table, day_number(as_of), choices)
            lines, orders = (
                rows.filter(rows.month.between(first, last)).inner_join(groups, "customer")
                for rows in (counted.lines, counted.orders.filter(~counted.orders.returned))
            )
            spent = lines.group_by("group", "month").aggregate(amount=lines.value.sum().fill_null(0.0))
            did = orders.group_by("group", "month").aggregate(
                orders=orders.count(), active=orders.customer.nunique()
            )  # fmt: skip
            money, deeds = backend.to_pyarrow(spent), backend.to_pyarrow(did)
        finally:
            backend.disconnect()
    found = (_laid_out(rows, name, first, shape) for rows, name in
             ((money, "amount"), (deeds, "orders"), (deeds, "active")))  # fmt: skip
    return Monthly(first, *found)


def _laid_out(found: pa.Table, name: str, first: int, shape: tuple[int, int]) -> np.ndarray:
    """(groups, months), 0 where nothing happened."""
    laid = np.zeros(shape)
    laid[found["group"].to_numpy(), found["month"].to_numpy() - first] = found[name].to_numpy()
    return laid


def whole_months(table: EventTable, as_of: str) -> tuple[int, int]:
    """The first and the last month of which all events are there; the last before the first where there is none."""
    if not table.earliest_date or not as_of:
        return 1, 0
    begun, ended = date.fromisoformat(table.earliest_date), date.fromisoformat(min(as_of, table.last_date))
    over = ended if (ended + timedelta(days=1)).day == 1 else ended.replace(day=1) - timedelta(days=1)
    return month_number(begun) + (begun.day > SURELY_FROM_THE_START), month_number(over)


@dataclass(frozen=True)
class Start:
    """The last day of a month, with so many whole months after it."""

    day: str
    months: int


def starts(table: EventTable, as_of: str) -> tuple[Start, ...]:
    """Days from which customers can be followed by month, the usual one first: a year before the end, or as late as
    there are events enough before it. Empty without two whole months."""
    first, last = whole_months(table, as_of)
    most = last - first
    if most < 1:
        return ()
    usual = min(A_YEAR, most + 1 - min(MONTHS_BEFORE, (most + 1) // 2))
    offered = [usual, *(months for months in MONTHS_BACK if months <= most and months != usual)]
    return tuple(Start((first_day(last - months + 1) - timedelta(days=1)).isoformat(), months) for months in offered)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month that is counted from January of year 0."""
    return date(month // 12, month % 12 + 1, 1)


def first_month_after(day: str) -> int:
    """The first whole month after an ISO day."""
    begun = date.fromisoformat(day) + timedelta(days=1)
    return month_number(begun) + (begun.day > 1)
