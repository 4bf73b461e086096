"""Counts that are shown: an adversary who solves everything that is shown learns no hidden cell, and of one customer
whom two filters part never more than the odds that are promised."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from seg.segments.suppression import geometric, ringed, shown

FEW = 10
SHAPES = st.tuples(st.integers(2, 6), st.integers(2, 6))
TABLES = SHAPES.flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.one_of(st.integers(0, 14), st.integers(0, 400)))
)


def worked_out(counts, hidden):
    """Cells whose value follows from all shown cells and all totals, by linear algebra: no other solution differs."""
    rows, columns = counts.shape
    unknown = np.argwhere(hidden)
    if not len(unknown):
        return []
    equations = np.zeros((rows + columns, len(unknown)))
    for at, (row, column) in enumerate(unknown):
        equations[row, at] = equations[rows + column, at] = 1
    free = null_space(equations)
    return [tuple(cell) for cell, way in zip(unknown.tolist(), free, strict=True) if np.abs(way).max(initial=0) < 1e-9]


def null_space(matrix):
    _, lengths, right = np.linalg.svd(matrix)
    return right[int((lengths > 1e-9).sum()) :].T


@settings(max_examples=150, deadline=None)
@given(TABLES, st.integers(0, 1_000))
def test_no_hidden_cell_follows_from_totals(counts, seed):
    table = shown(counts, seed)
    assert table.hidden[counts < FEW].all()
    assert worked_out(table.counts, table.hidden) == []


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_without_any_noise_none_does_either(counts):
    assert worked_out(counts, ringed(counts, counts < FEW)) == []


def test_hiding_the_small_cell_alone_would_tell_it():
    counts = np.array([[3, 40, 57], [30, 50, 20]])
    small = counts < FEW
    assert worked_out(counts, small) == [(0, 0)]
    assert ringed(counts, small).tolist() == [[True, True, False], [True, True, False]] or (
        ringed(counts, small).sum() == 4 and worked_out(counts, ringed(counts, small)) == []
    )


def test_as_few_customers_as_can_be_are_hidden_with_it():
    """Of all rings of four cells with the small one, that of 12, 15 and 11."""
    counts = np.array([[3, 12, 400], [15, 11, 500], [90, 80, 70]])
    assert ringed(counts, counts < FEW).tolist() == [[True, True, False], [True, True, False], [False, False, False]]


def test_nothing_is_hidden_where_nothing_is_small():
    table = shown(np.full((3, 4), 200), 5)
    assert not table.hidden.any()
    assert table.shares == pytest.approx(0.25, abs=0.03)
    assert table.base == pytest.approx(0.25, abs=0.02)


@st.composite
def _two_filters(draw):
    """A table, and the same with up to five customers more, in cells that only the adversary's target knows."""
    counts = draw(TABLES)
    more = np.zeros_like(counts)
    for _ in range(draw(st.integers(1, 5))):
        more[draw(st.integers(0, len(counts) - 1)), draw(st.integers(0, counts.shape[1] - 1))] += 1
    return counts, more


@settings(max_examples=100, deadline=None)
@given(_two_filters(), st.integers(0, 1_000))
def test_two_filters_leave_every_answer_possible(tables, seed):
    """The adversary knows who is in the wider filter alone, and not their values. Whatever the two tables show, every
    way in which these few could lie in the cells gives what is seen a chance, and none 2^(2d) times that of another."""
    counts, more = tables
    narrow, wide = shown(counts, seed), shown(counts + more, seed + 1)
    for table in (narrow, wide):
        assert worked_out(table.counts, table.hidden) == []
    few, seen = int(more.sum()), ~(narrow.hidden | wide.hidden)
    gaps = (wide.counts - narrow.counts)[seen]
    for gap in gaps:
        chances = np.array([difference_chance(int(gap) - inside) for inside in range(few + 1)])
        assert (chances > 0).all()
        assert chances.max() / chances.min() <= 2**few * (1 + 1e-9)


def difference_chance(z):
    """The chance that the noise of two tables differs by z: by hand, the sum over all ways."""
    each = lambda at: 2.0 ** -abs(at) / 3  # noqa: E731
    return sum(each(at) * each(at - z) for at in range(-60, 61))


def test_the_best_guess_about_one_customer_is_right_in_two_of_three():
    """Who knows everybody else, and sees the count with or without this one, at equal odds."""
    each = lambda at: 2.0 ** -abs(at) / 3  # noqa: E731
    assert sum(max(each(z), each(z - 1)) for z in range(-60, 61)) / 2 == pytest.approx(2 / 3)


def test_noise_is_what_is_promised():
    noise = geometric((200_000,), 0)
    for z in range(-4, 5):
        assert (noise == z).mean() == pytest.approx(2.0 ** -abs(z) / 3, abs=0.004)
    assert noise.std() == pytest.approx(2.0, abs=0.02)


def test_asking_again_teaches_nothing():
    counts = np.arange(20, 32).reshape(3, 4) * 3
    assert (shown(counts, 7).counts == shown(counts, 7).counts).all()
    assert (shown(counts, 7).counts != shown(counts, 8).counts).any()
