"""No two groups that were told of differ by few: whatever filters somebody thinks of, one after the other."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.segments.differencing import pair_too_near, too_near, union_too_near

FEW, N = 10, 300
RANDOM = np.random.default_rng(0)
AGE, VISITS = RANDOM.integers(18, 80, N), RANDOM.integers(0, 40, N)
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


def test_a_difference_about_many_tells_of_nobody():
    """Nine are in the one alone and 100 in the other alone: the difference is about 109."""
    one, other = first(59), first(159) & ~first(9)
    assert not too_near(one, other, FEW)
    assert too_near(first(59), first(64) & ~first(4), FEW), "five and four"


def test_segments_are_taken_together():
    """Of three segments of 100: two of them less nine, and with nine of the third; but not with ten."""
    segments = {name: (np.arange(N) // 100) == at for at, name in enumerate("abc")}
    for group, near in (
        (~first(9) & first(200), ("a", "b")),
        (first(209), ("a", "b")),
        (first(209) & ~first(9), ("a", "b")),
        (first(210), ()),
        (first(200), ()),
        (first(109), ("a",)),
        (first(150), ()),
    ):
        assert union_too_near(group, segments, FEW) == near
    few = {"a": first(100), "five": first(105) & ~first(100), "rest": ~first(105)}
    assert union_too_near(first(105), few, FEW) == ("a",), "of the five alone nothing is told"
    assert union_too_near(first(5), few, FEW) == ()


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


def unions():
    """All that is told of segments, alone and together."""
    for size in range(1, len(SEGMENTS) + 1):
        for some in combinations(SEGMENTS.values(), size):
            yield np.any(some, axis=0)


@settings(max_examples=60)
@given(FILTERS)
def test_no_filters_tell_of_few(filters):
    """Worked out as somebody would who subtracts counts of what is told."""
    told = {}
    for low, high, least, most in nudged(filters):
        mask = (low <= AGE) & (high >= AGE) & (least <= VISITS) & (most >= VISITS)
        near = union_too_near(mask, SEGMENTS, FEW) or pair_too_near({"new": mask}, told.items(), FEW)
        if mask.sum() >= FEW and not near:
            told[f"{low}-{high}, {least}-{most}"] = mask
    for mask in told.values():
        for other in (*told.values(), *unions()):
            alone = (mask & ~other).sum(), (other & ~mask).sum()
            assert alone == (0, 0) or max(alone) >= FEW
