"""A saved segmentation is the one that was saved last, and nobody's save is lost."""

import re
from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.recipe import Filter

IDENTITY = {"ids": ["a", "b"], "centres": [[0.5, 1e-17]], "names": {"a": "Loyal"}}


@pytest.fixture
def saved(workspace, recipe):
    return workspace.create_segmentation(" Loyalty ", recipe, IDENTITY)


def test_a_segmentation_comes_back_exactly(workspace, recipe, saved):
    assert workspace.segmentation(saved.id) == saved
    assert (saved.name, saved.dataset, saved.recipe, saved.identity) == ("Loyalty", recipe.dataset, recipe, IDENTITY)
    assert (saved.version, saved.created) == (1, saved.updated)


def test_ids_cannot_be_guessed(workspace, recipe):
    ids = {workspace.create_segmentation("x", recipe, {}).id for _ in range(10)}
    assert len(ids) == 10
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", id_) for id_ in ids)  # 128 bits


def test_newest_first_and_by_dataset(workspace, recipe, saved, another_dataset):
    other = replace(recipe, dataset=another_dataset("Autumn").id)
    theirs = workspace.create_segmentation("theirs", other, {})
    assert workspace.segmentations() == (theirs, saved)
    assert workspace.segmentations(dataset=recipe.dataset) == (saved,)


def test_saving_over_what_one_has_seen(workspace, recipe, saved):
    changed = replace(recipe, k=5, filters=(Filter("spend", low=0.5),))
    after = workspace.save_recipe(saved.id, 1, changed, {"ids": []})
    assert after == workspace.segmentation(saved.id)
    assert (after.recipe, after.identity, after.version) == (changed, {"ids": []}, 2)
    assert after.updated >= after.created == saved.created


def test_saving_over_what_one_has_not_seen_is_refused(workspace, recipe, saved):
    theirs = workspace.save_recipe(saved.id, 1, replace(recipe, k=5), IDENTITY)
    with pytest.raises(SegError) as caught:
        workspace.save_recipe(saved.id, 1, replace(recipe, k=6), IDENTITY)
    fact = caught.value.fact
    assert (fact.key, fact["name"], fact["version"]) == ("error.saved_by_other", "Loyalty", 2)
    assert f"{fact['saved_date']}T{fact['saved_time']}" == theirs.updated[:16]
    assert workspace.segmentation(saved.id) == theirs


def test_a_double_click_saves_once(workspace, recipe, saved):
    first = workspace.save_recipe(saved.id, 1, replace(recipe, k=5), IDENTITY)
    assert workspace.save_recipe(saved.id, 1, replace(recipe, k=5), IDENTITY) == first
    assert first.version == 2


def test_unknown_segmentations(workspace, recipe):
    for ask in (
        workspace.segmentation,
        lambda unknown: workspace.save_recipe(unknown, 1, recipe, {}),
        lambda unknown: workspace.rename_segmentation(unknown, "x"),
        lambda unknown: workspace.duplicate_segmentation(unknown, "x"),
        lambda unknown: workspace.save_segment(unknown, "a", name="x"),
    ):
        with pytest.raises(SegError, match="segmentation_unknown"):
            ask("nothing")
    with pytest.raises(SegError, match="segmentation_unknown"):
        workspace.segmentation("no\0thing")  # as an address may have it, and no database


def test_a_dataset_that_is_not_there_is_refused(workspace, recipe, saved):
    missing = replace(recipe, dataset="0" * 64)
    for ask in (
        lambda: workspace.create_segmentation("x", missing, {}),
        lambda: workspace.save_recipe(saved.id, 1, missing, {}),
    ):
        with pytest.raises(SegError, match="dataset_unknown"):
            ask()
    assert workspace.segmentations() == (saved,)


def test_renaming_keeps_version_and_recipe(workspace, saved):
    workspace.rename_segmentation(saved.id, "Retention")
    assert workspace.segmentation(saved.id) == replace(saved, name="Retention")


def test_words_of_segments_are_saved_one_by_one(workspace, saved):
    workspace.save_segment(saved.id, "a", name="Loyal")
    workspace.save_segment(saved.id, "a", note="call in May")
    workspace.save_segment(saved.id, "b", note="watch")
    workspace.save_segment(saved.id, "b")
    words = {id_: (word.segment_id, word.name, word.note) for id_, word in workspace.segment_words(saved.id).items()}
    assert words == {"a": ("a", "Loyal", "call in May"), "b": ("b", "", "watch")}
    workspace.save_segment(saved.id, "a", name="")
    assert workspace.segment_words(saved.id)["a"].name == "", "back to the proposed name"
    assert workspace.segment_words(saved.id)["a"].note == "call in May"


def test_a_copy_has_the_words_and_a_life_of_its_own(workspace, recipe, saved):
    workspace.save_segment(saved.id, "a", name="Loyal", note="call")
    workspace.save_recipe(saved.id, 1, replace(recipe, k=5), IDENTITY)
    copy = workspace.duplicate_segmentation(saved.id, "Copy")
    assert (copy.name, copy.version, copy.recipe.k, copy.identity) == ("Copy", 1, 5, IDENTITY)
    assert workspace.segment_words(copy.id) == workspace.segment_words(saved.id)
    workspace.delete_segmentation(saved.id)
    workspace.delete_segmentation(saved.id)
    assert workspace.segmentations() == (copy,)
    assert workspace.segment_words(saved.id) == {}
    assert workspace.segment_words(copy.id)["a"].name == "Loyal"
