"""Repairs of rows, by hand."""

import pytest

from seg.core.errors import SegError
from seg.core.steps import Step
from seg.data.repairs.history import after, begun
from tests.data.repairs.worlds import FILLERS, LABELS, ROWS, rows_of, write_world


@pytest.fixture
def start(tmp_path):
    return begun(write_world(tmp_path), LABELS)


def test_the_first_of_identical_rows_stays(start, tmp_path):
    done = after(start, Step("identical_rows"), tmp_path)
    assert rows_of(done) == [*ROWS[:6], ROWS[7], *FILLERS]
    assert [(fact.key, fact["count"]) for fact in done.aside] == [("aside.identical_rows", 1)]


def test_rows_that_differ_in_what_is_missing_are_not_identical(tmp_path):
    rows = [("a", None, "x"), ("a", "x", None), ("a", None, "x"), (None, None, None), ("", None, None)]
    prepared = begun(write_world(tmp_path, rows, ("p", "q", "r")), ("p", "q", "r"))
    assert rows_of(after(prepared, Step("identical_rows"), tmp_path)) == [*rows[:2], *rows[3:]]


@pytest.mark.parametrize(("which", "at"), [("first", [0, 1, 2, 4, 5, 7]), ("last", [0, 1, 3, 4, 6, 7])])
def test_one_row_of_each_id_stays_and_rows_without_id_stay(start, tmp_path, which, at):
    done = after(start, Step(f"repeated_ids_{which}", "customer_id"), tmp_path)
    assert rows_of(done) == [*[ROWS[place] for place in at], *FILLERS]
    assert [(fact.key, fact["count"]) for fact in done.aside] == [(f"aside.repeated_id_{which}_kept", 2)]


def test_adding_up_sums_the_named_columns_and_keeps_the_first_of_the_rest(start, tmp_path):
    done = after(start, Step("repeated_ids_add_up", "customer_id", ("spend", "orders")), tmp_path)
    b1, c2 = rows_of(done)[2], rows_of(done)[4]
    assert b1 == ("b1", "Utrecht", "5,75", "6", "1990", "05.06.2024", "medium", "yes")
    assert c2 == ("c2", "Utrecht", "10,00", "10", "1970", "11.12.2024", "low", "yes")
    assert rows_of(done)[0] == ROWS[0]
    assert rows_of(done)[6:] == FILLERS
    assert [(fact.key, fact["count"]) for fact in done.aside] == [("aside.repeated_id_added_up", 2)]


def test_what_the_first_row_lacks_is_taken_from_the_next(tmp_path):
    rows = [("a", None, "1"), ("b", "x", "5"), ("a", " ", "2"), ("a", "y", None), ("a", "z", "4")]
    rows += [(f"n{at}", "w", "1") for at in range(20)]
    labels = ("customer_id", "city", "orders")
    prepared = begun(write_world(tmp_path, rows, labels), labels)
    done = after(prepared, Step("repeated_ids_add_up", "customer_id", ("orders",)), tmp_path)
    assert rows_of(done)[:2] == [("a", "y", "7"), ("b", "x", "5")]


@pytest.mark.parametrize("values", [(), ("city",), ("spend", "gone"), ("customer_id",)])
def test_only_numbers_add_up(start, tmp_path, values):
    with pytest.raises(SegError, match="repair_bad_values"):
        after(start, Step("repeated_ids_add_up", "customer_id", values), tmp_path)


def test_rows_of_each_id_need_the_id_column(start, tmp_path):
    with pytest.raises(SegError, match="repair_needs_id"):
        after(start, Step("repeated_ids_first", "city"), tmp_path)
