"""`inspect`: what files are, what one row of each stands for, and how they belong together."""

import pytest

from seg.headless import inspect
from tests import small_shop as world
from tests.data.tables import DATA


@pytest.fixture
def inspected(tmp_path):
    """`inspected(*files)`: what `inspect` says."""

    def inspected(*files):
        (tmp_path / "scratch").mkdir()
        return inspect(list(files), tmp_path / "scratch")

    return inspected


def rows_are(found):
    return {table["joined_as"]: table["row_is"] for file in found["files"] for table in file["tables"]}


def test_one_file_has_no_joins(inspected, shop_file):
    found = inspected(shop_file)
    (table,) = found["files"][0]["tables"]
    assert found["joins"] == []
    assert table["rows"] == {"in": 30, "kept": 30, "set_aside": 0}
    assert [column["label"] for column in table["columns"]] == list(world.HEADER)
    assert table["row_is"]["what"] == "customer"
    assert "30" in table["row_is"]["told"][0]["sentence"]


def test_customers_and_orders(inspected, shop_file, orders_file):
    found = inspected(orders_file, shop_file)
    assert {name: row["what"] for name, row in rows_are(found).items()} == {"orders": "order", "shop": "customer"}
    assert rows_are(found)["orders"]["order"] == "order_id"
    (join,) = found["joins"]
    assert [join[name] for name in ("left", "left_column", "right", "right_column")] == [
        "shop",
        "customer_id",
        "orders",
        "customer_id",
    ]
    assert (join["left_match_share"], join["left_rows_matched"]) == (29 / 30, 29)
    assert (join["relation"], join["proposal"]) == ("one-to-many", "events")
    assert all(fact["sentence"] for fact in join["told"])
    assert any(fact["key"] == "join.of_nobody" and fact["values"]["count"] == 1 for fact in join["told"])


def test_times_of_events(tmp_path):
    rows = [(f"c{at % 9}", f"2025-01-{1 + at % 28:02d}", "5") for at in range(40)]
    rows += [("c1", "soon", "5"), ("c2", "2062-01-01", "5")]
    orders = world.write_customers(tmp_path / "orders.csv", rows, ("customer_id", "order_date", "total"))
    (tmp_path / "scratch").mkdir()
    (table,) = inspect([orders], tmp_path / "scratch", "2025-02-01")["files"][0]["tables"]
    assert [fact["sentence"] for fact in table["times"]] == [
        "1 row has no time that can be read: order_date holds soon (row 41).",
        "1 event lies after today, on 1 Jan 2062. It does not count before that day.",
    ]


def test_files_of_one_name_are_told_apart(inspected, shop_file, tmp_path):
    (tmp_path / "later").mkdir()
    again = world.write_customers(tmp_path / "later" / "shop.csv")
    found = inspected(shop_file, again)
    assert list(rows_are(found)) == ["shop", "shop_2"]
    assert (found["joins"][0]["right"], found["joins"][0]["relation"]) == ("shop_2", "one-to-one")


@pytest.mark.skipif(not DATA.exists(), reason="the real files are not beside the repository")
def test_the_grocer(inspected):
    names = ("transactions_sample", "demographics", "campaigns")
    found = inspected(*(DATA / "grocer" / f"{name}.csv" for name in names))
    rows = rows_are(found)
    assert [rows[name]["what"] for name in names] == ["line", "customer", "event"]
    assert (rows["transactions_sample"]["order"], rows["transactions_sample"]["customer"]) == (
        "basket_id",
        "household_id",
    )
    assert {(join["left"], join["right"]): join["proposal"] for join in found["joins"]} == {
        ("demographics", "transactions_sample"): "events",
        ("transactions_sample", "campaigns"): "none",
        ("demographics", "campaigns"): "events",
    }
