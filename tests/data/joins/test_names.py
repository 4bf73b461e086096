"""What names say about whether two columns hold the same ids."""

from pathlib import Path

import pytest

from seg.core.columns import Column, Role
from seg.data.joins.names import FAIR, SAME, STRONG, alike, name_support, names_orders, things
from seg.data.joins.table import Table


def support(left, right):
    """Of `table.column` and `table.column`, neither chosen as id."""
    tables = [Table(text.split(".")[0], Path(), ()) for text in (left, right)]
    columns = [Column("c0", text.split(".")[1]) for text in (left, right)]
    return name_support(tables[0], columns[0], tables[1], columns[1])


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("a.household_id", "b.household_id", SAME, SAME),
        ("a.HouseholdID", "b.household id", SAME, SAME),
        ("a.klient_id", "b.IDKlienta", STRONG, STRONG),
        ("a.household_id", "b.customer_id", FAIR, FAIR),
        ("a.Kundennummer", "b.klantnr", FAIR, FAIR),
        ("a.basket_id", "b.basket_id", SAME, SAME),
        ("lines.order_id", "orders.ID", FAIR, FAIR),
        ("orders.customer_id", "customers.ID", FAIR, FAIR),
        ("orders.customer_id", "export.ID", 0.3, 0.5),
        ("customers.ID", "more customers.id", FAIR, FAIR),
        ("orders.ID", "customers.ID", 0, 0),
        ("orders.ID", "customers.customer_id", 0, 0),
        ("orders.customer_id", "products.ID", 0, 0),
        ("a.product_id", "b.customer_id", 0, 0),
        ("a.store_id", "b.basket_id", 0, 0),
        ("a.age", "b.customer_id", 0, 0),
        ("a.age", "b.income", 0, 0),
    ],
)
def test_support(left, right, least, most):
    assert least <= support(left, right) <= most
    assert support(right, left) == support(left, right)


def test_columns_chosen_as_ids_need_no_telling_names():
    one, other = (Column("c0", label, Role.ID) for label in ("who", "ID"))
    assert 0 < name_support(Table("a", Path(), ()), one, Table("b", Path(), ()), other) < FAIR


def test_what_an_id_is_of():
    assert things("order_no") == ("order",)
    assert things("IDKlienta") == ("klienta",)
    assert things("ID") == things("Nr") == ()


@pytest.mark.parametrize("label", ["order_id", "transakcja_id", "IDZamowienia", "InvoiceNo", "id_commande"])
def test_names_of_orders(label):
    assert names_orders(label)


@pytest.mark.parametrize("label", ["customer_id", "store_id", "product_id", "ID"])
def test_names_of_no_orders(label):
    assert not names_orders(label)


def test_words_alike_differ_in_the_ending_alone():
    assert alike("order", "orders")
    assert alike("klient", "klienci")
    assert not alike("cat", "cats"), "too short to tell"
    assert not alike("household", "house")
