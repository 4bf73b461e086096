"""Lists hold what was asked, contact data only when asked, and are recorded before anybody has them."""

from dataclasses import replace

import numpy as np
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
import pytest

from seg.core.errors import SegError
from seg.core.selection import Selection
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from seg.tasks.exports import export
from tests import small_shop as world

NAMES = {"s1": "Few, rich", "s2": "Often", "s3": "=HYPERLINK"}


@pytest.fixture
def ask(shop, tmp_path):
    """`ask(**changes)`: (what `export` returned, the file it wrote)."""
    recipe = world.recipe_of(shop)
    solution = kept.kept_solutions(workspace(), recipe).solutions.by_k[3]
    assert set(solution.ids) == set(NAMES)

    def ask(**changes):
        arguments = {
            "recipe": recipe.as_json(), "k": 3, "ids": list(solution.ids), "names": NAMES, "chosen": [],
            "columns": ["country"], "contacts": False, "confidence": False, "format": "parquet",
            "path": str(tmp_path / "list.parquet"), "title": "Small shop", "who": "Ada", "segmentation": "seg-1",
        } | changes  # fmt: skip
        return export(arguments, world.silent), tmp_path / "list.parquet"

    return ask


def test_everybody_with_the_columns_that_were_asked(ask):
    told, path = ask()
    table = pq.read_table(path)
    assert told["rows"] == len(table) == 30
    assert table.column_names == ["customer_id", "segment_id", "segment_name", "country"]
    assert table["customer_id"].to_pylist() == [row[0] for row in world.customers()]
    assert table["country"].to_pylist() == [row[5] for row in world.customers()]


def test_contact_data_only_when_asked(ask):
    _, path = ask(columns=["email"])
    assert "email" not in pq.read_table(path).column_names
    _, path = ask(columns=["email"], contacts=True)
    assert pq.read_table(path)["email"].to_pylist() == [row[1] for row in world.customers()]


def test_chosen_segments_and_confidence(ask):
    told, path = ask(chosen=["s1"], confidence=True)
    table = pq.read_table(path)
    assert told["rows"] == 10
    assert set(table["segment_id"].to_pylist()) == {"s1"}
    assert all(0 <= value <= 100 for value in table["confidence"].to_pylist())


def in_doubt(shop, part, rows):
    """Put these customers in doubt: positions in the order of the labels. Gives the ids that a list must have."""
    recipe = world.recipe_of(shop)
    found, solved = kept.kept_doubts(workspace(), recipe), kept.kept_solutions(workspace(), recipe)
    mask = np.isin(np.arange(30), rows)
    changed = {k: replace(of_k, **{part: mask}) for k, of_k in found.items()}
    kept.keep_doubts(workspace(), recipe, changed)
    return sorted(f"{row:04d}" for row in solved.rows[mask])


@pytest.mark.parametrize(("part", "only"), [("unsure", "undecided"), ("thin", "undecided"), ("far", "far")])
def test_only_who_is_in_doubt_and_what_is_next(ask, shop, part, only):
    wanted = in_doubt(shop, part, [3, 4, 20])
    told, path = ask(only=only, recorded=["Few, rich, only some"])
    table = pq.read_table(path)
    assert told["rows"] == 3
    assert table["customer_id"].to_pylist() == wanted
    assert all(a != b for a, b in zip(*(table[c].to_pylist() for c in ("segment_id", "next_segment_id")), strict=True))
    assert table["insufficient_data"].to_pylist() == [part == "thin"] * 3
    (record,) = workspace().exports("seg-1")
    assert (record.rows, record.segments) == (3, ("Few, rich, only some",))


def test_who_is_in_doubt_is_looked_for_where_nobody_did(ask, shop):
    recipe = replace(world.recipe_of(shop), method="ward")
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    told, _ = ask(recipe=recipe.as_json(), only="undecided")
    assert told["rows"] == kept.kept_doubts(workspace(), recipe)[3].undecided.sum()


@pytest.mark.parametrize("seed", range(3))
def test_segments_of_ones_own_are_listed_to_the_last_customer(ask, shop, seed):
    """Whatever customers they hold, with a segment beside them or alone, filtered or not."""
    random = np.random.default_rng(seed)
    recipe = world.recipe_of(shop)
    saved = world.segmentation(recipe)
    picked = {name: np.flatnonzero(random.random(30) < share) for name, share in (("Ours", 0.3), ("Theirs", 0.6))}
    area = Selection("area", "map", ((0, 0), (1, 0), (0, 1)))
    own = {workspace().add_own_segment(saved.id, area, rows, name).id: name for name, rows in picked.items()}
    ids = [row[0] for row in world.customers()]
    _, path = ask(own=own)
    table = pq.read_table(path)
    both = sorted(set(picked["Ours"]) | set(picked["Theirs"]))
    assert table["customer_id"].to_pylist() == [ids[row] for row in both]
    named = ["; ".join(name for name, rows in picked.items() if row in rows) for row in both]
    assert table["own_segment"].to_pylist() == named
    told, path = ask(own=dict(list(own.items())[:1]), chosen=["s1"])
    solved = kept.kept_solutions(workspace(), recipe)
    of_s1 = solved.rows[solved.solutions.by_k[3].labels == solved.solutions.by_k[3].ids.index("s1")]
    expected = sorted(set(picked["Ours"]) | set(of_s1.tolist()))
    assert pq.read_table(path)["customer_id"].to_pylist() == [ids[row] for row in expected]
    assert told["rows"] == len(expected)
    records = workspace().exports("seg-1")
    assert [record.segments for record in records] == [("Few, rich", "Ours"), ("Ours", "Theirs")]


def test_own_segments_of_a_file_that_is_not_in_the_order_of_its_ids(home, tmp_path):
    rows = world.customers()[::-1]
    dataset = world.dataset_of(world.read(world.write_customers(tmp_path / "backwards.csv", rows), tmp_path))
    recipe = world.recipe_of(dataset)
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    saved, solved = world.segmentation(recipe), kept.kept_solutions(workspace(), recipe)
    assert solved.rows[0] == 29
    own = workspace().add_own_segment(saved.id, Selection("segments", segments=("s1",)), np.array([0, 4]), "Ours")
    ids = solved.solutions.by_k[3].ids
    arguments = {
        "recipe": recipe.as_json(), "k": 3, "ids": list(ids), "names": dict.fromkeys(ids, "x"), "chosen": [],
        "own": {own.id: "Ours"}, "columns": [], "contacts": False, "confidence": False, "format": "parquet",
        "path": str(tmp_path / "list.parquet"), "title": "Backwards", "who": "Ada", "segmentation": saved.id,
    }  # fmt: skip
    export(arguments, world.silent)
    assert pq.read_table(tmp_path / "list.parquet")["customer_id"].to_pylist() == ["0029", "0025"]


def test_two_own_segments_of_one_name_are_both_there(ask, shop):
    saved = world.segmentation(world.recipe_of(shop))
    area = Selection("area", "map", ((0, 0), (1, 0), (0, 1)))
    own = [workspace().add_own_segment(saved.id, area, np.array([row]), "Ours").id for row in (2, 5)]
    told, path = ask(own=dict.fromkeys(own, "Ours"))
    assert told["rows"] == 2
    assert set(pq.read_table(path)["own_segment"].to_pylist()) == {"Ours"}


def test_the_record_says_who_what_and_how_many(ask):
    told, path = ask(chosen=["s1"], contacts=True, columns=["email"])
    (record,) = workspace().exports("seg-1")
    assert (record.who, record.rows, record.format, record.contacts) == ("Ada", 10, "parquet", True)
    assert record.segments == ("Few, rich",)
    assert record.columns == tuple(pq.read_table(path).column_names)
    assert record.sequence == told["sequence"]
    assert len(record.sha256) == 64


def test_a_spreadsheet_runs_nothing(ask, tmp_path):
    ask(format="csv", path=str(tmp_path / "list.csv"))
    names = set(arrow_csv.read_csv(tmp_path / "list.csv")["segment_name"].to_pylist())
    assert "'=HYPERLINK" in names


def test_what_is_not_computed_any_more_is_not_exported(ask, shop, tmp_path):
    other = {**world.recipe_of(shop).as_json(), "seed": 1}
    with pytest.raises(SegError, match="not_computed"):
        ask(recipe=other)
    assert workspace().exports() == ()
    assert not (tmp_path / "list.parquet").exists()


def test_an_export_that_cannot_be_recorded_leaves_no_file(ask, monkeypatch, tmp_path):
    def refuse(self, record):
        raise SegError("disk_full", path="/")

    monkeypatch.setattr(type(workspace()), "record_export", refuse)
    with pytest.raises(SegError, match="disk_full"):
        ask()
    assert not (tmp_path / "list.parquet").exists()
