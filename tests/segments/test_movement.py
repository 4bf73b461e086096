"""Who stays together and who moved, counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.results import Model, Solution
from seg.segments.movement import Move, crossings, movement


def solution(labels, k):
    labels = np.array(labels, np.uint8)
    return Solution(k, labels, np.zeros((k, 1)), labels, (), 0.0, 0.0, Model("kmeans", k, {}))


ROWS = np.arange(10, dtype=np.uint32)
THREE = solution([0, 0, 0, 0, 1, 1, 1, 2, 2, 2], 3)


def test_one_splits_and_one_customer_changes_over():
    four = solution([1, 1, 1, 3, 0, 0, 2, 2, 2, 2], 4)
    found = movement(ROWS, THREE, ROWS, four)
    assert found.counts.tolist() == [[0, 3, 0, 1], [2, 0, 1, 0], [0, 0, 3, 0]]
    assert found.lives_on == (1, 0, 2)
    assert (found.together, found.compared, found.only_one, found.only_other) == (8, 10, 0, 0)
    assert found.moves(1) == (Move(0, 3, 1, 0.25), Move(1, 2, 1, pytest.approx(1 / 3)))
    assert found.moves(2) == ()


def test_who_joins_another_segment_moved_where_only_one_can_live_on():
    two = solution([0, 0, 0, 0, 0, 0, 0, 1, 1, 1], 2)
    found = movement(ROWS, THREE, ROWS, two)
    assert found.lives_on == (0, None, 1)
    assert found.together == 7
    assert found.moves(1) == (Move(1, 0, 3, 1.0),)


def test_overlap_decides_who_lives_on_not_the_number_of_customers():
    """Crosswise the overlaps are 2/7 and 2/7, straight 0 and 5/9: less, though more customers lie there."""
    one, other = solution([0, 0, 1, 1, 1, 1, 1, 1, 1], 2), solution([1, 1, 0, 0, 1, 1, 1, 1, 1], 2)
    found = movement(ROWS[:9], one, ROWS[:9], other)
    assert found.counts.tolist() == [[0, 2], [2, 5]]
    assert found.lives_on == (1, 0)


def test_who_belongs_to_none_is_no_segment_to_live_on_in():
    partly = replace(THREE, model=Model("hdbscan", 3, {}, unassigned=True))
    dropped = replace(solution([0, 0, 0, 0, 2, 2, 2, 1, 1, 2], 3), model=partly.model)
    found = movement(ROWS, partly, ROWS, dropped)
    assert found.counts.tolist() == [[4, 0, 0], [0, 0, 3], [0, 2, 1]]
    assert found.lives_on == (0, None, 2), "though most of the second are in none now, and most of nobody's in one"
    assert found.together == 5
    assert movement(ROWS, partly, ROWS, THREE).lives_on == (0, 1, None)


def test_other_names_for_the_same_segments_move_nobody():
    renamed = solution([2, 2, 2, 2, 0, 0, 0, 1, 1, 1], 3)
    found = movement(ROWS, THREE, ROWS, renamed)
    assert found.lives_on == (2, 0, 1)
    assert found.together == found.compared == 10
    assert found.moves(0) == ()


def test_customers_are_matched_by_who_they_are_not_by_their_place():
    other_rows = np.array([12, 9, 8, 7, 3, 2, 1, 11], np.uint32)
    found = movement(ROWS, THREE, other_rows, solution([1, 0, 0, 0, 1, 1, 0, 1], 2))
    assert found.counts.tolist() == [[1, 2], [0, 0], [3, 0]]
    assert (found.compared, found.only_one, found.only_other) == (6, 4, 2)
    assert found.lives_on == (1, None, 0)


def test_segmentations_without_a_customer_in_common():
    found = movement(ROWS, THREE, ROWS + 10, THREE)
    assert (found.compared, found.together, found.only_one, found.only_other) == (0, 0, 10, 10)
    assert found.lives_on == (None, None, None)
    assert found.moves(1) == ()


def test_crossings_from_each_number_to_the_next():
    two, four = solution([0] * 7 + [1] * 3, 2), solution([0, 0, 0, 3, 1, 1, 1, 2, 2, 2], 4)
    found = crossings({2: two, 3: THREE, 4: four})
    assert {k: counts.tolist() for k, counts in found.items()} == {
        3: [[4, 3, 0], [0, 0, 3]],
        4: [[3, 0, 0, 1], [0, 3, 0, 0], [0, 0, 3, 0]],
    }
    assert crossings({4: four}) == {}
