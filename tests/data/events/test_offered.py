"""Which dimensions a dataset is offered, by what its tables have."""

from dataclasses import replace

import pytest

from seg.core.columns import Basis, Column, Kind
from seg.core.errors import SegError
from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.core.recipe import Filter, Forming, Recipe
from seg.data.events.choices import Choices
from seg.data.events.offered import as_labelled_now, check_choices, columns_for, derived_column, offered
from seg.data.events.suggest import suggested
from tests import samples

NOTHING = Choices()
READING = TableReading("orders.csv", "orders", "0" * 64, (), 9, 9, 0)
ALL_PARTS = tuple((part, part.value) for part in Part)
CURRENCIES = ((Part.CURRENCY, ("EUR", "PLN")),)


def table(name="orders", about=About.ORDERS, parts=ALL_PARTS, **more):
    return EventTable(name, about, READING, (), tuple(parts), "0" * 64, 9, timed=True, **more)


def labels(*tables, choices=NOTHING):
    return {column.label for column in offered(tables, choices)}


def dataset(*tables):
    made = samples.dataset((samples.column("spend", Kind.MONEY),), 30, "2026-01-01")
    return replace(made, tables=tables)


def test_what_needs_a_part_is_there_with_it_alone():
    bare = table(parts=((Part.CUSTOMER, "who"),))
    dated = table(parts=((Part.CUSTOMER, "who"), (Part.TIME, "day")))
    assert "orders:frequency" in labels(bare)
    assert not {"orders:recency_days", "orders:monetary"} & labels(bare)
    assert "orders:recency_days" in labels(dated)
    assert {"orders:recency_days", "orders:monetary", "orders:average_order_value"} <= labels(table())


def test_the_price_of_a_piece_is_money_too():
    priced = table(parts=((Part.CUSTOMER, "who"), (Part.PRICE, "price")))
    assert "orders:monetary" in labels(priced)


def test_each_value_has_a_dimension_of_its_own():
    wines = table(values=((Part.CATEGORY, ("Wine", "Fish; fresh")),))
    assert {"orders:category_share(category=Wine)", "orders:category_share(category=Fish%3B fresh)"} <= labels(wines)


def test_windows_of_visits_and_mails():
    found = labels(table("visits", About.VISITS), table("emails", About.EMAILS, values=((Part.TYPE, ("opened",)),)))
    assert {"visits:frequency", "visits:frequency(days=30)", "emails:event_count(days=90;type=opened)"} <= found


def test_money_of_several_currencies_waits_for_a_choice():
    several = table(values=CURRENCIES)
    assert not any("monetary" in label for label in labels(several))
    chosen = Choices((("orders/currency", "PLN"),))
    assert "orders:monetary" in labels(several, choices=chosen)
    assert derived_column(dataset(several), "orders:monetary", chosen).unit == "PLN"
    with pytest.raises(SegError, match="currency_not_chosen"):
        derived_column(dataset(several), "orders:monetary", NOTHING)
    with pytest.raises(SegError, match="currency_not_chosen"):
        derived_column(dataset(several), "orders:monetary", Choices((("orders/currency", "XXX"),)))


def test_the_only_currency_is_the_unit():
    assert derived_column(dataset(table(values=((Part.CURRENCY, ("MYR",)),))), "orders:monetary", NOTHING).unit == "MYR"
    price = Column("c0", "value", kind=Kind.MONEY, unit="EUR")
    assert derived_column(dataset(replace(table(), columns=(price,))), "orders:monetary", NOTHING).unit == "EUR"


def test_columns_of_definitions():
    column = derived_column(dataset(table()), "orders:recency_days", NOTHING)
    assert (column.label, column.kind, column.basis, column.unit) == (
        "orders:recency_days",
        Kind.NUMBER,
        Basis.BEHAVIOURAL,
        "days",
    )
    assert column.forms
    assert derived_column(dataset(table()), "spend", NOTHING) is None
    assert derived_column(dataset(table()), "visits:frequency", NOTHING) is None


def test_a_column_of_a_file_goes_before_a_definition_of_that_name():
    named = samples.column("orders:frequency", Kind.COUNT)
    made = replace(samples.dataset((named,), 30), tables=(table(),))
    assert derived_column(made, "orders:frequency", NOTHING) is None
    assert columns_for(made, Recipe(made.id, (Forming("orders:frequency"),)))["orders:frequency"] is named


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("orders:nonsense", "measure_unknown"),
        ("orders:category_share", "measure_parameters"),
        ("orders:frequency(product=x)", "measure_parameters"),
        ("orders:average_order_value(category=x)", "measure_parameters"),
        ("orders:frequency(days=0)", "measure_numbers"),
        ("orders:frequency(days=a)", "measure_numbers"),
        ("orders:average_order_value(days=30)", "measure_parameters"),
    ],
)
def test_definitions_that_cannot_be(label, key):
    with pytest.raises(SegError, match=key):
        derived_column(dataset(table()), label, NOTHING)


def test_parts_that_are_not_there():
    for label in ("orders:monetary", "orders:frequency(channel=web)"):
        with pytest.raises(SegError, match="measure_needs_parts"):
            derived_column(dataset(table(parts=((Part.CUSTOMER, "who"),))), label, NOTHING)


def test_what_a_recipe_names_is_known():
    filters = (Filter("orders:monetary", low=1.0),)
    recipe = Recipe("d" * 64, (Forming("orders:frequency"),), ("orders:recency_days(days=90)",), filters=filters)
    found = columns_for(dataset(table()), recipe)
    assert list(found) == ["spend", "orders:frequency", "orders:recency_days(days=90)", "orders:monetary"]


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("orders/retuned", "out", "choice_unknown"),
        ("visits/returned", "out", "choice_unknown"),
        ("orders/returned", "away", "choice_value"),
        ("orders/currency", "XXX", "choice_value"),
        ("rfm/scoring", "new", "choice_value"),
        ("stage/lapsed_days", "soon", "boundary_out_of_range"),
        ("stage/lapsed_days", "-3", "boundary_out_of_range"),
    ],
)
def test_choices_that_there_are_not(name, value, key):
    with pytest.raises(SegError, match=key):
        check_choices((table(values=CURRENCIES),), Choices(((name, value),)))


def test_choices_that_there_are():
    given = {"orders/returned": "out", "orders/currency": "PLN", "rfm/scoring": "classic", "stage/lapsed_days": "90"}
    check_choices((table(values=CURRENCIES),), Choices.of(given.items()))


def test_labels_of_before():
    made = dataset(table())
    assert as_labelled_now("orders_recency_days", made) == "orders:recency_days"
    assert as_labelled_now("spend", made) == "spend"
    assert as_labelled_now("visits_count", made) == "visits_count"


def test_suggestions_start_with_how_recently_and_how_often():
    forming, describing = suggested(dataset(table()), NOTHING)
    assert forming[:3] == ("orders:recency_days", "orders:frequency", "orders:average_order_value")
    assert "spend" in forming
    assert "orders:monetary" in describing
    assert not set(forming) & set(describing)
    assert suggested(dataset(), NOTHING)[0] == ("spend",)
