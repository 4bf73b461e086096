"""Test values: the printed one, and one by hand."""

import pytest

from seg.segments.v_test import FARTHEST, chance_of_level, v_of_level


def test_the_printed_category():
    assert v_of_level(60, 120, 300, 1_000) == pytest.approx(4.8929, abs=5e-5)
    assert chance_of_level(60, 120, 300, 1_000) == pytest.approx(9.93e-7, rel=1e-3)


def test_a_category_by_hand():
    """Of four customers two have it, and both are in a segment of two: 1 of 6 ways, half of it counted."""
    assert chance_of_level(2, 2, 2, 4) == pytest.approx(1 / 6)
    assert v_of_level(2, 2, 2, 4) > 0 > v_of_level(0, 2, 2, 4)
    assert v_of_level(2, 2, 2, 4) == pytest.approx(-v_of_level(0, 2, 2, 4))


def test_nothing_to_test():
    assert v_of_level(5, 5, 10, 10) == v_of_level(5, 10, 5, 10) == 0
    assert v_of_level(50_000, 50_000, 50_000, 100_000) == FARTHEST
