"""What customers did, how often and for how long, worked out by hand."""

import pytest

from seg.data.events.measures import engagement
from tests.data.events.measures.tables import compiled, event, measures_of, said


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("measure", measures_of(engagement), ids=lambda measure: measure.name)
def test_is_sql_for_every_engine(measure, dialect):
    assert compiled(measure, dialect)


MAILS = [
    event("anna", 50, 1.0, type="opened"),
    event("anna", 9, 2.0, type="opened"),
    event("anna", 8, -4.0, type="opened", returned=True),
    event("anna", 8, 8.0, type="sent"),
    event("anna", 7, 16.0, type="Opened"),
    event("anna", 7, 32.0, type=None),
    event("bob", 9, 3.0, type="sent"),
    event("cleo", 9, -3.0, type="opened", returned=True),
    event("dora", 9, None, type=None),
]


@pytest.mark.parametrize(
    ("asked", "anna", "bob", "cleo", "dora", "nobody"),
    [
        ("event_count(type=opened)", 2, 0, 0, 0, 0),
        ("event_count(days=30;type=opened)", 1, 0, 0, 0, 0),
        ("did(type=opened)", "yes", "no", "no", "no", "no"),
        ("at_least(times=2;type=opened)", "yes", "no", "no", "no", "no"),
        ("at_least(times=3;type=opened)", "no", "no", "no", "no", "no"),
        ("at_least(days=30;times=2;type=opened)", "no", "no", "no", "no", "no"),
        ("type_share(type=opened)", 0.5, 0, None, None, None),
        ("value_sum(type=opened)", -1, 0, -3, 0, 0),
        ("largest_value", 32, 3, None, None, None),
        ("did_any", "yes", "yes", "no", "yes", "no"),
        ("did_any(days=7)", "no", "no", "no", "no", "no"),
        ("did_any(days=8)", "yes", "no", "no", "no", "no"),
        ("did_not", "no", "no", "yes", "no", "yes"),
        ("did_not(days=8)", "no", "yes", "yes", "yes", "yes"),
        ("did_not(type=opened)", "no", "yes", "yes", "yes", "yes"),
        ("did_any(type=opened)", "yes", "no", "no", "no", "no"),
        ("often(times=5)", "yes", "no", "no", "no", "no"),
        ("often(times=6)", "no", "no", "no", "no", "no"),
        ("often(days=10;times=1)", "yes", "yes", "no", "yes", "no"),
        ("often(times=2;type=opened)", "yes", "no", "no", "no", "no"),
        ("often(days=49;times=2;type=opened)", "no", "no", "no", "no", "no"),
        ("frequency(type=opened)", 2, 0, 0, 0, 0),
        ("monetary(type=opened)", -1, 0, -3, 0, 0),
        ("largest_value(type=opened)", 2, None, None, None, None),
    ],
)
def test_mails(asked, anna, bob, cleo, dora, nobody):
    found = said(f"emails:{asked}", emails=MAILS)
    assert found == {"anna": anna, "bob": bob, "cleo": cleo, "dora": dora, "nobody": nobody}


def test_an_order_with_a_line_of_that_kind_is_one_however_many_it_has():
    orders = [
        event("anna", 20, order="1", category="wine", channel="web"),
        event("anna", 20, order="1", category="wine", channel="web"),
        event("anna", 20, order="1", category="fish", channel="shop"),
        event("anna", 9, order="2", category="fish", channel="shop"),
        event("bob", 9, order="3", category="wine", channel="shop"),
        event("bob", 8, order="4", category="wine", channel="shop"),
    ]
    often = {"anna": "no", "bob": "yes", "nobody": "no"}
    assert said("orders:often(category=wine;times=2)", orders=orders) == often
    assert said("orders:frequency(category=wine)", orders=orders) == {"anna": 1, "bob": 2, "nobody": 0}
    assert said("orders:often(category=wine;channel=web;times=1)", orders=orders)["bob"] == "no"


def test_pages_and_time_of_all_visits_are_added_up():
    visits = [
        event("anna", 9, quantity=3.0, duration=31.5),
        event("anna", 8, quantity=4.0, duration=None),
        event("anna", 7, quantity=-2.0, duration=10.0, returned=True),
        event("bob", 9),
    ]
    assert said("visits:pages_seen", visits=visits) == {"anna": 7, "bob": 0, "nobody": 0}
    assert said("visits:time_spent", visits=visits) == {"anna": 31.5, "bob": 0, "nobody": 0}


def test_a_cart_is_left_where_no_order_follows():
    visits = [
        event("ordered before", 5, type="add_to_cart"),
        event("ordered on the day", 5, type="add_to_cart", hour=23),
        event("ordered after", 5, type="add_to_cart"),
        event("ordered in between", 9, type="add_to_cart"),
        event("ordered in between", 5, type="add_to_cart"),
        event("never ordered", 5, type="add_to_cart"),
        event("sent it back", 5, type="add_to_cart"),
        event("only looked", 5, type="view"),
        event("to come", -1, type="add_to_cart"),
    ]
    orders = [
        event("ordered before", 6),
        event("ordered on the day", 5, hour=1),
        event("ordered after", 2),
        event("ordered in between", 7),
        event("sent it back", 2, returned=True),
        event("only ordered", 2),
    ]
    found = said("visits:cart_abandoned", visits=visits, orders=orders)
    assert {who for who, left in found.items() if left == "yes"} == {
        "ordered before",
        "ordered in between",
        "never ordered",
        "sent it back",
    }
    assert set(found.values()) == {"yes", "no"}
    assert said("visits:cart_recency_days", visits=visits)["ordered in between"] == 5


CARTS = (
    *("cart", "Cart", "ADD_TO_CART", "addToCart", "view cart", "cart.updated", "Add to Basket", "shopping-bag"),
    *("Winkelwagen", "in winkelmandje", "Dodano do koszyka", "КОРЗИНА", "добавить в корзину"),
    *("tambah ke troli", "Bakul", "karrettun", "In den Warenkorb", "Ajout au panier", "carrito", "Carrello"),
)
NO_CARTS = (
    "view",
    "cartoon",
    "carte",
    "companier",
    "postcards",
    "checkout",
    "basketball",
    "winkel",
    "корпус",
    "",
    None,
)


@pytest.mark.parametrize("said_of_it", CARTS)
def test_a_cart_is_known_by_its_name(said_of_it):
    assert said("visits:cart_recency_days", visits=[event("anna", 3, type=said_of_it)])["anna"] == 3


def test_other_words_are_no_cart():
    visits = [event(f"{at}", 3, type=word) for at, word in enumerate(NO_CARTS)]
    assert set(said("visits:cart_recency_days", visits=visits).values()) == {None}
