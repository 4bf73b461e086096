"""Since when, how regularly and what of, worked out by hand."""

import pytest

from seg.data.events.measures import rhythm
from tests.data.events.measures.tables import compiled, event, measures_of, said


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("measure", measures_of(rhythm), ids=lambda measure: measure.name)
def test_is_sql_for_every_engine(measure, dialect):
    assert compiled(measure, dialect)


def of(who, *days, **parts):
    return [event(who, ago, 1.0, **parts) for ago in days]


RHYTHMS = [
    *of("anna", 100, 90, 90, 60, 12),  # gaps of 10, 30 and 48 days
    *of("anna", 70, 2, returned=True),
    *of("bob", 31, 20),
    *of("cleo", 20, 20),
    *of("dora", 8, returned=True),
    *of("emil", None),
]


def test_tenure_runs_from_the_first_order():
    found = said("orders:tenure_days", orders=RHYTHMS)
    assert found == {"anna": 100, "bob": 31, "cleo": 20, "dora": None, "emil": None, "nobody": None}


def test_a_return_before_the_first_order_begins_nothing():
    assert said("orders:tenure_days", orders=[*of("anna", 3), *of("anna", 9, returned=True)])["anna"] == 3


def test_months_are_those_of_the_calendar():
    orders = [
        *of("anna", 15, 14, 0),  # 29 February, 1 March, 15 March 2024
        *of("anna", 15 + 366, returned=True),
        *of("bob", 0, 366),  # the same month of two years
    ]
    assert said("orders:active_months", orders=orders) == {"anna": 2, "bob": 2, "nobody": 0}


def test_the_usual_gap_is_the_median_between_days():
    found = said("orders:median_gap_days", orders=RHYTHMS)
    assert found == {"anna": 30, "bob": 11, "cleo": None, "dora": None, "emil": None, "nobody": None}
    assert said("orders:median_gap_days", orders=of("anna", 20, 10, 3))["anna"] == 8.5


def test_the_gap_before_the_last_day():
    found = said("orders:gap_before_last_days", orders=RHYTHMS)
    assert found == {"anna": 48, "bob": 11, "cleo": None, "dora": None, "emil": None, "nobody": None}
    assert said("orders:gap_before_last_days", orders=of("anna", 500, 100, 97, 97))["anna"] == 3


def test_overdue_counts_usual_gaps():
    found = said("orders:overdue", orders=RHYTHMS)
    assert found == {"anna": 12 / 30, "bob": 20 / 11, "cleo": None, "dora": None, "emil": None, "nobody": None}


@pytest.mark.parametrize(
    ("amounts", "trend"),
    [
        ([(0, 30), (181, 10)], 1),
        ([(182, 30), (363, 10)], -1),
        ([(10, 30), (200, 10)], 0.5),
        ([(10, 10), (200, 30)], -0.5),
        ([(10, 10), (200, 10)], 0),
        ([(10, -30), (200, 10)], -1),
        ([(10, 10), (11, -30), (200, 60)], -1),  # -20 after 60: (-20 - 60) / 80
        ([(10, 0.1), (11, 0.2), (12, -0.3)], None),
        ([(364, 10), (400, 10)], None),
        ([(None, 10)], None),
        ([(10, None)], None),
    ],
)
def test_the_trend_weighs_half_a_year_against_the_one_before(amounts, trend):
    orders = [event("anna", ago, money, returned=(money or 0) < 0) for ago, money in amounts]
    assert said("orders:spend_trend", orders=orders) == {"anna": trend, "nobody": None}


def test_returns_are_a_share_of_what_was_bought():
    orders = [
        event("anna", 9, 30.0),
        event("anna", 9, 10.0),
        event("anna", 5, -10.0, returned=True),
        event("bob", 9, 16.0),
        event("bob", 9, 4.0, returned=True),  # its status says so
        event("cleo", 9, 10.0),
        event("cleo", 8, -40.0, returned=True),
        event("dora", 9, 10.0),
        event("emil", 9, -10.0, returned=True),
        event("fred", 9, None),
    ]
    found = said("orders:returns_share", orders=orders)
    assert found == {"anna": 0.25, "bob": 0.25, "cleo": 4, "dora": 0, "emil": None, "fred": None, "nobody": None}


def test_one_line_makes_an_order_discounted():
    orders = [
        event("anna", 9, discount=0.0, order="7"),
        event("anna", 9, discount=0.1, order="7"),
        event("anna", 8, discount=0.0),
        event("anna", 7, discount=None),
        event("anna", 6, discount=5.0, returned=True),
        event("bob", 6, discount=5.0, returned=True),
        event("cleo", 6, discount=-2.0),
    ]
    assert said("orders:discount_share", orders=orders) == {"anna": 1 / 3, "bob": None, "cleo": 1, "nobody": None}


def test_a_basket_is_a_whole_order():
    orders = [
        event("anna", 9, quantity=2.0, order="7"),
        event("anna", 9, quantity=3.0, order="7"),
        event("anna", 8, quantity=1.0),
        event("anna", 7, quantity=None),
        event("anna", 6, quantity=-9.0, returned=True),
        event("bob", 7, quantity=None),
    ]
    assert said("orders:basket_size", orders=orders) == {"anna": 3, "bob": None, "nobody": None}


BOUGHT = [
    event("anna", 9, 30.0, category="wine", product="p1"),
    event("anna", 8, 5.0, category="wine", product="p2"),
    event("anna", 7, 35.0, category="bread", product="p3"),
    event("anna", 7, 70.0),
    event("anna", 6, -30.0, category="cheese", product="p4", returned=True),
    event("anna", 6, -30.0, category="wine", product="p1", returned=True),
    event("bob", 9, 8.0, category="bread", product="p1"),
    event("cleo", 9, -8.0, category="wine", returned=True),
    event("dora", 9, None, category="wine"),
]


def test_what_went_back_makes_no_variety():
    assert said("orders:categories_bought", orders=BOUGHT) == {"anna": 2, "bob": 1, "cleo": 0, "dora": 1, "nobody": 0}
    assert said("orders:products_bought", orders=BOUGHT) == {"anna": 3, "bob": 1, "cleo": 0, "dora": 0, "nobody": 0}


def test_a_category_has_its_share_of_the_money():
    assert said("orders:category_share(category=wine)", orders=BOUGHT) == {
        "anna": 0.25,
        "bob": 0,
        "cleo": None,
        "dora": None,
        "nobody": None,
    }
