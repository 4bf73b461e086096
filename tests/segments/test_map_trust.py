"""What a map keeps of who is near whom: by hand, by brute force, and against scipy."""

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import spearmanr

from seg.core.results import CustomerMap
from seg.segments import map_trust
from seg.segments.map_trust import distances_kept, kept_together, near_on_map, neighbouring


def test_near_on_the_map_are_the_nearest_among_all(monkeypatch):
    real = map_trust.setting
    monkeypatch.setattr(map_trust, "setting", lambda name: 50 if name == "map_near_sample" else real(name))
    xy = np.random.default_rng(0).normal(size=(700, 2)).astype(np.float32)
    sample, near = near_on_map(xy, seed=1)
    assert (len(sample), near.shape) == (50, (50, 15))
    distance = cdist(xy[sample], xy)
    distance[np.arange(50), sample] = np.inf
    np.testing.assert_array_equal(near, distance.argsort(axis=1)[:, :15])
    assert near_on_map(xy, seed=1)[1].tolist() == near.tolist()
    assert near_on_map(xy, seed=2)[0].tolist() != sample.tolist()


def test_recall_is_of_the_fifteen_who_are_truly_nearest():
    x = np.random.default_rng(5).normal(size=(200, 6)).astype(np.float32)
    places = (cdist(z, z).argsort(axis=1)[:, 1:16].tolist() for z in (x, x[:, :2]))
    both = [len(set(one) & set(other)) for one, other in zip(*places, strict=True)]
    found = map_trust.trust(x, x[:, :2], np.random.default_rng(0))
    assert found["recall_share"] == pytest.approx(np.mean(both) / 15)


def test_many_in_one_place_are_near_each_other_and_never_themselves():
    xy = np.repeat(np.float32([[0, 0], [1, 0], [5, 5]]), [3_000, 3, 2_000], axis=0)
    sample, near = near_on_map(xy, seed=0)
    assert len(sample) == 5_000
    assert len(map_trust._at_most_in_one_place(xy, 16, np.random.default_rng(0))) == 16 + 3 + 16, (
        "a search among thousands in one place is slow"
    )
    assert (near != sample[:, None]).all()
    assert all(len(set(row)) == 15 for row in near[::100].tolist())
    far = near[sample >= 3_003]
    assert (far >= 3_003).all(), "those in the same place, of whom there are enough"
    lonely = near[sample == 3_000][0]
    assert set(lonely[:2].tolist()) == {3_001, 3_002}
    assert (lonely[2:] < 3_000).all()


def test_those_who_stand_for_a_crowd_are_not_the_first_in_the_file():
    """Two segments in one place, half and half, and the ids of the one come first."""
    labels = np.repeat([0, 1], 2_000)
    sample, near = near_on_map(np.zeros((4_000, 2), np.float32), seed=0)
    one, other = kept_together(CustomerMap(np.zeros((4_000, 2)), "umap", {}, sample, near), labels, 2)
    assert 0.2 < one < 0.8
    assert one + other == pytest.approx(1, abs=0.01)


def test_few_customers_are_all_near():
    _, near = near_on_map(np.eye(4, 2, dtype=np.float32) * [[1], [2], [3], [9]], seed=0)
    assert [sorted(row) for row in near.tolist()] == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2]]


def drawn(xy, sample=(), near=()):
    return CustomerMap(np.asarray(xy, np.float32), "umap", {}, np.array(sample, int), np.array(near, int))


def test_kept_together_is_the_share_of_neighbours_in_the_same_segment():
    labels = np.array([0] * 12 + [1] * 12 + [2] * 3, np.uint8)
    sample = [*range(12), *range(12, 22), 24]
    near = [[0, 1]] * 6 + [[0, 12]] * 6 + [[13, 25]] * 10 + [[24, 25]]
    assert kept_together(drawn(np.zeros((27, 2)), sample, near), labels, 4) == (0.75, 0.5, None, None)


def test_a_sketch_keeps_nobody_together():
    assert kept_together(CustomerMap(np.zeros((5, 2)), "pca", {}), np.zeros(5, np.uint8), 3) == (None, None, None)


def test_distances_kept_is_the_rank_correlation_of_all_pairs():
    random = np.random.default_rng(4)
    centres, on_map = random.normal(size=(6, 9)), random.normal(size=(6, 2))
    labels = np.arange(6).repeat(2).astype(np.uint8)
    xy = on_map[labels] + np.tile([[1, 1], [-1, -1]], (6, 1))
    pairs = np.triu_indices(6, 1)
    expected = spearmanr(cdist(centres, centres)[pairs], cdist(on_map, on_map)[pairs]).statistic
    assert distances_kept(drawn(xy), labels, centres) == pytest.approx(expected)
    apart = np.append(labels, [6, 6]).astype(np.uint8)  # those who belong to no segment
    assert distances_kept(drawn(np.vstack([xy, [[90, 90], [80, 3]]])), apart, centres) == pytest.approx(expected)


def test_distances_in_ties_are_ranked_as_scipy_does():
    centres = np.array([[0.0], [1.0], [2.0], [4.0]])
    on_map = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    pairs = np.triu_indices(4, 1)
    expected = spearmanr(cdist(centres, centres)[pairs], cdist(on_map, on_map)[pairs]).statistic
    assert distances_kept(drawn(on_map), np.arange(4, dtype=np.uint8), centres) == pytest.approx(expected)


def test_distances_of_two_segments_or_of_equal_ones_say_nothing():
    labels = np.array([0, 1, 2, 2], np.uint8)
    assert distances_kept(drawn(np.eye(4, 2)), labels[:2].repeat(2), np.eye(2)) is None
    assert distances_kept(drawn([[0, 0], [1, 0], [3, 0], [3, 0]]), labels, np.eye(3)) is None


def test_neighbouring_is_the_distance_of_the_centres():
    centres = np.array([[0.0, 0.0], [3.0, 4.0], [0.0, np.nan]])
    np.testing.assert_allclose(neighbouring(centres), [[0, 5, 0], [5, 0, 5], [0, 5, 0]])
