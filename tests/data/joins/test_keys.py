"""Ids counted and matched, by hand."""

import pytest

from seg.data.engine import connect
from seg.data.joins.keys import KeyTables


@pytest.fixture
def keys(tmp_path):
    backend = connect((tmp_path,))
    yield KeyTables(backend)
    backend.disconnect()


def test_counts_ids_rows_and_repeats(keys, table):
    found = keys.counted(table("t", {"id": ["a", " a ", "b", None, "", "c", "a"]}), "c0")
    assert (found.rows, found.rows_with_id, found.ids, found.repeated, found.most_rows) == (7, 5, 3, 1, 3)
    assert (found.density, found.alike) == (0, 0)


@pytest.mark.parametrize(
    ("ids", "density"),
    [(["1", "2", "3", "4"], 1), (["0", "1", "9"], 0.3), (["0010", "11.0"], 1), (["1", "x"], 0), ([None, None], 0)],
)
def test_density_is_the_share_of_the_range_that_is_taken(keys, table, ids, density):
    assert keys.counted(table("t", {"id": ids}), "c0").density == pytest.approx(density)


def test_ids_alike_differ_in_zeros_point_zero_or_capitals(keys, table):
    assert keys.counted(table("t", {"id": ["7", "007", "7.0", "ab", "AB", "70"]}), "c0").alike == 3


def test_shared_ids_and_their_rows(keys, table):
    left = table("l", {"id": ["1", "1", "2", "3", None]}), "c0"
    right = table("r", {"id": ["1", "2", "2", "2", "02", None]}), "c0"
    exact, bare = keys.shared(left, right, bare=False), keys.shared(left, right, bare=True)
    assert (exact.ids, exact.left_rows, exact.right_rows) == (2, 3, 4)
    assert bare.left_rows == 4, "that ids are alike is for the caller to look out for"
