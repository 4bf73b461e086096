"""The roundest number, or day, of those that would do: what people remember, and what a border need not be finer than.

`over 500` says as much as `over 497.3281` where nobody, or hardly anybody, lies between the two.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

import numpy as np

FIRST_DAY = date(1970, 1, 1)
FINEST = 18
"""Decimal places after the first digit beyond which doubles do not differ."""


def roundest(low: float, high: float) -> float:
    """The number with the fewest digits in [low, high), the nearest to the middle of several; halves go before finer
    steps. `low` itself where there is none shorter."""
    if low <= 0 < high:
        return 0.0
    first = Decimal(10) ** Decimal(repr(max(abs(low), abs(high)))).adjusted()
    middle = (Decimal(low) + Decimal(high)) / 2
    for finer in range(FINEST):
        for part in (Decimal(1), Decimal("0.5")):
            step = first / 10**finer * part
            for start, way in ((middle, ROUND_HALF_EVEN), (Decimal(low), ROUND_CEILING)):
                found = float((start / step).to_integral_value(way) * step)
                if low <= found < high:
                    return found
    return low


def day_at(days: float) -> date:
    """The day that is so many whole days after the first of 1970."""
    return FIRST_DAY + timedelta(days=int(days))


def days_to(day: date) -> int:
    """How many days after the first of 1970 a day is."""
    return (day - FIRST_DAY).days


def roundest_day(low: float, high: float) -> float:
    """The last day, in days since 1970, of a year, else of a month, in [low, high); `low` where none ends there."""
    day, end = day_at(low), int(high)
    for year in range(day.year, day.year + 2):
        if low <= (last := days_to(date(year, 12, 31))) < end:
            return float(last)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    last = days_to(following) - 1
    return float(last) if low <= last < end else float(low)


def border(ascending: np.ndarray, below: int, slack: int, dates: bool = False) -> float:
    """A round border with about `below` of the ascending values at most as large, and the others above; no more than
    `slack` of them on the other side than without rounding.

    Needs 0 < below < n, and different values on both sides of `below`.
    """
    low = float(ascending[max(below - 1 - slack, 0)])
    high = float(ascending[min(below + slack, len(ascending) - 1)])
    return roundest_day(low, high) if dates else roundest(low, high)
