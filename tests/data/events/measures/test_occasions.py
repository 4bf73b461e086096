"""Shares of seasons, holidays, weekends and hours, by hand."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.data.events.derive import derived
from seg.data.events.measures import MEASURES
from tests.data.events.engines import in_duckdb
from tests.data.events.world import Sample, Told

AS_OF = date(2024, 12, 31)
MONEY = (Part.CUSTOMER, Part.TIME, Part.VALUE)


def held(folder, rows, parts=MONEY, days_only=True, about=About.ORDERS):
    """Rows of customer, time and so on, in the engine."""
    told = tuple(dict(zip(parts, row, strict=True)) for row in rows)
    customers = tuple(dict.fromkeys(row[Part.CUSTOMER] for row in told))
    return in_duckdb(Sample(customers, (Told("orders", about, parts, told, days_only=days_only),)), folder)


def asked(engine, measure, as_of=AS_OF, choices=None, **parameters):
    """By customer."""
    wanted = Derivation.of("orders", measure, **parameters)
    return engine.answers(as_of, [wanted], choices or {})[wanted]


def on(day, value=1.0, who="a"):
    return who, date.fromisoformat(day), value


@pytest.mark.parametrize(
    ("measure", "occasion", "first", "last"),
    [
        ("occasion_share", "christmas", "2023-12-01", "2023-12-24"),
        ("occasion_share", "easter", "2024-03-17", "2024-03-30"),
        ("faith_occasion_share", "orthodox_easter", "2024-04-21", "2024-05-04"),
        ("occasion_share", "black_friday", "2024-11-25", "2024-12-02"),
        ("occasion_share", "valentine", "2024-02-08", "2024-02-14"),
        ("occasion_share", "summer", "2022-06-01", "2022-08-31"),
        ("occasion_share", "january", "2023-01-01", "2023-01-31"),
        ("faith_occasion_share", "ramadan", "2024-03-11", "2024-04-09"),
        ("faith_occasion_share", "eid", "2024-04-01", "2024-04-10"),
    ],
)
def test_the_first_and_the_last_day_of_an_occasion(tmp_path, measure, occasion, first, last):
    """1 the day before, 2 and 4 on the first and last day, 8 the day after: 6 of 15."""
    edges = [date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()]
    days = [edges[0] - 1, *edges, edges[1] + 1]
    engine = held(tmp_path, [("a", date.fromordinal(day), 2.0**at) for at, day in enumerate(days)])
    assert asked(engine, measure, occasion=occasion) == {"a": pytest.approx(6 / 15)}


def test_the_seven_days_up_to_a_holiday(tmp_path):
    """King's Day is on 27 April; the days around it are near no other holiday."""
    rows = [on("2024-04-20"), on("2024-04-21", 2.0), on("2024-04-27", 4.0), on("2024-04-28", 8.0)]
    engine = held(tmp_path, rows)
    assert asked(engine, "holiday_share", country="NL") == {"a": pytest.approx(6 / 15)}
    assert asked(engine, "holiday_share", country="MY") == {"a": pytest.approx(12 / 15)}  # from 25 April to 1 May


def test_the_week_before_new_year_is_near_a_holiday_of_the_next_year(tmp_path):
    engine = held(tmp_path, [on("2024-12-28"), on("2024-10-10", 3.0)])
    assert asked(engine, "holiday_share", country="PL") == {"a": 0.25}


def test_a_ramadan_that_began_the_year_before(tmp_path):
    """From 26 December 2030 to 23 January 2031, for a table that begins in 2031."""
    engine = held(tmp_path, [on("2031-01-23"), on("2031-01-24", 3.0)])
    for earliest in ("", "2031-01-23"):
        found = _told_from(engine, earliest, "faith_occasion_share", date(2031, 3, 1), occasion="ramadan")
        assert found == [0.25]


def test_where_a_table_begins_changes_nothing(tmp_path):
    engine = held(tmp_path, [on("2019-12-24"), on("2021-12-24"), on("2024-12-24"), on("2024-06-10", 5.0)])
    for earliest in ("", "2019-12-24", "1066-10-14"):
        assert _told_from(engine, earliest, "occasion_share", AS_OF, occasion="christmas") == [3 / 8]


def _told_from(engine, earliest, measure, as_of, **parameters):
    world = engine.world(as_of)
    world = replace(world, tables=tuple(replace(table, earliest_date=earliest) for table in world.tables))
    wanted = Derivation.of("orders", measure, **parameters)
    return engine.backend.to_pyarrow(derived(world, [wanted]))[wanted.label].to_pylist()


def test_by_money_without_what_went_back_and_what_is_still_to_come(tmp_path):
    rows = [on("2024-12-20", 30.0), on("2024-06-10", 10.0), on("2024-12-21", -40.0), on("2024-12-22", 500.0)]
    engine = held(tmp_path, rows)
    assert asked(engine, "occasion_share", date(2024, 12, 21), occasion="christmas") == {"a": 0.75}
    counted = {"orders/returned": "in"}  # 30 + 10 - 40: there is no whole to have a part of
    assert asked(engine, "occasion_share", date(2024, 12, 21), counted, occasion="christmas") == {"a": None}


def test_unknown_without_money_and_nothing_without_any_near(tmp_path):
    rows = [on("2024-12-20", None), on("2024-06-10", 10.0, "b"), on("2024-12-20", -10.0, "c")]
    engine = held(tmp_path, rows)
    assert asked(engine, "occasion_share", occasion="christmas") == {"a": None, "b": 0, "c": None}


def test_by_events_where_there_is_no_money(tmp_path):
    rows = [("a", date(2024, 12, 20)), ("a", date(2024, 12, 20)), ("a", date(2024, 3, 3)), ("b", date(2024, 3, 3))]
    engine = held(tmp_path, rows, (Part.CUSTOMER, Part.TIME), about=About.VISITS)
    assert asked(engine, "occasion_share", occasion="christmas") == {"a": pytest.approx(2 / 3), "b": 0}


def test_in_the_last_days_only(tmp_path):
    engine = held(tmp_path, [on("2024-12-20"), on("2024-12-31", 3.0), on("2024-06-10", 99.0)])
    assert asked(engine, "occasion_share", occasion="christmas", days=30) == {"a": 0.25}
    assert asked(engine, "occasion_share", occasion="christmas", days=12) == {"a": 0.25}
    assert asked(engine, "occasion_share", occasion="christmas", days=11) == {"a": 0}


def test_the_weekend_is_saturday_and_sunday(tmp_path):
    """One order on each day of a week that begins on a Monday, of this century and from before 1970."""
    for monday in ("2024-12-16", "1969-07-14"):
        first = date.fromisoformat(monday).toordinal()
        rows = [(date.fromordinal(first + day).strftime("%A"), date.fromordinal(first + day), 1.0) for day in range(7)]
        (folder := tmp_path / monday).mkdir()
        found = asked(held(folder, rows), "weekend_share")
        assert found == dict.fromkeys(found, 0) | {"Saturday": 1, "Sunday": 1}
        assert len(found) == 7


def test_the_weekend_is_counted_in_orders_that_have_a_day(tmp_path):
    parts = (Part.CUSTOMER, Part.TIME, Part.VALUE, Part.ORDER)
    saturday, monday = date(2024, 12, 21), date(2024, 12, 16)
    rows = [
        ("a", saturday, 5.0, "1"),
        ("a", saturday, 6.0, "1"),  # the same order
        ("a", monday, 5.0, "2"),
        ("a", saturday, -5.0, "3"),
        ("a", None, 5.0, "4"),
        ("b", saturday, -5.0, "5"),
    ]
    assert asked(held(tmp_path, rows, parts), "weekend_share", choices={"orders/no_time": "in"}) == {
        "a": 0.5,
        "b": None,
    }


def test_the_quarters_of_a_day(tmp_path):
    clocks = ("00:00", "05:59", "06:00", "11:59", "12:00", "17:59", "18:00", "23:59")
    rows = [(f"{at}", datetime.fromisoformat(f"2024-12-16 {clock}"), 1.0) for at, clock in enumerate(clocks)]
    engine = held(tmp_path, rows, days_only=False)
    for quarter, daypart in enumerate(("night", "morning", "afternoon", "evening")):
        found = asked(engine, "daypart_share", daypart=daypart)
        assert [who for who, share in found.items() if share == 1] == [f"{quarter * 2}", f"{quarter * 2 + 1}"]
        assert {*found.values()} == {0, 1}


def test_days_without_a_clock_have_no_quarters(tmp_path):
    assert asked(held(tmp_path, [on("2024-12-16")]), "daypart_share", daypart="night") == {"a": None}


@pytest.mark.parametrize(
    ("measure", "parameters", "error"),
    [
        ("occasion_share", {"occasion": "carnival"}, "parameter_unknown"),
        ("occasion_share", {"occasion": "ramadan"}, "parameter_unknown"),  # held back under the other name only
        ("occasion_share", {"occasion": "eid"}, "parameter_unknown"),
        ("faith_occasion_share", {"occasion": "christmas"}, "parameter_unknown"),
        ("holiday_share", {"country": "Malta"}, "country_unknown"),
        ("daypart_share", {"daypart": "noon"}, "parameter_unknown"),
        ("occasion_share", {}, "measure_parameters"),
    ],
)
def test_what_nobody_knows_is_refused(tmp_path, measure, parameters, error):
    engine = held(tmp_path, [on("2024-12-16")])
    with pytest.raises(SegError, match=error):
        asked(engine, measure, **parameters)


def test_what_tells_a_faith_is_held_back():
    assert [name for name, measure in MEASURES.items() if measure.held] == ["faith_occasion_share"]
