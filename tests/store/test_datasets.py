"""Datasets stay what they are, and leave nothing when they go."""

import os
import time
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import event, select

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.store.datasets import Dependents
from seg.store.schema import dataset_files
from tests.store.event_tables import files_of, keep_events


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


def test_events_come_back_exactly(workspace, with_events):
    assert workspace.dataset(with_events.id) == with_events
    assert [table.name for table in workspace.dataset(with_events.id).tables] == ["orders", "emails"]


def test_files_of_events_stay_while_the_dataset_does_and_go_with_it(workspace, dataset, with_events):
    files = set.union(*map(files_of, with_events.tables))
    assert len(files) == 6
    hours_ago = time.time() - 2 * setting("leftover_seconds")
    for sha, _ in list(workspace.blobs.all()):
        os.utime(workspace.blobs.path(sha), (hours_ago, hours_ago))
    workspace.start()
    assert all(map(workspace.blobs.has, files)), "a sweep takes what no row names"
    workspace.delete_dataset(dataset.id)
    assert all(map(workspace.blobs.has, files | {with_events.customers}))
    workspace.delete_dataset(with_events.id)
    assert not list(workspace.blobs.all())
    assert named_files(workspace) == []


def test_a_file_of_events_that_two_datasets_have_stays_with_the_second(workspace, dataset, with_events):
    orders, emails = with_events.tables
    second = replace(dataset, id="3" * 64, tables=(orders,))
    workspace.add_dataset(second)
    workspace.delete_dataset(with_events.id)
    assert all(map(workspace.blobs.has, files_of(orders)))
    assert not any(map(workspace.blobs.has, files_of(emails)))
    workspace.delete_dataset(second.id)
    assert not any(map(workspace.blobs.has, files_of(orders)))
    assert workspace.blobs.has(dataset.customers)


def test_a_file_of_events_that_is_one_of_another_kind_elsewhere_stays(workspace, dataset, with_events):
    """The file that a dataset was made of alone is also that of the events of another."""
    orders = with_events.tables[0]
    alone = replace(dataset, id="4" * 64, reading=orders.reading, tables=(orders,))
    workspace.add_dataset(alone)
    workspace.put_result("key", "map", dataset.id, {}, {"n": np.arange(3)})
    workspace.delete_dataset(with_events.id)
    assert workspace.dataset(alone.id) == alone
    assert all(map(workspace.blobs.has, files_of(orders)))
    workspace.delete_dataset(alone.id)
    assert not any(map(workspace.blobs.has, files_of(orders)))
    assert workspace.get_result("key")[1]["n"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("file", ["events", "raw", "aside"])
def test_a_dataset_without_a_file_of_its_events_is_refused_whole(workspace, dataset, file):
    orders = keep_events(workspace)
    missing = {"events": orders.events, "raw": orders.reading.raw, "aside": orders.reading.aside}[file]
    workspace.blobs.remove(missing)
    with pytest.raises(SegError, match="blob_missing"):
        workspace.add_dataset(replace(dataset, id="5" * 64, tables=(orders,)))
    assert [row.id for row in workspace.datasets()] == [dataset.id]
    assert named_files(workspace) == []


def test_a_dataset_is_kept_with_its_files_in_one_step_or_not_at_all(workspace, dataset):
    def power_fails(_connection, _cursor, statement, *_):
        if statement.startswith("INSERT INTO dataset_files"):
            raise KeyboardInterrupt

    with_orders = replace(dataset, id="7" * 64, tables=(keep_events(workspace),))
    event.listen(workspace.database.engine, "before_cursor_execute", power_fails)
    with pytest.raises(KeyboardInterrupt):
        workspace.add_dataset(with_orders)
    event.remove(workspace.database.engine, "before_cursor_execute", power_fails)
    assert [row.id for row in workspace.datasets()] == [dataset.id]
    workspace.add_dataset(with_orders)
    assert set(named_files(workspace)) == files_of(with_orders.tables[0])


def test_events_that_stay_in_their_database_have_no_files(workspace, dataset):
    orders = keep_events(workspace)
    reading = replace(orders.reading, raw="", aside="")
    there = replace(dataset, id="6" * 64, tables=(replace(orders, events="", reading=reading, connection="warehouse"),))
    workspace.add_dataset(there)
    assert workspace.dataset(there.id) == there
    assert named_files(workspace) == []


def test_keeping_a_dataset_with_events_twice_changes_nothing(workspace, with_events):
    before = named_files(workspace)
    workspace.add_dataset(with_events)
    workspace.add_dataset(replace(with_events, tables=(*with_events.tables, keep_events(workspace, "visits"))))
    assert named_files(workspace) == before
    assert workspace.dataset(with_events.id) == with_events


def named_files(workspace):
    with workspace.database.reading() as connection:
        return sorted(connection.scalars(select(dataset_files.c.sha)))
