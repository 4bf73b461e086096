"""Groups are disjoint, and who is in several is counted."""

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.segments.contrast import sides
from seg.segments.outcomes.groups import grouping

MASKS = np.array([[1, 1, 1, 0, 0, 0], [0, 1, 1, 1, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 1, 0]], bool)
FIRST, SECOND, INNER, APART = MASKS


def test_who_is_in_both_is_left_out_and_counted():
    found = grouping([FIRST, SECOND, APART])
    assert found.labels.tolist() == [0, -1, -1, 1, 2, -1]
    assert (found.sizes.tolist(), found.shared) == ([1, 1, 1], 2)


def test_a_group_inside_another_is_held_against_the_rest_of_it():
    found = grouping([FIRST, INNER], everybody_else=True)
    assert found.labels.tolist() == [0, 1, 1, 2, 2, 2]
    assert (found.k, found.shared) == (3, 0)


@pytest.mark.parametrize(("one", "other"), [(FIRST, SECOND), (FIRST, INNER), (INNER, FIRST), (FIRST, ~FIRST)])
def test_two_groups_as_the_panel_under_the_map_has_them(one, other):
    theirs = sides(one, other).astype(int)
    assert grouping([one, other]).labels.tolist() == np.where(theirs == 2, -1, theirs).tolist()


def test_the_same_group_twice_leaves_nobody():
    assert grouping([FIRST, FIRST]).sizes.tolist() == [0, 0]


@pytest.mark.parametrize("masks", [[FIRST], [FIRST] * 13])
def test_too_few_or_too_many_groups(masks):
    with pytest.raises(SegError, match="groups_to_compare"):
        grouping(masks)
