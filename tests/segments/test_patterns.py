"""Customers alike, fitted as one row that stands for them all."""

import numpy as np
import pytest

from seg.segments import kmeans
from seg.segments.distances import Rows, nearest
from seg.segments.patterns import collapsed


def answers(n=400, questions=4, missing=0.0, seed=0):
    random = np.random.default_rng(seed)
    x = (random.random((n, questions)) < 0.4).astype(float)
    x[random.random(x.shape) < missing] = np.nan
    return x


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_patterns_are_those_of_a_plain_count(missing):
    x = answers(missing=missing)
    found = collapsed(Rows.of(x))
    expected, counts = np.unique(np.nan_to_num(x, nan=9), axis=0, return_counts=True)
    seen = np.ones(found.filled.shape) if found.seen is None else found.seen
    told = {tuple(row): weight for row, weight in zip(np.where(seen, found.filled, 9), found.weights, strict=True)}
    assert told == {tuple(row): count for row, count in zip(expected, counts, strict=True)}


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_one_pass_over_patterns_is_one_over_all(missing):
    """From the same centres, to the ninth digit of the sum of squares."""
    rows = Rows.of(answers(missing=missing))
    few, centres = collapsed(rows), np.float32([[0, 0, 0, 0], [1, 1, 0, 1], [0, 1, 1, 0]])
    (one, sse), (other, of_few) = (kmeans._pass(part, centres) for part in (rows, few))
    np.testing.assert_allclose(other, one, rtol=1e-6)
    assert of_few == pytest.approx(sse, rel=1e-9)


def test_weighted_starts_find_what_all_rows_find():
    rows = Rows.of(answers(n=3_000, questions=6))
    few = collapsed(rows)
    assert len(few) == 64
    best = lambda part: min(nearest(rows, kmeans.fit(part, (4,), seed)[4]).first.sum() for seed in range(4))  # noqa: E731
    assert best(few) == pytest.approx(best(rows), rel=5e-3)


def test_customers_who_are_all_different_stay_as_they_are():
    rows = Rows.of(np.random.default_rng(0).normal(size=(300, 3)))
    assert collapsed(rows) is rows


def test_minus_nothing_is_nothing():
    assert len(collapsed(Rows.of(np.array([[0.0], [-0.0], [0.0], [1.0]])))) == 2
