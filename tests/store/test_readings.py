"""Uploads wait for confirmation, with what people corrected in them."""

from dataclasses import replace

import pyarrow
import pytest

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.store.readings import ReadingState

STEP = Step("kind", "spend", ("number",))


@pytest.fixture
def state(dataset):
    return ReadingState(dataset.reading, dataset.columns, dataset.findings, dataset.reading.raw)


@pytest.fixture
def reading_id(workspace, state):
    return workspace.add_reading(state)


def test_a_reading_comes_back_exactly(workspace, state):
    told = replace(
        state,
        steps=(STEP,),
        undone=((STEP,),),
        aside=(Fact.of("aside.repeated", count=1),),
        remembered="2026",
        remembered_steps=1,
    )
    reading_id = workspace.add_reading(told)
    assert workspace.reading(reading_id) == told
    assert told.rows == state.rows - 1


def test_the_same_file_read_the_same_way_is_one_reading_and_keeps_its_steps(workspace, state, reading_id):
    workspace.update_reading(reading_id, replace(state, steps=(STEP,)))
    assert workspace.add_reading(state) == reading_id
    assert workspace.reading(reading_id) == replace(state, steps=(STEP,), version=2)


def test_who_comes_second_is_told_and_changes_nothing(workspace, state, reading_id):
    workspace.update_reading(reading_id, replace(state, steps=(STEP,)))
    with pytest.raises(SegError, match="reading_changed"):
        workspace.update_reading(reading_id, replace(state, undone=((STEP,),)))
    assert workspace.reading(reading_id).steps == (STEP,)


def test_the_table_of_a_step_that_was_left_behind_is_let_go(workspace, state, reading_id):
    first, second = (workspace.blobs.add_table(pyarrow.table({"c0": [name]})) for name in "ab")
    for version, prepared in enumerate((first, second, state.reading.raw), 1):
        workspace.update_reading(reading_id, replace(state, prepared=prepared, version=version))
    assert [workspace.blobs.has(sha) for sha in (first, second, state.reading.raw)] == [False, False, True]


def test_newest_first(workspace, state):
    other = replace(state, reading=replace(state.reading, file_name="other.csv"))
    first, second = (workspace.add_reading(each) for each in (state, other))
    assert [row.id for row in workspace.readings()] == [second, first]
    assert [row.reading for row in workspace.readings()] == [other.reading, state.reading]


def test_a_deleted_reading_takes_its_files_unless_a_dataset_has_them(workspace, state, dataset):
    source = workspace.blobs.add_table(pyarrow.table({"source": ["as it was"]}))
    with_source = replace(state, reading=replace(state.reading, source=source))
    reading_id = workspace.add_reading(with_source)
    workspace.delete_reading(reading_id)
    assert (workspace.blobs.has(dataset.reading.raw), workspace.blobs.has(source)) == (True, False)
    reading_id = workspace.add_reading(state)
    workspace.delete_dataset(dataset.id)
    assert workspace.blobs.has(dataset.reading.raw)
    workspace.delete_reading(reading_id)
    assert not list(workspace.blobs.all())
    workspace.delete_reading(reading_id)


@pytest.mark.parametrize("file", ["raw", "aside", "source"])
def test_a_reading_without_its_files_is_refused(workspace, state, file):
    with pytest.raises(SegError, match="blob_missing"):
        workspace.add_reading(replace(state, reading=replace(state.reading, **{file: "0" * 64})))
    assert workspace.readings() == ()


def test_unknown_readings(workspace, state):
    for ask in (workspace.reading, lambda unknown: workspace.update_reading(unknown, state)):
        with pytest.raises(SegError, match="reading_unknown"):
            ask("nothing")
