"""Trends and seasons: SciPy, a hand, and chance."""

import numpy as np
import pytest
from scipy import stats

from seg.segments.trends import Trend, season, trend


@pytest.mark.parametrize("seed", range(4))
def test_slope_as_scipy(seed):
    random = np.random.default_rng(seed)
    y = np.round(random.normal(size=18) + 0.1 * np.arange(18), 1)
    found, theirs = trend(y), stats.theilslopes(y, np.arange(18))
    assert (found.slope, found.low, found.high) == pytest.approx((theirs.slope, theirs.low_slope, theirs.high_slope))
    assert not found.seasonal


@pytest.mark.parametrize("seed", range(4))
def test_p_as_scipy_but_for_the_continuity(seed):
    random = np.random.default_rng(seed)
    y = random.poisson(3, 20) + np.arange(20) // 8
    tau = stats.kendalltau(np.arange(20), y, method="asymptotic")
    z = stats.norm.isf(tau.pvalue / 2)
    rises = np.sign(y[None, :] - y[:, None])[np.triu_indices(20, 1)].sum()
    expected = 2 * stats.norm.sf(z * (abs(rises) - 1) / abs(rises))
    assert trend(y.astype(float)).p == pytest.approx(expected, rel=1e-9)


def test_by_hand():
    """1 3 2 4 6 5: of 15 pairs 13 rise and 2 fall; the variance is 6 x 5 x 17 / 18."""
    found = trend(np.array([1.0, 3, 2, 4, 6, 5]))
    assert found.p == pytest.approx(2 * stats.norm.sf(10 / np.sqrt(510 / 18)))
    assert found.slope == 1.0


def test_a_season_is_no_trend():
    """Every year rises from January to December: one year alone looks like a trend, two do not."""
    month = np.arange(24)
    y = (month % 12).astype(float)
    assert trend(y[:12]).p < 0.001
    found = trend(y)
    assert (found.seasonal, found.p, found.slope) == (True, 1.0, 0.0)
    rising = trend(y + 0.05 * month)
    assert (rising.slope, rising.p) == (pytest.approx(0.05), pytest.approx(0, abs=0.01))


def test_where_nothing_can_be_said():
    assert trend(np.arange(5.0)) is None
    flat = trend(np.ones(12))
    assert (flat.slope, flat.low, flat.high, flat.p) == (0.0, 0.0, 0.0, 1.0)
    assert Trend.from_json(flat.as_json()) == flat
    apart = np.full(24, np.nan)
    apart[:6] = 1.0
    assert trend(apart) is None, "no month of two years"


def test_a_month_without_a_value_is_left_out():
    y = np.array([1.0, np.nan, 3, 2, 4, np.nan, 6, 5])
    at = np.flatnonzero(~np.isnan(y))
    theirs = stats.theilslopes(y[at], at)
    assert (trend(y).slope, trend(y).high) == pytest.approx((theirs.slope, theirs.high_slope))
    assert season(np.where(np.arange(30) == 3, np.nan, 1.0), 0) == ()


@pytest.mark.parametrize("months", [12, 30])
def test_by_chance_a_trend_is_seen_in_5_of_100(months):
    random = np.random.default_rng(2)
    seen = np.mean([trend(random.normal(size=months)).p < 0.05 for _ in range(600)])
    assert 0.02 < seen < 0.07


def test_a_planted_season_is_found():
    """December twice the others, on a rising line, beginning in March."""
    month = np.arange(36) + 2
    index = np.where(month % 12 == 11, 2.0, 1.0)
    found = season((100 + month) * index, 2)
    expected = 100 * np.where(np.arange(12) == 11, 2, 1) / (13 / 12)
    assert found == pytest.approx(expected, rel=0.02)
    assert season(np.ones(24), 0) == pytest.approx([100.0] * 12)
    assert season(np.ones(23), 0) == ()
    assert season(np.zeros(30), 0) == ()
