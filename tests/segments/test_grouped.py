"""Statistics of groups against numpy and scipy."""

import numpy as np
import pytest
from scipy.stats import kruskal, rankdata
from scipy.stats.contingency import association

from seg.segments.grouped import SortedValues, cramers_v, eta_squared, quartiles


def values_and_labels(n=400, k=4, seed=0):
    """Rounded values with ties and NaN, and labels of which one is never used."""
    random = np.random.default_rng(seed)
    x = np.round(random.lognormal(0, 1, n), 1)
    x[random.random(n) < 0.1] = np.nan
    return x, random.integers(0, k - 1, n).astype(np.uint8), k


def test_groups_are_the_observed_values_of_each_label_in_order():
    x, labels, k = values_and_labels()
    ordered = SortedValues.of(x)
    groups = [ordered.values[at] for at in ordered.places(labels, k)]
    assert len(groups) == k
    for label, group in enumerate(groups):
        np.testing.assert_array_equal(group, np.sort(x[(labels == label) & ~np.isnan(x)]))


@pytest.mark.parametrize(("low", "high"), [(-30_000, 35_535), (-30_000, 35_536), (0, 10**15), (2.5, 9.5)])
def test_numbers_are_sorted_whatever_their_range(low, high):
    x = np.random.default_rng(1).uniform(low, high, 300)
    x = np.concatenate([x.round() if float(low).is_integer() else x, [low, high, high, np.nan]])
    ordered = SortedValues.of(x)
    np.testing.assert_array_equal(ordered.values, np.sort(x)[:-1])
    np.testing.assert_array_equal(x[ordered.rows], ordered.values)


def test_ranks_are_those_of_scipy():
    x, _, _ = values_and_labels()
    ordered = SortedValues.of(x)
    np.testing.assert_array_equal(ordered.ranks(), np.sort(rankdata(x[~np.isnan(x)])))


@pytest.mark.parametrize("count", [1, 2, 5, 100])
def test_quartiles_are_those_of_numpy(count):
    x = np.sort(np.random.default_rng(count).normal(size=count))
    assert quartiles(x) == pytest.approx(tuple(np.quantile(x, [0.25, 0.5, 0.75])))
    assert np.isnan(quartiles(x[:0])).all()


def test_eta_squared_of_ranks_is_kruskal_wallis():
    x, labels, k = values_and_labels()
    seen = ~np.isnan(x)
    h = kruskal(*(x[seen & (labels == label)] for label in range(k - 1))).statistic
    assert eta_squared(rankdata(x[seen]), labels[seen], k) == pytest.approx(h / (seen.sum() - 1))


def test_eta_squared_by_hand():
    assert eta_squared(np.array([1.0, 3, 5, 7]), np.array([0, 0, 1, 1], np.uint8), 2) == pytest.approx(16 / 20)
    assert eta_squared(np.ones(4), np.array([0, 0, 1, 1], np.uint8), 2) == 0


def test_cramers_v_is_corrected_for_chance():
    """Under independence V stays near 0 also in small samples, where the raw one reads .14 (methods reference, 5)."""
    random = np.random.default_rng(0)
    tables = [np.histogram2d(*random.random((2, 200)), bins=(5, 4))[0] for _ in range(200)]
    assert np.mean([association(table.astype(int), method="cramer") for table in tables]) == pytest.approx(
        0.139, abs=0.01
    )
    assert np.mean([cramers_v(table) for table in tables]) == pytest.approx(0.028, abs=0.012)


def test_cramers_v_by_hand():
    table = np.array([[30.0, 10.0], [10.0, 30.0]])  # chi squared 20, phi squared .25
    phi = 0.25 - 1 / 79
    assert cramers_v(table) == pytest.approx(np.sqrt(phi / (2 - 1 / 79 - 1)))
    assert cramers_v(np.diag([50.0, 50.0, 50.0])) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("table", [np.zeros((3, 0)), np.zeros((3, 2)), np.ones((3, 1)), np.eye(3)[:1], np.diag([9, 0])])
def test_a_table_with_one_row_or_column_tells_nothing(table):
    assert cramers_v(np.asarray(table, float)) == 0
