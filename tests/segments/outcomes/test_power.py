"""How small a difference can be seen: published sizes of samples, and a simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from seg.segments.outcomes.figures import welch_error
from seg.segments.outcomes.power import customers_needed, smallest_mean, smallest_share


@pytest.mark.parametrize(
    ("base", "other", "ratio", "needed"), [(0.05, 0.06, 1, 8158), (0.02, 0.024, 1, 21_109), (0.05, 0.06, 9, 4651)]
)
def test_customers_as_published(base, other, ratio, needed):
    assert math.ceil(customers_needed(base, other, ratio)) == needed


@pytest.mark.parametrize("up", [True, False])
@pytest.mark.parametrize(("base", "n", "other_n"), [(0.05, 8158, 8158), (0.3, 400, 90), (0.5, 50, 5000)])
def test_the_smallest_share_needs_just_these_customers(base, n, other_n, up):
    found = smallest_share(base, n, other_n, up)
    assert customers_needed(base, base + (found if up else -found), other_n / n) == pytest.approx(n, rel=1e-6)
    if (base, up) == (0.05, True):
        assert found == pytest.approx(0.01, abs=1e-4)


def test_where_no_share_is_far_enough_nothing_can_be_seen():
    assert smallest_share(0.02, 100, 100, up=False) is None
    assert smallest_share(0.0, 100, 100, up=False) is None
    assert smallest_share(0.02, 100, 100, up=True) < 0.15


def test_a_difference_of_that_size_is_found_in_80_of_100_cases():
    """Simulated: 25 against 200 customers, and shares of 150 against 450."""
    random, times = np.random.default_rng(6), 4000
    one, other = random.normal(0, 2, (times, 25)), random.normal(0, 1, (times, 200))
    degrees = 25.5  # of Welch, for variances 4 and 1
    visible = smallest_mean(math.sqrt(4 / 25 + 1 / 200), degrees)
    assert welch_error(one[0] / one[0].std(ddof=1) * 2, other[0] / other[0].std(ddof=1))[1] == pytest.approx(
        degrees, 0.01
    )
    p = stats.ttest_ind(one + visible, other, axis=1, equal_var=False).pvalue
    assert (p < 0.05).mean() == pytest.approx(0.80, abs=0.02)
    apart = smallest_share(0.3, 450, 150, up=True)
    counts, others = random.binomial(150, 0.3 + apart, times), random.binomial(450, 0.3, times)
    together = (counts + others) / 600
    z = (counts / 150 - others / 450) / np.sqrt(together * (1 - together) * (1 / 150 + 1 / 450))
    assert (np.abs(z) > 1.96).mean() == pytest.approx(0.80, abs=0.02)
