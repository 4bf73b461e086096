"""The recommendation rule at its borders, and the reason each number of segments lost."""

import numpy as np
import pytest

from seg.core.recipe import Limits
from seg.core.results import Model, Solution, Stability
from seg.segments.choice import chosen, repeats, smallest_allowed
from seg.segments.profiles import DimensionProfile, Typical
from seg.segments.sizes import smallest_useful


def stable(k, median=0.9, lower=0.85, segment=0.9):
    """Three rounds with that median and, halfway between the lower two, that lower quartile, which is no higher."""
    return Stability(k, (2 * min(lower, median) - median, median, 1.0), ((segment,) * k,) * 6)


def of_sizes(sizes):
    labels = np.repeat(np.arange(len(sizes)), sizes).astype(np.uint8)
    k = len(sizes)
    return Solution(k, labels, np.zeros((k, 1)), labels, (), 0.0, 0.0, Model("kmeans", k, {}))


def even(k, n=1_000):
    return of_sizes([n // k] * k)


def profile(dimension, k, markers, words="clearly", forming=True):
    """A dimension that sets the first `markers` segments apart."""
    segments = tuple(Typical(10, marker=at < markers) for at in range(k))
    return DimensionProfile(dimension, "number", "", "", False, forming, (), 0.5, words, Typical(10), segments)


def choice(stabilities, solutions=None, profiles=None, limits=Limits()):  # noqa: B008
    solutions = {k: even(k) for k in stabilities} | (solutions or {})
    return chosen(stabilities, solutions, profiles or {}, limits)


ALL = {k: stable(k) for k in range(2, 13)}


@pytest.mark.parametrize(
    ("part", "holds"),
    [(stable(3, 0.80, 0.75, 0.75), True), (stable(3, 0.79, 0.75, 0.75), False),
     (stable(3, 0.80, 0.74, 0.75), False), (stable(3, 0.80, 0.75, 0.74), False)],
)  # fmt: skip
def test_a_solution_repeats_at_the_border_and_not_below(part, holds):
    assert repeats(part) == holds


@pytest.mark.parametrize(("n", "least"), [(100, 8), (440, 35.2), (1_453, 50), (2_500, 50), (100_000, 2_000)])
def test_the_smallest_useful_segment(n, least):
    assert smallest_useful(n) == pytest.approx(least)
    assert smallest_allowed(n, Limits(smallest=60)) == max(least, 60)


def test_the_largest_k_that_holds_is_suggested_with_its_best_rivals():
    found = choice(ALL | {5: stable(5, 0.97), 10: stable(10, 0.95)})
    assert (found.k, found.holds) == (8, True)
    assert [each.k for each in found.compared] == [5, 8, 10]
    assert [fact.key for fact in found.compared[2].reasons] == ["choice.too_many"]
    assert choice({k: ALL[k] for k in (2, 3)}).k == 3


def test_every_condition_can_be_the_one_that_fails():
    k_of = lambda **parts: choice(ALL, **parts).k  # noqa: E731
    assert k_of(solutions={8: of_sizes([951] + [7] * 7)}) == 7
    assert choice(ALL | {8: stable(8, 0.7), 7: stable(7, lower=0.7), 6: stable(6, segment=0.7)}).k == 5
    three = lambda k, few: tuple(profile(f"x{at}", k, few if at else k) for at in range(3))  # noqa: E731
    assert k_of(profiles={8: three(8, 8), 7: three(7, 7)}) == 8
    assert k_of(profiles={8: three(8, 7), 7: three(7, 6), 6: three(6, 6)}) == 6
    assert k_of(limits=Limits(most=4)) == 4
    assert k_of(limits=Limits(most=11)) == 11
    assert k_of(limits=Limits(smallest=200)) == 5


def test_a_dimension_that_must_separate():
    profiles = {
        8: (profile("spend", 8, 8, "somewhat"), profile("age", 8, 8)),
        7: (profile("spend", 7, 7, "strongly"), profile("age", 7, 7, "barely")),
    }
    assert choice(ALL, profiles=profiles).k == 8
    found = choice(ALL, profiles=profiles, limits=Limits(separates=("spend",)))
    assert found.k == 7
    lost = next(each for each in found.tried if each.k == 8)
    assert [(fact.key, fact["dimensions"]) for fact in lost.reasons] == [("choice.not_separated", ("spend",))]


def test_none_holds_and_the_one_that_comes_closest_is_named():
    found = choice({k: stable(k, 0.5 + k / 100, 0.3) for k in (2, 3, 4)})
    assert (found.k, found.holds) == (4, False)
    assert [each.k for each in found.compared] == [3, 4]
    assert all(each.reasons[0].key == "choice.unstable" for each in found.tried)
    assert choice({9: stable(9, 0.5, 0.3)}).k == 9
