"""Text and typed tables give the same common form, whatever the times, the prices and the engine look like."""

import time
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.columns import Column, Kind
from seg.core.events import NUMBER_PARTS, TEXT_PARTS, About, Part
from seg.data.engine import connect
from seg.data.events import canonical, rules
from tests.data.events.engines import as_text, column_of, columns_of
from tests.data.events.oracle import day_of, judged, money_of, offset_of
from tests.data.events.world import MOMENT, NUMBER, TEXT, Sample, Told, at, line

COLUMNS = ["key", "second", "day", "month", "hour", "offset", *(part.value for part in canonical.NUMBERS)]
COLUMNS += [*(part.value for part in TEXT_PARTS), "met"]
EPOCH = datetime(1970, 1, 1)
TABLES = ("orders", "visits", "emails", "support", "answers", "terminals", "till", "loyalty", "ratings")


def expected(told, from_files):
    """The common form of a table, by hand."""
    return [expected_row(told, judged_line, from_files) for judged_line in judged(told, from_files)]


def expected_row(told, line_, from_files):
    moment, day = line_.moment, line_.day
    midnight = day and datetime.combine(day, datetime.min.time())
    found = {
        "key": line_[Part.CUSTOMER],
        "second": moment and int(((midnight if told.days_only else moment) - EPOCH).total_seconds()),
        "day": day and day.toordinal() - date(1970, 1, 1).toordinal(),
        "month": day and day.year * 12 + day.month - 1,
        "hour": None if told.days_only or moment is None else moment.hour,
        "offset": offset_of(line_[Part.TIME]) if from_files else None,
        "met": sum(1 << list(rules.RULES).index(rule) for rule in line_.met),
    }
    found |= {part.value: line_[part] for part in (*canonical.NUMBERS, *TEXT_PARTS)}
    return found | {"value": money_of(told, line_.row)}


def in_order(rows):
    return sorted(([row[name] for name in COLUMNS] for row in rows), key=repr)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_text_in_the_common_form(name, world, duckdb_world):
    found = duckdb_world.backend.to_pyarrow(duckdb_world.events[name].select(COLUMNS)).to_pylist()
    assert in_order(found) == in_order(expected(world.table(name), from_files=True))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_a_database_in_the_common_form(name, world, postgresql_world):
    found = postgresql_world.backend.to_pyarrow(postgresql_world.events[name].select(COLUMNS)).to_pylist()
    assert in_order(found) == in_order(expected(world.table(name), from_files=False))


@pytest.fixture
def engine(tmp_path):
    backend = connect((tmp_path,))
    yield backend
    backend.disconnect()


@pytest.fixture
def read(engine, tmp_path):
    """Takes a table of Arrow into the engine, as a file."""

    def take(table):
        pq.write_table(table, tmp_path / "events.parquet")
        return engine.read_parquet(str((tmp_path / "events.parquet").resolve()))

    return take


@pytest.mark.parametrize("name", TABLES)
def test_a_typed_file_in_the_common_form(name, world, engine, read):
    told = world.table(name)
    events = canonical.of_typed(read(told.arrow()), {part: column_of(part) for part in told.parts})
    found = engine.to_pyarrow(events.select(COLUMNS)).to_pylist()
    assert in_order(found) == in_order(expected(told, from_files=False))


def test_every_column_is_there_whatever_the_table_has(duckdb_world, postgresql_world):
    for held in (duckdb_world, postgresql_world):
        schemas = {tuple((name, each.schema()[name]) for name in COLUMNS) for each in held.events.values()}
        assert len(schemas) == 1


# --- times -----------------------------------------------------------------------------------------------------------

ONE = Told("one", About.ORDERS, (Part.CUSTOMER, Part.TIME), ())
NOON = 12 * 3600
FORMATS = {  # pattern -> cell, day, second of the day, hour
    "%Y-%m-%d": ("2024-03-15", 19_797, 0, None),
    "%d.%m.%Y": ("15.03.2024", 19_797, 0, None),
    "%d %b %Y": ("15 março 2024", 19_797, 0, None),
    "%Y-%m-%d %H:%M:%S": ("2024-03-15 12:00:07", 19_797, NOON + 7, 12),
    "%m/%d/%Y %H:%M": ("3/15/2024 00:00", 19_797, 0, 0),
    "%m/%d/%Y %I:%M %p": ("3/15/2024 12:30 AM", 19_797, 1800, 0),
    "%d.%m.%Y %H:%M|%d.%m.%Y": ("15.03.2024", 19_797, 0, 0),
    "%Y-%m-%dT%H:%M:%S%z": ("2024-03-15T23:30:00-08:00", 19_797, NOON * 2 - 1800, 23),
    "%Y-%m-%dT%H:%M:%S.%f%z": ("2024-03-15T23:59:59.999Z", 19_797, NOON * 2 - 1, 23),
}
DAYS = {
    "1970-01-01": (0, 1970 * 12),
    "1969-12-31": (-1, 1969 * 12 + 11),
    "1900-03-01": (-25_508, 1900 * 12 + 2),
    "2000-02-29": (11_016, 2000 * 12 + 1),
    "2024-12-31": (20_088, 2024 * 12 + 11),
}


def of_cell(engine, read, cell, pattern):
    events = read(pa.table({"c0": ["anna"], "c1": pa.array([cell], TEXT)}))
    return engine.to_pyarrow(canonical.of_text(events, columns_of(ONE, pattern))).to_pylist()[0]


@pytest.mark.parametrize("pattern", FORMATS)
def test_times_as_they_are_written(pattern, engine, read):
    cell, day, second, hour = FORMATS[pattern]
    found = of_cell(engine, read, cell, pattern)
    assert (found["day"], found["second"], found["hour"]) == (day, day * 86_400 + second, hour)


@pytest.mark.parametrize("cell", ["", "soon", "2024-02-30", "15.03.2024", None])
def test_a_time_that_cannot_be_read(cell, engine, read):
    found = of_cell(engine, read, cell, "%Y-%m-%d")
    assert [found[name] for name in ("day", "month", "second", "hour")] == [None] * 4
    assert found["met"] == rules.bit("no_time")


@pytest.mark.parametrize("text", DAYS)
def test_days_and_months_are_numbers_before_and_after_1970(text, engine, read):
    told = Told("one", About.ORDERS, ONE.parts, (line("anna", datetime.fromisoformat(f"{text} 23:59:59")),))
    text_form = of_cell(engine, read, text, "%Y-%m-%d")
    typed_form = engine.to_pyarrow(canonical.of_typed(read(told.arrow()), {p: column_of(p) for p in ONE.parts}))
    assert (text_form["day"], text_form["month"]) == DAYS[text]
    assert (typed_form["day"][0].as_py(), typed_form["month"][0].as_py()) == DAYS[text]


def test_days_before_1970_in_a_database(in_database):
    rows = [line("anna", datetime.fromisoformat(f"{text} 23:59:59")) for text in DAYS]
    held = in_database(Sample(("anna",), (Told("one", About.ORDERS, ONE.parts, tuple(rows)),)))
    found = held.backend.to_pyarrow(held.events["one"].select("day", "month").order_by("day")).to_pylist()
    assert [(row["day"], row["month"]) for row in found] == sorted(DAYS.values())


# --- money, numbers and text -----------------------------------------------------------------------------------------


def form_of(engine, read, parts, **cells):
    """One row of a typed table, in the common form."""
    given = {Part(name): value for name, value in cells.items()}
    types = {part: NUMBER if part in NUMBER_PARTS else MOMENT if part is Part.TIME else TEXT for part in parts}
    table = pa.table({column_of(part): pa.array([given.get(part)], types[part]) for part in parts})
    return engine.to_pyarrow(canonical.of_typed(read(table), {part: column_of(part) for part in parts})).to_pylist()[0]


MONEY = {  # parts, cells -> value
    "price and quantity": ("price quantity", {"price": 2.5, "quantity": 4.0}, 10.0),
    "a price without a quantity": ("price quantity", {"price": 2.5}, None),
    "a quantity without a price": ("price quantity", {"quantity": 4.0}, None),
    "a price where nobody counts": ("price", {"price": 2.5}, 2.5),
    "an amount beside a price": ("value price quantity", {"value": 9.0, "price": 2.5, "quantity": 4.0}, 9.0),
    "an amount beside a quantity": ("value quantity", {"value": 9.0, "quantity": 4.0}, 9.0),
    "no amount beside a price": ("value price quantity", {"price": 2.5, "quantity": 4.0}, None),
    "no money at all": ("quantity", {"quantity": 4.0}, None),
}


@pytest.mark.parametrize("name", MONEY)
def test_the_money_of_a_row(name, engine, read):
    parts, cells, value = MONEY[name]
    found = form_of(engine, read, (Part.CUSTOMER, *map(Part, parts.split())), customer="anna", **cells)
    assert found["value"] == value


def test_numbers_of_text_are_read_as_their_column_says(engine, read):
    columns = {
        Part.CUSTOMER: Column("c0", "who"),
        Part.VALUE: Column("c1", "amount", kind=Kind.MONEY, decimal=",", thousands="."),
        Part.QUANTITY: Column("c2", "pieces", kind=Kind.NOMINAL),  # whatever it is taken for elsewhere
    }
    events = canonical.of_text(read(pa.table({"c0": ["anna"], "c1": ["1.234,50"], "c2": ["3"]})), columns)
    found = engine.to_pyarrow(events).to_pylist()[0]
    assert (found["value"], found["quantity"]) == (1234.5, 3.0)


def test_blanks_at_the_ends_are_nothing(engine, read):
    told = Told("one", About.ORDERS, (Part.CUSTOMER, Part.CHANNEL), ())
    rows = pa.table({"c0": [" anna\u00a0", " ", None], "c1": [" web ", "\t", ""]})
    found = engine.to_pyarrow(canonical.of_text(read(rows), columns_of(told))).to_pylist()
    assert sorted((row["key"] or "", row["channel"] or "", row["met"]) for row in found) == [
        ("", "", rules.bit("no_customer")),
        ("", "", rules.bit("no_customer")),
        ("anna", "web", 0),
    ]


CURRENCIES = ["EUR", "eur", " Eur ", "gbp", None, " "]


def test_a_currency_is_the_same_in_any_capitals(engine, read, in_database):
    told = Told("one", About.ORDERS, (Part.CUSTOMER, Part.CURRENCY), ())
    rows = read(pa.table({"c0": ["anna"] * 6, "c1": CURRENCIES}))
    found = engine.to_pyarrow(canonical.of_text(rows, columns_of(told)))["currency"].to_pylist()
    assert sorted(found, key=str) == ["EUR", "EUR", "EUR", "GBP", None, None]
    written = tuple({Part.CUSTOMER: "anna", Part.CURRENCY: text} for text in CURRENCIES)
    held = in_database(Sample(("anna",), (Told("one", About.ORDERS, told.parts, written),)))
    there = held.backend.to_pyarrow(held.events["one"])["currency"].to_pylist()
    assert sorted(there, key=str) == sorted(found, key=str)


def test_bare_ids_lose_what_programs_add(engine, read):
    told = Told("one", About.ORDERS, (Part.CUSTOMER,), ())
    rows = read(pa.table({"c0": ["007", "7.0", "7", "A7", "a7"]}))
    as_written = engine.to_pyarrow(canonical.of_text(rows, columns_of(told)))["key"].to_pylist()
    bare = engine.to_pyarrow(canonical.of_text(rows, columns_of(told), bare=True))["key"].to_pylist()
    assert sorted(as_written) == ["007", "7", "7.0", "A7", "a7"]
    assert sorted(bare) == ["7", "7", "7", "a7", "a7"]


def test_ids_that_are_numbers_in_a_database_are_text(engine, read):
    events = canonical.of_typed(read(pa.table({"id": pa.array([7, None], pa.int64())})), {Part.CUSTOMER: "id"})
    assert sorted(engine.to_pyarrow(events)["key"].to_pylist(), key=str) == ["7", None]


def test_moments_of_the_world_do_not_hang_on_where_the_engine_runs(tmp_path, monkeypatch):
    """A column that knows its zone is read as of Greenwich, on a machine in Tokyo too."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    moment = pa.array([datetime(2024, 3, 15, 23, 30, tzinfo=UTC)], pa.timestamp("us", tz="Europe/Amsterdam"))
    pq.write_table(pa.table({"id": ["anna"], "time": moment}), tmp_path / "events.parquet")
    backend = connect((tmp_path,))
    events = backend.read_parquet(str((tmp_path / "events.parquet").resolve()))
    found = backend.to_pyarrow(canonical.of_typed(events, {Part.CUSTOMER: "id", Part.TIME: "time"})).to_pylist()[0]
    backend.disconnect()
    monkeypatch.undo()
    time.tzset()
    assert (found["day"], found["hour"]) == (19_797, 23)


def test_the_text_of_the_small_world_is_what_it_was_made_of(world):
    told = world.table("till")
    assert day_of(told.rows[0][Part.TIME]) == told.rows[0][Part.TIME]
    assert as_text(told)["c1"][0].as_py() == told.rows[0][Part.TIME].isoformat()
    assert at(0) == datetime(2024, 3, 15, 12)
