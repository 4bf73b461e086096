"""Customers and their events put together: who is a customer, whose each event is, the same whatever the order."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.data.dataset import build_dataset, dataset_of_events
from seg.data.events.assemble import EventSource, assembled
from seg.data.repairs.history import Prepared
from tests.data.tables import write_raw

COLUMNS = (
    Column("c0", "who", Role.ID, distinct=5),
    Column("c1", "day", Role.DATE, Kind.DATE, date_format="%Y-%m-%d %H:%M"),
    Column("c2", "order", Role.ID, distinct=6),
    Column("c3", "total", Role.AMOUNT, Kind.MONEY, unit="EUR"),
    Column("c4", "way", Role.CHANNEL, Kind.NOMINAL),
)
ROWS = [
    ("a", "2026-01-01 10:00", "1", "10", "web"),
    ("a", "2026-01-31 11:00", "2", "2.5", "shop"),
    (" b ", "2025-12-31 12:00", "3", "7", "web"),
    ("d", "2026-01-05 00:00", "4", "99", "web"),
    ("e", "2026-01-06 09:00", "C5", "-4", "app"),
    (None, "2026-01-07 09:00", "6", "1", "web"),
    ("a", "not a day", "7", "1", "web"),
]
PARTS = tuple(
    zip((Part.CUSTOMER, Part.TIME, Part.ORDER, Part.VALUE, Part.CHANNEL), (c.label for c in COLUMNS), strict=True)
)


def source(folder, rows=ROWS, name="orders", parts=PARTS, bare=False):
    columns = dict(zip((c.label for c in COLUMNS), map(list, zip(*rows, strict=True)), strict=True))
    path = folder / f"{name}-{len(list(folder.iterdir()))}.parquet"
    reading = write_raw(path, columns)
    return EventSource(name, About.ORDERS, Prepared(path, reading.labels, COLUMNS), reading, parts, bare)


def customers(folder, ids=("a", "b", "c")):
    path = folder / "customers.parquet"
    pq.write_table(pa.table({"customer_id": pa.array(ids, pa.string()), "c1": [f"x{i}" for i in ids]}), path)
    return path


def test_events_of_listed_customers(tmp_path):
    made = assembled(customers(tmp_path), (source(tmp_path),), False, tmp_path)
    events = pq.read_table(made.files[0]).to_pydict()
    assert sorted(zip(events["customer"], events["order"], strict=True), key=str) == sorted(
        [(0, "1"), (0, "2"), (1, "3"), (None, "4"), (None, "C5"), (None, "6"), (0, "7")], key=str
    )
    assert "key" not in events
    (table,) = made.tables
    assert (table.rows, table.of_nobody, table.timed, table.unit) == (7, 2, True, "EUR")
    assert (table.earliest_date, table.latest_date) == ("2025-12-31", "2026-01-31")
    assert dict(table.met) == {
        "no_customer": 1,
        "no_time": 1,
        "duplicate": 0,
        "test": 0,
        "returned": 1,
        "cancelled": 1,
        "zero": 0,
        "zoned": 0,
    }
    assert table.values_of(Part.CHANNEL) == ("web", "shop")  # of our customers
    assert (made.added, made.uncounted) == (0, 0)


def test_everyone_who_did_something_that_counts_is_a_customer(tmp_path):
    made = assembled(customers(tmp_path), (source(tmp_path),), True, tmp_path)
    found = pq.read_table(made.customers).to_pydict()
    assert found["customer_id"] == ["a", "b", "c", "d"]
    assert found["listed"] == [True, True, True, False]
    assert found["c1"] == ["xa", "xb", "xc", None]
    assert (made.added, made.uncounted) == (1, 1)  # d; e only took something back
    assert made.tables[0].of_nobody == 1


def test_the_order_of_rows_changes_nothing(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    one = assembled(customers(ours), (source(ours),), True, ours)
    other = assembled(customers(theirs), (source(theirs, ROWS[::-1]),), True, theirs)
    assert [table.events for table in one.tables] == [table.events for table in other.tables]
    assert one.customers.read_bytes() == other.customers.read_bytes()


def test_ids_that_programs_changed(tmp_path):
    rows = [("0007", *ROWS[0][1:]), ("8.0", *ROWS[1][1:])]
    path = customers(tmp_path, ("7", "8"))
    exact = assembled(path, (source(tmp_path, rows),), False, tmp_path)
    assert exact.tables[0].of_nobody == 2
    bare = assembled(path, (source(tmp_path, rows, bare=True),), False, tmp_path)
    assert bare.tables[0].of_nobody == 0


def test_customers_of_events_alone(tmp_path):
    built = dataset_of_events((source(tmp_path),), "Buyers", tmp_path, least=1)
    dataset = built.dataset
    assert pq.read_table(built.customers)["customer_id"].to_pylist() == ["a", "b", "d"]
    assert (dataset.rows_in, dataset.rows_used, dataset.latest_date) == (4, 3, "2026-01-31")
    assert [(fact.key, fact["count"]) for fact in dataset.set_aside] == [("aside.no_event_counts", 1)]
    assert dataset.id_column.label == "who"
    assert dataset.dimensions == ()
    again = type(dataset).from_json(dataset.as_json())
    assert again == dataset


def test_too_few_customers_of_events(tmp_path):
    with pytest.raises(SegError, match="too_few_customers"):
        dataset_of_events((source(tmp_path),), "Buyers", tmp_path)


def test_the_identity_of_a_dataset_is_that_of_its_events_too(tmp_path):
    raw = tmp_path / "raw.parquet"
    reading = write_raw(raw, {"id": ["a", "b", "c"], "age": ["1", "2", "3"]})
    columns = (Column("c0", "id", Role.ID), Column("c1", "age", kind=Kind.NUMBER, distinct=3))
    prepared = Prepared(raw, reading.labels, columns)

    def built(*events, **more):
        return build_dataset(prepared, reading, "x", tmp_path, least=1, events=events, **more).dataset

    plain, with_orders = built(), built(source(tmp_path))
    assert plain.tables == ()
    ids = {
        plain.id,
        with_orders.id,
        built(source(tmp_path), everyone=True).id,
        built(source(tmp_path, name="bought")).id,
        built(source(tmp_path, parts=PARTS[:3])).id,
        built(source(tmp_path, ROWS[:5])).id,
    }
    assert len(ids) == 6
    assert built(source(tmp_path)).id == with_orders.id
    assert with_orders.latest_date == "2026-01-31"


AHEAD = [("a", "2062-01-01 10:00", "8", "1", "web"), ("b", "2026-02-03 10:00", "9", "1", "web")]
"""After 2 February 2026, the day of these tests."""


@pytest.mark.parametrize(
    ("rows", "latest", "ahead", "last"),
    [
        ([*ROWS, *AHEAD], "2026-01-31", 2, "2062-01-01"),
        ([*ROWS, ("b", "2026-02-02 23:59", "9", "1", "web")], "2026-02-02", 0, ""),  # today is not ahead
        (AHEAD, "", 2, "2062-01-01"),
        ([*ROWS, ("d", "2062-01-01 10:00", "8", "1", "web")], "2026-01-31", 0, ""),  # of nobody we know
    ],
)
def test_what_lies_ahead_is_told_and_is_never_the_latest(tmp_path, rows, latest, ahead, last):
    (table,) = assembled(customers(tmp_path), (source(tmp_path, rows),), False, tmp_path, "2026-02-02").tables
    assert (table.latest_date, table.ahead, table.ahead_date, table.last_date) == (latest, ahead, last, last or latest)
    assert [fact.key for fact in table.facts] == ["events.ahead"] * bool(ahead)
    assert type(table).from_json(table.as_json()) == table


def test_the_as_of_date_is_ahead_only_where_everything_is(tmp_path):
    def dataset(*rows_of_tables, today):
        sources = tuple(source(tmp_path, rows, f"t{at}") for at, rows in enumerate(rows_of_tables))
        return dataset_of_events(sources, "x", tmp_path, least=1, today=today).dataset

    assert dataset(AHEAD, today="2026-02-02").latest_date == "2062-01-01"
    assert dataset(AHEAD, ROWS, today="2026-02-02").latest_date == "2026-01-31"
    first, next_day, later = (dataset(AHEAD, ROWS, today=f"2026-02-0{day}") for day in (1, 2, 3))
    assert first.id == next_day.id
    assert (later.latest_date, later.id == first.id) == ("2026-02-03", False)  # another latest day, other results


def test_a_table_from_before_days_ahead_were_told(tmp_path):
    (table,) = assembled(customers(tmp_path), (source(tmp_path),), False, tmp_path).tables
    old = {
        name: value for name, value in table.as_json().items() if name not in {"ahead", "ahead_date", "latest_utc_date"}
    }
    assert type(table).from_json(old) == table


ZONED = [
    ("a", "2026-01-31 22:00-05:00", "1", "1", "web"),  # 1 February in UTC
    ("b", "2026-01-31 10:00+09:00", "2", "1", "web"),
]


def test_the_latest_day_is_that_of_the_clock_that_counts(tmp_path):
    zoned = tuple(replace(c, date_format="%Y-%m-%d %H:%M%z") if c.label == "day" else c for c in COLUMNS)
    given = source(tmp_path, ZONED)
    given = replace(given, prepared=replace(given.prepared, columns=zoned))
    dataset = dataset_of_events((given,), "x", tmp_path, least=1, today="2026-01-31").dataset
    assert dict(dataset.tables[0].met)["zoned"] == 2
    assert dataset.latest_date == dataset.latest_counted(()) == "2026-01-31"
    assert dataset.latest_counted([("orders/zoned", "written")]) == "2026-01-31"
    assert dataset.latest_counted([("orders/zoned", "utc")]) == "2026-02-01"
    assert dataset.latest_counted([("visits/zoned", "utc")]) == "2026-01-31"
