"""How groups of customers did from month to month: the same customers in every month.

Who is in a group can be fixed on the as-of day, or on a day before. Groups that were made of what happened up to a day
differ in the months before it by the way they were made. So trends and seasons are those of the months after it; where
it is the as-of day and there are none, they are those of all months, and only how each group moved is worth a look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

import numpy as np

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.events.by_month import Monthly
from seg.segments.trends import TWO_YEARS, YEAR, Trend, season, trend
from seg.segments.two_groups import corrected

AMOUNT, ORDERS, ACTIVE, ORDER_VALUE, PER_ACTIVE = "amount", "orders", "active", "order_value", "per_active"
CUSTOMERS = "customers"


@dataclass(frozen=True)
class Measure:
    """One count of a month over another: names of `Monthly`, or `CUSTOMERS` for all of the group."""

    above: str
    below: str

    @property
    def of_money(self) -> bool:
        return self.above == AMOUNT

    def of(self, found: Monthly, sizes: np.ndarray) -> np.ndarray:
        """(groups, months), NaN where nothing stands below."""
        above = getattr(found, self.above)
        below = sizes[:, None] if self.below == CUSTOMERS else getattr(found, self.below)
        below = np.broadcast_to(below, above.shape)
        return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


MEASURES = {
    AMOUNT: Measure(AMOUNT, CUSTOMERS),
    ORDERS: Measure(ORDERS, CUSTOMERS),
    ACTIVE: Measure(ACTIVE, CUSTOMERS),
    ORDER_VALUE: Measure(AMOUNT, ORDERS),
    PER_ACTIVE: Measure(ORDERS, ACTIVE),
}


@dataclass(frozen=True)
class Members:
    """Since when groups have their members. `day` is the one before the months, "" for the as-of day.

    `newcomers` are customers of the as-of day who were none by then, and are in no segment; `late` are those of them
    who are in groups that stay who they are. `shared` customers are left out for being in several groups. Where
    customers could not be put into segments as of the day that was asked for, `refused` says why, and the groups are
    those of the as-of day.
    """

    day: str = ""
    newcomers: int = 0
    late: int = 0
    shared: int = 0
    refused: Fact | None = None

    def as_json(self) -> dict:
        return {**asdict(self), "refused": self.refused.as_json() if self.refused else None}

    @classmethod
    def from_json(cls, raw: Mapping) -> Members:
        return cls(**{**raw, "refused": Fact.from_json(raw["refused"]) if raw["refused"] else None})


@dataclass(frozen=True)
class Series:
    """One group of `n` customers. `values` has one for each month, None where few were active; `trend` None of too few
    customers or months. `last` and `year_before` are the last month and the same one a year earlier, `season` the index
    of January to December: both from two years on."""

    n: int
    values: tuple[float | None, ...] = ()
    trend: Trend | None = None
    last: float | None = None
    year_before: float | None = None
    season: tuple[float, ...] = ()

    @classmethod
    def from_json(cls, raw: Mapping) -> Series:
        tuples = {name: tuple(raw[name]) for name in ("values", "season")}
        return cls(**{**raw, **tuples, "trend": Trend.from_json(raw["trend"]) if raw["trend"] else None})


@dataclass(frozen=True)
class OverTime:
    """A measure of a table of events, by group, in label order. `first` is the first month, counted from January of
    year 0; the first `before` of the months are those that members were found by."""

    table: str
    measure: str
    unit: str
    first: int
    months: int
    groups: tuple[Series, ...]
    before: int = 0
    members: Members = field(default_factory=Members)

    @property
    def after(self) -> int:
        """The months that trends and seasons are those of."""
        return self.months - self.before

    def as_json(self) -> dict:
        return {**asdict(self), "members": self.members.as_json()}

    @classmethod
    def from_json(cls, raw: Mapping) -> OverTime:
        groups = tuple(map(Series.from_json, raw["groups"]))
        return cls(**{**raw, "groups": groups, "members": Members.from_json(raw["members"])})


def over_time(found: Monthly, sizes: np.ndarray, measure: str, table: str, unit: str = "", before: int = 0) -> OverTime:
    """The series of all groups of those `sizes`, with all their trends counted as one family."""
    groups = [
        _series(int(n), own, active, found.first, before)
        for n, own, active in zip(sizes, MEASURES[measure].of(found, sizes), found.active, strict=True)
    ]
    rates = iter(corrected([group.trend.p for group in groups if group.trend]))
    told = tuple(
        replace(group, trend=replace(group.trend, chance=next(rates))) if group.trend else group for group in groups
    )
    return OverTime(table, measure, unit, found.first, found.months, told, before)


def _series(n: int, values: np.ndarray, active: np.ndarray, first: int, before: int) -> Series:
    """Nothing of a group of few; a month in which few were active is not shown, though the trend counts it."""
    few = setting("min_cell_customers")
    if n < few or not len(values):
        return Series(n)
    something = (active > 0) | (values != 0)  # in a month when things were only sent back nobody is active
    hidden = (something & (active < few)) | np.isnan(values)
    shown = tuple(None if no else float(value) for value, no in zip(values, hidden, strict=True))
    after = values[before:]
    long = len(after) >= TWO_YEARS
    return Series(
        n,
        shown,
        trend(after),
        shown[-1] if long else None,
        shown[-1 - YEAR] if long else None,
        season(after, first + before),
    )
