"""Conditions: what they say of every kind of value, their opposites, and two of them in one."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import all_hold, both, holds, is_known, merged, opposite

LEVELS = ("low", "middle", "high")
CUSTOMERS = pa.table(
    {
        "spend": [1.0, 500.0, 501.0, None, float("nan")],
        "joined": [date(2020, 1, 1), date(2020, 1, 2), date(2020, 1, 3), None, date(2021, 1, 1)],
        "happy": ["low", "middle", "high", None, "huge"],
        "member": ["no", "yes", "maybe", None, "yes"],
        "channel": ["web", "shop", "app", None, "kiosk"],
        "tags": ["wine;travel", "wine", "[]", None, " travel ; games "],
    }
)
DAY = (date(2020, 1, 2) - date(1970, 1, 1)).days
EACH = {
    Condition("spend", Kind.MONEY, above=500): "..X..",
    Condition("spend", Kind.MONEY, most=500): "XX...",
    Condition("joined", Kind.DATE, most=DAY): "XX...",
    Condition("happy", Kind.ORDINAL, among=("low", "middle"), levels=LEVELS): "XX...",
    Condition("member", Kind.BINARY, among=("yes",), levels=("no", "yes")): ".X..X",
    Condition("channel", Kind.NOMINAL, among=("web",)): "X....",
    Condition("channel", Kind.NOMINAL, without=("web",)): ".XX.X",
    Condition("tags", Kind.MULTI_VALUE, among=("wine",), separator=";"): "XX...",
    Condition("tags", Kind.MULTI_VALUE, without=("travel",), separator=";"): ".XX..",
}


def drawn(mask):
    return "".join("X" if one else "." for one in mask)


@pytest.mark.parametrize("condition", EACH, ids=lambda each: f"{each.dimension} {each.among or each.without}")
def test_for_whom_it_holds(condition):
    assert drawn(holds(condition, CUSTOMERS)) == EACH[condition]


@pytest.mark.parametrize("condition", EACH, ids=lambda each: f"{each.dimension} {each.among or each.without}")
def test_everybody_is_on_one_side_of_it(condition):
    one, other = holds(condition, CUSTOMERS), holds(opposite(condition), CUSTOMERS)
    assert (one ^ other).all()
    assert opposite(opposite(condition)) == condition
    assert Condition.from_json(condition.as_json()) == condition


@pytest.mark.parametrize(
    ("dimension", "known"),
    [("spend", "XXX.."), ("joined", "XXX.X"), ("happy", "XXX.."), ("member", "XX..X"), ("channel", "XXX.X"),
     ("tags", "XXX.X")],
)  # fmt: skip
def test_whether_it_is_known(dimension, known):
    """A third level of a yes or no is not; an empty list of tags says that there are none."""
    condition = next(each for each in EACH if each.dimension == dimension)
    nobody_known = replace(condition, known=False, unknown=True)
    assert drawn(holds(is_known(condition), CUSTOMERS)) == known
    assert (holds(nobody_known, CUSTOMERS) == ~holds(is_known(condition), CUSTOMERS)).all()
    assert not holds(replace(nobody_known, unknown=False), CUSTOMERS).any()
    assert both(condition, nobody_known).known is False


def test_two_of_one_dimension_are_one():
    over, under = Condition("visits", Kind.COUNT, above=1, whole=True), Condition("visits", Kind.COUNT, most=5)
    assert both(over, under) == Condition("visits", Kind.COUNT, above=1, most=5, whole=True)
    web, app = (Condition("channel", Kind.NOMINAL, without=(name,), unknown=True) for name in ("web", "app"))
    assert both(web, app) == Condition("channel", Kind.NOMINAL, without=("web", "app"), unknown=True)
    assert both(web, Condition("channel", Kind.NOMINAL, among=("shop",))).without == ()
    low = Condition("happy", Kind.ORDINAL, among=LEVELS[:2], levels=LEVELS)
    high = Condition("happy", Kind.ORDINAL, among=LEVELS[1:], levels=LEVELS)
    assert both(low, high).among == ("middle",)
    wine, no_travel = list(EACH)[-2:]
    assert drawn(holds(both(wine, no_travel), CUSTOMERS)) == ".X..."


def test_merged_they_pick_the_same():
    parts = [part for part in EACH if part.dimension in ("channel", "tags", "spend")]
    for one in parts:
        for other in (part for part in parts if part != opposite(replace(one, unknown=True))):
            together = merged((one, other))
            assert len(together) == len({one.dimension, other.dimension})
            assert drawn(all_hold(together, CUSTOMERS)) == drawn(holds(one, CUSTOMERS) & holds(other, CUSTOMERS))
