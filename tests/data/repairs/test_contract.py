"""What holds for every repair, whatever it does."""

from dataclasses import replace
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from seg.core.columns import Role
from seg.core.errors import SegError
from seg.core.steps import Step
from seg.data.repairs.history import after, begun, changes_table, replayed
from seg.data.repairs.registry import REPAIRS
from seg.ui.words.words import words
from tests.data.repairs.worlds import LABELS, STEPS, rows_of, write_world


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("contract")


@pytest.fixture(scope="module")
def start(folder):
    return begun(write_world(folder), LABELS)


@pytest.fixture(scope="module")
def done_of(start, folder):
    """What is prepared after one step; each step is taken once."""
    return cache(lambda step: after(start, step, folder))


def test_every_repair_is_tried_here():
    assert STEPS.keys() == REPAIRS.keys()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_step_does_something_and_is_kept(start, done_of, step):
    done = done_of(step)
    assert done.steps == (step,)
    assert done.changed == changes_table(step) == (done.path != start.path)
    assert (rows_of(done), done.columns) != (rows_of(start), start.columns)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_rows_are_kept_in_order_or_counted(start, done_of, step):
    done = done_of(step)
    assert len(rows_of(done)) + sum(fact["count"] for fact in done.aside) == len(rows_of(start))
    if step.repair.startswith(("identical", "repeated_ids_first", "repeated_ids_last")):
        left = iter(rows_of(start))
        assert all(row in left for row in rows_of(done)), "a row that is not there, or another order"


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_table_stays_text_and_only_the_named_columns_change(start, done_of, step):
    done = done_of(step)
    table, before = pq.read_table(done.path), pq.read_table(start.path)
    assert table.schema.names == [f"c{at}" for at in range(len(LABELS))]
    assert set(table.schema.types) == {pa.string()}
    if not done.aside:
        touched = {f"c{LABELS.index(step.column)}"} if done.changed else set()
        assert all(table[name].equals(before[name]) for name in set(table.schema.names) - touched)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_doing_is_replaying_and_gives_the_same_bytes(start, done_of, folder, step):
    done, again = done_of(step), replayed(start.path, LABELS, (step,), folder)
    assert replace(done, path=again.path) == again
    assert done.path.read_bytes() == again.path.read_bytes()


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_there_is_one_id_at_most(done_of, step):
    assert sum(column.role is Role.ID for column in done_of(step).columns) <= 1


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_unknown_columns_and_values_are_refused(start, folder, step):
    for wrong in (replace(step, column="no such column"), replace(step, values=("x", "x", ""))):
        with pytest.raises(SegError) as problem:
            after(start, wrong, folder)
        assert words("en").say(problem.value.fact)


def test_a_repair_of_a_newer_version_is_refused(start, folder):
    with pytest.raises(SegError, match="repair_unknown"):
        after(start, Step("shuffle", "city"), folder)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_buttons_and_history_have_words_in_which_every_blank_is_filled(step):
    for fact in (step.offer, step.done):
        text = words("en").say(fact, markdown=False)
        assert "{" not in text
        assert "%" not in text
    assert words("en").say(step.done).endswith(".")
    assert not words("en").say(step.offer).endswith(".")
