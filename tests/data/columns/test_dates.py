"""How a column of dates is read, decided from all of it."""

from datetime import date, timedelta

import pytest

from seg.data.columns.dates import date_reading
from seg.data.columns.values import all_values
from seg.data.engine import opened
from tests.data.tables import write_raw


@pytest.fixture
def reading(tmp_path):
    def run(*texts):
        write_raw(tmp_path / "raw.parquet", {"when": list(texts)})
        with opened(tmp_path / "raw.parquet") as (backend, table):
            return date_reading(all_values(backend, table, ("c0",))["c0"], backend, table, "c0")

    return run


@pytest.mark.parametrize(
    ("texts", "date_format"),
    [
        (["5 stycznia 2024", "31 grudnia 2024"], "%d %b %Y"),
        (["05-Jan-24", "31-Dec-24"], "%d %b %y"),
        (["Jan 5, 2024", "December 31, 2024"], "%b %d %Y"),
        (["5 de enero de 2024", "31 de diciembre de 2024"], "%d %b %Y"),
        (["5. Januar 2024 10:30", "31. Dezember 2024 11:00"], "%d %b %Y %H:%M"),
        (["Jan 2024", "Dec 2024"], "%b %Y"),
        (["2024-01", "2024-12"], "%Y-%m"),
        (["01/2024", "12/2024"], "%m/%Y"),
        (["1/31/2024 5:04 PM", "12/2/2024 11:30 AM"], "%m/%d/%Y %I:%M %p"),
        (["31/01/2024 5:04:09PM"], None),
        (["2024-01-05T10:00:00+01:00", "2024-12-31T10:00:00+02:00"], "%Y-%m-%dT%H:%M:%S%z"),
        (["2024-01-05 10:00:00 UTC", "2024-12-31 10:00:00 UTC"], "%Y-%m-%d %H:%M:%S%z"),
        (["2024-01-05 10:00:00 -0500", "2024-12-31 10:00:00 -0400"], "%Y-%m-%d %H:%M:%S%z"),
        (["20240105103000", "20241231103000"], "%Y%m%d%H%M%S"),
        (["2024-01-05 10:00:00.1234567", "2024-12-31 10:00:00.0000000"], "%Y-%m-%d %H:%M:%S.%n"),
        (["12345678", "87654321"], None),
        (["type 1 2024", "blue 2 2024"], None),
        (["10 blue cars", "12 red cars"], None),
        (["1.5", "2.25"], None),
    ],
)
def test_ways_of_writing_dates(reading, texts, date_format):
    found = reading(*texts * 10)
    assert (found.date_format if found else None) == date_format


def test_two_ways_in_one_column(reading):
    found = reading(*["31.12.2024", "30.11.2024"] * 12, *["2024-12-31"] * 6)
    assert found.date_format == "%d.%m.%Y|%Y-%m-%d"
    assert (found.examples, found.count, found.other) == (("31.12.2024", "2024-12-31"), 6, "")


def test_a_day_with_a_time_is_the_same_way_of_writing_days(reading):
    found = reading(*["31.12.2024", "30.11.2024 10:15"] * 10)
    assert found.date_format == "%d.%m.%Y|%d.%m.%Y %H:%M"
    assert found.examples == ()


def test_the_order_of_one_way_settles_it_for_the_same_days_with_a_time(reading):
    found = reading(*["01/02/2024", "03/02/2024"] * 10, "01/31/2024 10:15")
    assert found.date_format == "%m/%d/%Y|%m/%d/%Y %H:%M"
    assert found.other == ""


def test_an_open_order_names_the_other_format(reading):
    found = reading(*["01/02/2024", "03/02/2024", "2024-05-31"] * 10)
    assert found.date_format == "%d/%m/%Y|%Y-%m-%d"
    assert (found.unsure, found.other) == ("01/02/2024", "%m/%d/%Y|%Y-%m-%d")


def test_a_rare_way_is_found_in_the_whole_column(reading):
    texts = ["31.12.2024"] * 45_000
    texts[31] = "2024-12-30"
    assert reading(*texts, "30.11.2024").date_format == "%d.%m.%Y|%Y-%m-%d"


def test_days_that_do_not_exist_do_not_make_another_way(reading):
    assert reading(*["2024-01-31", "2024-02-28"] * 10, "2024-02-30", "0000-00-00").date_format == "%Y-%m-%d"


def days(order, first_year, last_year):
    """Each tenth day of these years, written with two digits for the year."""
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    return [(first + timedelta(n)).strftime(order) for n in range(0, (last - first).days + 1, 10)]


@pytest.mark.parametrize("mark", ["/", "-", "."])
def test_years_of_two_digits_that_stand_first(reading, mark):
    order = f"%y{mark}%m{mark}%d"
    found = reading(f"23{mark}09{mark}28", *days(order, 2020, 2024))
    assert (found.date_format, found.other) == (order, f"%d{mark}%m{mark}%y")
    assert found.unsure == f"23{mark}09{mark}28"


def test_years_first_with_a_time_have_the_same_order(reading):
    found = reading(*days("%y-%m-%d", 2020, 2024), *days("%y-%m-%d 10:15", 2023, 2023))
    assert found.date_format == "%y-%m-%d|%y-%m-%d %H:%M"
    assert found.other == "%d-%m-%y|%d-%m-%y %H:%M"


@pytest.mark.parametrize("order", ["%d/%m/%y", "%m/%d/%y"])
@pytest.mark.parametrize("years", [(2024, 2024), (2020, 2024), (1995, 2004), (1950, 2000)])
def test_years_of_two_digits_that_stand_last_are_sure(reading, order, years):
    found = reading(*days(order, *years))
    assert (found.date_format, found.other) == (order, "")


@pytest.mark.parametrize(
    ("texts", "date_format", "other"),
    [
        (["99/12/31", "98/01/05"], "%y/%m/%d", ""),  # no month has 99 days
        (["23/09/28", "23/09/30"], "%d/%m/%y", "%y/%m/%d"),  # too few to tell
        (["01/01/20", "01/06/22", "01/12/24"], "%d/%m/%y", "%m/%d/%y"),  # first days of months, not of 2001
        (["05/01/11", "06/02/28", "07/03/02", "08/12/31"], "%y/%m/%d", "%d/%m/%y"),
    ],
)
def test_what_decides_between_years_and_days(reading, texts, date_format, other):
    found = reading(*texts * 10)
    assert (found.date_format, found.other) == (date_format, other)
