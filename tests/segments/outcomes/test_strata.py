"""Differences within a third dimension: by hand, the classic reversals, and what could tell of few persons."""

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from seg.core.columns import Kind
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.strata import Strata, cochran, strata, within
from seg.segments.outcomes.yardsticks import Means, Shares
from tests.samples import column
from tests.segments.outcomes.answers import grouped, numbers, yes_or_no

KIDNEY = {"small": ((81, 87), (234, 270)), "large": ((192, 263), (55, 80))}
"""Stones removed by open surgery and by puncture (Charig et al. 1986): better at both, worse together."""


def all_told(yes):
    """What all can be told of."""
    return Shares(yes, yes, np.ones(2, bool), np.ones(2, bool))


def _kidney():
    yes, arm, size = [], [], []
    for at, arms in enumerate(KIDNEY.values()):
        for which, (good, n) in enumerate(arms):
            yes += [1] * good + [0] * (n - good)
            arm += [which] * n
            size += [at] * n
    return np.array(yes, bool), np.array(arm), np.array(size)


def test_simpson_as_published():
    yes, arm, size = _kidney()
    one, other = np.flatnonzero(arm == 0), np.flatnonzero(arm == 1)
    found = within(all_told(yes), one, other, Strata("size", Kind.NOMINAL, size, ("small", "large")))
    assert found.crude == pytest.approx(273 / 350 - 289 / 350)
    assert (found.strata[0].n, found.strata[0].other_n) == (87, 270)
    assert found.strata[0].difference is None, "six who are not rid of it are few"
    assert found.strata[1].difference is None, "and the only other would tell of them"
    shares = [81 / 87 - 234 / 270, 192 / 263 - 55 / 80]
    assert min(shares) < found.difference < max(shares)
    assert found.crude < 0 < found.difference
    assert found.change in ("same", "smaller", "larger"), "350 and 350 are too few to be sure of either"
    more = [np.repeat(rows, 10) for rows in (one, other)]
    sure = within(all_told(yes), *more, Strata("size", Kind.NOMINAL, size, ("small", "large")))
    assert (sure.change, sure.strata[0].difference) == ("reversed", pytest.approx(shares[0]))


def test_pooled_by_hand():
    """Two strata of the same variance: 20 + 20 customers weigh half of 40 + 40."""
    x = np.concatenate([[0, 2] * 10, [4, 6] * 10, [10, 12] * 20, [11, 13] * 20]).astype(float)
    one = np.concatenate([np.arange(20), np.arange(40, 80)])
    other = np.concatenate([np.arange(20, 40), np.arange(80, 120)])
    codes = np.repeat([0, 1], [40, 80])
    found = within(Means(x), one, other, Strata("z", Kind.NOMINAL, codes, ("a", "b")))
    assert [part.difference for part in found.strata] == [-4.0, -1.0]
    weights = [1 / (np.var(x[codes == z], ddof=1) * (2 / n)) for z, n in ((0, 20), (1, 40))]
    assert found.difference == pytest.approx((weights[0] * -4 + weights[1] * -1) / sum(weights))
    assert found.left_out == 0
    assert found.differ_p < 1e-6


def test_cochran_by_hand():
    """1, 2 and 4 with errors 1, 1 and 2: the mean is 16/9, Q = 49/81 + 4/81 + 100/81."""
    values, errors = np.array([1.0, 2.0, 4.0]), np.array([1.0, 1.0, 2.0])
    sure = cochran(values, errors, np.full(3, np.inf))
    assert sure == pytest.approx(stats.chi2.sf(153 / 81, 2))
    assert cochran(values, errors, np.full(3, 1e9)) == pytest.approx(sure)
    assert cochran(values[:1], errors[:1], np.ones(1)) is None


def test_cochran_of_means_is_welchs_anova():
    random = np.random.default_rng(4)
    groups = [random.normal(0, sd, n) for sd, n in ((1, 12), (3, 20), (2, 8))]
    errors = np.array([np.sqrt(group.var(ddof=1) / len(group)) for group in groups])
    found = cochran(np.array([group.mean() for group in groups]), errors, np.array([11.0, 19.0, 7.0]))
    assert found == pytest.approx(stats.f_oneway(*groups, equal_var=False).pvalue)


def test_the_error_of_shares_that_lie_so_far_apart():
    """80 and 40 of 100 are as far apart as they are: the plain error; held to no difference, that of 120 in 200."""
    yes = np.repeat([True, False, True, False], [80, 20, 40, 60])
    one, other = np.arange(100), np.arange(100, 200)
    error = lambda difference: all_told(yes).error(one, other, difference)[0]  # noqa: E731
    assert error(0.4) == pytest.approx(np.sqrt((0.16 + 0.24) / 100), rel=0.01)
    assert error(0.0) == pytest.approx(np.sqrt(0.24 * 2 / 100), rel=0.01)


def test_a_third_dimension_that_brings_the_difference_about():
    """Age decides alone how much is ordered, and one group is older."""
    random = np.random.default_rng(5)
    age = np.concatenate([random.choice([0, 1], 300, p=[0.2, 0.8]), random.choice([0, 1], 300, p=[0.8, 0.2])])
    x = random.normal(age * 2, 1)
    found = compare(numbers(x), grouped(300, 300), inside=Strata("age", Kind.NOMINAL, age, ("young", "old")))
    (gap,) = found.gaps
    assert gap.clear
    assert gap.within.change == "gone"
    assert gap.within.chance > 0.05
    assert gap.within.low < 0 < gap.within.high


def test_quarters_end_with_their_cut():
    values = pa.array([*range(1, 9), None], pa.float64())
    found = strata(values, column("age", Kind.NUMBER), "", np.ones(9, bool))
    assert found.cuts == (2.0, 4.0, 6.0)
    assert found.codes.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, -1]
    same = strata(pa.array([1.0] * 9 + [5.0]), column("age", Kind.NUMBER), "", np.ones(10, bool))
    assert (same.cuts, same.count) == ((1.0,), 2)
    ordered = strata(
        pa.array(["mid", "low", None]), column("s", Kind.ORDINAL, levels=("low", "mid")), "", np.ones(3, bool)
    )
    assert (ordered.codes.tolist(), ordered.levels) == ([1, 0, -1], ("low", "mid"))


def test_where_groups_share_no_stratum_there_is_nothing_to_say():
    found = compare(
        yes_or_no([1, 0] * 60), grouped(60, 60), inside=Strata("z", Kind.NOMINAL, np.repeat([0, 1], 60), ("a", "b"))
    )
    assert found.gaps[0].within is None


def test_who_has_no_counterpart_is_counted():
    codes = np.concatenate([np.repeat([0, 1, -1], [40, 15, 5]), np.repeat([0, 1], [55, 5])])
    found = within(
        Means(np.arange(120.0)), np.arange(60), np.arange(60, 120), Strata("z", Kind.NOMINAL, codes, ("a", "b"))
    )
    assert found.left_out == 25
    assert found.strata[1].difference is None
