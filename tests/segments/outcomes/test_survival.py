"""Time until something: SciPy, and the classic patients of Freireich et al. (1963)."""

import numpy as np
import pytest
from scipy import stats

from seg.segments.outcomes.survival import Curve, common_limit, curve, log_rank, mean_up_to, times_apart, waiting_scores

TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
CONTROL = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
PATIENTS = np.array(TREATED + CONTROL, float)
HAPPENED = np.array(RELAPSED + [1] * 21, bool)
ARM = np.repeat([0, 1], 21)


def test_leukaemia_as_published():
    """Medians 23 and 8 weeks; log-rank chi-square 16.79."""
    first, second = (curve(PATIENTS[arm == ARM], HAPPENED[arm == ARM]) for arm in (0, 1))
    assert (first.median, second.median) == (23.0, 8.0)
    assert first.shares[1] == pytest.approx(18 / 21), "three of 21 in week 6"
    assert dict(zip(first.times, first.shares, strict=True))[10.0] == pytest.approx(0.753, abs=5e-4)
    assert stats.chi2.isf(log_rank(PATIENTS, HAPPENED, ARM, 2), 1) == pytest.approx(16.79, abs=0.005)


def test_scores_add_up_to_the_published_expectations():
    """Of the treated 9 relapsed and 19.25 were to be expected; of the others 21, and 10.75."""
    scores = waiting_scores(PATIENTS, HAPPENED)
    assert [scores[arm == ARM].sum() for arm in (0, 1)] == pytest.approx([10.25, -10.25], abs=0.005)


def _world(seed, n=120):
    random = np.random.default_rng(seed)
    until, seen = np.ceil(random.exponential(30, n)), np.ceil(random.uniform(0, 60, n))
    return np.minimum(until, seen), until <= seen, random.integers(0, 2, n)


@pytest.mark.parametrize("seed", range(3))
def test_curve_and_test_as_scipy(seed):
    time, happened, arm = _world(seed)
    censored = stats.CensoredData(time[happened], right=time[~happened])
    theirs = stats.ecdf(censored).sf
    mine = curve(time, happened)
    assert mine.shares[1:] == pytest.approx(theirs.evaluate(np.array(mine.times[1:])))
    ends = theirs.confidence_interval(method="log-log")
    inside = np.array(mine.shares[1:]) > 0
    at = np.array(mine.times[1:])[inside]
    assert np.array(mine.low[1:])[inside] == pytest.approx(ends.low.evaluate(at))
    assert np.array(mine.high[1:])[inside] == pytest.approx(ends.high.evaluate(at))
    one, other = (stats.CensoredData(time[happened & (arm == a)], right=time[~happened & (arm == a)]) for a in (0, 1))
    assert log_rank(time, happened, arm, 2) == pytest.approx(stats.logrank(one, other).pvalue)


def test_three_groups_and_nobody():
    time, happened, _ = _world(8)
    arm = np.random.default_rng(1).integers(0, 3, len(time))
    assert 0.01 < log_rank(time, happened, arm, 3) < 1
    assert log_rank(time + 100 * arm, happened, arm, 3) < 1e-9
    assert log_rank(time, np.zeros(len(time), bool), arm, 3) is None


def test_mean_time_without_censoring_is_the_mean():
    time = np.array([2.0, 4.0, 4.0, 9.0, 30.0])
    mean, variance = mean_up_to(time, np.ones(5, bool), 10.0)
    short = np.minimum(time, 10)
    assert mean == pytest.approx(short.mean())
    assert variance == pytest.approx(short.var() / 5)


def test_mean_times_apart_and_how_often_the_truth_is_inside():
    random, inside, truth = np.random.default_rng(3), 0, 20 * (1 - np.exp(-1)) - 30 * (1 - np.exp(-20 / 30))
    for _ in range(500):
        groups = []
        for mean in (20, 30):
            until, seen = random.exponential(mean, 80), random.uniform(10, 60, 80)
            groups.append((np.minimum(until, seen), until <= seen))
        found = times_apart(*groups, 20.0)[2]
        inside += found.low <= truth <= found.high
    assert 0.92 < inside / 500 < 0.98


def test_nothing_is_told_of_what_few_were_looked_at_for():
    groups = [np.arange(30.0), np.arange(100.0)]
    assert common_limit(groups, 10) == 20.0
    short = curve(np.arange(1.0, 31.0), np.ones(30, bool)).up_to(20.0)
    assert (short.times[-1], short.median) == (20.0, 15.0)
    assert Curve.from_json(short.as_json()) == short
