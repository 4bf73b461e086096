"""What a profile hides: an adversary who solves all that is told, sums and bounds, finds more than one answer for every
hidden number of customers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from seg.core.columns import Kind
from seg.segments.lines import lines
from seg.segments.profiles import DimensionProfile, Typical
from seg.segments.small_cells import bound_of, hidden_cells

COUNTS = st.one_of(st.integers(0, 14), st.integers(0, 400), st.integers(0, 3000))
SHAPES = st.tuples(st.integers(2, 4), st.integers(2, 4))
TABLES = SHAPES.flatmap(lambda shape: arrays(np.int64, shape, elements=COUNTS))
SHARES = settings(max_examples=60, deadline=None, derandomize=True)


def described(counts, kind, known=None):
    """The profile of these counts (levels, k); `known` (k,) of what customers can have several of."""
    counts = np.asarray(counts)
    known = counts.sum(axis=0) if known is None else np.asarray(known)
    levels = ("no", "yes") if kind is Kind.BINARY else tuple("abcdef"[: len(counts)])
    typical = lambda has, n: Typical(int(n), shares=tuple(has / n) if n else ())  # noqa: E731
    return DimensionProfile(
        "x", kind, "behavioural", "", False, True, levels, 0.5, "clearly",
        typical(counts.sum(axis=1), known.sum()), tuple(typical(*each) for each in zip(counts.T, known, strict=True)),
    )  # fmt: skip


def ranges(part):
    """(lowest, highest, told) of each cell (levels, 1 + k) for whoever adds up what is shown; what is known is known.

    Of levels that lines tell: a yes or no question has one, as the other is what is left.
    """
    every = sorted(lines((part,), every_level=True), key=lambda line: line.level)
    known = [part.overall.n, *(typical.n for typical in part.segments)]
    limits, sums, totals, wide = [], [], [], len(known)
    for line in every:
        limits += [_limits(line, group, known[group]) for group in line.groups]
    for at in range(len(every)):
        row = np.zeros(len(limits))
        row[at * wide : (at + 1) * wide] = [1, *([-1] * (wide - 1))]
        sums, totals = [*sums, row], [*totals, 0]
    if part.kind == Kind.NOMINAL:
        for group in range(wide):
            column = np.zeros(len(limits))
            column[group::wide] = 1
            sums, totals = [*sums, column], [*totals, known[group]]
    found = np.zeros((2, len(limits)))
    for at in range(len(limits)):
        for end, sign in enumerate((1, -1)):
            aim = np.zeros(len(limits))
            aim[at] = sign
            found[end, at] = sign * linprog(aim, A_eq=np.array(sums), b_eq=totals, bounds=limits).fun
    shape = (len(every), wide)
    hidden = np.array([[not line.shown(group) and known[group] > 0 for group in line.groups] for line in every])
    return found[0].reshape(shape), found[1].reshape(shape), hidden


def _limits(line, group, known):
    if known == 0:
        return 0, 0
    if line.shown(group):
        return (round(line.figure(group, "total")),) * 2
    bound = line.bound(group)
    if bound is None:
        return 0, known
    side, share = bound
    half = known * next((0.5 / parts for parts in (50, 20, 10) if known >= 20 * parts), 0)
    if side == "about":
        return share * known - half, share * known + half
    less = share * known if side == "under" else (1 - share) * known  # who have it, or who do not
    low, high = (1, less - 1) if less <= 10.5 else (10, half)
    return (low, high) if side == "under" else (known - high, known - low)


def nothing_is_worked_out(part):
    """But of a level that everybody has, or nobody: all customers are shown, and tell it of every segment."""
    if not part.overall.n:
        return
    low, high, hidden = ranges(part)
    shares = np.array(part.overall.shares)[-len(hidden) :, None]
    hidden &= (shares > 0) & (shares < 1)
    assert (high - low)[hidden].min(initial=9) > 0.9
    assert hidden.sum() >= 2 * hidden.any()


@SHARES
@given(TABLES)
def test_no_hidden_value_of_a_category_follows_from_the_rest(counts):
    nothing_is_worked_out(described(counts, Kind.NOMINAL))


@SHARES
@given(st.integers(2, 6).flatmap(lambda k: arrays(np.int64, (2, k), elements=COUNTS)))
def test_nor_of_a_question(counts):
    nothing_is_worked_out(described(counts, Kind.BINARY))


@SHARES
@given(TABLES, st.integers(0, 30))
def test_nor_of_several_values(counts, more):
    nothing_is_worked_out(described(counts, Kind.MULTI_VALUE, counts.max(axis=0) + more))


def test_the_small_cell_alone_would_be_told():
    counts = [[3, 40, 57], [30, 50, 20]]
    hidden = hidden_cells(described(counts, Kind.NOMINAL))
    assert hidden.tolist() == [[False, True, False, True]] * 2  # of the other two, the one of fewest customers
    assert not hidden_cells(described(np.add(counts, 10), Kind.NOMINAL)).any()
    assert (hidden_cells(described(counts, Kind.BINARY)) == hidden).all()


def test_those_hidden_with_small_ones_are_told_about():
    """Of 300 with 8 yes and 400 with 268, whose sum of 276 is shown."""
    (line,) = lines((described([[292, 132, 250], [8, 268, 250]], Kind.BINARY),))
    assert line.hidden == (False, True, True, False)
    assert [line.bound(group) for group in (1, 2)] == [("under", pytest.approx(10 / 300)), ("about", 0.65)]
    assert [line.figure(group, "total") for group in (0, 1, 2, 3)] == [526, None, None, 250]


def test_the_more_customers_the_finer_they_are_told_about():
    known = (200, 399, 400, 999, 1000)
    assert [bound_of(round(0.334 * n), n) for n in known] == [
        ("about", share) for share in (0.3, 0.3, 0.35, 0.35, 0.34)
    ]
    assert bound_of(12, 1000) == ("about", 0.02)
    assert bound_of(12, 3000) == ("under", 0.02)
    assert bound_of(2988, 3000) == ("over", 0.98)
    assert bound_of(70, 199) is None


def test_no_bounds_where_they_tell():
    """One and nine of ten, in two segments: under ten in both, and two together, is one each."""
    (line,) = lines((described([[99, 99], [1, 1]], Kind.BINARY),))
    assert line.hidden == (True, True, True)
    (pair,) = lines((described([[91, 91], [9, 9]], Kind.BINARY),))
    assert pair.hidden == (False, True, True)
    assert pair.bound(1) is None  # 18 of at most nine each


def test_what_is_measured_is_hidden_of_two_at_least():
    typicals = [Typical(n, mean=1.0, median=1.0) for n in (340, 300, 5, 35)]
    part = DimensionProfile("x", Kind.MONEY, "behavioural", "", False, True, (), 0.5, "clearly", typicals[0],
                            tuple(typicals[1:]))  # fmt: skip
    assert hidden_cells(part).tolist() == [[False, False, True, True]]


def test_nothing_is_told_of_a_group_of_nine():
    """Not what none of them has, nor by being a row of markers that they differ."""
    part = described([[300, 9], [200, 0], [100, 0]], Kind.NOMINAL)
    assert hidden_cells(part)[:, 2].all()
    assert not any(line.markers[1] for line in lines((part,), every_level=True))
    nine = Typical(9, mean=90.0, median=90.0, lower=90.0, upper=90.0, marker=True, effect=3.0)
    others = Typical(600, mean=1.0, median=1.0, lower=1.0, upper=1.0)
    number = DimensionProfile("x", Kind.NUMBER, "behavioural", "", False, True, (), 0.5, "clearly", others,
                              (others, nine))  # fmt: skip
    assert not any(lines((number,))[0].markers)
