"""Uploads wait for confirmation, with what people corrected in them."""

from dataclasses import replace

import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError


def test_a_reading_comes_back_exactly(workspace, dataset):
    reading_id = workspace.add_reading(dataset.reading, dataset.columns, dataset.findings)
    assert workspace.reading(reading_id) == (dataset.reading, dataset.columns, dataset.findings)


def test_the_same_file_read_the_same_way_is_one_reading_and_keeps_its_corrections(workspace, dataset):
    reading_id = workspace.add_reading(dataset.reading, dataset.columns, dataset.findings)
    corrected = (dataset.columns[0], replace(dataset.columns[1], kind=Kind.NUMBER))
    workspace.update_reading(reading_id, corrected, ())
    assert workspace.add_reading(dataset.reading, dataset.columns, dataset.findings) == reading_id
    assert workspace.reading(reading_id) == (dataset.reading, corrected, ())


def test_newest_first(workspace, dataset):
    other = replace(dataset.reading, file_name="other.csv")
    first, second = (workspace.add_reading(reading, (), ()) for reading in (dataset.reading, other))
    assert [row.id for row in workspace.readings()] == [second, first]
    assert [row.reading for row in workspace.readings()] == [other, dataset.reading]


def test_a_deleted_reading_takes_its_file_unless_a_dataset_has_it(workspace, dataset):
    reading_id = workspace.add_reading(dataset.reading, dataset.columns, ())
    workspace.delete_reading(reading_id)
    assert workspace.blobs.has(dataset.reading.raw)
    workspace.add_reading(dataset.reading, dataset.columns, ())
    workspace.delete_dataset(dataset.id)
    assert workspace.blobs.has(dataset.reading.raw)
    workspace.delete_reading(reading_id)
    assert not list(workspace.blobs.all())
    workspace.delete_reading(reading_id)


def test_a_reading_without_its_file_is_refused(workspace, dataset):
    with pytest.raises(SegError, match="blob_missing"):
        workspace.add_reading(replace(dataset.reading, raw="0" * 64), (), ())
    assert workspace.readings() == ()


def test_unknown_readings(workspace):
    for ask in (workspace.reading, lambda unknown: workspace.update_reading(unknown, (), ())):
        with pytest.raises(SegError, match="reading_unknown"):
            ask("nothing")
