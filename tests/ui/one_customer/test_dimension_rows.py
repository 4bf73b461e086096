"""What a dimension says of one customer, in words."""

import pytest

from seg.core.columns import Column, Kind
from seg.tasks.one_customer import Standing
from seg.ui.one_customer.dimension_rows import dimension_row, value_text
from seg.ui.words.words import words

EN = words("en")


def column(kind, unit="", label="x", levels=(), separator=""):
    return Column(label, label, kind=kind, unit=unit, levels=levels, separator=separator)


@pytest.mark.parametrize(
    ("of", "value", "text"),
    [
        (column(Kind.MONEY, "EUR"), 1234.5, "€1,234"),
        (column(Kind.MONEY), 12.5, "12.50"),
        (column(Kind.COUNT, "days"), 1.0, "1 day"),
        (column(Kind.NUMBER, "days"), 37.0, "37 days"),
        (column(Kind.NUMBER, "days"), 2.5, "2.5 days"),
        (column(Kind.COUNT, "years"), 41.0, "41 years"),
        (column(Kind.NUMBER, "months"), 1.5, "1.5 months"),
        (column(Kind.NUMBER, "share"), 0.25, "25%"),
        (column(Kind.NUMBER, "times"), 2.5, "2.5 times"),
        (column(Kind.NUMBER, "year"), 1984.0, "1984"),
        (column(Kind.NUMBER, "kg"), 1200.0, "1,200\N{NO-BREAK SPACE}kg"),
        (column(Kind.COUNT), 1200.0, "1,200"),
        (column(Kind.DATE), "2024-02-29", "29 Feb 2024"),
        (column(Kind.NOMINAL), "Malta", "Malta"),
        (column(Kind.NOMINAL, label="orders:stage"), "slipping", "Slipping away"),
        (column(Kind.MULTI_VALUE, separator=";"), "a; b", "a and b"),
    ],
)
def test_values_with_their_unit_or_the_name_of_their_level(of, value, text):
    assert value_text(of, value, EN) == text


NUMBER, DATE = column(Kind.NUMBER), column(Kind.DATE)


@pytest.mark.parametrize(
    ("of", "value", "known", "below", "same", "told", "place"),
    [
        (NUMBER, 5.0, 1000, 830, 2, "more than 83%", 83.1),
        (NUMBER, 5.0, 1000, 0, 1, "the least", 0.05),
        (NUMBER, 5.0, 1000, 999, 1, "the most", 99.95),
        (NUMBER, 5.0, 10_000, 9_990, 1, "more than 99%", 99.905),
        (NUMBER, 5.0, 1000, 4, 1, "the least 1%", 0.45),
        (NUMBER, 0.0, 1000, 0, 640, "the least, same as 64%", 32.0),
        (NUMBER, 1.0, 1000, 640, 300, "more than 64%, same as 30%", 79.0),
        (NUMBER, 1.0, 1000, 0, 1000, "same as everybody", 50.0),
        (DATE, "2024-02-29", 1000, 400, 2, "later than 40%", 40.1),
        (DATE, "2024-02-29", 1000, 0, 2, "the earliest", 0.1),
        (DATE, "2024-02-29", 1000, 998, 2, "the latest", 99.9),
        (column(Kind.ORDINAL, levels=("low", "high")), "high", 100, 60, 40, "the most, same as 40%", 80.0),
        (column(Kind.ORDINAL, levels=("low", "high")), "odd", 100, 0, 4, "same as 4%", None),
        (column(Kind.NOMINAL), "Malta", 100, 0, 12, "same as 12%", None),
        (column(Kind.NOMINAL), "Malta", 100, 0, 100, "same as everybody", None),
    ],
)
def test_where_a_value_lies_among_all(of, value, known, below, same, told, place):
    row = dimension_row(of, Standing(of.label, value, known, below, same), EN)
    assert row.told == told
    assert row.place == (None if place is None else pytest.approx(place))


def test_what_nobody_knows_is_said():
    row = dimension_row(NUMBER, Standing("x", None, 0, 0, 0), EN)
    assert (row.value, row.told, row.place) == ("–", "not known", None)


def test_is_called_as_everywhere_else():
    row = dimension_row(column(Kind.NUMBER, label="orders:stage"), Standing("x", 1.0, 2, 1, 1), EN)
    assert row.name == EN.dimension("orders:stage") == "Orders: stage of the journey"
