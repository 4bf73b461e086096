"""Uploads wait for confirmation, with what people corrected in them."""

from dataclasses import replace

import pyarrow
import pytest
from sqlalchemy import event

from seg.core.attached import Attached
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.core.facts import Fact
from seg.core.steps import Step
from seg.store.readings import ReadingState
from tests.store.event_tables import keep_events
from tests.store.tables import add_table

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
        options={"delimiter": ";"},
        parts=("left", "right"),
        everyone=True,
        as_events=Attached("", "visits", About.VISITS, "id", ((Part.TIME, "day"),), bare=True),
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
    first, second = (add_table(workspace.blobs, pyarrow.table({"c0": [name]})) for name in "ab")
    for version, prepared in enumerate((first, second, state.reading.raw), 1):
        workspace.update_reading(reading_id, replace(state, prepared=prepared, version=version))
    assert [workspace.blobs.has(sha) for sha in (first, second, state.reading.raw)] == [False, False, True]


def test_newest_first(workspace, state):
    other = replace(state, reading=replace(state.reading, file_name="other.csv"))
    first, second = (workspace.add_reading(each) for each in (state, other))
    assert [row.id for row in workspace.readings()] == [second, first]
    assert [row.reading for row in workspace.readings()] == [other.reading, state.reading]


def test_a_deleted_reading_takes_its_files_unless_a_dataset_has_them(workspace, state, dataset):
    source = add_table(workspace.blobs, pyarrow.table({"source": ["as it was"]}))
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


@pytest.fixture
def orders(workspace):
    """The reading of a table of events."""
    table = keep_events(workspace)
    return workspace.add_reading(ReadingState(table.reading, table.columns, (), table.reading.raw))


def attached_to(reading: str, name: str = "orders") -> Attached:
    return Attached(reading, name, About.ORDERS, "client", ((Part.TIME, "paid on"), (Part.VALUE, "sum")), bare=True)


def test_what_is_attached_comes_back_exactly(workspace, state, reading_id, orders):
    told = replace(state, attached=(attached_to(orders), attached_to(orders, "refunds")), everyone=True)
    workspace.update_reading(reading_id, told)
    assert workspace.reading(reading_id) == replace(told, version=2)
    workspace.update_reading(reading_id, replace(state, version=2))
    assert workspace.reading(reading_id) == replace(state, version=3), "all of it taken back"


def test_what_is_attached_survives_a_step_and_the_same_file_again(workspace, state, reading_id, orders):
    workspace.update_reading(reading_id, replace(state, attached=(attached_to(orders),), everyone=True))
    workspace.update_reading(reading_id, replace(workspace.reading(reading_id), steps=(STEP,)))
    workspace.add_reading(state)
    assert workspace.reading(reading_id).attached == (attached_to(orders),)
    assert workspace.reading(reading_id).everyone


def test_who_attaches_second_is_told_and_changes_nothing(workspace, state, reading_id, orders):
    workspace.update_reading(reading_id, replace(state, attached=(attached_to(orders),)))
    with pytest.raises(SegError, match="reading_changed"):
        workspace.update_reading(reading_id, replace(state, attached=(attached_to(orders, "visits"),)))
    assert [each.name for each in workspace.reading(reading_id).attached] == ["orders"]


def test_only_a_reading_that_is_there_can_be_attached(workspace, state, reading_id, orders):
    dangling = replace(state, attached=(attached_to(orders), attached_to("0" * 64)))
    with pytest.raises(SegError, match="reading_unknown"):
        workspace.update_reading(reading_id, dangling)
    with pytest.raises(SegError, match="reading_unknown"):
        workspace.add_reading(replace(dangling, reading=replace(state.reading, file_name="other.csv")))
    assert workspace.reading(reading_id) == state
    assert {row.id for row in workspace.readings()} == {reading_id, orders}


def test_a_deleted_reading_is_attached_to_nothing_and_who_saw_it_so_is_told(workspace, state, reading_id, orders):
    emails = workspace.add_reading(replace(state, reading=replace(state.reading, file_name="emails.csv")))
    aloof = workspace.add_reading(replace(state, reading=replace(state.reading, file_name="b.csv"), parts=(orders,)))
    attached = (attached_to(orders), attached_to(emails, "emails"), attached_to(orders, "refunds"))
    workspace.update_reading(reading_id, replace(state, attached=attached, steps=(STEP,)))
    seen = workspace.reading(reading_id)
    workspace.delete_reading(orders)
    after = replace(seen, attached=(attached_to(emails, "emails"),), version=seen.version + 1)
    assert workspace.reading(reading_id) == after
    assert (workspace.reading(aloof).version, workspace.reading(emails).version) == (1, 1)
    with pytest.raises(SegError, match="reading_changed"):
        workspace.update_reading(reading_id, seen)


def test_the_files_of_an_attached_reading_stay_its_own(workspace, state, dataset, reading_id, orders):
    workspace.update_reading(reading_id, replace(state, attached=(attached_to(orders),)))
    workspace.delete_reading(reading_id)
    workspace.delete_dataset(dataset.id)
    raw = workspace.reading(orders).reading.raw
    assert workspace.blobs.read_table(raw).num_rows == 1
    workspace.delete_reading(orders)
    assert not workspace.blobs.has(raw)


def test_a_reading_goes_and_is_attached_to_nothing_in_one_step_or_not_at_all(workspace, state, reading_id, orders):
    workspace.update_reading(reading_id, replace(state, attached=(attached_to(orders),)))

    def power_fails(_connection, _cursor, statement, *_):
        if statement.startswith("UPDATE readings"):
            raise KeyboardInterrupt

    event.listen(workspace.database.engine, "before_cursor_execute", power_fails)
    with pytest.raises(KeyboardInterrupt):
        workspace.delete_reading(orders)
    event.remove(workspace.database.engine, "before_cursor_execute", power_fails)
    assert workspace.reading(reading_id).attached == (attached_to(orders),)
    assert workspace.blobs.has(workspace.reading(orders).reading.raw)
