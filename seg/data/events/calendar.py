"""When people buy for a reason that stands in the calendar: occasions and public holidays as ranges of days.

A range is its first and its last day, both included, as days since 1970-01-01. Easter comes from `dateutil`, public
holidays and the Islamic months from `holidays`; both are loaded when they are asked for, since starting must be fast.
Islamic months begin as in Saudi Arabia, in other countries sometimes a day later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from seg.core.errors import SegError
from seg.data.days import EPOCH

Range = tuple[int, int]

DAYS_BEFORE_A_HOLIDAY = 6
"""The week up to a public holiday, with the day itself, is near it."""


def occasion_ranges(names: Iterable[str], occasion: str, first_year: int, last_year: int) -> tuple[Range, ...]:
    """The days of an occasion in these years, in order. Raises `SegError` for one that is not among `names`."""
    known = tuple(names)
    if occasion not in known:
        raise SegError("parameter_unknown", given=occasion, known=known)
    return _merged(found for year in _years(first_year, last_year) for found in OCCASIONS[occasion](year))


def holiday_ranges(country: str, first_year: int, last_year: int) -> tuple[Range, ...]:
    """The weeks up to the public holidays of a country (ISO 3166, such as MT) in these years, in order.

    Those that the whole country keeps: not those of a region. Raises `SegError` for a country without any known.
    """
    import holidays

    if country not in countries():
        raise SegError("country_unknown", given=country)
    years = list(_years(first_year, last_year))
    days = sorted(holidays.country_holidays(country, years=years)) if years else []
    return _merged(_range(day - timedelta(DAYS_BEFORE_A_HOLIDAY), day) for day in days)


def countries() -> tuple[str, ...]:
    """The countries whose public holidays are known, by their two letters."""
    import holidays

    return tuple(holidays.list_supported_countries(include_aliases=False))


def _christmas(year: int) -> Iterator[Range]:
    yield _range(date(year, 12, 1), date(year, 12, 24))


def _easter(year: int) -> Iterator[Range]:
    """The fortnight before it, of the western churches."""
    from dateutil.easter import EASTER_WESTERN, easter

    yield _fortnight_before(easter(year, EASTER_WESTERN))


def _orthodox_easter(year: int) -> Iterator[Range]:
    from dateutil.easter import EASTER_ORTHODOX, easter

    yield _fortnight_before(easter(year, EASTER_ORTHODOX))


def _fortnight_before(day: date) -> Range:
    return _range(day - timedelta(14), day - timedelta(1))


def _ramadan(year: int) -> Iterator[Range]:
    """The month: from its first day to the one before Eid al-Fitr. A year may see two begin."""
    ends = sorted(_eids(year) + _eids(year + 1)) if year < MAXYEAR else _eids(year)
    for begins in _islamic("ramadan_beginning_dates", year):
        after = [end for end in ends if end > begins]
        if after:
            yield _range(begins, after[0] - timedelta(1))


def _eid(year: int) -> Iterator[Range]:
    """The ten days up to Eid al-Fitr, with the day itself."""
    for day in _eids(year):
        yield _range(day - timedelta(9), day)


def _eids(year: int) -> list[date]:
    return _islamic("eid_al_fitr_dates", year)


def _islamic(dates: str, year: int) -> list[date]:
    """The days of that name which fall in a year; none long ago or far ahead, where they are not known."""
    from holidays.calendars import _IslamicLunar

    return sorted({day for day, _ in getattr(_IslamicLunar(), dates)(year) if day.year == year})


def _black_friday(year: int) -> Iterator[Range]:
    """From Monday to Monday around the day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    thursday = first + timedelta((3 - first.weekday()) % 7 + 21)
    friday = thursday + timedelta(1)
    yield _range(friday - timedelta(4), friday + timedelta(3))


def _valentine(year: int) -> Iterator[Range]:
    yield _range(date(year, 2, 8), date(year, 2, 14))


def _summer(year: int) -> Iterator[Range]:
    yield _range(date(year, 6, 1), date(year, 8, 31))


def _january(year: int) -> Iterator[Range]:
    yield _range(date(year, 1, 1), date(year, 1, 31))


OCCASIONS: dict[str, Callable[[int], Iterator[Range]]] = {
    "christmas": _christmas,
    "easter": _easter,
    "orthodox_easter": _orthodox_easter,
    "ramadan": _ramadan,
    "eid": _eid,
    "black_friday": _black_friday,
    "valentine": _valentine,
    "summer": _summer,
    "january": _january,
}
FAITH_OCCASIONS = ("ramadan", "eid", "orthodox_easter")
"""Who buys for these tells a faith."""
OPEN_OCCASIONS = tuple(name for name in OCCASIONS if name not in FAITH_OCCASIONS)


def _years(first: int, last: int) -> range:
    return range(max(first, MINYEAR + 1), min(last, MAXYEAR) + 1)


def _range(first: date, last: date) -> Range:
    return (first - EPOCH).days, (last - EPOCH).days


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """In order, those that touch as one."""
    found: list[Range] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)
