"""How groups of customers did from month to month: the same customers in every month, whoever they are today.

Groups that were made of what happened up to the as-of day differ in these months by the way they were made; what is
told is how each of them moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np

from seg.core.settings import setting
from seg.data.events.by_month import Monthly
from seg.segments.trends import TWO_YEARS, YEAR, Trend, season, trend
from seg.segments.two_groups import corrected

AMOUNT, ORDERS, ACTIVE = "amount", "orders", "active"
MEASURES = (AMOUNT, ORDERS, ACTIVE)
"""Money for each customer, orders for each customer, the share of customers with any order."""


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
    year 0."""

    table: str
    measure: str
    unit: str
    first: int
    months: int
    groups: tuple[Series, ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> OverTime:
        return cls(**{**raw, "groups": tuple(map(Series.from_json, raw["groups"]))})


def over_time(found: Monthly, sizes: np.ndarray, measure: str, table: str, unit: str = "") -> OverTime:
    """The series of all groups of those `sizes`, with all their trends counted as one family."""
    values = {AMOUNT: found.amount, ORDERS: found.orders, ACTIVE: found.active}[measure]
    groups = [
        _series(int(n), own / max(n, 1), active, found.first)
        for n, own, active in zip(sizes, values, found.active, strict=True)
    ]
    rates = iter(corrected([group.trend.p for group in groups if group.trend]))
    told = tuple(
        replace(group, trend=replace(group.trend, chance=next(rates))) if group.trend else group for group in groups
    )
    return OverTime(table, measure, unit, found.first, found.months, told)


def _series(n: int, values: np.ndarray, active: np.ndarray, first: int) -> Series:
    """Nothing of a group of few; a month in which few were active is not shown, though the trend counts it."""
    few = setting("min_cell_customers")
    if n < few or not len(values):
        return Series(n)
    shown = tuple(None if 0 < many < few else float(value) for value, many in zip(values, active, strict=True))
    long = len(values) >= TWO_YEARS
    return Series(
        n,
        shown,
        trend(values),
        shown[-1] if long else None,
        shown[-1 - YEAR] if long else None,
        season(values, first),
    )
