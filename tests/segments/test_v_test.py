"""Test values: the printed ones, and those that permutations give."""

import numpy as np
import pytest

from seg.segments.v_test import FARTHEST, chance_of_level, v_of_level, v_of_mean


def test_the_printed_category():
    assert v_of_level(60, 120, 300, 1_000) == pytest.approx(4.8929, abs=5e-5)
    assert chance_of_level(60, 120, 300, 1_000) == pytest.approx(9.93e-7, rel=1e-3)


def test_a_category_by_hand():
    """Of four customers two have it, and both are in a segment of two: 1 of 6 ways, half of it counted."""
    assert chance_of_level(2, 2, 2, 4) == pytest.approx(1 / 6)
    assert v_of_level(2, 2, 2, 4) > 0 > v_of_level(0, 2, 2, 4)
    assert v_of_level(2, 2, 2, 4) == pytest.approx(-v_of_level(0, 2, 2, 4))


def test_a_number_against_permutations():
    """2,000 times the same segment drawn from all: 3.56 against 3.59 in the methods reference, to .1."""
    random = np.random.default_rng(11)
    x = random.exponential(size=800)
    own = np.argsort(x + random.normal(0, 4, 800))[-150:]
    drawn = np.array([x[random.permutation(800)[:150]].mean() for _ in range(2_000)])
    by_permutation = (x[own].mean() - drawn.mean()) / drawn.std()
    assert by_permutation > 2
    assert v_of_mean(x[own], x) == pytest.approx(by_permutation, abs=0.1)


def test_nothing_to_test():
    x = np.arange(10.0)
    assert v_of_mean(x, x) == v_of_mean(x[:0], x) == v_of_mean(np.ones(3), np.ones(9)) == 0
    assert v_of_level(5, 5, 10, 10) == v_of_level(5, 10, 5, 10) == 0
    assert v_of_level(50_000, 50_000, 50_000, 100_000) == FARTHEST
