"""A history can be taken in any way and gives the same table; what somebody corrected stays corrected."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.columns import Kind, Role
from seg.core.errors import SegError
from seg.core.steps import Step
from seg.data.repairs.history import after, begun, replayed
from tests.data.repairs.worlds import FILLERS, LABELS, ROWS, STEPS, column_of, rows_of, write_world


@pytest.fixture
def start(tmp_path):
    return begun(write_world(tmp_path), LABELS)


def test_nothing_is_written_for_what_was_read(start, tmp_path):
    assert (start.path, start.aside, start.steps, start.changed) == (tmp_path / "raw.parquet", (), (), False)
    assert column_of(start, "customer_id").role is Role.ID
    assert column_of(start, "rating").distribution == (16, 2, 2)


def test_corrections_stay_in_force_when_the_table_changes(start, tmp_path):
    corrections = (
        Step("kind", "orders", ("nominal",)),
        Step("sensitivity", "orders", ("personal",)),
        Step("role", "member", ("id",)),
        Step("role", "customer_id", ("id",)),
        Step("ignore", "since"),
    )
    done = start
    for step in (*corrections, Step("missing_values", "orders", ("5",)), Step("identical_rows")):
        done = after(done, step, tmp_path)
    orders = column_of(done, "orders")
    assert (orders.kind, orders.sensitive) == (Kind.NOMINAL, True)
    assert orders.distinct == column_of(start, "orders").distinct - 1
    assert column_of(done, "since").role is Role.IGNORED
    assert column_of(done, "member").role is Role.TRAIT
    assert column_of(done, "customer_id").role is Role.ID


def test_another_id_turns_the_old_one_into_an_ordinary_column(start, tmp_path):
    done = after(start, Step("role", "city", ("id",)), tmp_path)
    assert column_of(done, "customer_id").role is Role.TRAIT
    assert (column_of(done, "city").role, column_of(done, "city").kind) == (Role.ID, Kind.TEXT)


def test_undoing_is_replaying_the_others(start, tmp_path):
    steps = (STEPS["identical_rows"], STEPS["missing_values"], STEPS["repeated_ids_last"])
    without = replayed(start.path, LABELS, (steps[0], steps[2]), tmp_path)
    assert "n/a" in {row[1] for row in rows_of(without)}
    assert [fact.key for fact in without.aside] == ["aside.identical_rows", "aside.repeated_id_last_kept"]
    assert replayed(start.path, LABELS, (), tmp_path) == start


def test_a_step_that_does_not_fit_is_refused_or_left_out(start, tmp_path):
    steps = (Step("ignore", "gone"), STEPS["missing_values"], Step("kind", "city", ("date",)))
    with pytest.raises(SegError, match="repair_no_column"):
        replayed(start.path, LABELS, steps, tmp_path)
    done = replayed(start.path, LABELS, steps, tmp_path, skip_unfitting=True)
    assert done.steps == (STEPS["missing_values"],)


def test_the_same_steps_take_next_months_file(start, tmp_path):
    """Other rows, another order of columns: steps name columns by label."""
    order = [3, 1, 0, 2, 4, 5, 7, 6]
    rows = [tuple(row[at] for at in order) for row in [*reversed(ROWS), *FILLERS]]
    labels = tuple(LABELS[at] for at in order)
    (tmp_path / "next").mkdir()
    raw = write_world(tmp_path / "next", rows, labels)
    done = replayed(raw, labels, (STEPS["missing_values"], STEPS["kind"], STEPS["repeated_ids_first"]), tmp_path)
    assert column_of(done, "rating").kind is Kind.NOMINAL
    assert [row[2] for row in rows_of(done)][:5] == ["d3", "c2", None, "b1", "7"]


cells = st.sampled_from([None, " ", "n/a", "1", "01", "1.0", "B", "b", "b ", "3,5", "1893", "01.02.2024"])
tables = st.lists(st.tuples(*[cells] * len(LABELS)), min_size=1, max_size=12)


@given(rows=tables, steps=st.lists(st.sampled_from(list(STEPS.values())), max_size=3))
@settings(max_examples=8, deadline=None)
def test_whatever_is_done_rows_are_accounted_for_and_replaying_gives_the_same(tmp_path_factory, rows, steps):
    folder = tmp_path_factory.mktemp("history")
    raw = write_world(folder, [*rows, *FILLERS])
    done = begun(raw, LABELS)
    for step in steps:
        try:
            done = after(done, step, folder)
        except SegError:
            continue
        assert len(rows_of(done)) + sum(fact["count"] for fact in done.aside) == len(rows) + len(FILLERS)
    again = replayed(raw, LABELS, steps, folder, skip_unfitting=True)
    assert replace(again, path=done.path) == done
    assert rows_of(again) == rows_of(done)
