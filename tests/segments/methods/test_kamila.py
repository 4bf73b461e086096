"""KAMILA: the worlds of the methods reference (A5), its formulas by hand, weights and gaps."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import gaussian_kde
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from seg.segments.distances import Rows
from seg.segments.methods import METHODS, kamila
from seg.segments.methods.method import silent
from tests.samples import mixed

KAMILA = METHODS["kamila"]


def world(seed, apart=3.2, told=0.5, numbers=4, categories=4, n=800, k=4, levels=4):
    """Groups whose centres lie `apart` on average; each category tells its group with the chance `told`."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(k, numbers))
    gaps = ((centres[:, None] - centres) ** 2).sum(axis=-1)[np.triu_indices(k, 1)]
    truth = random.integers(k, size=n)
    x = (centres * apart / np.sqrt(gaps.mean()))[truth] + random.normal(size=(n, numbers))
    own = random.integers(levels, size=(k, categories))
    codes = np.where(random.random((n, categories)) < told, own[truth], random.integers(levels, size=(n, categories)))
    return x, codes, truth


def found(given, k=4, thorough=False):
    return KAMILA.assign(KAMILA.fit(given, (k,), 0, thorough, silent)[k], given).labels


def test_it_is_as_good_as_k_means_where_numbers_and_categories_tell_as_much():
    ours, theirs = [], []
    for seed in range(4):
        x, codes, truth = world(seed)
        ours.append(adjusted_rand_score(truth, found(mixed(x, codes, 4))))
        raw = np.hstack([(x - x.mean(axis=0)) / x.std(axis=0), *(np.eye(4)[column] for column in codes.T)])
        theirs.append(adjusted_rand_score(truth, KMeans(4, n_init=5, random_state=0).fit_predict(raw)))
    assert np.mean(ours) > np.mean(theirs) + 0.02  # measured .73 and .68


def test_categories_that_tell_all_are_heard_beside_numbers_that_tell_nothing():
    x, codes, truth = world(0, apart=0.5, told=0.8, categories=6)
    assert adjusted_rand_score(truth, found(mixed(x, codes, 4))) > 0.9


def test_a_planned_share_decides_between_two_stories():
    random = np.random.default_rng(0)
    by_numbers, by_categories = random.integers(2, size=(2, 600))
    x = 2.2 * by_numbers[:, None] + random.normal(size=(600, 2))
    codes = np.where(random.random((600, 2)) < 0.95, by_categories[:, None], 1 - by_categories[:, None])
    heard = {}
    for categories in (0.05, 0.45):
        labels = found(mixed(x, codes, 2, [0.5 - categories] * 2 + [categories] * 2), k=2)
        heard[categories] = [adjusted_rand_score(truth, labels) for truth in (by_numbers, by_categories)]
    assert heard[0.05][0] > 0.6 > heard[0.05][1]
    assert heard[0.45][1] > 0.6 > heard[0.45][0]


def test_a_category_counts_as_often_as_its_share_against_that_of_the_numbers():
    x, codes, _ = world(0, n=200)
    given = mixed(x, codes, 4, [0.2] * 4 + [0.05] * 4)
    affinity = KAMILA.fit(given, (3,), 0, False, silent)[3].per_segment["affinity"]
    np.testing.assert_allclose(np.exp(affinity / 0.25).reshape(3, 4, 4).sum(axis=2), 1, rtol=1e-5)


def test_the_density_of_distances_is_the_one_of_scipy():
    radii = np.random.default_rng(0).gamma(3, size=200)
    width = 0.9 * min(radii.std(), np.subtract(*np.quantile(radii, [0.75, 0.25])) / 1.34) * 200**-0.2
    expected = gaussian_kde(radii, width / radii.std(ddof=1))
    ours = kamila._Radial.of(radii, np.ones(200), p=3)
    at = np.array([1.0, 2.0, 4.0])
    np.testing.assert_allclose(ours(at), np.log(expected(at)) - 2 * np.log(at), atol=0.01)
    assert ours(np.array([radii.max() + 50]))[0] < ours(np.array([radii.max() + 40]))[0] < ours(at).min()


def test_no_level_is_impossible():
    shares = kamila._smoothed(np.array([[3.0, 1.0, 0.0], [0.0, 0.0, 0.0]]))
    rest = 0.025 / 2  # freq (1 - .025 * 3 / 2) + .025 / 2
    np.testing.assert_allclose(shares[0], np.array([0.75, 0.25, 0]) * (1 - 3 * rest) + rest)
    np.testing.assert_allclose(shares[1], 1 / 3)


def test_who_has_no_numbers_is_told_by_categories_and_the_other_way_round():
    x, codes, truth = world(1, apart=9, told=0.95)
    given = mixed(x, codes, 4)
    model = KAMILA.fit(given, (4,), 0, True, silent)[4]
    whole = KAMILA.assign(model, given).labels
    assert adjusted_rand_score(truth, whole) > 0.98
    for missing in (slice(0, 4), slice(4, None)):
        seen = np.ones_like(given.rows.filled)
        seen[:, missing] = 0
        partly = replace(given, rows=Rows(given.rows.filled * seen, seen))
        assert np.mean(KAMILA.assign(model, partly).labels == whole) > 0.95


def test_of_more_customers_a_sample_is_fitted(monkeypatch):
    monkeypatch.setattr(kamila, "MOST_ROWS", 300)
    x, codes, truth = world(1, apart=9)
    assert adjusted_rand_score(truth, found(mixed(x, codes, 4), thorough=True)) > 0.96


def test_it_needs_a_number():
    x, codes, _ = world(0, n=50)
    given = mixed(x, codes, 4)
    assert KAMILA.refused(given) is None
    assert "typed" not in vars(given), "a million customers are not taken apart to see what they have"
    assert KAMILA.refused(mixed(x[:, :0], codes, 4)).fact.key == "error.kamila_no_numbers"


@pytest.mark.parametrize("weights", [None, np.float32([3, 1] * 100)])
def test_a_row_of_weight_three_is_three_customers(weights):
    x, codes, _ = world(3, apart=9, n=200)
    given = mixed(x, codes, 4)
    weighted = replace(given, rows=replace(given.rows, weights=weights))
    model = KAMILA.fit(weighted, (4,), 0, False, silent)[4]
    labels, typed = KAMILA.assign(model, given).labels, given.typed
    for segment in range(4):
        own = labels == segment
        mean = np.average(typed.numbers[own], axis=0, weights=None if weights is None else weights[own])
        np.testing.assert_allclose(model.per_segment["centres"][segment], mean, atol=1e-4)
