"""Which column is which part: guessed from names and kinds, on small tables and on real ones."""

import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.data.events.parts import columns_of, guessed_about, guessed_parts, offered_for, table_name

ORDERS = (
    Column("c0", "order_id", Role.ID, distinct=9),
    Column("c1", "customer_id", Role.ID, distinct=5),
    Column("c2", "ordered_at", Role.DATE, Kind.DATE),
    Column("c3", "total", Role.AMOUNT, Kind.MONEY),
    Column("c4", "currency", kind=Kind.NOMINAL),
    Column("c5", "status", kind=Kind.NOMINAL),
    Column("c6", "channel", Role.CHANNEL, Kind.NOMINAL),
    Column("c7", "email", Role.CONTACT, Kind.TEXT),
    Column("c8", "discount", kind=Kind.MONEY),
)


def test_parts_of_orders():
    assert guessed_parts(ORDERS, "customer_id", "order_id") == {
        Part.CUSTOMER: "customer_id",
        Part.ORDER: "order_id",
        Part.TIME: "ordered_at",
        Part.VALUE: "total",
        Part.CURRENCY: "currency",
        Part.STATUS: "status",
        Part.CHANNEL: "channel",
        Part.DISCOUNT: "discount",
    }


def test_a_price_is_one_of_a_piece_where_pieces_are_counted():
    lines = (Column("c0", "who", Role.ID), Column("c1", "Unit price", kind=Kind.MONEY))
    assert guessed_parts(lines, "who") == {Part.CUSTOMER: "who", Part.VALUE: "Unit price"}
    counted = (*lines, Column("c2", "qty", Role.QUANTITY, Kind.COUNT))
    assert guessed_parts(counted, "who")[Part.PRICE] == "Unit price"


def test_birthdays_are_no_times_of_events():
    columns = (Column("c0", "who", Role.ID), Column("c1", "born", Role.DATE, Kind.DATE, sensitive=True))
    assert Part.TIME not in guessed_parts(columns, "who")


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("orders", About.ORDERS),
        ("Bestellingen 2025", About.ORDERS),
        ("zamówienia", About.ORDERS),
        ("заказы", About.ORDERS),
        ("web_visits", About.VISITS),
        ("email-log", About.EMAILS),
        ("Support tickets", About.SUPPORT),
        ("coupon_redemptions", About.CAMPAIGNS),
        ("NPS answers", About.ANSWERS),
        ("things", About.OTHER),
    ],
)
def test_what_a_table_is_about_by_its_name(name, about):
    assert guessed_about(name, {}) is about


def test_what_a_table_is_about_by_its_parts():
    assert guessed_about("things", {Part.VALUE: "x"}) is About.ORDERS
    assert guessed_about("things", {Part.SCORE: "x"}) is About.ANSWERS


def test_names_stand_in_labels():
    assert table_name(About.ORDERS, "anything") == "orders"
    assert table_name(About.OTHER, " my; things (2):=x ") == "my_things_2_x"
    assert table_name(About.OTHER, "()") == "other"


def test_columns_of_parts():
    found = columns_of({Part.CUSTOMER: "customer_id", Part.TIME: "ordered_at"}, ORDERS, "orders")
    assert found == {Part.CUSTOMER: ORDERS[1], Part.TIME: ORDERS[2]}
    for parts, key in (
        ({Part.TIME: "ordered_at"}, "events_need_customer"),
        ({Part.CUSTOMER: "nobody"}, "events_column_unknown"),
        ({Part.CUSTOMER: "customer_id", Part.TIME: "total"}, "events_time_is_no_date"),
    ):
        with pytest.raises(SegError, match=key):
            columns_of(parts, ORDERS, "orders")


def test_what_a_person_may_choose():
    assert [column.label for column in offered_for(Part.TIME, ORDERS)] == ["ordered_at"]
    assert [column.label for column in offered_for(Part.VALUE, ORDERS)] == ["total", "discount"]
    assert "email" not in {column.label for column in offered_for(Part.TYPE, ORDERS)}
