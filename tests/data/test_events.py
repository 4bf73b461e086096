"""Events per customer, counted by hand."""

import pyarrow.parquet as pq
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.errors import SegError
from seg.data.events import latest_day, with_events
from tests.data.tables import write_raw

CUSTOMERS = {"id": ["a", " b ", "c", None], "city": ["x", "y", "z", "w"]}
COLUMNS = (Column("c0", "id", Role.ID), Column("c1", "city", kind=Kind.NOMINAL, distinct=4))
EVENTS = {
    "order": ["1", "2", "3", "4", "5", "6"],
    "who": ["a", "a", "b", "nobody", "a", None],
    "day": ["2026-01-01", "2026-01-31", "2025-12-31", "2026-01-05", "2026-02-03", "2026-01-02"],
    "total": ["10", "2.5", "", "99", "1000", "1"],
}
EVENT_COLUMNS = (
    Column("c0", "order", Role.ID, distinct=6),
    Column("c1", "who", Role.ID, distinct=3),
    Column("c2", "day", Role.DATE, Kind.DATE, date_format="%Y-%m-%d"),
    Column("c3", "total", Role.AMOUNT, Kind.MONEY),
)


def joined(folder, as_of, columns=EVENT_COLUMNS):
    reading = write_raw(folder / "customers.parquet", CUSTOMERS)
    write_raw(folder / "events.parquet", EVENTS)
    events = (folder / "events.parquet", columns)
    path, reading, found = with_events(folder / "customers.parquet", reading, COLUMNS, "orders", events, as_of, folder)
    table = pq.read_table(path).rename_columns([column.label for column in found])
    return table.select([c.label for c in found[2:]]).to_pydict(), reading, found


def test_count_recency_and_amount(tmp_path):
    values, reading, columns = joined(tmp_path, "2026-02-03")
    assert values == {
        "orders_count": ["3", "1", "0", "0"],
        "orders_recency_days": ["0", "34", None, None],
        "orders_amount": ["1012.5", "0", "0", "0"],
    }
    assert reading.labels == ("id", "city", "orders_count", "orders_recency_days", "orders_amount")
    assert [(c.name, c.kind) for c in columns[2:]] == [("c2", Kind.COUNT), ("c3", Kind.NUMBER), ("c4", Kind.MONEY)]


def test_events_after_the_day_are_not_counted(tmp_path):
    values, _, _ = joined(tmp_path, "2026-01-31")
    assert values["orders_count"] == ["2", "1", "0", "0"]
    assert values["orders_recency_days"] == ["0", "31", None, None]
    assert values["orders_amount"][0] == "12.5"


def test_says_how_many_of_our_customers_have_any(tmp_path):
    _, reading, _ = joined(tmp_path, "2026-02-03")
    assert [(fact.key, fact["count"]) for fact in reading.how] == [("how.events_joined", 2)]


def test_events_need_a_day_and_customers_an_id(tmp_path):
    with pytest.raises(SegError, match="events_need_id_and_date"):
        joined(tmp_path, "2026-02-03", EVENT_COLUMNS[:2])
    reading = write_raw(tmp_path / "customers.parquet", CUSTOMERS)
    with pytest.raises(SegError, match="events_need_customer_ids"):
        with_events(
            tmp_path / "customers.parquet", reading, COLUMNS[1:], "orders", (tmp_path, ()), "2026-01-01", tmp_path
        )


def test_latest_day(tmp_path):
    write_raw(tmp_path / "events.parquet", EVENTS)
    assert latest_day(tmp_path / "events.parquet", EVENT_COLUMNS) == "2026-02-03"
    assert latest_day(tmp_path / "events.parquet", EVENT_COLUMNS[:2]) == ""
