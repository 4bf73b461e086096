"""The segmentation that is open: found by its link, kept as it is changed, its segments the same through changes."""

import pytest

from seg.tasks.desk import workspace
from seg.ui.opened import FIRST_K, begin
from tests.ui.visit import edit, said, table, toasts, visit

EDITOR = "segments/"


@pytest.fixture
def at(saved):
    return visit("segments", s=saved.id)


def names(at):
    return list(table(at, EDITOR)["name"])


def test_a_new_segmentation_takes_what_the_dataset_suggests(shop, no_workers):
    dataset = workspace().dataset(shop)
    recipe = begin(dataset).recipe
    assert recipe.k == FIRST_K
    assert {"visits", "spend"} <= {part.dimension for part in recipe.forming}
    assert not {part.dimension for part in recipe.forming} & set(recipe.describing)
    assert "email" not in recipe.dimensions, "contact data never reaches the analysis"


def test_segments_are_proposed_a_name_each(at):
    assert len(set(names(at))) == 3
    assert all(names(at))


def test_a_name_and_a_note_are_kept_and_shown_to_the_next_visitor(at, saved):
    edit(at, EDITOR, 1, name="  Our best  ")
    edit(at, EDITOR, 1, note="call them")
    again = table(visit("segments", s=saved.id), EDITOR)
    assert again["name"][1] == "Our best"
    assert again["note"][1] == "call them"
    assert list(again["note"][[0, 2]]) == ["", ""]


def test_a_name_stays_with_its_segment_when_k_changes_and_back(at, saved):
    edit(at, EDITOR, 0, name="Mine")
    at.slider(key=f"{saved.id}/k").set_value(5).run()
    more = names(at)
    at.slider(key=f"{saved.id}/k").set_value(3).run()
    assert names(at)[0] == "Mine"
    assert more.count("Mine") == 1, "the largest part of the segment keeps the name, no other takes it"


def test_an_emptied_name_brings_the_proposed_one_back(at, saved):
    proposed = names(at)[2]
    assert names(edit(at, EDITOR, 2, name="Something else"))[2] == "Something else"
    assert names(edit(visit("segments", s=saved.id), EDITOR, 2, name=""))[2] == proposed
    assert workspace().segment_words(saved.id), "what was emptied is kept as empty"


def test_opening_it_again_changes_neither_ids_nor_version(at, saved):
    first = workspace().segmentation(saved.id)
    visit("segments", s=saved.id)
    assert workspace().segmentation(saved.id) == first


def test_two_visitors_see_each_others_choices(at, saved):
    other = visit("segments", s=saved.id)
    at.slider(key=f"{saved.id}/k").set_value(6).run()
    other.run()
    assert other.slider(key=f"{saved.id}/k").value == 6
    other.slider(key=f"{saved.id}/k").set_value(2).run()
    assert toasts(other) == []
    assert workspace().segmentation(saved.id).recipe.k == 2


def test_a_page_without_a_link_shows_what_this_visitor_had_open(at, saved):
    del at.query_params["s"]
    at.run()
    assert at.query_params["s"] in (saved.id, [saved.id])


def test_says_how_many_customers_and_how_good(at):
    words = said(at)
    assert "30 of 30" in words
    assert "24 Dec 2025" in words or "2025" in words
