"""Which counts are told roughly: an adversary who knows all sums finds more than one answer for every small one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from scipy.optimize import linprog

from seg.segments.rough_counts import EXACT, HIDDEN, ROUGH, SMALL, about, told

FEW = 10
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 300))


def sums_of(groups):
    """All customers, and each group, over every combination of so many groups: none first."""
    codes = np.arange(2**groups)
    return np.vstack([np.ones(len(codes), bool), codes >> np.arange(groups)[:, None] & 1]).astype(bool)


def test_the_fourth_of_two_groups_would_tell():
    """977 in one and 951 in the other, 912 in both, of 1,200: whoever subtracts knows each of the four."""
    counts = np.array([184, 65, 39, 912])
    assert told(counts, sums_of(2), FEW).tolist() == [EXACT] * 4
    counts = np.array([245, 4, 39, 912])
    assert told(counts, sums_of(2), FEW).tolist() == [ROUGH, SMALL, ROUGH, ROUGH]
    assert [about(int(count), FEW) for count in counts[[0, 2, 3]]] == [240, 40, 920]


def test_those_of_fewest_customers_change_with_it():
    """In a third group, which few of the others are in, 30 and 40 could be 31 and 39."""
    sums = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], bool)
    assert told(np.array([5, 30, 40, 50]), sums, FEW).tolist() == [SMALL, ROUGH, EXACT, EXACT]
    alone = np.array([[1, 0], [0, 1]], bool)
    assert told(np.array([5, 30]), alone, FEW).tolist() == [SMALL, EXACT], "nothing can hide it"


@given(st.integers(1, 3).flatmap(lambda k: st.lists(COUNTS, min_size=2**k, max_size=2**k)))
@settings(max_examples=80, derandomize=True)
def test_no_small_count_follows(counts):
    counts = np.array(counts)
    groups = int(np.log2(len(counts)))
    sums = sums_of(groups)
    sums = sums[sums @ counts >= FEW]
    how = told(counts, sums, FEW)
    assert (how[(counts > 0) & (counts < FEW)] == SMALL).all()
    limits = [_known(int(count), each) for count, each in zip(counts, how, strict=True)]
    for at in np.flatnonzero(how == SMALL):
        aim = np.eye(len(counts))[at]
        low, high = (
            sign * linprog(sign * aim, A_eq=sums, b_eq=sums @ counts, bounds=limits).fun if len(sums) else sign
            for sign in (1, -1)
        )
        assert not len(sums) or high - low >= 1 - 1e-6 or _hopeless(counts, sums, at)


def test_of_many_groups_few_looks_tell(monkeypatch):
    """Ten groups of 20,000 customers, chosen by chance, share them in hundreds of ways, most of them few: each can be
    another number, which is found without asking for each of them."""
    random, looks = np.random.default_rng(0), []
    monkeypatch.setattr(optimize, "linprog", lambda *of, **how: looks.append(1) or linprog(*of, **how))
    member = random.random((10, 20_000)) < random.uniform(0.02, 0.5, 10)[:, None]
    codes, counts = np.unique((1 << np.arange(10)) @ member, return_counts=True)
    sums = np.vstack([np.ones(len(codes), bool), codes >> np.arange(10)[:, None] & 1]).astype(bool)
    how = told(counts, sums, FEW)
    small = np.flatnonzero(counts < FEW)
    assert len(small) > 150
    assert len(looks) < 20
    assert set(how[small]) == {SMALL}
    assert set(np.delete(how, small)) == {ROUGH}
    limits = [_known(int(count), each) for count, each in zip(counts, how, strict=True)]
    for at in small[::40]:
        aim = np.eye(len(counts))[at]
        low, high = (sign * linprog(sign * aim, A_eq=sums, b_eq=sums @ counts, bounds=limits).fun for sign in (1, -1))
        assert high - low >= 1 - 1e-6


def _known(count, how):
    rough = about(count, FEW) - FEW, about(count, FEW) + FEW - 1
    return {EXACT: (count, count), SMALL: (1, FEW - 1), ROUGH: rough, HIDDEN: (0, None)}[how]


def _hopeless(counts, sums, at):
    """The sums alone tell it, with nothing else told but which are small, and where nobody is."""
    limits = [(1, FEW - 1) if 0 < count < FEW else (0, None if count else 0) for count in counts]
    aim = np.eye(len(counts))[at]
    low, high = (sign * linprog(sign * aim, A_eq=sums, b_eq=sums @ counts, bounds=limits).fun for sign in (1, -1))
    return high - low < 1 - 1e-6


@pytest.mark.parametrize(("count", "said"), [(10, 20), (29, 20), (30, 40), (912, 920)])
def test_steps_of_twice_what_is_few(count, said):
    assert about(count, FEW) == said
