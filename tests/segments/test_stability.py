"""Stability of known worlds, rounds that go on where others stopped, and where segments come from."""

import numpy as np
import pytest

from seg.core.results import Model, Stability
from seg.segments.choice import repeats
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from seg.segments.stability import _with, heritage, stability
from tests.samples import blobs, material


def solved(x, ks, method="kmeans"):
    made = material(x)
    return made, {k: solution_of(model, made) for k, model in METHODS[method].fit(made, ks, 0, True, silent).items()}


def test_separated_groups_come_again_and_one_cloud_in_five_parts_does_not():
    made, solutions = solved(blobs([[0, 0], [5, 0], [0, 5], [5, 5]])[0], (4,))
    found = stability(made, solutions, 0, rounds=4)[4]
    assert found.median > 0.98
    assert min(found.segments) > 0.98
    assert found.found_again(0.75) == (8, 8, 8, 8)
    assert repeats(found)
    made, solutions = solved(np.random.default_rng(0).normal(size=(400, 5)), (5,))
    shaky = stability(made, solutions, 0, rounds=4)[5]
    assert shaky.median < 0.75
    assert max(shaky.found_again(0.75)) < 8
    assert not repeats(shaky)


@pytest.mark.parametrize("method", ["kmeans", "ward"])
def test_six_rounds_are_two_and_four_more(method):
    made, solutions = solved(np.random.default_rng(1).normal(size=(150, 3)), (2, 3, 4), method)
    at_once = stability(made, solutions, 3, rounds=6)
    told = []
    begun = stability(made, solutions, 3, rounds=2)
    gone_on = stability(made, solutions, 3, 6, begun, lambda done, of: told.append((done, of)))
    assert gone_on == at_once
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert {each.rounds for each in at_once.values()} == {6}


def test_two_samples_without_islands_agree_in_nothing():
    _, solutions = solved(blobs([[0, 0], [9, 0], [0, 9]])[0], (3,), "hdbscan")
    ((k, solution),) = solutions.items()
    nothing = np.zeros(300, np.uint8), Model("hdbscan", 1, {}, unassigned=True)
    found = _with(Stability(k, (), ()), solution, nothing, nothing)
    assert (found.agreements, found.again) == ((0.0,), ((0.0,) * 3,) * 2)


def test_quartiles_and_overlaps_are_those_of_the_rounds():
    made, solutions = solved(np.random.default_rng(1).normal(size=(150, 3)), (3,))
    found = stability(made, solutions, 0, rounds=5)[3]
    assert (found.lower, found.median, found.upper) == pytest.approx(np.quantile(found.agreements, [0.25, 0.5, 0.75]))
    assert found.segments == pytest.approx(np.mean(found.again, axis=0))
    assert np.shape(found.again) == (10, 3)


def test_a_segment_that_was_split_comes_from_one_and_one_that_was_gathered_from_several():
    labels = {
        2: np.repeat([0, 1], 4).astype(np.uint8),
        3: np.array([0, 0, 0, 2, 2, 1, 1, 1], np.uint8),  # the third: one of the first, one of the second
        4: np.array([0, 0, 3, 2, 2, 1, 1, 1], np.uint8),
    }
    found = heritage(labels)
    assert found[2] == (1, 1)
    assert found[3] == pytest.approx((1, 1, 0))  # half and half: H = ln 2 = ln(k - 1)
    assert found[4] == (1, 1, 1, 1)
    assert heritage({5: np.arange(5, dtype=np.uint8)})[5] == (1.0,) * 5
