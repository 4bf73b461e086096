"""No two groups that were told of differ by few: whatever filters somebody thinks of, one after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.segments.differencing import pair_too_near, too_near

FEW, N = 10, 300
RANDOM = np.random.default_rng(0)
AGE, VISITS = RANDOM.integers(18, 80, N), RANDOM.integers(0, 40, N)
LEFT = RANDOM.random(N) < 0.3
SEGMENTS = {f"s{at}": at == AGE // 21 for at in range(4)}


def first(count, of=N):
    return np.arange(of) < count


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [(50, 50, False), (50, 51, True), (50, 59, True), (50, 60, False), (0, 9, True), (0, 10, False)],
)
def test_by_hand(one, other, near):
    assert too_near(first(one), first(other), FEW) is near
    assert too_near(first(other), first(one), FEW) is near


def test_either_side_counts():
    """Nine are in the one alone and 100 in the other alone: who is in both may be told of too."""
    one, other = first(59), first(150) & ~first(9)
    assert too_near(one, other, FEW)
    assert not too_near(one, other, 9)


def test_the_first_pair_is_named():
    shown = [("everybody", first(N)), ("half", first(150))]
    assert pair_too_near({"a": first(60), "b": first(145)}, shown, FEW) == ("b", "half")
    assert pair_too_near({"a": first(60), "b": first(65)}, shown, FEW) == ("b", "a")
    assert pair_too_near({"a": first(60), "few": first(9)}, shown, FEW) is None, "nothing is told of few"
    assert pair_too_near({"again": first(150)}, shown, FEW) is None


def test_a_segment_of_few_is_near_to_nobody():
    """Five are a segment, of which nothing is told: all other groups may be told of beside it, whoever is in them."""
    five = first(N) & ~first(N - 5)
    for group in (first(60), first(60) | five, ~first(N - 40)):
        assert pair_too_near({"a": group}, [("five", five)], FEW) is None


BOUND = st.integers(0, 80)
FILTERS = st.lists(st.tuples(BOUND, BOUND, BOUND, BOUND), min_size=2, max_size=12)


def nudged(filters):
    """Each filter, and then again with one bound moved by one: how somebody would go about it."""
    for low, high, least, most in filters:
        yield from ((low, high, least, most), (low, high + 1, least, most), (low, high, least + 1, most))


@settings(max_examples=60, deadline=None)
@given(FILTERS)
def test_no_filters_tell_of_few(filters):
    """Nor can what few answered be taken from two groups of which one lies within the other: worked out as somebody
    would who subtracts counts."""
    told = {"": first(N), **SEGMENTS}
    for low, high, least, most in nudged(filters):
        mask = (low <= AGE) & (high >= AGE) & (least <= VISITS) & (most >= VISITS)
        if mask.sum() >= FEW and pair_too_near({"new": mask}, told.items(), FEW) is None:
            told[f"{low}-{high}, {least}-{most}"] = mask
    picked = [name for name in told if name not in ("", *SEGMENTS)]
    for name in picked:
        for mask in told.values():
            if (told[name] <= mask).all():
                customers, left = (mask.sum() - told[name].sum(), (LEFT & mask).sum() - (LEFT & told[name]).sum())
                assert customers == 0 or customers >= FEW, f"{left} of {customers} left"
            assert not 0 < (told[name] & ~mask).sum() < FEW
            assert not 0 < (mask & ~told[name]).sum() < FEW
