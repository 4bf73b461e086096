"""Tests of two groups, held against SciPy, published figures and a hand."""

import numpy as np
import pytest
from scipy import stats

from seg.segments.two_groups import any_of, corrected, rank_test, table_test, welch


@pytest.mark.parametrize("seed", range(3))
def test_welch_as_scipy(seed):
    random = np.random.default_rng(seed)
    one, other = random.normal(0, 1, 30), random.normal(0.4, 3, 200)
    assert welch(one, other) == pytest.approx(stats.ttest_ind(one, other, equal_var=False).pvalue, rel=1e-9)


def test_welch_says_nothing_where_nothing_varies():
    assert welch(np.ones(20), np.full(30, 2.0)) is None
    assert welch(np.ones(1), np.arange(30.0)) is None


@pytest.mark.parametrize("seed", range(3))
def test_ranks_with_ties_as_scipy(seed):
    random = np.random.default_rng(seed)
    one, other = np.sort(random.poisson(3, 40)).astype(float), np.sort(random.poisson(4, 300)).astype(float)
    expected = stats.mannwhitneyu(one, other, method="asymptotic", use_continuity=True).pvalue
    assert rank_test(one, other) == pytest.approx(expected, rel=1e-9)
    assert rank_test(other, one) == pytest.approx(expected, rel=1e-9)


def test_ranks_of_what_is_all_the_same():
    assert rank_test(np.ones(20), np.ones(30)) is None
    assert rank_test(np.ones(20), np.full(30, 2.0)) < 1e-9
    assert rank_test(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0])) == 1.0


def test_a_table_with_enough_in_every_cell_as_scipy():
    table = np.array([[20, 30, 50], [60, 80, 70]])
    assert table_test(table) == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, rel=1e-12)


def test_the_lady_who_tastes_tea():
    """Fisher's own example: three of four cups right, p = 34/70."""
    assert table_test(np.array([[3, 1], [1, 3]])) == pytest.approx(34 / 70)


def test_small_cells_of_several_categories_are_drawn_anew():
    table = np.array([[9, 1, 2], [1, 8, 3]])
    exact = float(stats.fisher_exact(table).pvalue)
    found = table_test(table)
    assert found == table_test(table), "the same every time"
    assert found == pytest.approx(exact, abs=0.004)
    assert table_test(np.array([[4, 4, 4], [4, 4, 4]])) == 1.0


def test_nothing_to_compare():
    assert table_test(np.array([[5, 0], [7, 0]])) is None
    assert table_test(np.array([[0, 0], [7, 3]])) is None


def test_many_looks_are_counted():
    assert any_of([0.2, 0.01, None, 0.5]) == pytest.approx(0.03)
    assert any_of([0.9, 0.8]) == 1.0
    assert any_of([None]) is None


def test_false_discovery_rates_as_published():
    assert corrected([0.01, None, 0.02, 0.03, 0.5]) == pytest.approx((0.04, None, 0.04, 0.04, 0.5))
    assert corrected([None]) == (None,)
    assert corrected([]) == ()
