"""Real order files with figures that others published or that are known of them."""

import csv

import numpy as np
import pyarrow.parquet as pq
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.events import About, Part
from seg.data.dataset import dataset_of_events
from seg.data.events.assemble import EventSource
from seg.data.events.choices import Choices
from seg.data.events.compute import computed
from seg.data.repairs.history import Prepared
from tests.data.tables import DATA, ONLINE_RETAIL, write_raw

CDNOW = DATA / "cdnow"


def test_online_retail_rows(online_retail):
    (table,) = online_retail.dataset.tables
    met = dict(table.met)
    assert (table.rows, met["no_customer"], met["duplicate"], met["cancelled"]) == (541_909, 135_080, 5_268, 9_288)
    assert met["zero"] == 2_517 - 2  # two rows have a negative price
    assert (table.earliest_date, table.latest_date) == ("2010-12-01", "2011-12-09")
    assert (table.name, table.about, table.timed) == ("orders", About.ORDERS, True)


def test_online_retail_sum_of_all_rows(online_retail):
    value = pq.read_table(online_retail.events[0], columns=["value"])["value"].to_numpy()
    assert value.sum() == pytest.approx(9_747_747.934, abs=5e-4)


def test_online_retail_buyers(online_retail):
    dataset = online_retail.dataset
    assert dataset.rows_used == 4_338
    assert dataset.rows_in == 4_372
    assert len(set(pq.read_table(online_retail.customers)["customer_id"].to_pylist())) == 4_338


def test_online_retail_money(online_retail):
    """Against sums of the plain file: without copies, what went back taken off, only who bought."""
    lines: dict[str, float] = {}
    orders: dict[str, set[str]] = {}
    seen = set()
    with ONLINE_RETAIL.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            who, told = row[6], tuple(row)
            if who in {"", "CustomerID"} or told in seen or "test" in row[2].lower().split(" ")[:1]:
                continue
            seen.add(told)
            quantity, price = int(row[3]), float(row[5])
            if quantity < 0 or price < 0:
                lines[who] = lines.get(who, 0.0) + quantity * price
            elif price > 0 and not row[0].startswith("C"):
                lines[who] = lines.get(who, 0.0) + quantity * price
                orders.setdefault(who, set()).add(row[0])
    files = {"orders": online_retail.events[0]}
    labels = ["orders:monetary", "orders:frequency"]
    found = computed(online_retail.dataset, online_retail.customers, files, labels, "2011-12-09", Choices()).values
    ids = pq.read_table(online_retail.customers)["customer_id"].to_pylist()
    np.testing.assert_allclose(found["orders:monetary"].to_numpy(), [lines[who] for who in ids], atol=1e-6)
    assert found["orders:frequency"].to_pylist() == [len(orders[who]) for who in ids]


def test_cdnow_summary_from_its_log(tmp_path):
    """Repeat purchases, weeks from the first to the last, weeks since the first, as Fader and Hardie give them."""
    if not CDNOW.exists():
        pytest.skip(f"needs {CDNOW}, which is not here")
    rows = [line.split() for line in (CDNOW / "CDNOW_sample.txt").read_text().splitlines() if line.strip()]
    columns = (
        Column("c0", "who", Role.ID),
        Column("c1", "day", Role.DATE, Kind.DATE, date_format="%Y%m%d"),
    )
    raw = {"who": [row[1] for row in rows], "day": [row[2] for row in rows]}  # free CDs are purchases to them
    reading = write_raw(tmp_path / "log.parquet", raw)
    parts = ((Part.CUSTOMER, "who"), (Part.TIME, "day"))
    prepared = Prepared(tmp_path / "log.parquet", reading.labels, columns)
    source = EventSource("orders", About.ORDERS, prepared, reading, parts)
    built = dataset_of_events((source,), "CDNOW", tmp_path)
    labels = ["orders:order_days", "orders:tenure_days", "orders:recency_days"]
    found = computed(
        built.dataset, built.customers, {"orders": built.events[0]}, labels, "1997-09-30", Choices()
    ).values
    ids = [int(who) for who in pq.read_table(built.customers)["customer_id"].to_pylist()]
    order_days, tenure, recency = (found[label].to_numpy() for label in labels)
    with (CDNOW / "cdnow_customers_summary.csv").open(newline="") as file:
        published = {int(row["ID"]): row for row in csv.DictReader(file)}
    assert len(ids) == len(published) == 2_357
    for name, values in (("frequency", order_days - 1), ("recency", (tenure - recency) / 7), ("T", tenure / 7)):
        expected = [float(published[who][name]) for who in ids]
        np.testing.assert_allclose(values, expected, atol=0.0051)
