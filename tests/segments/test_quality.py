"""Indices against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from seg.segments import quality
from seg.segments.distances import Rows


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
