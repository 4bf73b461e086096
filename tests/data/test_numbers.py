"""Numbers as people write them."""

import pytest

from seg.data.numbers import CURRENCIES, STYLES, UNITS, NumberStyle, currency, parse_number, unit

US, EUROPEAN, POLISH, SWISS = NumberStyle(".", ","), NumberStyle(",", "."), NumberStyle(",", " "), NumberStyle(".", "'")


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1234.5", NumberStyle(), 1234.5),
        ("-0.5", NumberStyle(), -0.5),
        (".5", NumberStyle(), 0.5),
        ("5.", NumberStyle(), 5),
        ("1e3", NumberStyle(), 1000),
        ("12,5", NumberStyle(",", ""), 12.5),
        ("1,234,567.89", US, 1234567.89),
        ("$3,000", US, 3000),
        ("-$3,000", US, -3000),
        ("$-3,000", US, -3000),
        ("($1,234.50)", US, -1234.5),
        ("1.234,50 €", EUROPEAN, 1234.5),
        ("€ 1.234,50", EUROPEAN, 1234.5),
        ("1\u00a0234,50 zł", POLISH, 1234.5),
        ("1\u202f234", POLISH, 1234),
        ("29 597,50 руб.", POLISH, 29597.5),
        ("1’234.50", SWISS, 1234.5),
        ("CHF 1'234", SWISS, 1234),
        ("−5", NumberStyle(), -5),
        ("12.5 %", NumberStyle(), 12.5),
        ("1.234,50-", EUROPEAN, -1234.5),
        ("1.234,50- EUR", EUROPEAN, -1234.5),
        ("5-", NumberStyle(), -5),
        ("5,0-", EUROPEAN, -5),
        ("12,-", EUROPEAN, 12),
        ("12,--", EUROPEAN, 12),
        ("12,–", NumberStyle(",", ""), 12),
        ("12,—", POLISH, 12),
        ("€ 3.123,-", EUROPEAN, 3123),
        ("3.123,- €", EUROPEAN, 3123),
        ("€ 12,-", NumberStyle(",", ""), 12),
        ("CHF 12.-", NumberStyle(), 12),
        ("CHF 1’234.--", SWISS, 1234),
        ("Fr. 12.–", SWISS, 12),
        ("12,34,567.-", US, 1234567),
        ("-12,-", EUROPEAN, -12),
        ("(12,-)", EUROPEAN, -12),
        ("5.e3", NumberStyle(), 5000),
        ("12,34,567.5", US, 1234567.5),
        ("₹1,00,000", US, 100000),
        ("12 kg", NumberStyle(), 12),
        ("0,75l", NumberStyle(",", ""), 0.75),
        ("30 days", NumberStyle(), 30),
        ("5 лет", NumberStyle(), 5),
        ("85 m²", NumberStyle(), 85),
    ],
)
def test_reads(text, style, number):
    assert parse_number(text, style) == number


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("1,23,4", US),
        ("12,34", US),
        ("0,123", US),
        ("1.234", NumberStyle(",", "")),
        ("(5", NumberStyle()),
        ("5)", NumberStyle()),
        ("12 abc", NumberStyle()),
        ("-5-", NumberStyle()),
        ("(5-)", NumberStyle()),
        ("5–", NumberStyle()),
        ("12,---", EUROPEAN),
        ("12,-e5", EUROPEAN),
        ("12,5,-", EUROPEAN),
        ("12,5--", EUROPEAN),
        ("12--", EUROPEAN),
        (",-", EUROPEAN),
        ("12,-", US),
        ("1,0,000", US),
        ("12 kg 5", NumberStyle()),
        ("1 2", NumberStyle()),
        ("1_000", NumberStyle()),
        ("1e309", NumberStyle()),
        ("1e16", NumberStyle()),
        ("inf", NumberStyle()),
        ("NaN", NumberStyle()),
        ("", NumberStyle()),
        ("-", NumberStyle()),
        ("$", NumberStyle()),
    ],
)
def test_refuses(text, style):
    assert parse_number(text, style) is None


@pytest.mark.parametrize("style", STYLES)
def test_plain_whole_numbers_are_numbers_in_every_style(style):
    assert [parse_number(text, style) for text in ("0", "7", "1234567")] == [0, 7, 1234567]


def test_currency_of_a_cell():
    assert [currency(text) for text in ("€ 5", "5 zł", "$5", "12 %", "5", "5 apples", "1 000,5 руб.", "€ 3.123,–")] == [
        "EUR", "PLN", "USD", "%", "", "", "RUB", "EUR",
    ]  # fmt: skip


def test_unit_of_a_cell():
    texts = ("12 kg", "12кг", "5 years", "3 lata", "85 m2", "€ 5", "12 %", "5", "5 apples", "-2.5 h")
    assert [unit(text) for text in texts] == ["kg", "kg", "years", "years", "m²", "", "", "", "", "hours"]


def test_no_word_is_both_a_unit_and_a_currency():
    assert not UNITS.keys() & CURRENCIES.keys()
