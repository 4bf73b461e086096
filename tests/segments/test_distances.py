"""Nearest centres over what is observed, against distances written out."""

import numpy as np
import pytest

from seg.segments.distances import Nearest, Rows, nearest, nearest_labels, nearest_to_one, offsets, two_nearest
from seg.segments.quality import pairwise_distances


def world(missing=0.3, n=500, d=6, k=5, seed=0):
    """A matrix with NaN, and centres."""
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(n, d))
    matrix[random.random((n, d)) < missing] = np.nan
    return matrix, random.normal(size=(k, d)).astype(np.float32)


def written_out(matrix, centres):
    """(n, k) squared distances over observed cells."""
    return np.nansum((matrix[:, None, :] - centres) ** 2, axis=2)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_nearest_is_nearest_over_what_is_observed(missing, monkeypatch):
    monkeypatch.setattr("seg.segments.distances.setting", lambda name: 64)  # several chunks, the last one short
    matrix, centres = world(missing)
    expected = written_out(matrix, centres)
    found = nearest(Rows.of(matrix), centres)
    np.testing.assert_array_equal(found.labels, expected.argmin(axis=1))
    ordered = np.sort(expected, axis=1)
    np.testing.assert_allclose(found.first, ordered[:, 0], atol=1e-4)
    np.testing.assert_allclose(found.second, ordered[:, 1], atol=1e-4)


def test_offsets_differ_from_distances_by_a_constant_per_row():
    matrix, centres = world()
    gap = offsets(Rows.of(matrix), centres).T - written_out(matrix, centres)
    np.testing.assert_allclose(gap, np.broadcast_to(gap[:, :1], gap.shape), atol=1e-4)


def test_a_row_without_values_is_counted_and_nobody_is_sure_of_it():
    found = nearest(Rows.of(np.array([[np.nan, np.nan], [0.0, 0.0]])), np.eye(2, dtype=np.float32))
    assert found.labels.tolist() == [0, 0]
    assert found.confidence().tolist() == [0, 0]


def test_ties_go_to_the_lower_label():
    assert nearest_labels(np.array([[1.0, 2.0], [1.0, 1.0], [1.0, 1.0]])).tolist() == [0, 1]


def test_the_two_nearest_are_those_of_a_stable_sort():
    distances = np.random.default_rng(0).integers(9, size=(7, 500)).astype(np.float32)  # many ties
    labels, following, two = two_nearest(distances)
    order = np.argsort(distances, axis=0, kind="stable")
    np.testing.assert_array_equal([labels, following], order[:2])
    np.testing.assert_array_equal(two, np.sort(distances, axis=0)[:2])


def test_confidence_is_how_much_nearer_the_own_centre_is_in_percent():
    sure = Nearest(np.zeros(4, np.uint8), np.ones(4, np.uint8), np.float32([0, 1, 4, 0]), np.float32([9, 4, 4, 0]))
    assert sure.confidence().tolist() == [100, 50, 0, 0]


def test_rows_keep_what_is_missing_when_a_part_is_taken():
    matrix, _ = world(n=10)
    part = Rows.of(matrix).take(np.array([7, 2]))
    np.testing.assert_array_equal(part.seen == 0, np.isnan(matrix[[7, 2]]))
    assert Rows.of(np.nan_to_num(matrix)).take(slice(3)).seen is None


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_nearest_to_one_are_the_nearest_over_what_both_have(missing, monkeypatch):
    monkeypatch.setattr("seg.segments.distances.setting", lambda name: 64)
    matrix, _ = world(missing)
    rows = Rows.of(matrix)
    distances = pairwise_distances(rows)
    distances[7, np.isnan(matrix + matrix[7]).all(axis=1)] = np.inf  # nothing that both have
    distances[7, 7] = np.inf
    found, told = nearest_to_one(rows, 7, 10)
    np.testing.assert_array_equal(found, distances[7].argsort()[:10])
    np.testing.assert_allclose(told, np.sort(distances[7])[:10], atol=1e-5)


def test_of_customers_as_near_the_first_come_first_and_who_shares_nothing_does_not_come():
    nan = np.nan
    rows = Rows.of(np.array([[1.0, nan], [0.0, nan], [nan, 0.0], [2.0, 5.0], [0.0, 1.0], [2.0, nan]]))
    found, told = nearest_to_one(rows, 0, 10)
    assert found.tolist() == [1, 3, 4, 5]
    assert told.tolist() == pytest.approx([np.sqrt(2)] * 4)
    assert nearest_to_one(rows, 0, 2)[0].tolist() == [1, 3]
