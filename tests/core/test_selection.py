"""A selection is the same after a trip through JSON, and refuses what nobody can pick."""

import json
from dataclasses import replace

import pytest

from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.selection import MOST_POINTS, Selection

TRIANGLE = ((0.0, 0.0), (1.0, 0.0), (0.5, 1e-17))
AREA = Selection("area", "map-1", TRIANGLE, hidden=("s3", "s1"))
RULE = Selection(
    "rule",
    conditions=(
        Condition("visits", "count", above=2.0, unknown=True, whole=True),
        Condition("tags", "multi-value", among=("a",), separator=";"),
    ),
)


@pytest.mark.parametrize("selection", [AREA, replace(AREA, own="x_-1"), RULE, Selection("own", own="x"),
                                       Selection("segments", segments=("s2", "s1"))])  # fmt: skip
def test_comes_back_from_json_exactly(selection):
    again = Selection.from_json(json.loads(json.dumps(selection.as_json())))
    assert again == selection
    assert hash(again) == hash(selection)
    assert again.fingerprint() == selection.fingerprint()


def test_what_was_kept_before_there_were_rules_is_read():
    """And has the fingerprint that it had."""
    old = {"kind": "segments", "map_key": "", "points": [], "hidden": [], "segments": ["s1"], "own": ""}
    assert Selection.from_json(old) == Selection("segments", segments=("s1",))
    assert Selection.from_json(old).as_json() == old | {"points": (), "hidden": (), "segments": ("s1",)}


def test_the_order_of_segments_changes_nothing():
    assert Selection("segments", segments=("b", "a", "b")) == Selection("segments", segments=("a", "b"))
    assert replace(AREA, hidden=("s1", "s3")) == AREA


def test_every_choice_counts_until_the_members_are_kept():
    others = [replace(AREA, map_key="map-2"), replace(AREA, points=TRIANGLE[::-1]), replace(AREA, hidden=())]
    assert len({each.fingerprint() for each in (AREA, *others)}) == 4
    kept = [replace(each, own="o") for each in (AREA, *others)] + [Selection("own", own="o")]
    assert len({each.fingerprint() for each in kept}) == 1
    assert kept[0].fingerprint() != Selection("own", own="p").fingerprint()


@pytest.mark.parametrize(
    "raw",
    [
        {"kind": "nobody"}, {"kind": "own"}, {"kind": "rule"}, {"kind": "segments"}, {"kind": "area", "map_key": "m"},
        {"kind": "area", "points": TRIANGLE}, {"kind": "area", "map_key": "m", "points": TRIANGLE[:2]},
        {"kind": "area", "map_key": "m", "points": (*TRIANGLE, (float("nan"), 0.0))},
        {"kind": "area", "map_key": "m", "points": TRIANGLE * MOST_POINTS},
    ],
)  # fmt: skip
def test_what_nobody_can_pick_is_refused(raw):
    with pytest.raises(SegError, match="selection_unreadable"):
        Selection(**raw)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"kind": "own", "own": "x", "more": 1},
        AREA.as_json() | {"points": [[1]]},
        RULE.as_json() | {"conditions": [{"dimension": "x"}]},
    ],
)
def test_what_is_no_selection_is_refused(raw):
    with pytest.raises(SegError, match="selection_unreadable"):
        Selection.from_json(raw)
