"""k-medoids: Gower's distance by hand, the optimum by trying everything, gaps, and what a model keeps."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from seg.segments.distances import Rows
from seg.segments.methods import METHODS, medoids
from seg.segments.methods.method import silent
from seg.segments.typed import Typed
from tests.samples import blobs, material, mixed

MEDOIDS = METHODS["medoids"]


def typed(numbers, categories):
    shares = np.array([0.5, 0.25, 0.25])
    return Typed(np.array(numbers, float), np.array(categories, np.int16), (3, 2), ("age",), ("city", "member"), shares)


def test_the_distance_by_hand():
    """Age of range 40 that differs by .25 on average, counts half; a city by .5, membership by .25, a quarter each."""
    units = {"ranges": np.array([40.0]), "means": np.array([0.25, 0.5, 0.25]), "weights": np.array([0.5, 0.25, 0.25])}
    people = typed([[30], [40], [100], [np.nan], [np.nan]], [[0, 1], [0, 0], [2, 1], [1, 1], [-1, -1]])
    found = medoids.gower(people, people, units)
    assert found[0, 1] == pytest.approx(0.5 * (10 / 40) / 0.25 + 0.25 * 0 + 0.25 * 1 / 0.25)
    assert found[0, 2] == pytest.approx(0.5 * 1 / 0.25 + 0.25 * 1 / 0.5)  # 70 years are no more than the range
    assert found[0, 3] == pytest.approx((0.25 * 1 / 0.5 + 0.25 * 0) / 0.5)  # what is known counts for all
    assert found[0, 4] == 1  # nothing is: as far as anybody
    np.testing.assert_array_equal(found, found.T)


def test_two_customers_differ_by_one_on_average_in_every_dimension():
    random = np.random.default_rng(0)
    given = mixed(random.normal(size=(800, 2)), random.integers(4, size=(800, 2)), 4)
    units = medoids._units(given.typed, random)
    for at in range(4):
        alone = {**units, "weights": np.eye(4)[at]}
        assert medoids.gower(given.typed, given.typed, alone).mean() == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("k", [2, 3, 4])
def test_nothing_is_better(k):
    """Against every choice of k of 14 customers, each of whom stands for one to three."""
    for seed in range(10):
        random = np.random.default_rng(seed)
        points, weights = random.normal(size=(14, 3)), random.integers(1, 4, size=14).astype(np.float32)
        distances = np.linalg.norm(points[:, None] - points, axis=-1).astype(np.float32)
        cost = lambda chosen: float(weights @ distances[list(chosen)].min(axis=0))  # noqa: B023, E731
        starts = [medoids._greedy(distances, weights, k), *(random.choice(14, k, replace=False) for _ in range(6))]
        found = min(cost(medoids._swapped(distances, weights, np.array(start))) for start in starts)
        assert found == pytest.approx(min(cost(chosen) for chosen in combinations(range(14), k)), rel=1e-5)


def test_what_a_swap_changes_is_what_it_changes():
    random = np.random.default_rng(0)
    points, weights = random.normal(size=(40, 3)), random.integers(1, 4, size=40).astype(np.float32)
    distances = np.linalg.norm(points[:, None] - points, axis=-1).astype(np.float32)
    chosen = np.array([3, 11, 29])
    cost = lambda medoids: float(weights @ distances[medoids].min(axis=0))  # noqa: E731
    told = medoids._Nearest(distances, weights, chosen).change(np.arange(40))
    for candidate, leaving in np.ndindex(40, 3):
        swapped = np.where(np.arange(3) == leaving, candidate, chosen)
        assert told[candidate, leaving] == pytest.approx(cost(swapped) - cost(chosen), abs=1e-3)


def test_no_swap_is_left_that_helps():
    random = np.random.default_rng(3)
    points, weights = random.normal(size=(300, 4)), np.ones(300, np.float32)
    distances = np.linalg.norm(points[:, None] - points, axis=-1).astype(np.float32)
    found = medoids._swapped(distances, weights, np.arange(5))
    cost = distances[found].min(axis=0).sum()
    for place in range(5):
        rest = distances[np.delete(found, place)].min(axis=0)
        assert np.minimum(rest, distances).sum(axis=1).min() >= cost * (1 - 1e-5)


def test_a_medoid_is_a_customer_of_whom_everything_is_known():
    x, truth = blobs([[0, 0, 0], [5, 0, 0], [0, 5, 0]], sd=0.3)
    x[np.random.default_rng(0).random(x.shape) < 0.4] = np.nan
    given = material(x)
    model = MEDOIDS.fit(given, (3,), 0, True, silent)[3]
    assert not np.isnan(model.per_segment["numbers"]).any()
    found = MEDOIDS.assign(model, given).labels
    known = ~np.isnan(x).any(axis=1)
    assert adjusted_rand_score(truth[known], found[known]) == 1


def test_what_is_planned_for_a_dimension_decides():
    random = np.random.default_rng(0)
    number, code = random.integers(2, size=(2, 400))
    x = 6.0 * number[:, None] + random.normal(size=(400, 1))
    for share, truth in ((0.9, number), (0.1, code)):
        given = mixed(x, code[:, None], 2, [share, 1 - share])
        found = MEDOIDS.assign(MEDOIDS.fit(given, (2,), 0, False, silent)[2], given)
        assert adjusted_rand_score(truth, found.labels) > 0.9


def test_rows_of_weight_pull_the_medoid():
    x = np.array([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]])
    given = material(x)
    heavy = replace(given, rows=Rows(given.rows.filled, None, np.float32([1, 1, 5, 5, 1, 1])))
    for which, expected in ((given, [1, 11]), (heavy, [2, 10])):
        model = MEDOIDS.fit(which, (2,), 0, True, silent)[2]
        assert sorted(model.per_segment["numbers"][:, 0].tolist()) == expected


def test_it_is_refused_for_more_customers_than_can_be_compared():
    assert MEDOIDS.refused(material(np.zeros((3_000, 1)))) is None
    problem = MEDOIDS.refused(material(np.zeros((3_001, 1)))).fact
    assert (problem.key, problem["customers"], problem["most"]) == ("error.medoids_too_many", 3_001, 3_000)
