"""V and its limits: against scipy and bootstraps, near 0 where nothing goes together, and right in 95 of 100."""

import numpy as np
import pytest
from scipy.stats import chi2, ncx2
from scipy.stats.contingency import association as of_scipy

from seg.segments.fairness.association import Association, association


@pytest.mark.parametrize(
    ("n", "raw", "corrected"), [(200, 0.139, 0.028), (2_000, 0.042, 0.009), (20_000, 0.014, 0.004)]
)
def test_it_is_near_nothing_where_nothing_goes_together(n, raw, corrected):
    """Means over 5 x 4 tables of independent answers, as the methods reference measured them."""
    random = np.random.default_rng(0)
    tables = [random.multinomial(n, np.full(20, 0.05)).reshape(5, 4) for _ in range(100)]
    assert np.mean([of_scipy(table, method="cramer") for table in tables]) == pytest.approx(raw, abs=0.012)
    found = [association(table) for table in tables]
    assert np.mean([each.v for each in found]) == pytest.approx(corrected, abs=0.015)
    assert np.mean([each.low == 0 for each in found]) > 0.93


@pytest.mark.parametrize(("v", "n"), [(0.1, 1_000), (0.2, 400), (0.4, 400)])
def test_limits_hold_in_95_of_100(v, n):
    """Two halves and four segments, whose V is what was planned."""
    lean = v / 2
    chances = np.array([[0.125 + lean / 4, 0.125 - lean / 4], [0.125 - lean / 4, 0.125 + lean / 4]] * 2)
    planned = np.sqrt((((chances - 0.125) ** 2) / 0.125).sum())
    random = np.random.default_rng(1)
    found = [association(random.multinomial(n, chances.ravel()).reshape(4, 2)) for _ in range(200)]
    assert 0.91 <= np.mean([each.low <= planned <= each.high for each in found]) <= 0.99
    assert np.mean([each.v for each in found]) == pytest.approx(planned, abs=0.02)


def test_limits_are_the_noncentralities_that_would_bring_it_about():
    table = np.array([[30, 20, 10], [10, 25, 40]])
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    seen = ((table - expected) ** 2 / expected).sum()
    found = association(table)
    n, rows = 135, 2 - 1 / 134
    assert ncx2.sf(seen, 2, found.low**2 * n * (rows - 1)) == pytest.approx(0.025, abs=1e-4)
    assert ncx2.cdf(seen, 2, found.high**2 * n * (rows - 1)) == pytest.approx(0.025, abs=1e-4)
    assert chi2.sf(seen, 2) < 1e-4
    assert found.low < found.v < found.high


def test_how_grave():
    of = lambda v: Association(v, v, v, 100).grade  # noqa: E731
    assert [of(v) for v in (0.09, 0.1, 0.19, 0.2, 0.29, 0.3)] == ["", "note", "note", "amber", "amber", "red"]


def test_nothing_to_go_together():
    assert association(np.array([[10, 0], [20, 0]])) == Association(0.0, 0.0, 0.0, 30)
    assert association(np.zeros((2, 2), int)).customers == 0
    assert association(np.diag([50, 50])).v == pytest.approx(1.0, abs=0.01)
