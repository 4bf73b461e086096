"""What the team has: opened, renamed, duplicated and deleted, with what goes with it."""

import pytest

from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import edit, said, visit


@pytest.fixture
def at(saved):
    return visit("start")


def test_the_start_page_lists_segmentations_and_datasets(at, saved):
    (link,) = (link for link in at.get("page_link") if saved.id in str(link.proto))
    assert link.proto.label == "Small shop"
    assert "30 customers" in said(at)


def test_rename_a_segmentation(at, saved):
    at.text_input(key=f"name/{saved.id}").set_value(" Spring *plan* ").run()
    assert not at.exception
    assert workspace().segmentation(saved.id).name == "Spring *plan*"
    assert visit("segments", s=saved.id).header[0].value


def test_an_emptied_name_changes_nothing(at, saved):
    at.text_input(key=f"name/{saved.id}").set_value("   ").run()
    assert not at.exception
    assert not at.error
    assert workspace().segmentation(saved.id).name == "Small shop"


def test_duplicate_with_the_names_and_notes(at, saved):
    edit(visit("segments", s=saved.id), "segments/", 0, name="Mine", note="why")
    at.button(key=f"copy/{saved.id}").click().run()
    copy, original = workspace().segmentations()
    assert original.id == saved.id
    assert copy.id != saved.id
    assert copy.recipe == saved.recipe
    assert "Small shop" in copy.name
    assert copy.name != "Small shop"
    assert [(w.name, w.note) for w in workspace().segment_words(copy.id).values()] == [("Mine", "why")]
    assert at.header[0].value != "", "the copy is opened"
    assert at.slider(key=f"{copy.id}/k").value == 3


def test_deletion_asks_first_and_names_what_goes_with_it(at, saved, shop):
    world.segmentation(world.recipe_of(shop, k=4), "Autumn")
    at.button(key=f"delete/{shop}").click().run()
    assert at.button(key=f"delete-now/{shop}")
    assert "Small shop, Autumn" in said(at) or "Autumn, Small shop" in said(at) or "Autumn and Small shop" in said(at)
    assert len(workspace().segmentations()) == 2, "nothing is gone before the second click"


@pytest.mark.parametrize("name", ["segments", "lists"])
def test_the_link_of_a_deleted_segmentation_says_so(saved, shop, name):
    workspace().delete_dataset(shop)
    at = visit(name, s=saved.id)
    assert len(at.error) == 1
    assert not at.exception


def test_two_visitors_may_rename_one_after_the_other(at, saved):
    visit("start").text_input(key=f"name/{saved.id}").set_value("Theirs").run()
    at.run()
    assert workspace().segmentation(saved.id).name == "Theirs", "an old page does not bring the old name back"


def test_a_new_segmentation_of_a_dataset(at, saved, shop):
    at.button(key=f"new/{shop}").click().run()
    assert len(workspace().segmentations(shop)) == 2
    assert not at.exception
    assert not at.error


def test_rename_a_dataset(at, shop):
    at.text_input(key=f"name/{shop}").set_value("Shop of May").run()
    assert [row.name for row in workspace().datasets()] == ["Shop of May"]
