"""Files become readings, readings become datasets."""

import csv
import os

import pyarrow.parquet as pq
import pytest

from seg.core.columns import Role
from seg.core.errors import SegError
from seg.core.steps import Step
from seg.tasks import imports
from seg.tasks.desk import workspace
from tests import small_shop as world


def test_the_laid_file_is_removed_whatever_comes_of_it(home, tmp_path):
    laid = tmp_path / "laid"
    laid.write_bytes(b"")
    with pytest.raises(SegError, match="file_empty"):
        imports.read({"path": str(laid), "file_name": "list.csv"}, world.silent)
    assert not laid.exists()
    world.write_customers(laid)
    imports.read({"path": str(laid), "file_name": "list.csv"}, world.silent)
    assert not laid.exists()


def test_the_sample_is_read_like_any_other_file(home):
    told = imports.read_sample({"file_name": "sample_shop.csv"}, world.silent)
    state = workspace().reading(told["readings"][0])
    reading, columns = state.reading, state.columns
    assert (reading.rows_in, reading.rows_kept) == (3_000, 3_000)
    assert [column.label for column in columns if column.role is Role.ID] == ["customer_id"]
    assert {"email", "first_name", "last_name"} <= {column.label for column in columns if column.role is Role.CONTACT}


def test_contact_columns_are_not_in_the_table_that_is_analysed(shop):
    dataset = workspace().dataset(shop)
    email = dataset.column("email").name
    assert email not in pq.read_schema(workspace().blobs.path(dataset.customers)).names
    assert email in pq.read_schema(workspace().blobs.path(dataset.contacts)).names


def test_the_same_file_is_the_same_dataset(shop, tmp_path):
    again = world.dataset_of(world.read(world.write_customers(tmp_path / "again.csv"), tmp_path), "Other name")
    assert again == shop
    assert len(workspace().datasets()) == 1


def test_what_a_stopped_worker_left_behind_goes_with_the_next_task(home, tmp_path):
    store = workspace()
    gone, alive = (store.home / f".making-{pid}-x" for pid in (2**22 + 1, os.getpid()))
    for folder in (gone, alive):
        folder.mkdir()
    world.read(world.write_customers(tmp_path / "list.csv"), tmp_path)
    assert [folder.exists() for folder in (gone, alive)] == [False, True]
    assert [folder.name for folder in store.home.glob(".making-*")] == [alive.name]


def test_rows_set_aside_come_with_line_reason_and_text(home, tmp_path):
    lines = ["customer_id,visits,spend", *(f"{number},{number * 2},{number * 3}" for number in range(30))]
    laid = tmp_path / "laid"
    laid.write_text("\n".join([*lines, "30,1", "7,14,21", ",1,2"]))
    reading = imports.read({"path": str(laid), "file_name": "list.csv"}, world.silent)["readings"][0]
    imports.change({"reading": reading, "steps": [Step("identical_rows").as_json()]}, world.silent)
    target = tmp_path / "aside.csv"
    reasons = {"aside.ragged": "short", "aside.identical_rows": "twice", "aside.no_id": "nobody"}
    asked = {"reading": reading, "path": str(target), "headings": ["Line", "Row", "Why", "Text"], "reasons": reasons}
    assert imports.aside(asked, world.silent) == {"rows": 3}
    found = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert found == [
        ["Line", "Row", "Why", "Text"],
        ["32", "", "short", "30,1"],
        ["", "31", "twice", "7,14,21"],
        ["", "32", "nobody", ",1,2"],
    ]


def test_a_file_is_read_again_in_another_way_in_place_of_the_first(home, tmp_path):
    laid = tmp_path / "laid"
    laid.write_bytes("\n".join(["id;miasto;zakupy", *(f"{n};Łódź;{n}" for n in range(30))]).encode("cp1250"))
    first = imports.read({"path": str(laid), "file_name": "miasta.csv"}, world.silent)["readings"][0]
    (second,) = imports.read_again({"reading": first, "options": {"encoding": "cp1252"}}, world.silent)["readings"]
    assert [row.id for row in workspace().readings()] == [second]
    state = workspace().reading(second)
    assert state.options == {"encoding": "cp1252"}
    assert pq.read_table(workspace().blobs.path(state.prepared))["c1"][0].as_py() != "Łódź"
    (third,) = imports.read_again({"reading": second, "options": {"encoding": "cp1250"}}, world.silent)["readings"]
    assert pq.read_table(workspace().blobs.path(workspace().reading(third).prepared))["c1"][0].as_py() == "Łódź"


def test_the_reading_of_a_dataset_comes_back_with_its_history(home, tmp_path):
    rows = world.customers()
    reading = world.read(world.write_customers(tmp_path / "twice.csv", [*rows, rows[0]]), tmp_path)
    step = Step("repeated_ids_last", "customer_id")
    imports.change({"reading": reading, "steps": [step.as_json()]}, world.silent)
    dataset = imports.build({"reading": reading, "name": "Twice"}, world.silent)["dataset"]
    assert workspace().dataset(dataset).steps == (step,)
    workspace().delete_reading(reading)
    (again,) = imports.reopen({"dataset": dataset}, world.silent)["readings"]
    state = workspace().reading(again)
    assert (state.steps, state.rows, state.reading.rows_in) == ((step,), 30, 31)
    assert imports.build({"reading": again, "name": "Again"}, world.silent) == {"dataset": dataset, "known": True}


def test_what_no_longer_fits_is_left_out_too_and_can_be_taken_again(home, tmp_path):
    reading = world.read(world.write_customers(tmp_path / "list.csv"), tmp_path)
    steps = [Step("kind", "visits", ("ordinal",)), Step("role", "email", ("id",)), Step("repeated_ids_first", "email")]
    imports.change({"reading": reading, "steps": [step.as_json() for step in steps]}, world.silent)
    imports.change({"reading": reading, "without": [1], "version": 2}, world.silent)
    state = workspace().reading(reading)
    assert (state.steps, state.undone) == ((steps[0],), (tuple(steps),))
    imports.change({"reading": reading, "redo": True}, world.silent)
    assert workspace().reading(reading).steps == tuple(steps)


def test_a_place_in_an_older_history_is_refused(home, tmp_path):
    reading = world.read(world.write_customers(tmp_path / "list.csv"), tmp_path)
    step = Step("ignore", "age")
    imports.change({"reading": reading, "steps": [step.as_json()]}, world.silent)
    with pytest.raises(SegError, match="reading_changed"):
        imports.change({"reading": reading, "without": [0], "version": 1}, world.silent)
    assert workspace().reading(reading).steps == (step,)


def read_text(text: str, folder, name: str = "list.csv") -> str:
    laid = folder / "laid"
    laid.write_text(text)
    return imports.read({"path": str(laid), "file_name": name}, world.silent)["readings"][0]


def role_of(reading: str, label: str) -> Role:
    return next(column.role for column in workspace().reading(reading).columns if column.label == label)


def test_what_was_said_of_columns_without_names_is_not_said_of_others(home, tmp_path):
    first = read_text("\n".join(f"{n},{n % 7},{n * 1.5}" for n in range(1, 31)), tmp_path)
    assert "column_3" in workspace().reading(first).reading.labels
    imports.change({"reading": first, "steps": [Step("ignore", "column_3").as_json()]}, world.silent)
    imports.build({"reading": first, "name": "First"}, world.silent)
    second = read_text("\n".join(f"{n},{n % 5},{n * 2.5}" for n in range(1, 41)), tmp_path)
    assert (workspace().reading(second).steps, role_of(second, "column_3")) == ((), role_of(second, "column_2"))


def test_contact_details_of_a_file_that_is_only_alike_stay_apart(home, tmp_path):
    labels = ["customer_id", "mail", "visits", "spend", "town"]
    rows = [f"{n},p{n}@example.org,{n % 9},{n * 3},Town {n % 4}" for n in range(30)]
    first = read_text("\n".join([",".join(labels), *rows]), tmp_path)
    steps = [Step("role", "mail", ("trait",)), Step("basis", "town", ("sociocultural",))]
    imports.change({"reading": first, "steps": [step.as_json() for step in steps]}, world.silent)
    imports.build({"reading": first, "name": "First"}, world.silent)
    more = [f"{row},{at}" for at, row in enumerate(rows)]
    second = read_text("\n".join([",".join([*labels, "points"]), *more]), tmp_path)
    assert role_of(second, "mail") is Role.CONTACT
    state = workspace().reading(second)
    assert (state.steps, state.remembered_steps) == ((steps[1],), 1)


def test_a_joined_table_has_the_ids_of_its_left_one(home, tmp_path):
    customers = "\n".join(["customer_id,email,visits", *(f"K{n:03},p{n}@example.org,{n % 9}" for n in range(60))])
    members = "\n".join(["kaart,email,points", *(f"M{n:03},p{n}@example.org,{n * 2}" for n in range(40))])
    left, right = read_text(customers, tmp_path, "customers.csv"), read_text(members, tmp_path, "members.csv")
    imports.change({"reading": right, "steps": [Step("role", "kaart", ("id",)).as_json()]}, world.silent)
    found = imports.joins({"readings": [left, right]}, world.silent)["joins"][0]
    (joined,) = imports.join({**found, "left": found["left"]}, world.silent)["readings"]
    kept = "customer_id" if found["left"] == left else "kaart"
    assert role_of(joined, kept) is Role.ID
    assert workspace().reading(joined).rows == (60 if found["left"] == left else 40)


def test_reading_again_keeps_what_was_corrected(home, tmp_path):
    laid = tmp_path / "laid"
    laid.write_bytes("\n".join(["id;miasto;zakupy", *(f"{n};Łódź {n % 4};{n}" for n in range(30))]).encode("cp1250"))
    first = imports.read({"path": str(laid), "file_name": "miasta.csv"}, world.silent)["readings"][0]
    step = Step("basis", "miasto", ("sociocultural",))
    imports.change({"reading": first, "steps": [step.as_json()]}, world.silent)
    (again,) = imports.read_again({"reading": first, "options": {"encoding": "cp1250"}}, world.silent)["readings"]
    assert workspace().reading(again).steps == (step,)


def test_each_dataset_of_one_file_comes_back_as_it_was(home, tmp_path):
    path, made = world.write_customers(tmp_path / "list.csv"), {}
    for name, step in (("one", Step("basis", "age", ("journey",))), ("two", Step("ignore", "spend"))):
        reading = world.read(path, tmp_path)
        imports.change({"reading": reading, "steps": [step.as_json()]}, world.silent)
        made[imports.build({"reading": reading, "name": name}, world.silent)["dataset"]] = step
        workspace().delete_reading(reading)
        workspace().remember(workspace().dataset(list(made)[-1]).reading.labels, ())
    for dataset, step in made.items():
        (reading,) = imports.reopen({"dataset": dataset}, world.silent)["readings"]
        assert workspace().reading(reading).steps == (step,)
