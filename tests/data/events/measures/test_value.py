"""How recently, how often and how much, worked out by hand."""

import pytest

from seg.data.events.measures import value
from tests.data.events.measures.tables import compiled, event, measures_of, said

ORDERS = (
    event("anna", 40, 10.0),
    event("anna", 5, 20.0, order="7"),
    event("anna", 5, 30.0, order="7"),
    event("anna", 2, -15.0, returned=True),
    event("bob", 0, 8.0),
    event("cleo", 9, -8.0, returned=True),
    event("dora", None, 4.0),
    event("emil", -1, 4.0),
)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("measure", measures_of(value), ids=lambda measure: measure.name)
def test_is_sql_for_every_engine(measure, dialect):
    assert compiled(measure, dialect)


def test_the_last_order_is_not_a_return_nor_one_to_come():
    assert said("orders:recency_days", orders=ORDERS) == {
        "anna": 5,
        "bob": 0,
        "cleo": None,
        "dora": None,
        "emil": None,
        "nobody": None,
    }


def test_lines_of_one_order_are_one():
    assert said("orders:frequency", orders=ORDERS) == {
        "anna": 2,
        "bob": 1,
        "cleo": 0,
        "dora": 1,
        "emil": 0,
        "nobody": 0,
    }


def test_money_is_less_what_went_back():
    assert said("orders:monetary", orders=ORDERS) == {
        "anna": 45,
        "bob": 8,
        "cleo": -8,
        "dora": 4,
        "emil": 0,
        "nobody": 0,
    }


def test_the_average_is_for_each_order():
    assert said("orders:average_order_value", orders=ORDERS) == {
        "anna": 22.5,
        "bob": 8,
        "cleo": None,
        "dora": 4,
        "emil": None,
        "nobody": None,
    }


def test_a_window_has_the_as_of_day_and_no_day_more():
    edges = [event("anna", ago, 2.0**place) for place, ago in enumerate((0, 29, 30))]
    assert said("orders:monetary(days=30)", orders=edges)["anna"] == 3
    assert said("orders:frequency(days=30)", orders=edges)["anna"] == 2
