"""A name that a person gave stays with the people it was given to, whatever recipe comes next."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.results import Model, Solution
from seg.segments.continuity import Continuity, begun, continued
from seg.segments.identity import NO_COLOUR, UNASSIGNED


def solution(labels, ids):
    labels = np.array(labels, np.uint8)
    k = len(ids)
    return Solution(
        k,
        labels,
        np.zeros((k, 1), np.float32),
        np.zeros(len(labels), np.uint8),
        tuple(ids),
        0.0,
        0.0,
        Model("kmeans", k, {}),
    )


FIRST = begun("old", {"s1": 0, "s2": 1, "s3": 2})
ROWS = np.arange(8, dtype=np.uint32)
OLD = (ROWS, np.array([0, 0, 0, 0, 1, 1, 2, 2], np.uint8), ("s1", "s2", "s3"))


def test_the_first_solutions_keep_their_lineage():
    assert FIRST.shown_ids("old", solution([0, 1, 2], ["s3", "s1", "s2"])) == ("s3", "s1", "s2")


def test_segments_are_found_again_under_other_labels():
    new = solution([2, 2, 2, 2, 0, 0, 1, 1], ["s1", "s2", "s3"])
    known = continued(FIRST, OLD, "new", (ROWS, new), ("s1", "s2", "s3", "s4"))
    assert known.shown_ids("new", new) == ("s2", "s3", "s1")
    assert known.ids["new"]["s4"] not in {"s1", "s2", "s3"}


def test_what_has_no_predecessor_is_new_and_has_a_colour_of_its_own():
    new = solution([0, 1, 2, 3, 0, 1, 2, 3], ["s1", "s2", "s3", "s4"])  # every overlap is 1 of 5 or 1 of 3
    known = continued(FIRST, OLD, "new", (ROWS, new), ("s1", "s2", "s3", "s4"))
    shown = known.shown_ids("new", new)
    assert len(set(shown)) == 4
    assert len({known.colours[segment] for segment in shown}) == 4
    assert "s1" not in shown  # nobody has enough of its people


def test_segments_that_are_shown_together_never_look_alike():
    """s1 came first and keeps 0; s7 gets what neither of the others has, s9 has its own; grey is of nobody."""
    known = Continuity({}, {"s1": 0, "s7": 0, "s9": 1, UNASSIGNED: NO_COLOUR})
    assert known.shown_colours(("s9", "s7", "s1", UNASSIGNED)) == (1, 2, 0, NO_COLOUR)
    assert known.shown_colours(("s7", "s9")) == (0, 1)


def test_only_customers_that_both_have_are_compared():
    rows = np.array([4, 5, 6, 7, 8, 9], np.uint32)
    new = solution([1, 1, 0, 0, 0, 1], ["s1", "s2"])
    known = continued(FIRST, OLD, "new", (rows, new), ("s1", "s2"))
    assert known.shown_ids("new", new) == ("s3", "s2")


def test_json_round_trip_is_exact():
    assert Continuity.from_json(FIRST.as_json()) == FIRST
    assert Continuity.from_json({}) == Continuity()


def test_solutions_that_were_never_shown_are_a_defect():
    with pytest.raises(KeyError):
        FIRST.shown_ids("other", solution([0, 0], ["s1"]))


def test_who_belongs_to_none_stays_so_and_grey_whoever_they_were():
    new = solution([0, 0, 0, 0, 1, 1, 2, 2], ["s1", "s2", UNASSIGNED])
    new = replace(new, model=replace(new.model, unassigned=True))
    known = continued(FIRST, OLD, "new", (ROWS, new), ("s1", "s2", UNASSIGNED))
    assert known.shown_ids("new", new) == ("s1", "s2", UNASSIGNED)
    assert known.colours[UNASSIGNED] == NO_COLOUR
    back = solution([0, 0, 0, 0, 1, 1, 2, 2], ["s1", "s2", "s3"])
    again = continued(known, (ROWS, new.labels, known.shown_ids("new", new)), "back", (ROWS, back), ("s1", "s2", "s3"))
    assert again.shown_ids("back", back) == ("s1", "s2", "s4")  # s3 was given to others before
