"""Customers that somebody picked stay who they are, come back after a deletion, and go with their segmentation."""

import re
from dataclasses import replace

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.core.selection import Selection
from seg.core.settings import SETTINGS

AREA = Selection("area", "map-1", ((0.0, 0.0), (1.0, 0.0), (0.5, 1.0)), hidden=("s2",))
ROWS = np.array([70_000, 3, 12], np.uint32)


@pytest.fixture
def saved(workspace, recipe):
    return workspace.create_segmentation("Loyalty", recipe, {})


@pytest.fixture
def kept(workspace, saved):
    return workspace.add_own_segment(saved.id, AREA, ROWS, " Wine & cheese ")


@pytest.fixture
def few_circled(monkeypatch):
    monkeypatch.setitem(SETTINGS, "circled_kept", replace(SETTINGS["circled_kept"], value=2))


def blobs(workspace):
    return {sha for sha, _ in workspace.blobs.all()}


def names(workspace, segmentation):
    return [segment.name for segment in workspace.own_segments(segmentation.id)]


def test_comes_back_exactly(workspace, saved, kept):
    assert workspace.own_segment(kept.id) == kept
    assert workspace.own_segments(saved.id) == (kept,)
    assert (kept.segmentation, kept.name, kept.note, kept.selection, kept.count) == (
        saved.id, "Wine & cheese", "", AREA, 3,
    )  # fmt: skip
    members = workspace.own_members(kept.id)
    assert (members.tolist(), members.dtype) == ([3, 12, 70_000], np.uint32)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", kept.id), "it stands in links"


def test_who_was_only_looked_at_is_kept_but_not_listed_until_it_has_a_name(workspace, saved):
    circled = workspace.add_own_segment(saved.id, AREA, ROWS)
    assert workspace.own_segments(saved.id) == ()
    assert workspace.own_members(circled.id).tolist() == [3, 12, 70_000]
    workspace.name_own_segment(circled.id, "Named")
    assert workspace.own_segments(saved.id) == (replace(circled, name="Named"),)


def test_the_same_customers_are_looked_at_again(workspace, saved, kept):
    again = workspace.add_own_segment(saved.id, replace(AREA, map_key="map-2"), ROWS[::-1])
    assert again == kept
    assert workspace.add_own_segment(saved.id, AREA, ROWS[:2]).id != kept.id
    assert workspace.add_own_segment(saved.id, AREA, ROWS, "Another name").id != kept.id


def test_nobody_is_a_segment_too(workspace, saved):
    empty = workspace.add_own_segment(saved.id, AREA, ROWS[:0], "Nobody")
    assert workspace.own_members(empty.id).tolist() == []
    assert empty.count == 0


def test_names_and_notes_change(workspace, kept):
    workspace.name_own_segment(kept.id, "Tea")
    workspace.note_own_segment(kept.id, "call\0 them")
    assert (workspace.own_segment(kept.id).name, workspace.own_segment(kept.id).note) == ("Tea", "call\ufffd them")
    with pytest.raises(SegError, match="name_empty"):
        workspace.name_own_segment(kept.id, "  ")
    assert workspace.own_segment(kept.id).name == "Tea"


def test_a_deleted_one_can_be_brought_back(workspace, saved, kept):
    other = workspace.add_own_segment(saved.id, AREA, ROWS[1:], "Other")
    workspace.delete_own_segment(kept.id)
    assert workspace.own_segments(saved.id) == (other,)
    assert workspace.own_members(kept.id).tolist() == [3, 12, 70_000]
    workspace.restore_own_segment(kept.id)
    assert workspace.own_segments(saved.id) == (kept, other)


def test_the_oldest_that_nobody_named_are_forgotten_with_their_files(workspace, saved, kept, few_circled):
    named = workspace.add_own_segment(saved.id, AREA, ROWS[:1], "Named")
    before = blobs(workspace)
    circled = [workspace.add_own_segment(saved.id, AREA, np.array([row], np.uint32)) for row in (5, 6, 7)]
    with pytest.raises(SegError, match="own_segment_unknown"):
        workspace.own_members(circled[0].id)
    for there, rows in ((circled[1], [6]), (circled[2], [7]), (named, [70_000])):
        assert workspace.own_members(there.id).tolist() == rows
    assert len(blobs(workspace)) == len(before) + 2


def test_a_deleted_one_waits_for_others_to_be_deleted_not_to_be_circled(workspace, saved, kept, few_circled):
    before = blobs(workspace)
    for row in (5, 6, 7):
        workspace.add_own_segment(saved.id, AREA, np.array([row], np.uint32))
    workspace.delete_own_segment(kept.id)
    workspace.add_own_segment(saved.id, AREA, np.array([8], np.uint32))
    workspace.restore_own_segment(kept.id)
    assert workspace.own_members(kept.id).tolist() == [3, 12, 70_000]
    workspace.delete_own_segment(kept.id)
    for name in ("one", "two"):
        workspace.delete_own_segment(workspace.add_own_segment(saved.id, AREA, ROWS[:1], name).id)
    workspace.add_own_segment(saved.id, AREA, np.array([9], np.uint32))
    with pytest.raises(SegError, match="own_segment_unknown"):
        workspace.own_members(kept.id)
    assert len(blobs(workspace)) == len(before) - 1 + 3, "two that were circled, and one file of two deleted ones"


def test_a_file_that_another_one_needs_stays(workspace, saved, kept, few_circled):
    copy = workspace.add_own_segment(saved.id, AREA, ROWS, "The same customers")
    for name in (kept.name, "one", "two"):
        workspace.delete_own_segment(workspace.add_own_segment(saved.id, AREA, ROWS[:1], name).id)
    workspace.delete_own_segment(kept.id)
    workspace.add_own_segment(saved.id, AREA, ROWS[1:])
    with pytest.raises(SegError, match="own_segment_unknown"):
        workspace.own_members(kept.id)
    assert workspace.own_members(copy.id).tolist() == [3, 12, 70_000]


def test_an_orphan_of_a_crash_is_swept_and_members_are_not(workspace, kept, monkeypatch):
    monkeypatch.setitem(SETTINGS, "leftover_seconds", replace(SETTINGS["leftover_seconds"], value=-1))
    orphan = workspace.blobs.add_arrays({"rows": np.arange(5)})
    workspace.start()
    assert not workspace.blobs.has(orphan)
    assert workspace.own_members(kept.id).tolist() == [3, 12, 70_000]


def test_a_copy_of_the_segmentation_has_them_under_ids_of_its_own(workspace, saved, kept):
    workspace.note_own_segment(kept.id, "note")
    workspace.add_own_segment(saved.id, AREA, ROWS[:1])
    workspace.delete_own_segment(workspace.add_own_segment(saved.id, AREA, ROWS[1:], "Deleted").id)
    copy = workspace.duplicate_segmentation(saved.id, "Copy")
    (theirs,) = workspace.own_segments(copy.id)
    assert theirs.id != kept.id
    assert theirs == replace(kept, id=theirs.id, segmentation=copy.id, note="note")
    workspace.delete_segmentation(saved.id)
    assert workspace.own_members(theirs.id).tolist() == [3, 12, 70_000]


@pytest.mark.parametrize("erase", ["segmentation", "dataset"])
def test_they_go_with_what_they_belong_to_and_leave_no_file(workspace, saved, erase):
    before = blobs(workspace)
    kept = workspace.add_own_segment(saved.id, AREA, ROWS, "Named")
    circled = workspace.add_own_segment(saved.id, AREA, ROWS[:1])
    after = blobs(workspace) - before
    assert len(after) == 2
    if erase == "segmentation":
        workspace.delete_segmentation(saved.id)
    else:
        workspace.delete_dataset(saved.dataset)
    assert not after & blobs(workspace)
    for gone in (kept, circled):
        with pytest.raises(SegError, match="own_segment_unknown"):
            workspace.own_segment(gone.id)


def test_unknown_ones(workspace, saved):
    for ask in (
        workspace.own_segment,
        workspace.own_members,
        workspace.delete_own_segment,
        workspace.restore_own_segment,
        lambda unknown: workspace.name_own_segment(unknown, "x"),
        lambda unknown: workspace.note_own_segment(unknown, "x"),
    ):
        with pytest.raises(SegError, match="own_segment_unknown"):
            ask("nothing")
    with pytest.raises(SegError, match="own_segment_unknown"):
        workspace.own_segment("no\0thing")  # as an address may have it, and no database
    before = blobs(workspace)
    with pytest.raises(SegError, match="segmentation_unknown"):
        workspace.add_own_segment("nothing", AREA, ROWS)
    assert blobs(workspace) == before, "what could not be kept leaves no file"
