"""Days of the calendar as printed calendars have them."""

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest

from seg.core.errors import SegError
from seg.data.days import day_number, day_text
from seg.data.events.calendar import FAITH_OCCASIONS, OCCASIONS, OPEN_OCCASIONS, countries, holiday_ranges
from seg.data.events.calendar import occasion_ranges as ranges

HOLIDAYS_OF_2024 = {
    "MT": "01-01 02-10 03-19 03-29 03-31 05-01 06-07 06-29 08-15 09-08 09-21 12-08 12-13 12-25",
    "PL": "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26",
    "NL": "01-01 03-29 03-31 04-01 04-27 05-09 05-19 05-20 12-25 12-26",
    "RU": "01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04 "
    "04-29 04-30 05-10 12-30 12-31",  # these moved from weekends, by decree
    "GB": "01-01 03-29 05-06 05-27 12-25 12-26",
    "MY": "02-10 02-11 02-12 04-10 04-11 05-01 05-22 06-03 06-17 07-07 08-31 09-16 12-25",
}
"""Those of the whole country, without those of its regions."""


def of(occasion, year, last=None):
    found = ranges(OCCASIONS, occasion, year, last or year)
    return [f"{day_text(first)}..{day_text(end)}" for first, end in found]


@pytest.mark.parametrize(
    ("occasion", "days"),
    [
        ("christmas", "2024-12-01..2024-12-24"),
        ("easter", "2024-03-17..2024-03-30"),  # on 31 March
        ("orthodox_easter", "2024-04-21..2024-05-04"),  # on 5 May
        ("ramadan", "2024-03-11..2024-04-09"),
        ("eid", "2024-04-01..2024-04-10"),
        ("black_friday", "2024-11-25..2024-12-02"),  # on 29 November
        ("valentine", "2024-02-08..2024-02-14"),
        ("summer", "2024-06-01..2024-08-31"),
        ("january", "2024-01-01..2024-01-31"),
    ],
)
def test_an_occasion_of_2024(occasion, days):
    assert of(occasion, 2024) == [days]


@pytest.mark.parametrize(
    ("occasion", "easters"),
    [
        ("easter", "2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31"),
        ("orthodox_easter", "2017-04-16 2018-04-08 2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05"),
    ],
)
def test_easter_is_the_day_after(occasion, easters):
    assert [day_text(end + 1) for _, end in ranges(OCCASIONS, occasion, 2017, 2024)] == easters.split()


def test_black_friday_is_not_always_the_last_friday_of_november():
    """In 2018 November began on a Thursday, in 2019 on a Friday, the earliest and the latest that it can be."""
    assert of("black_friday", 2018, 2019) == ["2018-11-19..2018-11-26", "2019-11-25..2019-12-02"]


def test_two_ramadans_begin_in_2030_and_one_ends_in_2031():
    assert of("ramadan", 2030) == ["2030-01-05..2030-02-03", "2030-12-26..2031-01-23"]
    assert of("ramadan", 2031) == ["2031-12-15..2032-01-13"]
    assert of("eid", 2030, 2031) == ["2030-01-26..2030-02-04", "2031-01-15..2031-01-24"]


def test_what_nobody_knows_yet_is_left_out():
    assert of("ramadan", 1700) == of("eid", 5000) == []
    assert len(of("easter", 9990, 9999)) == 10


@pytest.mark.parametrize("country", HOLIDAYS_OF_2024)
def test_public_holidays_of_2024(country):
    near = {day for first, end in holiday_ranges(country, 2024, 2024) for day in range(first, end + 1)}
    days = [day_number(f"2024-{day}") for day in HOLIDAYS_OF_2024[country].split()]
    assert near == {day - before for day in days for before in range(7)}


def test_weeks_that_touch_are_one():
    """Christmas, the day after it and New Year in the Netherlands: from 19 December, and from 26 December on."""
    found = holiday_ranges("NL", 2023, 2024)
    assert (day_number("2023-12-19"), day_number("2024-01-01")) in found
    assert (day_number("2023-04-25"), day_number("2023-05-08")) in holiday_ranges("FR", 2023, 2023)  # 1 and 8 May
    assert all(first <= end for first, end in found)
    assert all(end + 1 < first for (_, end), (first, _) in pairwise(found))


def test_an_occasion_that_nobody_knows_is_refused():
    with pytest.raises(SegError, match="parameter_unknown"):
        ranges(OPEN_OCCASIONS, "carnival", 2024, 2024)


def test_what_tells_a_faith_is_not_open():
    assert set(FAITH_OCCASIONS) == {"ramadan", "eid", "orthodox_easter"}
    assert {*FAITH_OCCASIONS, *OPEN_OCCASIONS} == set(OCCASIONS)
    for occasion in FAITH_OCCASIONS:
        with pytest.raises(SegError, match="parameter_unknown"):
            ranges(OPEN_OCCASIONS, occasion, 2024, 2024)


@pytest.mark.parametrize("country", ["XX", "mt", "Malta", ""])
def test_a_country_without_known_holidays_is_refused(country):
    with pytest.raises(SegError, match="country_unknown"):
        holiday_ranges(country, 2024, 2024)


def test_many_countries_are_known():
    assert {"MT", "PL", "NL", "MY", "RU", "GB", "US", "MA", "IN", "BR"} <= set(countries())
    assert all(len(country) == 2 and country.isupper() for country in countries())


def test_starting_loads_no_calendar():
    """The server starts with the measures and without the libraries that know the calendar."""
    code = "import sys, seg.data.events.measures; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_days_are_counted_from_1970():
    assert ranges(OCCASIONS, "january", 1970, 1970) == ((0, 30),)
    assert ranges(OCCASIONS, "january", 1969, 1969) == ((-365, -335),)
    assert date(1970, 1, 1).weekday() == 3
