"""Indices against scikit-learn, stability of known worlds, and the recommendation rule at its borders."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from seg.core.results import Stability
from seg.segments import quality
from seg.segments.distances import Rows
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from tests.samples import blobs, material


def solution(x, k, seed=0):
    return solution_of(METHODS["kmeans"].fit(x, (k,), seed, True, silent)[k], x)


def stable(k, median=0.9, lower=0.85, segment=0.9):
    return Stability(k, 10, median, lower, 1.0, (segment,) * k)


@pytest.mark.parametrize("k", [2, 5])
def test_silhouette_is_the_one_of_scikit_learn(k):
    random = np.random.default_rng(0)
    x, labels = random.normal(size=(300, 4)).astype(np.float32), random.integers(k, size=300)
    labels[:3] = [0, 1, 0]
    distances = quality.pairwise_distances(Rows.of(x))
    assert quality.silhouette(distances, labels, k) == pytest.approx(silhouette_score(x, labels), abs=1e-5)
    alone = np.where(np.arange(300) == 7, 1, 0)
    assert quality.silhouette(distances, alone, k) == pytest.approx(silhouette_score(x, alone), abs=1e-5)
    assert quality.silhouette(distances, np.zeros(300, int), k) == 0


def test_distances_over_shared_cells_are_rescaled():
    x = np.array([[0.0, 0.0], [3.0, 4.0], [3.0, np.nan], [np.nan, np.nan]])
    found = quality.pairwise_distances(Rows.of(x))
    assert found[0, 1] == pytest.approx(5)
    assert found[0, 2] == pytest.approx(np.sqrt(2 * 9))
    assert found[1, 2] == found[0, 3] == 0
    assert np.isfinite(found).all()


@pytest.mark.parametrize("seed", range(5))
def test_adjusted_rand_is_the_one_of_scikit_learn(seed):
    random = np.random.default_rng(seed)
    one = random.integers(4, size=200).astype(np.uint8)
    other = np.where(random.random(200) < 0.5, one, random.integers(4, size=200)).astype(np.uint8)
    assert quality.adjusted_rand(one, other, 5) == pytest.approx(adjusted_rand_score(one, other))
    assert quality.adjusted_rand(one, (one + 1) % 4, 4) == 1
    assert quality.adjusted_rand(one * 0, one * 0, 4) == 1


def test_separated_groups_repeat_and_one_cloud_in_five_parts_does_not(monkeypatch):
    monkeypatch.setattr(
        quality, "setting", lambda name, real=quality.setting: 6 if name.endswith("rounds") else real(name)
    )
    x, _ = blobs([[0, 0], [5, 0], [0, 5], [5, 5]])
    rows = material(x)
    found = quality.stability(rows, {4: solution(rows, 4)}, seed=0)[4]
    assert found.median > 0.98
    assert min(found.segments) > 0.98
    assert quality.repeats(found)
    cloud = material(np.random.default_rng(0).normal(size=(400, 5)))
    shaky = quality.stability(cloud, {5: solution(cloud, 5)}, seed=0)[5]
    assert shaky.median < 0.75
    assert not quality.repeats(shaky)
    assert shaky == quality.stability(cloud, {5: solution(cloud, 5)}, seed=0)[5]


@pytest.mark.parametrize("seed", [0, 1])
def test_four_separated_groups_are_suggested_as_four(seed, monkeypatch):
    monkeypatch.setattr(
        quality, "setting", lambda name, real=quality.setting: 6 if name.endswith("rounds") else real(name)
    )
    x, _ = blobs(3 * np.eye(5)[:4], per_group=150, sd=0.9, seed=seed)
    rows = material(x)
    solutions = {k: solution(rows, k) for k in (2, 3, 4, 5, 6)}
    found = quality.stability(rows, solutions, seed)
    assert quality.suggested_k(found, {k: each.sizes for k, each in solutions.items()}, {}) == (4, True)


@pytest.mark.parametrize(
    ("part", "holds"),
    [(stable(3, 0.80, 0.75, 0.75), True), (stable(3, 0.79, 0.75, 0.75), False),
     (stable(3, 0.80, 0.74, 0.75), False), (stable(3, 0.80, 0.75, 0.74), False)],
)  # fmt: skip
def test_a_solution_repeats_at_the_border_and_not_below(part, holds):
    assert quality.repeats(part) == holds


@pytest.mark.parametrize(("n", "least"), [(100, 8), (440, 35.2), (1_453, 50), (2_500, 50), (100_000, 2_000)])
def test_the_smallest_useful_segment(n, least):
    assert quality.smallest_useful(n) == pytest.approx(least)


def even(k, n=1_000):
    return np.full(k, n // k)


def test_the_largest_k_that_holds_is_suggested():
    all_hold = {k: stable(k) for k in range(2, 13)}
    sizes = {k: even(k) for k in all_hold}
    assert quality.suggested_k(all_hold, sizes, {}) == (8, True)
    assert quality.suggested_k(all_hold, sizes, {8: 1, 7: 1}) == (6, True)
    assert quality.suggested_k(all_hold, sizes | {8: np.array([951] + [7] * 7)}, {}) == (7, True)
    assert quality.suggested_k(all_hold | {8: stable(8, 0.7), 7: stable(7, lower=0.7)}, sizes, {}) == (6, True)
    assert quality.suggested_k({k: stable(k, 0.5 + k / 100) for k in (2, 3, 4)}, sizes, {}) == (4, False)


def of_two():
    x, _ = blobs([[0, 0], [9, 9]])
    return solution(material(x), 2)


def test_the_statement_tells_grade_and_figures():
    two = of_two()
    says = lambda *parts: [fact.key for fact in quality.verdict(*parts).facts]  # noqa: E731
    assert quality.verdict(two, None).grade == "unknown"
    assert says(two, None)[-1] == "quality.stability_pending"
    for median, grade in ((0.9, "reproducible"), (0.6, "uncertain"), (0.59, "constructed")):
        found = quality.verdict(two, stable(2, median))
        assert found.grade == grade
        assert found.facts[0].key == f"quality.{grade}"
        assert found.facts[0]["agreement"] == median
    assert quality.verdict(two, stable(2, 0.9, lower=0.5)).grade == "uncertain"
    few = replace(two, labels=np.array([0] * 99 + [1], np.uint8), silhouette=0.6)
    small = next(fact for fact in quality.verdict(few, None).facts if fact.key == "quality.small_segments")
    assert (small["count"], small["needed"]) == (1, 8)


@pytest.mark.parametrize(
    ("silhouette", "key"), [(0.5, "separate"), (0.49, "touching"), (0.25, "touching"), (0.24, "continuum")]
)
def test_silhouettes_have_the_words_of_their_authors(silhouette, key):
    flat = replace(of_two(), silhouette=silhouette)
    assert quality.verdict(flat, None).facts[0].key == f"quality.{key}"
