"""Whose segment is in doubt, by hand: between two, known by too little, far out."""

from dataclasses import replace

import numpy as np
import pytest

from seg.segments.doubts import Between, Doubts, between, doubts, known_shares
from seg.segments.encoding import Encoding
from seg.segments.methods import Material, centres
from seg.segments.methods.solution import solution_of
from tests.samples import material

NAN = np.nan


def found(matrix, middles):
    rows = material(np.array(matrix, np.float32))
    solution = solution_of(centres.model("kmeans", np.array(middles, np.float32)), rows)
    return solution, doubts(solution, rows)


def test_between_two_segments_is_below_a_tenth_of_the_way():
    # at x between 0 and 10, confidence is 1 - x / (10 - x): 5.5 and 4.5 of a distance give 18, 4.8 of 5.2 gives 7
    solution, told = found([[0], [4.5], [4.8], [5.2], [10], [10], [0], [0]], [[0], [10]])
    assert solution.labels.tolist() == [0, 0, 0, 1, 1, 1, 0, 0]
    assert told.unsure.tolist() == [False, False, True, True, False, False, False, False]
    assert told.second.tolist() == [1, 1, 1, 0, 0, 0, 1, 1]
    assert not told.thin.any()


def planned(of, *shares):
    """The encoding with other planned shares."""
    pairs = zip(of.encoding.dimensions, shares, strict=True)
    return Encoding(tuple(replace(part, planned_share=share) for part, share in pairs))


def test_known_by_less_than_half_of_what_was_planned():
    rows = material(np.array([[0, NAN, NAN], [NAN, 0, 0], [0, 0, 0]], np.float32))
    assert known_shares(rows.rows, planned(rows, 0.5, 0.3, 0.2)).tolist() == pytest.approx([0.5, 0.5, 1])
    asked = Material(rows.rows, planned(rows, 0.4, 0.3, 0.3))
    solution = solution_of(centres.model("kmeans", np.array([[0, 0, 0], [9, 9, 9]], np.float32)), asked)
    told = doubts(solution, asked)
    assert told.thin.tolist() == [True, False, False]
    assert told.undecided.tolist() == [True, False, False], "although nobody is between two"


def test_far_out_of_the_own_segment_and_nobody_else():
    own = [[x, 0] for x in (-2, -1, 1, 2, 2, 1, -1, -2)]  # distances 1 and 2: beyond 2 + 3 is far
    _, told = found([*own, [0, 4.9], [0, 5.2], [100, 0], [100, 1]], [[0, 0], [100, 0]])
    assert np.flatnonzero(told.far).tolist() == [9]


def test_distances_are_stretched_to_what_is_not_known():
    own = [[x, 0] for x in (-2, -1, 1, 2, 2, 1, -1, -2)]
    # 4.9 over half of what was planned is 4.9 * sqrt(2) = 6.9
    _, told = found([*own, [NAN, 4.9], [100, 0], [100, 1]], [[0, 0], [100, 0]])
    assert np.flatnonzero(told.far).tolist() == [8]


def test_pairs_whichever_of_the_two_somebody_is_in():
    labels = np.array([0, 1, 1, 2, 0, 0], np.uint8)
    second = np.array([1, 0, 2, 1, 1, 2], np.uint8)
    unsure = np.array([True, True, True, False, True, True])
    none = np.zeros(6, bool)
    pairs = between(labels, Doubts(second, unsure, ~unsure, none))
    assert pairs == (Between(0, 1, 3), Between(0, 2, 1), Between(1, 2, 1))
    assert between(labels, Doubts(second, none, none, none)) == ()
