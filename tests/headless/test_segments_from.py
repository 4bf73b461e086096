"""Segments that are the values of a column, or the groups of recency, frequency and money, on the command line."""

import csv
import json

from seg.headless import Sources, score
from tests import small_shop as world


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def document(folder, name):
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def scored(folder, sources, out):
    scratch = out.parent / f"scratch-{out.name}"
    scratch.mkdir()
    score(folder, sources, out, scratch)
    return rows_of(out)


def test_every_value_is_a_segment_and_others_are_told_by_theirs(run, shop_file, tmp_path):
    out = run(shop_file, "out", forming=("visits", "spend"), method="column", segments_from="country")
    members = rows_of(out / "segments.csv")
    assert [row["segment_name"] for row in members] == [row[5] for row in world.customers()]
    assert document(out, "recipe")["segments_from"] == "country"
    again = run(shop_file, "again", recipe=out / "recipe.json")
    assert (again / "segments.csv").read_bytes() == (out / "segments.csv").read_bytes()
    assert scored(out, Sources(shop_file), tmp_path / "same.csv") == members
    moved = [(*row[:5], ("Italy", "Malta")[number % 2], *row[6:]) for number, row in enumerate(world.customers()[:2])]
    others = scored(out, Sources(world.write_customers(tmp_path / "two.csv", moved)), tmp_path / "others.csv")
    assert [(row["segment_id"], row["segment_name"]) for row in others] == [
        ("unassigned", "Unassigned"),
        (members[0]["segment_id"], "Malta"),
    ]


def test_rfm_takes_the_groups_of_the_orders_that_are_there(run, shop_file, orders_file, tmp_path):
    events = [f"orders={orders_file}"]
    out = run(shop_file, "out", events, forming=("orders:frequency", "spend"), method="rfm")
    members = rows_of(out / "segments.csv")
    assert document(out, "recipe")["segments_from"] == "orders:rfm_group"
    assert members[2]["segment_name"] == "Unassigned"  # never ordered
    assert members[0]["segment_name"] in {"Champions", "Loyal", "Potential loyalists"}
    assert scored(out, Sources(shop_file, events), tmp_path / "same.csv") == members
    alone = world.write_customers(tmp_path / "one.csv", world.customers()[:1])
    assert scored(out, Sources(alone, events), tmp_path / "alone.csv") == members[:1]
