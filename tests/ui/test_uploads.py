"""Files that a visitor brings: read by a worker, or answered with a sentence while everything else stays."""

import time

import pytest

from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import visit

GIVE_UP_SECONDS = 60


def upload(at, *files):
    """Upload, and run the page again as its poll does until the worker has answered."""
    at.file_uploader(key="files").set_value([(name, data, "text/csv") for name, data in files]).run()
    give_up = time.monotonic() + GIVE_UP_SECONDS
    while at.session_state["seg"].awaited and time.monotonic() < give_up:
        at.run()
    return at


@pytest.fixture
def good(tmp_path):
    return world.write_customers(tmp_path / "good.csv").read_bytes()


def test_a_good_file_beside_bad_ones(workers, good):
    page = b"<!DOCTYPE html><html><body>Please sign in</body></html>"
    at = upload(visit("data"), ("good.csv", good), ("empty.csv", b""), ("page.csv", page), ("only.csv", b"a,b,c\n"))
    assert not at.exception
    problems = sorted(error.value for error in at.error)
    assert len(problems) == 3
    assert [name for name in ("empty", "page", "only") if not any(name in said for said in problems)] == []
    (reading,) = workspace().readings()
    assert at.button(key=f"use/{reading.id}")
    assert list(workers().scratch.iterdir()) == [], "nothing of a file stays but what was read"


def test_the_file_becomes_a_dataset_and_a_segmentation_of_it(workers, good):
    at = upload(visit("data"), ("good.csv", good))
    (reading,) = workspace().readings()
    at.button(key=f"use/{reading.id}").click().run()
    give_up = time.monotonic() + GIVE_UP_SECONDS
    while not workspace().segmentations() and time.monotonic() < give_up:
        at.run()
    (dataset,), (saved,) = workspace().datasets(), workspace().segmentations()
    assert (dataset.name, dataset.rows_used) == ("good", 30)
    assert saved.dataset == dataset.id


def test_too_few_customers_are_said_and_the_reading_stays(workers, tmp_path):
    few = world.write_customers(tmp_path / "few.csv", world.customers()[:5]).read_bytes()
    at = upload(visit("data"), ("few.csv", few))
    (reading,) = workspace().readings()
    at.button(key=f"use/{reading.id}").click().run()
    give_up = time.monotonic() + GIVE_UP_SECONDS
    while not at.error and time.monotonic() < give_up:
        at.run()
    assert "20" in at.error[0].value
    assert not at.exception
    assert [row.id for row in workspace().readings()] == [reading.id]
    assert workspace().datasets() == ()
