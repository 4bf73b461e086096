"""`segment`: every customer accounted for, the same files for the same command, what was asked and nothing else."""

import csv
import json
from collections import Counter

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.headless import Sources, segment
from seg.headless.scoring import scoring_sql
from seg.segments.encoding import EncodedDimension, Encoding
from seg.segments.methods import centres
from tests import small_shop as world
from tests.headless.conftest import ASKED

FILES = [
    "choice.json", "encoding.json", "landmarks.parquet", "map.parquet", "profile.json", "recipe.json", "report.json",
    "scoring.sql", "segments.csv",
]  # fmt: skip


def document(folder, name):
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def lists(folder):
    with (folder / "segments.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def error_of(run, *arguments, **choices):
    with pytest.raises(SegError) as problem:
        run(*arguments, **choices)
    return problem.value.fact


def test_finds_the_planted_kinds_and_writes_every_file(shop_run):
    out = shop_run
    assert sorted(path.name for path in out.iterdir()) == FILES
    members = lists(out)
    assert [row["customer_id"] for row in members] == [f"{number:04d}" for number in range(30)]
    found_ids = {row["segment_id"] for row in members}
    found = Counter((int(row["customer_id"]) % 3, row["segment_id"]) for row in members)
    assert sorted(found.values()) == [10, 10, 10]
    assert all(0 <= int(row["confidence"]) <= 100 for row in members)
    assert all(row["next_segment_id"] in found_ids - {row["segment_id"]} for row in members)


def test_the_map_and_the_profile_speak_of_the_same_segments(shop_run):
    out = shop_run
    drawn = pq.read_table(out / "map.parquet")
    assert drawn.column_names == ["customer_id", "x", "y", "segment_id"]
    assert drawn["segment_id"].to_pylist() == [row["segment_id"] for row in lists(out)]
    profile = document(out, "profile")
    assert [segment["customers"] for segment in profile["segments"]] == [10, 10, 10]
    assert {segment["name"] for segment in profile["segments"]} == {row["segment_name"] for row in lists(out)}
    assert {part["dimension"] for part in profile["dimensions"]} == set(ASKED["forming"])


@pytest.fixture
def latent_run(run, shop_file):
    """Latent classes, with a day and a yes or no too."""
    return run(
        shop_file, "latent", forming=("visits", "spend", "country", "joined", "member"), k=3, method="latent_class"
    )


@pytest.mark.parametrize("name", ["shop_run", "latent_run"])
def test_the_statement_gives_the_same_segments_in_a_database(request, shop_file, name):
    """Of customers as the file has them, numbers as numbers and days as days."""
    out = request.getfixturevalue(name)
    statement = (out / "scoring.sql").read_text("utf-8")
    with duckdb.connect() as database:
        types = {"visits": "DOUBLE", "spend": "DOUBLE", "joined": "DATE", "customer_id": "VARCHAR", "member": "VARCHAR"}
        database.read_csv(str(shop_file), dtype=types).to_table("customers")
        told = database.sql(statement).fetchall()
    assert {(customer, segment) for customer, segment, _ in told} == {
        (row["customer_id"], row["segment_id"]) for row in lists(out)
    }
    comment = [line for line in statement.splitlines() if line.startswith("-- ")]
    for word in ("customer_id: text", "visits: a number", "s1", "s2", "s3"):
        assert any(word in line for line in comment)


def test_no_label_ends_the_comment_of_the_statement():
    part = EncodedDimension(
        "x\n; DROP TABLE customers; --", Kind.NUMBER, "needs", 1, 0, 1, 1.0,
        {"transform": "linear", "low": 0.0, "high": 1.0, "mean": 0.5, "sd": 0.5},
    )  # fmt: skip
    model = centres.model("kmeans", np.float32([[-1], [1]]))
    statement = scoring_sql(Encoding((part,)), model, {"s1": "low\nDROP", "s2": "high"})
    comment, _, rest = statement.partition("\n\n")
    assert all(line.startswith("-- ") for line in comment.splitlines())
    assert rest.startswith("SELECT")


def test_every_k_that_was_tried_is_told(shop_run):
    choice = document(shop_run, "choice")
    assert choice["taken"] == 3
    assert [tried["k"] for tried in choice["tried"]] == list(range(2, 13))
    assert all(sum(tried["sizes"]) == 30 and len(tried["sizes"]) == tried["k"] for tried in choice["tried"])
    sse = [tried["sse"] for tried in choice["tried"]]
    assert sse == sorted(sse, reverse=True)


def test_k_auto_takes_the_suggested_one(run, shop_file):
    out = run(shop_file, "out", forming=ASKED["forming"], k="auto")
    assert (
        document(out, "recipe")["k"]
        == document(out, "choice")["suggested"]
        == len(document(out, "profile")["segments"])
    )


def test_the_same_command_writes_the_same_bytes_but_for_the_seconds(shop_run, run, shop_file):
    one, two = shop_run, run(shop_file, "two", **ASKED)
    for name in FILES:
        if name != "report.json":
            assert (one / name).read_bytes() == (two / name).read_bytes(), name
    reports = [document(out, "report") for out in (one, two)]
    assert all(report.pop("seconds") for report in reports)
    assert reports[0] == reports[1]


def test_a_recipe_gives_the_run_again(run, shop_file, orders_file):
    events = [f"orders={orders_file}"]
    one = run(shop_file, "one", events, forming=("orders:recency_days", "orders:monetary"), k=3)
    two = run(shop_file, "two", events, one / "recipe.json")
    for name in set(FILES) - {"report.json"}:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name


def test_options_override_the_recipe(shop_run, run, shop_file):
    two = run(shop_file, "two", recipe=shop_run / "recipe.json", k=4, describing=("age",))
    expected = document(shop_run, "recipe") | {"k": 4, "describing": ["age"]}
    assert document(two, "recipe") == expected


def test_without_dimensions_the_suggested_ones_form(run, shop_file):
    recipe = document(run(shop_file, "out"), "recipe")
    forming = {part["dimension"] for part in recipe["forming"]}
    assert {"visits", "spend"} <= forming
    assert not forming & set(recipe["describing"])
    assert "email" not in forming | set(recipe["describing"])


def test_contact_data_is_in_none_of_the_files(shop_run):
    assert not [path.name for path in shop_run.iterdir() if b"example.org" in path.read_bytes()]


def test_rows_with_the_same_id_are_set_aside_and_counted(run, tmp_path):
    rows = world.customers()
    report = document(run(world.write_customers(tmp_path / "twice.csv", rows + rows[:5]), "out", **ASKED), "report")
    assert report["rows"] == {"in": 35, "used": 30, "included": 30}
    assert [(part["key"], part["values"]["count"]) for part in report["set_aside"]] == [
        ("aside.repeated_id_first_kept", 5)
    ]


def test_rows_in_are_rows_used_and_rows_set_aside(run, tmp_path):
    nameless = [("", *row[1:]) for row in world.customers()[:4]]
    report = document(
        run(world.write_customers(tmp_path / "some.csv", world.customers() + nameless), "out", **ASKED), "report"
    )
    assert report["rows"]["in"] == 34
    assert report["rows"]["in"] == report["rows"]["used"] + sum(p["values"]["count"] for p in report["set_aside"])


def test_two_identical_columns_work(run, tmp_path):
    rows = [(*row, row[3]) for row in world.customers()]
    path = world.write_customers(tmp_path / "twins.csv", rows, (*world.HEADER, "visits_again"))
    out = run(path, "out", forming=("visits", "visits_again"), k=3)
    assert [segment["customers"] for segment in document(out, "profile")["segments"]] == [10, 10, 10]


def test_columns_that_are_the_same_for_everybody_cannot_form(run, tmp_path):
    rows = [(f"{n:03}", "1", "x") for n in range(30)]
    path = world.write_customers(tmp_path / "same.csv", rows, ("customer_id", "a", "b"))
    assert error_of(run, path, "out").key == "error.nothing_forms"
    assert error_of(run, path, "again", forming=("a",))["columns"] == ("customer_id", "a", "b")


def test_more_segments_than_different_customers(run, tmp_path):
    rows = [(f"{n:03}", (1, 9, 50)[n % 3]) for n in range(30)]
    path = world.write_customers(tmp_path / "three.csv", rows, ("customer_id", "visits"))
    problem = error_of(run, path, "out", forming=("visits",), k=9)
    assert (problem.key, problem["k"], problem["different"]) == ("error.k_exceeds_customers", 9, 3)
    assert len(document(run(path, "fewer", forming=("visits",), k=3), "profile")["segments"]) == 3


@pytest.mark.parametrize("text", ["{nope", "{}", "[]", '{"version": 1}', '{"version": 99}', '"words"'])
def test_what_is_no_recipe_is_refused(run, shop_file, tmp_path, text):
    (tmp_path / "recipe.json").write_text(text)
    problem = error_of(run, shop_file, "out", (), tmp_path / "recipe.json")
    assert problem.key in {"error.recipe_unreadable", "error.recipe_too_new"}


@pytest.mark.parametrize(
    ("choices", "key"),
    [
        ({"forming": ("visits", "nope")}, "dimensions_unknown"),
        ({"forming": ("visits",), "describing": ("nope",)}, "dimensions_unknown"),
        ({"forming": ("email",)}, "dimensions_unknown"),
        ({"k": 99}, "k_out_of_range"),
        ({"method": "magic"}, "method_unknown"),
        ({"as_of": "yesterday"}, "bad_as_of"),
    ],
)
def test_choices_that_cannot_be(run, shop_file, choices, key):
    assert error_of(run, shop_file, "out", **choices).key == f"error.{key}"


RELIGIONS = ("Catholic", "none", "Reformed")
FAITH = "Members asked for offers that fit their feasts"


@pytest.fixture
def parish_file(tmp_path):
    """The small world with a religion for each kind of customer."""
    rows = [(*row, RELIGIONS[number % 3]) for number, row in enumerate(world.customers())]
    return world.write_customers(tmp_path / "parish.csv", rows, (*world.HEADER, "religion"))


def test_what_is_held_back_is_not_suggested_and_may_describe(run, parish_file):
    recipe = document(run(parish_file, "out"), "recipe")
    assert "religion" not in {part["dimension"] for part in recipe["forming"]}
    out = run(parish_file, "described", forming=("visits", "spend"), describing=("religion",), k=3)
    assert {part["dimension"] for part in document(out, "profile")["dimensions"]} == {"visits", "spend", "religion"}
    assert document(out, "report")["held_back"] == []


def test_what_is_held_back_forms_for_a_reason_that_is_kept_and_reported(run, parish_file):
    choices = {"forming": ("visits", "religion"), "k": 3}
    problem = error_of(run, parish_file, "refused", **choices)
    assert (problem.key, problem["dimensions"]) == ("error.held_back", ("religion",))
    assert error_of(run, parish_file, "short", **choices, because=["religion=so what"]).key == "error.held_back"
    one = run(parish_file, "one", **choices, because=[f" religion = {FAITH}"])
    two = run(parish_file, "two", recipe=one / "recipe.json")
    for out in (one, two):
        reasons = {part["dimension"]: part["reason"] for part in document(out, "recipe")["forming"]}
        assert reasons == {"visits": "", "religion": FAITH}
        assert document(out, "report")["held_back"] == [{"dimension": "religion", "reason": FAITH}]
        assert not any("religion" in segment["name"] for segment in document(out, "profile")["segments"])
    three = run(parish_file, "three", recipe=one / "recipe.json", because=["religion=Our diocese asked for it"])
    assert document(three, "report")["held_back"][0]["reason"] == "Our diocese asked for it"
    assert lists(three) == lists(one)


def test_a_recipe_from_before_reasons_needs_one(run, parish_file, tmp_path):
    one = run(parish_file, "one", forming=("visits", "religion"), k=3, because=[f"religion={FAITH}"])
    recipe = document(one, "recipe")
    for part in recipe["forming"]:
        del part["reason"]
    (tmp_path / "old.json").write_text(json.dumps(recipe), "utf-8")
    assert error_of(run, parish_file, "refused", recipe=tmp_path / "old.json").key == "error.held_back"
    two = run(parish_file, "two", recipe=tmp_path / "old.json", because=[f"religion={FAITH}"])
    assert document(two, "recipe") == document(one, "recipe")


@pytest.mark.parametrize(
    ("because", "key"),
    [
        ("religion", "because_malformed"),
        ("religion= ", "because_malformed"),
        ("=members asked for it", "because_malformed"),
        ("age=members asked for it", "because_not_forming"),
        ("nope=members asked for it", "because_not_forming"),
    ],
)
def test_reasons_that_are_for_nothing(run, shop_file, because, key):
    assert error_of(run, shop_file, "out", forming=("visits",), because=[because]).key == f"error.{key}"


def test_a_folder_that_cannot_be_made_is_refused_before_any_work(run, shop_file):
    assert error_of(run, shop_file, "shop.csv").key == "error.out_not_writable"


def test_ages_are_counted_to_the_day_that_was_asked(run, shop_file):
    recipe = document(run(shop_file, "out", forming=("joined", "visits"), as_of="2030-01-01"), "recipe")
    assert recipe["as_of"] == "2030-01-01"


def test_ages_are_counted_to_the_latest_day_in_the_data_where_none_was_asked(shop_run):
    assert document(shop_run, "recipe")["as_of"] == "2025-12-24"


def test_a_table_is_joined_by_its_ids(run, shop_file, plans_file):
    out = run(
        shop_file, "out", joins=[str(plans_file)], forming=("visits", "spend"), describing=("plan", "age (plans)")
    )
    (join,) = document(out, "report")["joins"]
    assert (join["file"], join["how"], join["relation"]) == ("plans.csv", "columns", "one-to-one")
    assert (join["left_match_share"], join["right_match_share"]) == (0.5, 15 / 17)
    assert join["written_differently"]
    told = {fact["key"]: fact for fact in document(out, "report")["read"]}
    assert told["how.columns_joined"]["values"]["count"] == 2
    assert told["how.ids_alone"]["sentence"]
    assert len(lists(out)) == 30
    described = {part["dimension"]: part for part in document(out, "profile")["dimensions"]}
    assert {"plan", "age (plans)"} <= described.keys()


def test_orders_are_counted_whichever_way_they_are_given(run, shop_file, orders_file):
    forming = ("orders:frequency", "orders:recency_days", "orders:monetary")
    one = run(shop_file, "one", [f"orders={orders_file}"], forming=forming, k=3)
    two = run(shop_file, "two", joins=[str(orders_file)], forming=forming, k=3)
    assert lists(one) == lists(two)
    assert document(two, "recipe")["as_of"] == document(one, "recipe")["as_of"] == "2026-01-10"
    assert document(two, "report")["joins"][0]["how"] == "events"
    assert document(one, "report")["joins"] == []


def test_recipes_that_name_counts_as_they_were_named_before(run, shop_file, orders_file):
    events = [f"orders={orders_file}"]
    out = run(shop_file, "out", events, forming=("orders_count", "orders_amount", "spend"), k=3)
    formed = [part["dimension"] for part in document(out, "recipe")["forming"]]
    assert formed == ["orders:frequency", "orders:monetary", "spend"]


def test_a_table_without_ids_in_common_is_refused(run, shop_file, tmp_path):
    rows = [(f"{n}", f"{n * 3}.5") for n in range(40)]
    other = world.write_customers(tmp_path / "weather.csv", rows, ("day", "degrees"))
    problem = error_of(run, shop_file, "out", joins=[str(other)])
    assert (problem.key, problem["right"]) == ("error.join_no_ids_in_common", "weather")


def test_a_table_with_next_to_no_id_in_common_is_refused(run, tmp_path):
    """One id without zeros in front keeps the others from being read without theirs, and alone is found."""
    rows = [(f"{n:05d}", f"{n * 7 % 23}", f"{n * 5 % 31}.5") for n in range(1, 61)]
    customers = world.write_customers(
        tmp_path / "c.csv", [*rows, ("7", "3", "4.5")], ("customer_id", "visits", "spend")
    )
    orders = [(f"o{n}", f"{n}", f"2025-01-{1 + n % 28:02d}", f"{n}.5") for n in range(1, 61)]
    path = world.write_customers(tmp_path / "orders.csv", orders, ("order_id", "customer_id", "order_date", "total"))
    problem = error_of(run, customers, "out", joins=[str(path)])
    assert (problem.key, problem["right"]) == ("error.join_no_ids_in_common", "orders")


def test_orders_of_few_of_the_customers_are_joined(run, tmp_path):
    """Few customers have orders, but every order has its customer."""
    rows = [(f"K{n * 13:05d}", f"{n * 7 % 23}", f"{n * 5 % 31}.5") for n in range(1, 61)]
    customers = world.write_customers(tmp_path / "c.csv", rows, ("customer_id", "visits", "spend"))
    orders = [(f"o{n}", rows[n % 3][0], f"2025-01-{1 + n % 28:02d}", f"{n}.5") for n in range(1, 31)]
    path = world.write_customers(tmp_path / "orders.csv", orders, ("order_id", "customer_id", "order_date", "total"))
    out = run(customers, "out", joins=[str(path)], forming=("visits", "spend"), k=3)
    assert document(out, "report")["joins"][0]["left_match_share"] == 0.05


def test_a_table_that_would_multiply_customers_is_refused(run, shop_file, tmp_path):
    rows = world.customers()
    twice = world.write_customers(tmp_path / "twice.csv", rows + rows[:2])
    problem = error_of(run, shop_file, "out", joins=[f"more={twice}"])
    assert (problem.key, problem["table"], problem["count"]) == ("error.join_repeats", "more", 2)
    assert error_of(run, shop_file, "again", joins=["more=nowhere.csv"]).key == "error.file_not_found"


def test_what_events_hold_is_said_and_reported(tmp_path, shop_file, orders_file, capsys):
    """A workbook of orders and remarks: the sheet that was taken, a time that is none, and an order of 2062."""
    with orders_file.open(newline="") as file:
        header, *rows = csv.reader(file)
    rows += [["x1", "0001", "soon", "1"], ["x2", "0001", "2062-01-01", "1"]]
    with xlsxwriter.Workbook(tmp_path / "orders.xlsx") as book:
        remarks = (("number", "text"), ("1", "one"), ("2", "two"))
        for name, cells in (("sold", (header, *rows)), ("remarks", remarks)):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(cells):
                sheet.write_row(at, 0, row)
    (tmp_path / "scratch").mkdir()
    given = Sources(shop_file, [f"orders={tmp_path / 'orders.xlsx'}"], today="2026-02-01")
    asked = {"forming": ("orders:frequency", "visits"), "k": 2, "trials": 3}
    segment(given, None, asked, tmp_path / "out", tmp_path / "scratch")
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "sold was taken from orders.xlsx. It has 1 other table, which was left out: remarks.",
        f"Orders: 1 row has no time that can be read: order_date holds soon (row {len(rows) - 1}).",
        "Orders: 1 event lies after today, on 1 Jan 2062. It does not count before that day.",
    ]
    (orders,) = document(tmp_path / "out", "report")["events"]
    assert orders["ahead"] == {"rows": 1, "latest": "2062-01-01"}
    assert [fact["sentence"] for fact in orders["times"]] == [line.removeprefix("Orders: ") for line in said[1:]]
    assert said[0] in [fact["sentence"] for fact in orders["read"]]
    assert document(tmp_path / "out", "recipe")["as_of"] == "2026-01-10"


def test_categories_count_less_when_asked(run, shop_file):
    out = run(shop_file, "less", **ASKED, category_emphasis=0.5)
    assert document(out, "recipe")["category_emphasis"] == 0.5
    shares = {part["dimension"]: part["planned_share"] for part in document(out, "encoding")["dimensions"]}
    assert shares == pytest.approx({"visits": 0.4, "spend": 0.4, "country": 0.2})
    assert error_of(run, shop_file, "none", **ASKED, category_emphasis=0.1).key == "error.emphasis_out_of_range"
