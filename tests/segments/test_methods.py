"""What every method promises."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score

from seg.segments.distances import Rows, nearest
from seg.segments.methods import METHODS
from tests.samples import blobs

CENTRES = [[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]]
KS = (2, 3, 4, 5, 6)
pytestmark = pytest.mark.parametrize("method", METHODS)


def test_it_finds_the_planted_groups(method):
    x, truth = blobs(CENTRES)
    rows = Rows.of(x)
    centres = METHODS[method](rows, KS, 0, lambda done, of: None)
    assert {k: found.shape for k, found in centres.items()} == {k: (k, 3) for k in KS}
    assert adjusted_rand_score(truth, nearest(rows, centres[4]).labels) == 1


def test_it_finds_them_though_every_fifth_value_is_missing(method):
    x, truth = blobs(CENTRES, sd=0.3)
    x -= x.mean(axis=0)
    x[np.random.default_rng(1).random(x.shape) < 0.2] = np.nan
    rows = Rows.of(x)
    centres = METHODS[method](rows, (4,), 0, lambda done, of: None)
    assert all(np.isfinite(found).all() for found in centres.values())
    whole = ~np.isnan(x).any(axis=1)
    assert adjusted_rand_score(truth[whole], nearest(rows, centres[4]).labels[whole]) > 0.95


def test_it_repeats_itself(method):
    rows = Rows.of(np.random.default_rng(0).normal(size=(300, 4)))
    one, two = (METHODS[method](rows, KS, 7, lambda done, of: None) for _ in range(2))
    assert all(one[k].tobytes() == two[k].tobytes() for k in KS)


def test_more_segments_are_never_further_from_their_customers(method):
    rows = Rows.of(np.random.default_rng(0).normal(size=(500, 3)))
    centres = METHODS[method](rows, KS, 0, lambda done, of: None)
    sse = [nearest(rows, centres[k]).first.sum() for k in KS]
    assert np.all(np.diff(sse) <= 0)


def test_the_tree_is_the_one_of_scipy(method):
    if method != "ward":
        pytest.skip("only Ward's method has a tree")
    x, _ = blobs(CENTRES, sd=2)
    centres = METHODS[method](Rows.of(x), KS, 0, lambda done, of: None)
    tree = linkage(np.float32(x).astype(float), "ward")
    for k in KS:
        labels = fcluster(tree, k, "maxclust")
        expected = np.array([x[labels == label].mean(axis=0) for label in range(1, k + 1)])
        np.testing.assert_allclose(np.sort(centres[k], axis=0), np.sort(expected, axis=0), atol=1e-4)
