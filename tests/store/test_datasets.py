"""Datasets stay what they are, and leave nothing when they go."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.store.datasets import Dependents


def test_a_dataset_comes_back_exactly(workspace, dataset):
    assert workspace.dataset(dataset.id) == dataset


def test_unknown_datasets(workspace):
    for ask in (workspace.dataset, lambda unknown: workspace.rename_dataset(unknown, "x")):
        with pytest.raises(SegError, match="dataset_unknown"):
            ask("0" * 64)


def test_the_list_counts(workspace, dataset, another_dataset, recipe):
    autumn = another_dataset("Autumn", 5)
    workspace.create_segmentation("one", recipe, {})
    rows = [(row.id, row.name, row.rows_used, row.columns, row.segmentations) for row in workspace.datasets()]
    assert rows == [(autumn.id, "Autumn", 5, 2, 0), (dataset.id, "Spring", 3, 2, 1)]
    assert all(row.created.endswith("+00:00") for row in workspace.datasets())


def test_keeping_a_dataset_twice_changes_nothing(workspace, dataset):
    workspace.rename_dataset(dataset.id, "  Spring, cleaned ")
    workspace.add_dataset(dataset)
    assert [row.name for row in workspace.datasets()] == ["Spring, cleaned"]
    assert workspace.dataset(dataset.id) == replace(dataset, name="Spring, cleaned")


@pytest.mark.parametrize(("name", "key"), [(" \t", "name_empty"), ("x" * 201, "name_too_long")])
def test_names_have_limits(workspace, dataset, name, key):
    with pytest.raises(SegError, match=key):
        workspace.rename_dataset(dataset.id, name)


@pytest.mark.parametrize("name", ["=1+1", "'); DROP TABLE datasets; --", "<b>Müller</b> 🌷", "x" * 200])
def test_names_are_only_text(workspace, dataset, name):
    workspace.rename_dataset(dataset.id, name)
    assert workspace.dataset(dataset.id).name == name


def test_characters_that_databases_refuse_are_replaced(workspace, dataset):
    workspace.rename_dataset(dataset.id, "a\0b\ud800c")
    assert workspace.dataset(dataset.id).name == "a\ufffdb\ufffdc"


def test_a_dataset_without_its_files_is_refused(workspace, dataset):
    with pytest.raises(SegError, match="blob_missing"):
        workspace.add_dataset(replace(dataset, id="1" * 64, customers="0" * 64))


def test_deleting_leaves_no_orphan_and_takes_nothing_from_others(workspace, dataset, another_dataset, recipe):
    autumn = another_dataset("Autumn", 5)
    shared = replace(autumn, id="2" * 64, customers=dataset.customers, contacts="")
    workspace.add_dataset(shared)
    kept = workspace.create_segmentation("theirs", replace(recipe, dataset=shared.id), {})
    gone = workspace.create_segmentation("ours", recipe, {})
    workspace.save_segment(gone.id, "a", name="Loyal")
    labels = {"labels": np.zeros(3, np.uint8)}
    workspace.put_result("own", "solutions", dataset.id, {}, labels | {"own": np.ones(1)})
    workspace.put_result("same", "solutions", dataset.id, {}, labels)
    workspace.put_result("theirs", "solutions", shared.id, {}, labels)

    assert workspace.dependents(dataset.id) == Dependents(("ours",), 2)
    workspace.delete_dataset(dataset.id)

    assert [row.id for row in workspace.datasets()] == [shared.id, autumn.id]
    assert workspace.segmentations() == (kept,)
    assert workspace.segment_words(gone.id) == {}
    assert not workspace.has_result("own")
    assert workspace.has_result("theirs")
    used = {autumn.reading.raw, autumn.customers, autumn.contacts, dataset.customers}
    used.add(workspace.blobs.add_arrays(labels))
    assert {sha for sha, _ in workspace.blobs.all()} == used
    assert workspace.dependents(dataset.id) == Dependents((), 0)

    workspace.delete_dataset(shared.id)
    workspace.delete_dataset(autumn.id)
    workspace.delete_dataset(autumn.id)
    assert not list(workspace.blobs.all())


def test_a_deleted_dataset_comes_back(workspace, dataset, another_dataset):
    workspace.delete_dataset(dataset.id)
    with pytest.raises(SegError, match="dataset_unknown"):
        workspace.dataset(dataset.id)
    assert another_dataset() == dataset == workspace.dataset(dataset.id)


def test_a_damaged_dataset_is_named_and_the_others_can_be_used(workspace, dataset, another_dataset):
    autumn = another_dataset("Autumn", 5)
    path = workspace.blobs.path(dataset.customers)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SegError, match="blob_damaged"):
        workspace.blobs.read_table(workspace.dataset(dataset.id).customers)
    assert workspace.blobs.read_table(autumn.customers).num_rows == 5
    assert len(workspace.datasets()) == 2
