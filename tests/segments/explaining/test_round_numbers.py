"""Round borders: the shortest number or day that does, and never one that puts more customers elsewhere."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.segments.explaining.round_numbers import FIRST_DAY, border, roundest, roundest_day

AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (497.3281, 502.9, 500), (497.3281, 497.9, 497.5), (2, 3, 2), (45, 52, 50), (0.0712, 0.0791, 0.075),
        (-3, 4, 0), (-52, -45, -50), (0, 12.5, 0), (120, 480, 300), (1999, 2001, 2000), (17.125, 17.1875, 17.15),
    ],
)  # fmt: skip
def test_the_number_a_person_would_choose(low, high, expected):
    assert roundest(low, high) == expected


@given(AMOUNTS, AMOUNTS)
def test_it_always_lies_between(one, other):
    low, high = sorted((one, other))
    if low < high:
        assert low <= roundest(low, high) < high


@given(st.lists(AMOUNTS, min_size=2, max_size=60), st.integers(0, 5), st.data())
def test_no_more_change_sides_than_may(values, slack, data):
    ascending = np.sort(np.array(values))
    below = data.draw(st.integers(1, len(values) - 1))
    if ascending[below - 1] < ascending[below]:
        at = border(ascending, below, slack)
        assert abs(int((ascending <= at).sum()) - below) <= slack


def days(iso):
    return (date.fromisoformat(iso) - FIRST_DAY).days


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2024-11-03", "2025-02-01", "2024-12-31"), ("2024-03-10", "2024-04-05", "2024-03-31"),
        ("2024-03-10", "2024-03-20", "2024-03-10"), ("2023-12-31", "2024-01-02", "2023-12-31"),
    ],
)  # fmt: skip
def test_days_end_with_a_year_or_a_month(low, high, expected):
    found = roundest_day(days(low), days(high))
    assert (FIRST_DAY + timedelta(days=int(found))).isoformat() == expected
