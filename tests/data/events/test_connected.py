"""Events that stay in a real PostgreSQL server give what the same events in files give."""

import psycopg
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.data.connections import FILE, connection, connections
from seg.data.events.choices import Choices
from seg.data.events.compute import computed
from seg.data.events.connected import computed_there, dataset_there

LINES = [
    # who, when, order, amount, way
    ("a", "2026-01-01 10:00", "1", 10.0, "web"),
    ("a", "2026-01-31 11:00", "2", 2.5, "shop"),
    (" b ", "2025-12-31 12:00", "3", 7.0, "web"),
    ("c", "2026-01-05 08:00", "4", 99.0, "web"),
    ("d", "2026-01-06 09:00", "C5", -4.0, "app"),
    (None, "2026-01-07 09:00", "6", 1.0, "web"),
]
SETTINGS = """
[shop]
url = "{url}"
{more}
[shop.events.orders]
table = "lines"
customer = "who"
time = "happened"
order = "number"
value = "amount"
channel = "way"
"""
PEOPLE = '[shop.customers]\ntable = "people"\nid = "id"\ncolumns = ["age"]'
LABELS = ("orders:recency_days", "orders:frequency", "orders:monetary", "orders:preferred_channel", "orders:r_score")


@pytest.fixture
def shop(postgresql_url, tmp_path):
    """`shop(more)`: the connection to a database with two tables."""
    url = postgresql_url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE lines (who text, happened timestamp, number text, amount numeric, way text)")
        database.cursor().executemany("INSERT INTO lines VALUES (%s, %s, %s, %s, %s)", LINES)
        database.execute("CREATE TABLE people (id text, age int, email text)")
        database.execute(
            "INSERT INTO people VALUES ('a', 30, 'a@x'), ('b', 40, 'b@x'), ('z', 50, 'z@x'), ('z', 51, 'z@x')"
        )

    def shop(more=""):
        (tmp_path / FILE).write_text(SETTINGS.format(url=url, more=more), "utf-8")
        return connection(tmp_path, {}, "shop")

    shop.url = url
    return shop


def told(connection, built, as_of="2026-02-01"):
    found = computed_there(connection, built.dataset, built.customers, LABELS, as_of, Choices())
    return found.values.to_pydict(), found.cuts


def test_customers_of_events_alone(shop, tmp_path):
    built = dataset_there(shop(), "Shop", tmp_path, least=1)
    (table,) = built.dataset.tables
    assert pq.read_table(built.customers)["customer_id"].to_pylist() == ["a", "b", "c"]  # d only gave something back
    assert (table.rows, table.of_nobody, table.connection, table.events) == (6, 1, "shop", "")
    assert (table.earliest_date, table.latest_date, built.dataset.latest_date) == (
        "2025-12-31",
        "2026-01-31",
        "2026-01-31",
    )
    values, cuts = told(shop(), built)
    assert values["orders:recency_days"] == [1.0, 32.0, 27.0]
    assert values["orders:frequency"] == [2.0, 1.0, 1.0]
    assert values["orders:monetary"] == [12.5, 7.0, 99.0]
    assert values["orders:preferred_channel"] == ["shop", "web", "web"]
    assert cuts["orders:recency_days"] == pytest.approx((11.4, 21.8, 28.0, 30.0))


def test_a_list_of_customers_and_what_may_leave(shop, tmp_path):
    built = dataset_there(shop(PEOPLE), "Shop", tmp_path, least=1)
    assert pq.read_table(built.customers)["customer_id"].to_pylist() == ["a", "b", "z"]
    assert [column.label for column in built.dataset.columns] == ["id", "age"]
    values, _ = told(shop(PEOPLE), built)
    assert values["orders:frequency"] == [2.0, 1.0, 0.0]
    assert values["orders:recency_days"] == [1.0, 32.0, None]
    assert built.dataset.tables[0].of_nobody == 2
    assert (built.dataset.rows_in, built.dataset.rows_used) == (4, 3)
    assert [(fact.key, fact["count"]) for fact in built.dataset.set_aside] == [("aside.repeated_id_first_kept", 1)]
    (how,) = built.dataset.reading.how
    assert (how.key, how["rows"], how["count"]) == ("how.connected", 6, 3)


def test_a_sample_is_the_same_every_time(shop, tmp_path):
    first, again = (dataset_there(shop("sample = 2"), "Shop", tmp_path, least=1) for _ in range(2))
    assert first.dataset == again.dataset
    assert first.dataset.rows_used == 2
    assert len(told(shop("sample = 2"), first)[0]["orders:frequency"]) == 2


def test_the_events_of_a_dataset_do_not_change_under_it(shop, tmp_path):
    built = dataset_there(shop(), "Shop", tmp_path, least=1)
    with psycopg.connect(shop.url, autocommit=True) as database:
        database.execute("UPDATE lines SET amount = amount * 2 WHERE number = '1'")
    with pytest.raises(SegError, match="connection_changed"):
        told(shop(), built)
    assert dataset_there(shop(), "Shop", tmp_path, least=1).dataset.id != built.dataset.id


def test_nothing_is_written(shop):
    from seg.data.engine import connected_to

    with pytest.raises(SegError, match="connection_query_failed") as problem, connected_to(shop.url, "shop") as backend:
        backend.raw_sql("DELETE FROM lines")
    assert "read-only" in problem.value.fact["problem"]


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ("nonsense", "connections_unreadable"),
        ("shop = 1", "connection_malformed"),
        ('[shop]\nurl = "mysql://x"', "connection_url"),
        ('[shop]\nurl = "postgresql://x"', "connection_malformed"),
        ('[shop]\nurl_from = "NOT_SET"\n[shop.events.o]\ntable="t"\ncustomer="c"', "connection_url"),
        ('[shop]\nurl = "postgresql://x"\n[shop.events.o]\ntable="t"', "connection_malformed"),
        (
            '[shop]\nurl = "postgresql://x"\n[shop.events.o]\ntable="t"\ncustomer="c"\nnonsense="d"',
            "connection_malformed",
        ),
        ('[shop]\nurl = "postgresql://x"\n[shop.events."a b"]\ntable="t"\ncustomer="c"', "connection_malformed"),
        ('[shop]\nurl = "postgresql://x"\nsample=0\n[shop.events.o]\ntable="t"\ncustomer="c"', "connection_malformed"),
    ],
)
def test_settings_that_cannot_be_meant(tmp_path, settings, key):
    (tmp_path / FILE).write_text(settings, "utf-8")
    with pytest.raises(SegError, match=key):
        connections(tmp_path, {})


def test_settings_that_are_not_there(tmp_path):
    assert connections(tmp_path, {}) == {}
    with pytest.raises(SegError, match="connection_unknown"):
        connection(tmp_path, {}, "shop")


def test_addresses_from_the_environment(tmp_path):
    (tmp_path / FILE).write_text('[s]\nurl_from="S_URL"\n[s.events.o]\ntable="t"\ncustomer="c"', "utf-8")
    assert connections(tmp_path, {"S_URL": "postgresql://x"})["s"].url == "postgresql://x"


def test_a_database_that_lacks_something(shop, tmp_path):
    wrong = SETTINGS.replace('"lines"', '"rows"'), SETTINGS.replace('"amount"', '"money"')
    for settings, key in zip(wrong, ("connection_lacks_table", "connection_lacks_columns"), strict=True):
        (tmp_path / FILE).write_text(settings.format(url=shop.url, more=""), "utf-8")
        with pytest.raises(SegError, match=key):
            dataset_there(connection(tmp_path, {}, "shop"), "Shop", tmp_path, least=1)


def test_a_database_that_is_not_there(tmp_path):
    (tmp_path / FILE).write_text(SETTINGS.format(url="postgresql:///nobody?host=/nowhere", more=""), "utf-8")
    with pytest.raises(SegError, match="connection_failed"):
        dataset_there(connection(tmp_path, {}, "shop"), "Shop", tmp_path)


def test_the_same_as_from_files(shop, tmp_path):
    """Every measure is compared in both engines elsewhere; here the whole way from table and file to values."""
    from tests.data.events.test_assemble import COLUMNS, source  # the same lines as a file

    rows = [(who, when, number, str(amount), way) for who, when, number, amount, way in LINES]
    assert len(COLUMNS) == len(rows[0])
    from seg.data.dataset import dataset_of_events

    built = dataset_of_events((source(tmp_path, rows),), "Shop", tmp_path, least=1)
    here = computed(built.dataset, built.customers, {"orders": built.events[0]}, LABELS, "2026-02-01", Choices())
    there = dataset_there(shop(), "Shop", tmp_path, least=1)
    assert told(shop(), there) == (here.values.to_pydict(), here.cuts)
