"""Files that a visitor brings: read by a worker, corrected, repaired, joined, or answered with a sentence."""

import hashlib
import time

import pytest

from seg.core.columns import Basis, Role
from seg.core.facts import Fact
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.patience import PATIENCE_SECONDS
from tests.ui.visit import edit, run_when_done, said, visit


def settle(at, until=None):
    """Run the page again when the workers are done, until no worker is at it any more, or `until` holds."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while (at.session_state["seg"].awaited if until is None else not until()) and time.monotonic() < give_up:
        run_when_done(at)
    assert not at.exception
    return at


def upload(at, *files):
    place = next(each for each in at.get("file_uploader"))
    place.set_value([(name, data, "text/csv") for name, data in files]).run()
    return settle(at)


def click(at, start_of_key):
    next(button for button in at.button if (button.key or "").startswith(start_of_key)).click().run()
    return settle(at)


def state():
    (row,) = workspace().readings()
    return workspace().reading(row.id)


@pytest.fixture
def twice(tmp_path):
    """The small world with its first five customers on a second line each."""
    rows = world.customers()
    return world.write_customers(tmp_path / "twice.csv", [*rows, *rows[:5]]).read_bytes()


def test_a_good_file_beside_bad_ones(workers, good):
    page = b"<!DOCTYPE html><html><body>Please sign in</body></html>"
    at = upload(visit("data"), ("good.csv", good), ("empty.csv", b""), ("page.csv", page), ("only.csv", b"a,b,c\n"))
    problems = sorted(error.value for error in at.error)
    assert len(problems) == 3
    assert [name for name in ("empty", "page", "only") if not any(name in said for said in problems)] == []
    (reading,) = workspace().readings()
    assert at.button(key=f"use/{reading.id}")
    assert list(workers().scratch.iterdir()) == [], "nothing of a file stays but what was read"


def test_the_file_becomes_a_dataset_and_a_segmentation_of_it(workers, good):
    at = upload(visit("data"), ("good.csv", good))
    click(at, "use/")
    settle(at, lambda: workspace().segmentations())
    (dataset,), (saved,) = workspace().datasets(), workspace().segmentations()
    assert (dataset.name, dataset.rows_used) == ("good", 30)
    assert saved.dataset == dataset.id
    made = workspace().dataset(dataset.id)
    kept = {sha for sha, _ in workspace().blobs.all()}
    assert kept >= {made.reading.raw, made.customers, made.contacts}
    assert hashlib.sha256(good).hexdigest() not in kept, "the file itself is not kept any longer"


def test_data_is_not_used_while_what_came_with_it_is_still_being_read(no_workers, good, tmp_path):
    reading = world.read(world.write_customers(tmp_path / "good.csv"), tmp_path)
    at = visit("data", r=reading)
    assert not at.button(key=f"use/{reading}").disabled
    place = next(each for each in at.get("file_uploader"))
    place.set_value([("orders.csv", b"id,day\n", "text/csv"), ("web visits.csv", b"id,day\n", "text/csv")]).run()
    assert at.button(key=f"use/{reading}").disabled
    assert "orders.csv and web visits.csv are still being read." in said(at).replace("\\", "")
    first, second = at.session_state["seg"].uploads
    first.problem, second.readings = Fact.of("error.file_empty", file="orders.csv"), [reading]
    at.run()
    assert not at.button(key=f"use/{reading}").disabled, "one could not be read, the other one is"
    assert "still being read" not in said(at)


def test_too_few_customers_are_said_and_the_reading_stays(workers, tmp_path):
    few = world.write_customers(tmp_path / "few.csv", world.customers()[:5]).read_bytes()
    at = upload(visit("data"), ("few.csv", few))
    (reading,) = workspace().readings()
    at.button(key=f"use/{reading.id}").click().run()
    settle(at, lambda: at.error)
    assert "20" in at.error[0].value
    assert [row.id for row in workspace().readings()] == [reading.id]
    assert workspace().datasets() == ()


def test_a_correction_is_a_step_that_can_be_taken_back_and_taken_again(workers, good):
    at = upload(visit("data"), ("good.csv", good))
    before = state()
    settle(edit(at, "columns/", 5, basis="Sociocultural"))
    assert next(c for c in state().columns if c.label == "country").basis is Basis.SOCIOCULTURAL
    assert "country" in said(at)
    click(at, "undo-step")
    assert state().columns == before.columns
    click(at, "redo-step")
    assert next(c for c in state().columns if c.label == "country").basis is Basis.SOCIOCULTURAL


def test_a_repair_is_one_click_and_every_row_stays_accounted_for(workers, twice):
    at = upload(visit("data"), ("twice.csv", twice))
    assert (state().rows, state().reading.rows_in) == (35, 35)
    click(at, "repair/")
    assert state().rows == 30
    assert len(state().steps) == 1
    assert "5 rows set aside" in said(at)
    click(at, "leave-out/")
    assert (state().rows, state().steps) == (35, ())


def test_corrections_are_remembered_for_the_next_file_with_the_same_columns(workers, good, tmp_path):
    at = upload(visit("data"), ("good.csv", good))
    settle(edit(at, "columns/", 6, role="Left out"))
    click(at, "use/")
    settle(at, lambda: workspace().segmentations())
    later = world.write_customers(tmp_path / "later.csv", world.customers()[:25]).read_bytes()
    at = upload(visit("data"), ("later.csv", later))
    assert next(c for c in state().columns if c.label == "member").role is Role.IGNORED
    assert "A file with these columns was used on" in said(at)
    click(at, "forget-remembered")
    assert next(c for c in state().columns if c.label == "member").role is Role.TRAIT


def test_guessed_letters_are_confirmed_or_read_otherwise(workers):
    lines = [f"{number};Łódź;{number * 3}" for number in range(1, 31)]
    at = upload(visit("data"), ("miasta.csv", "\n".join(["id;miasto;zakupy", *lines]).encode("cp1250")))
    assert "Łódź" in said(at)
    click(at, "letters-right/")
    assert not [fact for fact in state().reading.how if fact.key == "reading.encoding_guessed"]
    assert next(each for each in at.selectbox if each.label == "Letters").value == "cp1250"


def test_two_files_are_joined_into_a_third(workers, good):
    towns = "customer_id,town\n" + "\n".join(f"{number:04d},Town {number % 3}" for number in range(20))
    upload(visit("data"), ("good.csv", good), ("towns.csv", towns.encode()))
    customers = next(row.id for row in workspace().readings() if row.reading.file_name == "good.csv")
    at = settle(visit("data", r=customers))
    click(at, "join/")
    newest = workspace().reading(workspace().readings()[0].id)
    assert "town" in newest.reading.labels
    assert newest.rows == 30
    assert len(workspace().readings()) == 3
