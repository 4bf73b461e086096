"""Differences and their intervals: published figures, SciPy, and how often the truth lies inside."""

import numpy as np
import pytest
from scipy import stats

from seg.segments.outcomes.figures import (
    means_apart,
    percentiles,
    pulled_in,
    resampled_sums,
    shares_apart,
    superiority,
    welch_error,
    wilson,
)


def test_shares_as_newcombe_published_them():
    """56 of 70 against 48 of 80 (Newcombe 1998, method 10)."""
    found = shares_apart(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "ends"),
    [((9, 10, 3, 10), (0.1705, 0.8090)), ((6, 7, 2, 7), (0.0582, 0.8062)), ((5, 56, 0, 29), (-0.0381, 0.1926)),
     ((0, 10, 0, 20), (-0.1611, 0.2775)), ((10, 10, 0, 10), (0.6075, 1.0))],
)  # fmt: skip
def test_the_other_examples_of_that_paper(counts, ends):
    found = shares_apart(*counts)
    assert (found.low, found.high) == pytest.approx(ends, abs=5e-5)


@pytest.mark.parametrize(("count", "n"), [(0, 12), (5, 12), (70, 71), (30, 30)])
def test_wilson_as_scipy(count, n):
    theirs = stats.binomtest(count, n).proportion_ci(method="wilson")
    assert wilson(count, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_means_as_scipy():
    random = np.random.default_rng(1)
    one, other = random.normal(3, 1, 30), random.normal(2, 4, 90)
    theirs = stats.ttest_ind(one, other, equal_var=False)
    found, ends = means_apart(one, other), theirs.confidence_interval()
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), rel=1e-9)
    assert welch_error(one, other)[1] == pytest.approx(theirs.df)


def test_samples_drawn_anew_vary_as_scipys():
    random = np.random.default_rng(2)
    one, other = random.lognormal(1, 1, 60), random.lognormal(0.5, 1, 200)
    x, labels = np.concatenate([one, other]), np.repeat([0, 1], [60, 200])
    sums, counts = resampled_sums(x, labels, 2, 0, 4000)
    assert counts.sum(axis=1) == pytest.approx(260)
    drawn = sums[:, 0] / counts[:, 0] - sums[:, 1] / counts[:, 1]
    apart = lambda a, b, axis: a.mean(axis=axis) - b.mean(axis=axis)  # noqa: E731
    theirs = stats.bootstrap((one, other), apart, n_resamples=4000, method="percentile", rng=random)
    ends = theirs.confidence_interval
    width = ends.high - ends.low
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([ends.low, ends.high], abs=0.06 * width)
    again = resampled_sums(x, labels, 2, 0, 4000)
    assert (again[0] == sums).all(), "the same every time"


def test_percentiles_of_a_small_sample_lie_further_out():
    drawn = stats.norm.ppf(np.linspace(0.0005, 0.9995, 1000))
    spread = drawn.std()
    assert percentiles(drawn, spread, np.inf) == pytest.approx((-1.96, 1.96), abs=0.02)
    low, high = percentiles(drawn, spread * 1.05, 9)
    assert (low, high) == pytest.approx((-2.262 * 1.05 * spread, 2.262 * 1.05 * spread), abs=0.03)
    assert percentiles(np.zeros(10), 0.0, np.inf) == (0.0, 0.0)


def _covered(draw, truth, times=400):
    random = np.random.default_rng(5)
    inside = 0
    for seed in range(times):
        one, other = draw(random)
        x, labels = np.concatenate([one, other]), np.repeat([0, 1], [len(one), len(other)])
        sums, counts = resampled_sums(x, labels, 2, seed, 400)
        low, high = percentiles(sums[:, 0] / counts[:, 0] - sums[:, 1] / counts[:, 1], *welch_error(one, other))
        inside += low <= truth <= high
    return inside / times


def test_the_truth_lies_inside_the_drawn_interval():
    normal = _covered(lambda r: (r.normal(0, 1, 40), r.normal(1, 2, 120)), -1)
    assert 0.925 < normal < 0.975
    skewed = _covered(lambda r: (r.lognormal(0, 1, 60), r.lognormal(0.2, 1, 180)), np.exp(0.5) - np.exp(0.7))
    assert 0.89 < skewed < 0.97, "skewed amounts of few customers: less than promised"


def test_superiority_by_hand():
    """3, 5 against 1, 3, 4: of six pairs four are won and one is a tie."""
    assert superiority(np.array([3.0, 5.0]), np.array([1.0, 3.0, 4.0])).value == pytest.approx(4.5 / 6)


@pytest.mark.parametrize(("d", "share"), [(0.2, 0.56), (0.5, 0.64), (0.8, 0.71), (1.2, 0.80)])
def test_superiority_of_normal_groups_as_published(d, share):
    at = stats.norm.ppf((np.arange(4000) + 0.5) / 4000)
    found = superiority(at + d, at)
    assert found.value == pytest.approx(stats.norm.cdf(d / np.sqrt(2)), abs=1e-3)
    assert round(found.value, 2) == share


def test_superiority_is_mann_whitney():
    random = np.random.default_rng(3)
    one, other = np.sort(random.poisson(3, 40)).astype(float), np.sort(random.poisson(4, 70)).astype(float)
    found = superiority(one, other)
    assert found.value == pytest.approx(stats.mannwhitneyu(one, other).statistic / (40 * 70))
    back = superiority(other, one)
    assert (back.value, back.low, back.high) == pytest.approx((1 - found.value, 1 - found.high, 1 - found.low))
    statistic = stats.brunnermunzel(one, other).statistic
    assert (0.5 - found.value) / found.se == pytest.approx(statistic, rel=1e-9), "the same variance"


def test_superiority_has_an_interval_where_groups_do_not_overlap():
    found = superiority(np.arange(20.0, 40.0), np.arange(10.0))
    assert (found.value, found.high) == (1.0, 1.0)
    assert 0.7 < found.low < 0.95
    same = superiority(np.ones(10), np.ones(12))
    assert same.value == 0.5
    assert same.low < 0.35 < 0.65 < same.high


@pytest.mark.parametrize(("n", "m"), [(12, 100), (60, 60)])
def test_the_truth_lies_inside_the_interval_of_superiority(n, m):
    random, inside = np.random.default_rng(4), 0
    truth = stats.norm.cdf(0.5 / np.sqrt(1 + 4))
    for _ in range(800):
        found = superiority(np.sort(random.normal(0.5, 1, n)), np.sort(random.normal(0, 2, m)))
        inside += found.low <= truth <= found.high
    assert 0.93 < inside / 800 < 0.98


def test_tails_are_pulled_in_and_what_few_have_at_all_stays():
    x = np.concatenate([np.arange(1000.0), [1e9]])
    pulled, low, high = pulled_in(x)
    assert (low, high) == (0.0, pytest.approx(996, abs=2))
    assert pulled.max() == high
    rare = np.concatenate([np.zeros(9990), np.ones(10)])
    assert (pulled_in(rare)[0] == rare).all()
    assert (pulled_in(np.zeros(5))[0] == 0).all()
    years = np.linspace(1900, 2000, 1001)
    assert pulled_in(years)[1:] == pytest.approx((1900.5, 1999.5))
