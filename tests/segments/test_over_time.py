"""Groups from month to month: per customer, with nothing about few, and all trends as one family."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from seg.core.facts import Fact
from seg.data.events.by_month import Monthly
from seg.segments.over_time import ACTIVE, AMOUNT, ORDER_VALUE, ORDERS, PER_ACTIVE, Members, OverTime, over_time

MONTHS = 26
RISING = 100.0 + 10 * np.arange(MONTHS)
FOUND = Monthly(
    24276,
    np.stack([RISING * 50, np.full(MONTHS, 400.0), RISING]),
    np.stack([np.full(MONTHS, 60.0), np.arange(MONTHS) % 2 + 20.0, np.ones(MONTHS)]),
    np.stack([np.full(MONTHS, 40.0), np.full(MONTHS, 12.0), np.ones(MONTHS)]),
)
SIZES = np.array([50, 20, 9])


def test_each_measure_is_of_one_customer():
    amount, orders, active = (over_time(FOUND, SIZES, measure, "orders", "EUR") for measure in (AMOUNT, ORDERS, ACTIVE))
    assert amount.groups[0].values == tuple(RISING)
    assert orders.groups[0].values[0] == 1.2
    assert active.groups[1].values == pytest.approx((0.6,) * MONTHS)
    rising = amount.groups[0]
    assert rising.trend.slope == 10.0
    assert (rising.last, rising.year_before) == (RISING[-1], RISING[-13])
    assert len(rising.season) == 12


def test_all_trends_are_counted():
    found = over_time(FOUND, SIZES, AMOUNT, "orders")
    ps = [group.trend.p for group in found.groups if group.trend]
    assert len(ps) == 2
    assert [group.trend.chance for group in found.groups[:2]] == pytest.approx(stats.false_discovery_control(ps))


def test_nothing_is_told_of_few():
    found = over_time(FOUND, SIZES, AMOUNT, "orders")
    assert (found.groups[2].values, found.groups[2].trend) == ((), None)
    active = FOUND.active.copy()
    active[0, 3] = 9
    hidden = over_time(replace(FOUND, active=active), SIZES, AMOUNT, "orders").groups[0]
    assert [at for at, value in enumerate(hidden.values) if value is None] == [3]
    assert hidden.trend == found.groups[0].trend


def test_what_few_sent_back_is_not_told():
    """In the fifth month nobody does anything; in the sixth, somebody only sends something back."""
    active, amount = FOUND.active.copy(), FOUND.amount.copy()
    active[0, 4:6], amount[0, 4:6] = 0, (0, -60)
    told = over_time(replace(FOUND, active=active, amount=amount), SIZES, AMOUNT, "orders").groups[0]
    assert told.values[4:7] == (0, None, RISING[6])


def test_a_short_history_has_no_year_before():
    short = Monthly(24276, *(part[:, :12] for part in (FOUND.amount, FOUND.orders, FOUND.active)))
    found = over_time(short, SIZES, AMOUNT, "orders").groups[0]
    assert (found.last, found.year_before, found.season) == (None, None, ())
    nothing = Monthly(1, *(np.zeros((3, 0)),) * 3)
    assert over_time(nothing, SIZES, AMOUNT, "orders").groups[0].values == ()


def test_what_is_counted_of_orders_and_of_those_who_were_there():
    worth, busy = (over_time(FOUND, SIZES, measure, "orders", "EUR") for measure in (ORDER_VALUE, PER_ACTIVE))
    assert worth.groups[0].values[:2] == pytest.approx((100 * 50 / 60, 110 * 50 / 60))
    assert busy.groups[1].values[:2] == pytest.approx((20 / 12, 21 / 12))
    nobody = replace(FOUND, orders=FOUND.orders * (np.arange(MONTHS) != 4))
    assert over_time(nobody, SIZES, ORDER_VALUE, "orders").groups[0].values[4] is None


def test_only_months_after_the_members_were_found_are_told():
    """Ten months of 1 that found them, then two years that rise by 10 a month, December high in neither."""
    amount = np.concatenate([np.full((3, 10), 50.0), FOUND.amount[:, :24]], axis=1)
    same = np.full_like(amount, 40.0)
    found = over_time(Monthly(24276, amount, same, same), SIZES, AMOUNT, "orders", before=10)
    alone = over_time(Monthly(24286, amount[:, 10:], same[:, 10:], same[:, 10:]), SIZES, AMOUNT, "orders")
    assert (found.after, found.groups[0].values[9:11]) == (24, (1.0, 100.0))
    assert found.groups[0].trend == alone.groups[0].trend
    assert found.groups[0].season == alone.groups[0].season
    short = over_time(Monthly(24276, amount, same, same), SIZES, AMOUNT, "orders", before=11).groups[0]
    assert (short.last, short.year_before, short.season) == (None, None, ())


def test_comes_back_from_json():
    found = over_time(FOUND, SIZES, AMOUNT, "orders", "EUR")
    found = replace(found, members=Members("2024-01-31", 3, 1, 2, Fact.of("error.too_few_yet", found=3)))
    assert OverTime.from_json(json.loads(json.dumps(found.as_json()))) == found
