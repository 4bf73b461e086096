"""Bands and scales in words and signs of many habits."""

from math import inf

import pytest

from seg.data.columns.levels import band, bands, labelled_answers, likert, scale


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("35-49K", (35_000, 49_000)),
        ("65+", (65, inf)),
        ("Under 15K", (-inf, 15_000)),
        ("<25", (-inf, 25)),
        (">= 100", (100, inf)),
        ("18–24", (18, 24)),
        ("unter 18", (-inf, 18)),
        ("od 65", (65, inf)),
        ("10 bis 20", (10, 20)),
        ("€1.000 - €2.000", (1000, 2000)),
        ("1,000-1,999", (1000, 1999)),
        ("более 50", (50, inf)),
        ("65 and over", (65, inf)),
        ("1.5-2.5", (1.5, 2.5)),
        ("3", (3, 3)),
        ("from 18 to 24", (18, 24)),
        ("od 18 do 24", (18, 24)),
        ("18 altı", (-inf, 18)),
        ("от 25 до 34", (25, 34)),
        ("1.5-2 mln", (1_500_000, 2_000_000)),
    ],
)
def test_bands(text, ends):
    assert band(text) == ends


@pytest.mark.parametrize("text", ["2024-01", "north", "9-5", "", "Under", "1-2-3", "A1"])
def test_no_bands(text):
    assert band(text) is None


def test_numbers_alone_are_no_bands():
    assert bands(("1", "2", "3")) is None
    assert bands(("1", "3+", "2")) == ("1", "2", "3+")


def test_bands_with_units():
    assert bands(("25-34 Jahre", "18-24 Jahre", "65+ Jahre")) == ("18-24 Jahre", "25-34 Jahre", "65+ Jahre")
    assert bands(("1-2 years", "6-12 months", "< 6 months")) == ("< 6 months", "6-12 months", "1-2 years")
    assert bands(("1-2 kg", "500-900 g", "2-5 kg")) is None
    assert bands(("5 lat i więcej", "1-2 lata", "0-1 rok")) == ("0-1 rok", "1-2 lata", "5 lat i więcej")


def test_answers_that_all_carry_words():
    texts = ("2 - disagree", "1 - strongly disagree", "3 - neutral")
    assert labelled_answers(texts) == ("1 - strongly disagree", "2 - disagree", "3 - neutral")
    assert labelled_answers(("1. Quartal", "3. Quartal", "2. Quartal")) == ("1. Quartal", "2. Quartal", "3. Quartal")
    assert labelled_answers(("1 - a", "2 - b", "4 - c")) is None
    assert labelled_answers(("10 Downing Street", "11 Downing Street", "12 Downing Street")) is None


def test_scales_of_words():
    assert scale(("Often", "Never", "Sometimes")) == ("Never", "Sometimes", "Often")
    assert scale(("często", "nigdy", "rzadko")) == ("nigdy", "rzadko", "często")
    assert scale(("часто", "никогда", "редко")) == ("никогда", "редко", "часто")
    assert scale(("often", "never", "blue")) is None
    assert scale(("often", "Often", "never")) is None


def test_answers_with_words_at_the_ends():
    assert labelled_answers(("1 = no", "2", "3", "yes 4")) is None
    assert labelled_answers(("0", "hate it -1", "love it +1")) == ("hate it -1", "0", "love it +1")


def test_answers_from_one_up():
    assert likert(("5", "1", "2", "3", "4")) == ("1", "2", "3", "4", "5")
    assert likert(("1.0", "2.0", "3.0", "4.0")) == ("1.0", "2.0", "3.0", "4.0")
    assert likert(("0", "1", "2", "3")) is None
    assert likert(("1", "2", "4", "5")) is None
