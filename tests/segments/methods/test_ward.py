"""Ward's tree of weighted points is that of scipy; of many customers it is one of small groups; its top is kept."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage

from seg.segments.methods import METHODS, ward
from seg.segments.methods.method import silent
from tests.samples import blobs, material

WARD = METHODS["ward"]
KS = tuple(range(2, 13))


@pytest.mark.parametrize("seed", range(3))
def test_the_tree_is_the_one_of_scipy(seed):
    x = np.random.default_rng(seed).normal(size=(200, 4))
    tree, theirs = ward.grown(x, np.ones(200)), linkage(x, "ward")
    np.testing.assert_allclose(tree.heights, theirs[:, 2])
    np.testing.assert_array_equal(np.sort(tree.merges, axis=1), np.sort(theirs[:, :2], axis=1))


def test_a_point_of_weight_four_is_four_customers():
    random = np.random.default_rng(0)
    x, weights = random.normal(size=(60, 3)), random.integers(1, 5, size=60)
    tree = ward.grown(x, weights.astype(float))
    np.testing.assert_allclose(tree.heights, linkage(np.repeat(x, weights, axis=0), "ward")[-59:, 2])


@pytest.mark.parametrize("seed", [0, 8, 15])
def test_customers_who_are_alike_are_joined_before_what_they_make(seed):
    """Six kinds of ten equal customers: joining equals costs nothing, but for rounding."""
    x = np.repeat(np.random.default_rng(seed).normal(size=(6, 4)), 10, axis=0)
    tree = ward.grown(x, np.ones(60))
    assert all((pair < 60 + step).all() for step, pair in enumerate(tree.merges))
    assert [len(tree.cut(k)[0]) for k in KS] == list(KS)
    np.testing.assert_array_equal(np.sort(np.bincount(tree.cut(6)[1])), [10] * 6)


def test_the_top_of_the_tree_is_kept_with_the_nodes_of_the_segments():
    x, _ = blobs([[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]], sd=2)
    models, theirs = WARD.fit(material(x), KS, 0, True, silent), linkage(np.float32(x).astype(float), "ward")
    for k, model in models.items():
        np.testing.assert_allclose(model.shared["heights"], theirs[-11:, 2])
        nodes, merges = set(model.per_segment["node"].tolist()), model.shared["merges"]
        for step in range(11 - 1, 11 - k, -1):  # the last k - 1 merges are undone
            assert 12 + step not in nodes
        below = {node: {node} for node in range(12)}
        for step, (one, other) in enumerate(merges.tolist()):
            below[12 + step] = below[one] | below[other]
        assert sorted(branch for node in nodes for branch in below[node]) == list(range(12))
    finest = WARD.assign(models[12], material(x)).labels
    assert len(np.unique(finest)) == 12
    expected = fcluster(theirs, 12, "maxclust")
    sizes = sorted(np.bincount(expected)[1:])
    own = [np.flatnonzero(expected == label) for label in range(1, 13)]
    centres = np.array([np.float32(x)[rows].mean(axis=0) for rows in own])
    np.testing.assert_allclose(np.sort(models[12].per_segment["centres"], axis=0), np.sort(centres, axis=0), atol=1e-4)
    assert sum(sizes) == len(x)


def test_a_segment_takes_its_node_along_when_segments_change_places():
    x, _ = blobs([[0, 0], [5, 0], [0, 5]])
    model = WARD.fit(material(x), (3,), 0, True, silent)[3]
    turned = model.reordered(np.array([2, 0, 1]))
    assert turned.per_segment["node"].tolist() == model.per_segment["node"][[2, 0, 1]].tolist()


def test_of_many_customers_the_tree_of_small_groups_is_nearer_than_that_of_a_sample():
    random = np.random.default_rng(0)
    x = (1.4 * random.normal(size=(6, 8)))[random.integers(6, size=12_000)] + random.normal(size=(12_000, 8))
    given = material(x)
    drawn = given.take(np.sort(random.choice(12_000, 4_000, replace=False)))
    ours, theirs = (
        sum(
            WARD.assign(model, given).misfit.sum(dtype=float) for model in WARD.fit(which, KS, 0, True, silent).values()
        )
        for which in (given, drawn)
    )
    assert ours < theirs
