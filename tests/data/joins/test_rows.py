"""What one row of a table stands for, with counts known by how the tables are made."""

from dataclasses import replace

import pytest

from seg.core.columns import Role
from seg.data.joins.rows import row_meaning
from tests.data.joins import planted


def test_a_customer(table):
    found = row_meaning(table("customers", planted.customers()))
    assert (found.what, found.customer, found.order) == ("customer", "customer_id", "")
    assert (found.fact.key, found.fact["count"]) == ("row.customer", 200)
    assert not found.happened


def test_a_customer_with_a_few_repeats(table):
    rows = {label: [*values, *values[:7]] for label, values in planted.customers().items()}
    found = row_meaning(table("customers", rows))
    assert (found.what, found.fact.key, found.fact["count"]) == ("customer", "row.customer_repeats", 7)


def test_an_order(table):
    found = row_meaning(table("orders", planted.orders()))
    assert (found.what, found.customer, found.order) == ("order", "customer_id", "order_id")
    assert (found.fact["rows"], found.fact["customers"]) == (600, 200)
    assert found.happened


def test_a_line_of_an_order(table):
    found = row_meaning(table("lines", planted.lines()))
    assert (found.what, found.customer, found.order) == ("line", "customer_id", "order_id")
    assert [found.fact[name] for name in ("rows", "orders", "customers")] == [1200, 600, 200]


def test_the_number_of_a_line_is_not_the_one_of_its_order(table):
    found = row_meaning(table("lines", {"line_id": [f"L{n}" for n in range(1_200)], **planted.lines()}))
    assert (found.what, found.order) == ("line", "order_id")


def test_ids_of_things_that_many_customers_have_name_no_order(table):
    columns = {label: values for label, values in planted.lines().items() if label != "order_id"}
    found = row_meaning(table("lines", columns))
    assert (found.what, found.order) == ("event", "")
    assert [found.fact[name] for name in ("rows", "customers")] == [1200, 200]


def test_an_order_that_each_customer_has_one_of(table):
    columns = {label: values[:450:3] for label, values in planted.orders().items()}
    assert row_meaning(table("orders", columns)).what == "order"
    renamed = {"card_id" if label == "order_id" else label: values for label, values in columns.items()}
    assert row_meaning(table("members", renamed)).what == "customer"


def test_says_that_the_id_of_the_order_was_taken_for_the_customer(table):
    made = table("orders", planted.orders())
    assert len(row_meaning(made).facts) == 1
    wrong = tuple(
        replace(column, role=Role.ID if column.label == "order_id" else Role.TRAIT) for column in made.columns
    )
    found = row_meaning(replace(made, columns=wrong))
    assert found.what == "order"
    assert [(fact.key, fact["customer"]) for fact in found.facts[1:]] == [
        ("row.order_taken_for_customer", "customer_id")
    ]


@pytest.mark.parametrize(
    ("columns", "what", "key"),
    [
        ({"order_id": [f"O{n}" for n in range(60)], "amount": ["9.5", "8.25"] * 30}, "order", "row.order_of_nobody"),
        ({"product_id": [f"P{n}" for n in range(60)], "price": ["9.5", "8.25"] * 30}, "other", "row.other"),
        ({"amount": ["9.5", "8.25"] * 30, "city": ["a", "b"] * 30}, "row", "row.no_ids"),
    ],
)
def test_without_customers(table, columns, what, key):
    found = row_meaning(table("t", columns))
    assert (found.what, found.fact.key) == (what, key)
