"""Who lies inside an outline: as one finds out point by point, and each point in exactly one of two neighbours."""

import numpy as np
import pytest

from seg.core.selection import Selection
from seg.segments.area import circled, in_segments, inside, marked

SQUARE = ((0, 0), (2, 0), (2, 2), (0, 2))
STAR = tuple((np.cos(a), np.sin(a)) for a in np.pi * 0.8 * np.arange(5) + 0.1)


def crossings(points, x, y):
    """How often a line to the right crosses the outline: the textbook, one point and one edge at a time."""
    count = 0
    for (x0, y0), (x1, y1) in zip(points, (*points[1:], points[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            count += 1
    return count


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("corners", [3, 7, 60])
def test_as_the_textbook_says_point_by_point(seed, corners):
    random = np.random.default_rng(seed)
    points = tuple(map(tuple, random.normal(size=(corners, 2)).tolist()))  # it crosses itself
    xy = random.normal(size=(300, 2)).astype(np.float32)
    expected = [crossings(points, float(x), float(y)) % 2 == 1 for x, y in xy]
    assert 0 < sum(expected) < 300
    assert inside(points, xy).tolist() == expected


def test_what_an_outline_goes_round_twice_is_outside():
    assert inside(STAR, np.array([[0.0, 0.0], [0.7, 0.07], [2.0, 0.0]])).tolist() == [False, True, False]


@pytest.mark.parametrize("seed", range(5))
def test_a_point_on_a_shared_edge_is_in_exactly_one(seed):
    """Triangles around a middle fill a square; points lie on a grid through all corners and edges."""
    random = np.random.default_rng(seed)
    middle = tuple(random.choice([0.25, 0.5, 1.0, 1.5], 2))
    grid = np.arange(-1, 13) / 4
    xy = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
    parts = [(a, b, middle) for a, b in zip(SQUARE, (*SQUARE[1:], SQUARE[0]), strict=True)]
    parts = [part[::-1] if random.random() < 0.5 else part for part in parts]
    counts = np.sum([inside(part, xy) for part in parts], axis=0)
    assert counts.tolist() == inside(SQUARE, xy).astype(int).tolist()
    assert counts.sum() == 8 * 8, "of 9 x 9 on and in the square, those on its upper and right edge are outside"


def test_the_lower_and_left_edges_belong_to_a_square_and_the_others_to_its_neighbours():
    edges = np.array([[0, 0], [2, 2], [0, 1], [2, 1], [1, 0], [1, 2]])
    assert inside(SQUARE, edges).tolist() == [True, False, True, False, True, False]


def test_neither_the_first_corner_nor_the_direction_matters():
    xy = np.random.default_rng(0).normal(size=(500, 2))
    expected = inside(STAR, xy)
    assert expected.any()
    for points in (STAR[2:] + STAR[:2], STAR[::-1]):
        assert (inside(points, xy) == expected).all()


def test_what_encloses_nobody():
    xy = np.array([[0.5, 0.5], [1.0, 1.0]])
    for points in ((), ((0, 0), (2, 2)), ((0, 0), (2, 2), (1, 1)), ((5, 5), (6, 5), (5, 6))):
        assert not inside(points, xy).any()
    assert inside(SQUARE, np.empty((0, 2))).shape == (0,)


def test_hidden_segments_are_left_out_and_gone_ones_have_nobody():
    xy, labels, ids = np.array([[1, 1], [1, 1.5], [5, 5]]), np.array([0, 1, 0], np.uint8), ("s1", "s2")
    area = Selection("area", "m", SQUARE, hidden=("s2", "gone"))
    assert circled(area, labels, ids, xy).tolist() == [True, False, False]
    assert in_segments(("s1",), labels, ids).tolist() == [True, False, True]
    assert in_segments(("s1", "s2"), labels, ids).all()
    assert not in_segments(("gone",), labels, ids).any()
    assert not in_segments((), labels, ids).any()


def test_rows_found_again_in_any_order():
    assert marked(np.array([7, 3], np.uint32), np.array([3, 4, 9, 7, 0])).tolist() == [True, False, False, True, False]
    assert marked(np.array([], np.uint32), np.array([3])).tolist() == [False]
