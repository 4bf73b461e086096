"""Groups of customers month by month, against plain Python; which months are whole."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow.parquet as pq
import pytest

from seg.core.events import About
from seg.core.reading import TableReading
from seg.data.events.by_month import (
    EventTable,
    Start,
    first_day,
    first_month_after,
    month_number,
    monthly,
    starts,
    whole_months,
)
from seg.data.events.choices import Choices
from tests.data.events.engines import event_table
from tests.data.events.oracle import Past
from tests.data.events.world import AS_OF


@pytest.fixture(scope="module")
def orders(duckdb_world, tmp_path_factory):
    """The file of the orders of the small world."""
    path = tmp_path_factory.mktemp("months") / "orders.parquet"
    pq.write_table(duckdb_world.backend.to_pyarrow(duckdb_world.events["orders"].drop("key")), path)
    return path


def expected(world, labels, k, choices, first, months):
    """Amount, orders and active customers of each group and month, customer by customer."""
    found = np.zeros((3, k, months))
    past = Past(replace(world, tables=(world.table("orders"),)), AS_OF, choices)
    for who, group in zip(world.customers, labels, strict=True):
        did = past.events["orders"].get(who)
        if group < 0 or did is None:
            continue
        for line in did.lines:
            at = month_number(line.day) - first if line.day else -1
            if 0 <= at < months:
                found[0, group, at] += line.net or 0.0
        bought = [month_number(order.day) - first for order in did.orders if order.day]
        for at in (at for at in bought if 0 <= at < months):
            found[1, group, at] += 1
        for at in {at for at in bought if 0 <= at < months}:
            found[2, group, at] += 1
    return found


@pytest.mark.parametrize("choices", [{}, {"orders/returned": "in"}])
def test_as_counted_by_hand(world, orders, choices):
    table = event_table(world.table("orders"))
    labels = np.arange(len(world.customers)) % 4 - 1
    found = monthly(labels, 3, table, orders, AS_OF.isoformat(), Choices.of(choices.items()))
    amount, count, active = expected(world, labels, 3, choices, found.first, found.months)
    assert found.months > 12
    assert found.amount == pytest.approx(amount)
    assert (found.orders == count).all()
    assert (found.active == active).all()
    assert found.active.max() > 3


def test_nobody_is_in_a_group(world, orders):
    table = event_table(world.table("orders"))
    found = monthly(np.full(len(world.customers), -1), 2, table, orders, AS_OF.isoformat(), Choices())
    assert not found.orders.any()


EMPTY = EventTable("orders", About.ORDERS, TableReading("o.csv", "", "0" * 64, (), 0, 0, 0), (), (), "", 0)


@pytest.mark.parametrize(
    ("earliest", "latest", "as_of", "months"),
    [
        ("2023-01-05", "2023-12-31", "2023-12-31", ("2023-01-01", "2023-12-01")),
        ("2023-01-08", "2023-12-30", "2024-06-01", ("2023-02-01", "2023-11-01")),
        ("2023-01-01", "2024-12-31", "2023-06-15", ("2023-01-01", "2023-05-01")),
    ],
)
def test_only_whole_months_count(earliest, latest, as_of, months):
    table = replace(EMPTY, earliest_date=earliest, latest_date=latest)
    assert whole_months(table, as_of) == tuple(month_number(date.fromisoformat(day)) for day in months)


def test_without_times_there_are_no_months():
    first, last = whole_months(EMPTY, "2024-01-01")
    assert last < first
    assert starts(EMPTY, "2024-01-01") == ()


@pytest.mark.parametrize(
    ("months", "days"),
    [
        (1, []),
        (2, [("2022-01-31", 1)]),
        (6, [("2022-03-31", 3)]),
        (13, [("2022-06-30", 7), ("2022-10-31", 3), ("2022-07-31", 6), ("2022-01-31", 12)]),
        (18, [("2022-06-30", 12), ("2023-03-31", 3), ("2022-12-31", 6)]),
        (26, [("2023-02-28", 12), ("2023-11-30", 3), ("2023-08-31", 6), ("2022-02-28", 24)]),
    ],
)
def test_customers_are_followed_for_a_year_at_most_and_known_for_half_a_year_before(months, days):
    end = first_day(month_number(date(2022, 1, 1)) + months) - timedelta(days=1)
    table = replace(EMPTY, earliest_date="2022-01-01", latest_date=end.isoformat())
    assert starts(table, end.isoformat()) == tuple(Start(*day) for day in days)
    for day, after in days:
        assert month_number(end) - first_month_after(day) + 1 == after


def test_a_month_that_began_before_a_day_is_not_after_it():
    assert first_month_after("2024-01-31") == first_month_after("2024-01-15") == month_number(date(2024, 2, 1))
