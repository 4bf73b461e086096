"""`score`: other customers in the segments of a run, understood as the run understood its own."""

import csv
import json
import shutil

import numpy as np
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.headless import Sources, score
from tests import small_shop as world

ROWS = world.customers()


@pytest.fixture
def scored(tmp_path):
    """`scored(folder, customers, name, events=(), joins=(), map_out=None)`: the file that `score` wrote."""

    def scored(folder, customers, name, events=(), joins=(), map_out=None):
        scratch = tmp_path / f"scratch-{name}"
        scratch.mkdir()
        score(folder, Sources(customers, list(events), list(joins)), tmp_path / name, scratch, map_out=map_out)
        return tmp_path / name

    return scored


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_file_gets_the_same_segments(shop_run, scored, shop_file):
    assert rows_of(scored(shop_run, shop_file, "again.csv")) == rows_of(shop_run / "segments.csv")


def test_the_same_with_events(run, scored, shop_file, orders_file):
    events = [f"orders={orders_file}"]
    out = run(shop_file, "out", events, forming=("orders:frequency", "orders:recency_days", "spend"), k=3)
    assert rows_of(scored(out, shop_file, "again.csv", events)) == rows_of(out / "segments.csv")


def test_the_same_with_joined_tables(run, scored, shop_file, orders_file, plans_file, tmp_path):
    joins = [str(plans_file), f"orders={orders_file}"]
    out = run(shop_file, "out", joins=joins, forming=("plan", "age (plans)", "orders:frequency", "spend"), k=3)
    assert rows_of(scored(out, shop_file, "again.csv", joins=joins)) == rows_of(out / "segments.csv")
    renamed = tmp_path / "plans in June.csv"
    shutil.copy(plans_file, renamed)
    for customer in (0, 1):  # with a plan and orders, with one order alone
        path = world.write_customers(tmp_path / f"only-{customer}.csv", [world.customers()[customer]])
        alone = rows_of(scored(out, path, f"only-{customer}-scored.csv", joins=[str(renamed), str(orders_file)]))
        assert alone == [rows_of(out / "segments.csv")[customer]]


def test_tables_are_those_of_the_run(run, shop_run, scored, shop_file, orders_file, plans_file):
    joins = [str(plans_file), str(orders_file)]
    assert error_of(scored, shop_run, shop_file, "a.csv", (), joins).key == "error.joins_unknown_to_run"
    out = run(shop_file, "out", joins=joins, forming=("orders:frequency", "spend"), k=3)
    problem = error_of(scored, out, shop_file, "b.csv", (), joins[:1])
    assert (problem.key, problem["known"]) == ("error.joins_differ", ("plans", "orders"))


def test_one_customer_alone_gets_the_segment_it_had(shop_run, scored, tmp_path):
    for row, expected in list(zip(world.customers(), rows_of(shop_run / "segments.csv"), strict=True))[:2]:
        path = world.write_customers(tmp_path / f"only-{row[0]}.csv", [row])
        assert rows_of(scored(shop_run, path, f"only-{row[0]}-scored.csv")) == [expected]


def test_a_column_without_variety_is_still_a_dimension(shop_run, scored, tmp_path):
    maltese = [row for row in world.customers() if row[5] == "Malta"]
    expected = [row for row in rows_of(shop_run / "segments.csv") if int(row["customer_id"]) % 3 == 0]
    assert (
        rows_of(scored(shop_run, world.write_customers(tmp_path / "malta.csv", maltese), "malta-scored.csv"))
        == expected
    )


def test_numbers_may_be_written_in_another_way(shop_run, scored, tmp_path):
    path = tmp_path / "semicolons.csv"
    lines = [";".join(cell.replace(".", ",") if at == 4 else cell for at, cell in enumerate(row)) for row in ROWS]
    path.write_text("\n".join([";".join(world.HEADER), *lines]) + "\n", "utf-8")
    assert rows_of(scored(shop_run, path, "scored.csv")) == rows_of(shop_run / "segments.csv")


def test_parquet_and_excel_hold_the_same(shop_run, scored, shop_file):
    table = pq.read_table(scored(shop_run, shop_file, "scored.parquet"))
    assert table.column_names == ["customer_id", "segment_id", "segment_name", "confidence", "next_segment_id"]
    assert table["segment_id"].to_pylist() == [row["segment_id"] for row in rows_of(shop_run / "segments.csv")]
    assert scored(shop_run, shop_file, "scored.xlsx").read_bytes()[:2] == b"PK"


def error_of(scored, *arguments):
    with pytest.raises(SegError) as problem:
        scored(*arguments)
    return problem.value.fact


def test_says_what_cannot_be_scored(shop_run, scored, shop_file, tmp_path):
    short = world.write_customers(tmp_path / "short.csv", [row[:4] for row in ROWS], world.HEADER[:4])
    problem = error_of(scored, shop_run, short, "a.csv")
    assert (problem.key, set(problem["dimensions"])) == ("error.dimensions_missing", {"spend", "country"})
    assert error_of(scored, tmp_path / "nowhere", shop_file, "b.csv").key == "error.run_unreadable"
    assert error_of(scored, shop_run, shop_file, "c.txt").key == "error.format_unknown"
    assert not list(tmp_path.glob("[abc].*")), "nothing is left behind"


@pytest.mark.parametrize("damage", [{}, {"dimensions": 1}, []])
def test_a_damaged_run_is_refused(shop_run, scored, shop_file, tmp_path, damage):
    shutil.copytree(shop_run, tmp_path / "damaged")
    raw = json.loads((shop_run / "encoding.json").read_text("utf-8"))
    (tmp_path / "damaged" / "encoding.json").write_text(json.dumps({**raw, **damage} if damage else damage), "utf-8")
    assert error_of(scored, tmp_path / "damaged", shop_file, "a.csv").key == "error.run_unreadable"


def test_the_same_customers_lie_where_they_lay_and_others_among_their_like(shop_run, scored, shop_file, tmp_path):
    scored(shop_run, shop_file, "again.csv", map_out=tmp_path / "again.parquet")
    before, again = pq.read_table(shop_run / "map.parquet"), pq.read_table(tmp_path / "again.parquet")
    assert again.column_names == before.column_names
    for name in ("customer_id", "segment_id"):
        assert again[name].to_pylist() == before[name].to_pylist()
    for axis in ("x", "y"):
        assert again[axis].to_pylist() == pytest.approx(before[axis].to_pylist(), abs=1e-6)
    alone = world.write_customers(tmp_path / "alone.csv", [world.customers()[7]])
    scored(shop_run, alone, "alone.csv-scored.csv", map_out=tmp_path / "alone.csv-map.csv")
    (row,) = rows_of(tmp_path / "alone.csv-map.csv")
    assert [np.float32(row[axis]) for axis in "xy"] == [again[axis][7].as_py() for axis in "xy"], "to the last bit"


def test_a_run_without_landmarks_has_no_map_to_be_laid_on(shop_run, scored, shop_file, tmp_path):
    old = shutil.copytree(shop_run, tmp_path / "old")
    (old / "landmarks.parquet").unlink()
    assert error_of(scored, old, shop_file, "a.csv", (), (), tmp_path / "map.csv").key == "error.landmarks_unreadable"
    assert error_of(scored, shop_run, shop_file, "b.csv", (), (), tmp_path / "map.txt").key == "error.format_unknown"
