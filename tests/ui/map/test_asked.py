"""What the browser asks is read only where it makes sense; anything else is as if nobody had asked."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.ui.map.asked import MOST_CORNERS, Asked, asked

SEGMENTS = ("s0", "s1", "s2")
TRIANGLE = [[0, 0], [2.5, 0], [0, -1e3]]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["m", "s1", "area"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
FIELDS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["area", "segment", "customer", "clear"]) | VALUES, "map_id": st.just("m") | VALUES},
    optional=dict.fromkeys(("points", "hidden", "segment", "add", "row"), VALUES),
)


def read(told, customers=10):
    return asked(told, map_id="m", customers=customers, segments=SEGMENTS)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (
            {"kind": "area", "points": TRIANGLE, "hidden": ["s2", "gone", "s0"], "add": True},
            Asked("area", "m", ((0, 0), (2.5, 0), (0, -1000)), ("s0", "s2"), add=True),
        ),
        ({"kind": "area", "points": TRIANGLE}, Asked("area", "m", ((0, 0), (2.5, 0), (0, -1000)))),
        ({"kind": "segment", "segment": "s1"}, Asked("segment", "m", segment="s1")),
        ({"kind": "segment", "segment": "s1", "add": 1}, Asked("segment", "m", segment="s1")),  # only True adds
        ({"kind": "customer", "row": 9, "segment": "s1"}, Asked("customer", "m", row=9)),
        ({"kind": "clear"}, Asked("clear", "m")),
    ],
)
def test_a_question_is_read(told, meant):
    assert read({"map_id": "m", **told}) == meant


@pytest.mark.parametrize(
    "told",
    [
        None,
        "area",
        [],
        {"kind": "everything"},
        {"kind": ["area"]},
        {"kind": "clear", "map_id": "another"},
        {"kind": "segment", "segment": "s3"},
        {"kind": "segment", "segment": ["s1"]},
        {"kind": "customer", "row": 10},
        {"kind": "customer", "row": -1},
        {"kind": "customer", "row": True},
        {"kind": "customer", "row": 3.0},
        {"kind": "area", "points": TRIANGLE[:2]},
        {"kind": "area", "points": [[0, 0]] * (MOST_CORNERS + 1)},
        {"kind": "area", "points": [[0, 0], [1, math.nan], [2, 2]]},
        {"kind": "area", "points": [[0, 0], [1, math.inf], [2, 2]]},
        {"kind": "area", "points": [[0, 0], [1, 10**400], [2, 2]]},
        {"kind": "area", "points": [[0, 0], [1, True], [2, 2]]},
        {"kind": "area", "points": [[0, 0], [1, "1"], [2, 2]]},
        {"kind": "area", "points": [[0, 0], [1, 1, 1], [2, 2]]},
        {"kind": "area", "points": "abc"},
        {"kind": "area", "points": TRIANGLE, "hidden": "s1"},
    ],
)
def test_nonsense_asks_nothing(told):
    assert read({"map_id": "m", **told} if isinstance(told, dict) else told) is None


@given(VALUES | FIELDS, st.integers(0, 5))
def test_whatever_comes_is_nothing_or_sound(told, customers):
    question = read(told, customers)
    if question is None:
        return
    assert question.map_id == "m"
    assert question.kind in ("area", "segment", "customer", "clear")
    assert isinstance(question.add, bool)
    if question.kind == "area":
        assert 3 <= len(question.points) <= MOST_CORNERS
        assert all(math.isfinite(value) for point in question.points for value in point)
    if question.kind == "segment":
        assert question.segment in SEGMENTS
    if question.kind == "customer":
        assert 0 <= question.row < customers


@given(st.lists(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), min_size=3, max_size=20))
def test_every_polygon_of_finite_numbers_comes_through_as_it_was(points):
    question = read({"kind": "area", "map_id": "m", "points": [list(point) for point in points]})
    assert question.points == tuple(points)
