"""Sentences, numbers and dates come out in the language that was asked for."""

from datetime import UTC, date, datetime

import pytest

from seg.core.columns import Basis, Kind, Role
from seg.core.facts import Fact
from seg.ui.words import catalogues
from seg.ui.words.extract import empty_catalogue
from seg.ui.words.languages import LANGUAGES, language_of
from seg.ui.words.words import words

SPACE, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture
def english_with(monkeypatch):
    """English words to which a few sentences are added."""

    def make(**sentences):
        fresh = words.__wrapped__("en")
        monkeypatch.setattr(fresh, "_sentences", {**fresh._sentences, **sentences}, raising=False)
        return fresh

    return make


@pytest.mark.parametrize(
    ("locale", "language"),
    [("pl-PL", "pl"), ("ms_MY", "ms"), ("RU", "ru"), ("de-DE", "en"), ("", "en"), (None, "en"), ("mt", "mt")],
)
def test_the_language_of_a_browser(locale, language):
    assert language_of(locale) == language


def test_a_language_we_do_not_speak_is_a_defect():
    with pytest.raises(KeyError):
        words("de")


@pytest.mark.parametrize(
    ("language", "number", "percent", "day", "money"),
    [
        ("en", "1,234,567", "12.5%", "22 Nov 2026", "€1,235"),
        ("nl", "1.234.567", "12,5%", "22 nov 2026", f"€{SPACE}1.235"),
        ("pl", f"1{SPACE}234{SPACE}567", "12,5%", "22 lis 2026", f"1{SPACE}235{SPACE}€"),
        ("ru", f"1{SPACE}234{SPACE}567", f"12,5{SPACE}%", f"22 нояб. 2026{NARROW}г.", f"1{SPACE}235{SPACE}€"),
        ("ms", "1,234,567", "12.5%", "22 Nov 2026", "€1,235"),
        ("mt", "1,234,567", "12.5%", "22 Nov 2026", "€1,235"),
    ],
)
def test_numbers_and_dates_follow_the_language(language, number, percent, day, money):
    w = words(language)
    assert w.number(1_234_567) == number
    assert w.percent(0.125, 1) == percent
    assert w.date("2026-11-22") == w.date(date(2026, 11, 22)) == day
    assert w.money(1_234.6, "EUR") == money


@pytest.mark.parametrize(
    ("x", "shown"),
    [(0, "0"), (3.0, "3"), (12.345, "12.3"), (0.0123, "0.012"), (1234.5678, "1,235"), (-7, "-7"), (None, "–")],
)
def test_a_number_shows_no_more_than_it_should(x, shown):
    assert words("en").number(x) == shown
    assert words("en").number(float("nan")) == "–"


def test_nothing_has_neither_decimals_nor_a_sign():
    told = [words("en").number(x, 2) for x in (0.0, 0.004, -0.004, 0.01, -0.01, 2.0)]
    assert told == ["0", "0", "0", "0.01", "-0.01", "2.00"]


@pytest.mark.parametrize(("x", "shown"), [(999, "999"), (12_345, "12.3K"), (2_000_000, "2M")])
def test_short_numbers(x, shown):
    assert words("en").compact(x) == shown


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        (0, 0, "0%"),
        (0.004, 0, "<1%"),
        (0.005001, 0, "1%"),
        (0.996, 0, ">99%"),
        (1, 0, "100%"),
        (sum([0.1] * 10), 0, "100%"),  # 0.9999999999999999
        (0.0004, 1, "<0.1%"),
        (0.9999, 1, ">99.9%"),
        (-0.2, 0, "-20%"),
        (1.5, 0, "150%"),
    ],
)
def test_something_is_never_rounded_to_nothing_nor_almost_all_to_all(share, digits, shown):
    assert words("en").percent(share, digits) == shown


def test_money_keeps_cents_where_they_matter_and_any_unit():
    w = words("en")
    assert w.money(12.5, "EUR") == "€12.50"
    assert w.money(12.5, "zł") == f"12.50{SPACE}zł"
    assert w.money(12, "") == "12"


def test_a_moment_is_a_day_and_a_time():
    assert words("nl").moment(datetime(2026, 3, 1, 14, 5, tzinfo=UTC)) == "1 mrt 2026 14:05"


def test_lists_follow_the_language():
    shown = [words(code).listing(["a", "b", "c"]) for code in ("en", "nl", "pl")]
    assert shown == ["a, b and c", "a, b en c", "a, b i c"]


def test_values_are_formatted_by_the_ends_of_their_names(english_with):
    sentence = "{count} {part_share} {latest_date} {birth_year} {kind} {names} {known} {gone}"
    fact = Fact.of(
        "x.all", count=12_345, part_share=0.25, latest_date="2026-03-01", birth_year=1999, kind="money",
        names=("a", "b"), known=True, gone=None,
    )  # fmt: skip
    assert english_with(**{"x.all": sentence}).say(fact) == "12,345 25% 1 Mar 2026 1999 Money a and b yes –"


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("%m/%d/%Y", "12/31/2026"),
        ("%d.%m.%Y|%Y-%m-%d", "31.12.2026 and 2026-12-31"),
        ("%H:%M:%S.%n", "18:30:00.000000"),
    ],
)
def test_patterns_of_dates_are_shown_by_an_example(english_with, pattern, shown):
    words = english_with(**{"x.dates": "like {date_format}"})
    assert words.say(Fact.of("x.dates", date_format=pattern), markdown=False) == f"like {shown}"


def test_count_chooses_the_form(english_with):
    w = english_with(**{"x.rows": ("{count} row of {file}", "{count} rows of {file}")})
    assert [w.say(Fact.of("x.rows", count=n, file="f")) for n in (0, 1, 2_000)] == [
        "0 rows of f",
        "1 row of f",
        "2,000 rows of f",
    ]
    assert w.plural("one", "{count} things", 3) == "3 things"


def test_what_users_wrote_is_escaped_unless_plain_text_is_wanted(english_with):
    w = english_with(**{"x.file": "**{file}** and {names}"})
    fact = Fact.of("x.file", file="a*b", names=("<i>", "c"))
    assert w.say(fact) == r"**a\*b** and \<i\> and c"
    assert w.say(fact, markdown=False) == "**a*b** and <i> and c"


@pytest.mark.parametrize("fact", [Fact.of("nothing.here"), Fact.of("error.bad_as_of")])
def test_an_unknown_key_or_a_blank_without_value_is_a_defect(fact):
    with pytest.raises(KeyError):
        words("en").say(fact)


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_kinds_and_bases_have_names(language):
    assert all(words(language).name_of(member) for family in (Role, Kind, Basis) for member in family)


def test_translations_are_used_and_gaps_read_as_english(tmp_path, monkeypatch):
    catalog = empty_catalogue("mt")
    catalog.add(("{count} day", "{count} days"), ("jum", "jumejn", "{count} jiem", "{count}-il jum", "{count} jum"))
    catalog.add("Open", "Iftaħ")
    monkeypatch.setattr(catalogues, "read_catalogue", lambda language: catalog)
    w = words.__wrapped__("mt")
    assert w.text("Open") == "Iftaħ"
    assert w.text("Close {what}", what="it") == "Close it"
    shown = [w.plural("{count} day", "{count} days", n) for n in (0, 1, 2, 5, 11, 20, 101)]
    assert shown == ["0 jiem", "jum", "jumejn", "5 jiem", "11-il jum", "20 jum", "101 jum"]


def test_a_bound_is_a_whole_percent_and_no_bound_of_a_bound():
    said = [words("en").bound(*told) for told in (("under", 0.003), ("over", 0.998), ("under", 0.07), ("about", 0.3))]
    assert said == ["under 1%", "over 99%", "under 7%", "about 30%"]
