"""Two rules in one: never another customer picked, and none left."""

from itertools import product

import numpy as np
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import all_hold, holds
from seg.segments.explaining.unions import joined, united
from tests.segments.explaining.test_conditions import CUSTOMERS, LEVELS

SPEND = [(None, 1), (1, 500), (None, 500), (500, None), (1, None), (500, 501)]
VALUES = [("web",), ("shop", "app"), ("web", "shop"), ("app", "kiosk")]
CONDITIONS = (
    *(Condition("spend", Kind.MONEY, above=low, most=high, unknown=u) for (low, high), u in product(SPEND, (0, 1))),
    *(Condition("channel", Kind.NOMINAL, among=some, unknown=bool(u)) for some, u in product(VALUES, (0, 1))),
    *(Condition("channel", Kind.NOMINAL, without=some, unknown=bool(u)) for some, u in product(VALUES, (0, 1))),
    *(Condition("happy", Kind.ORDINAL, among=some, levels=LEVELS) for some in (LEVELS[:1], LEVELS[:2], LEVELS[1:])),
    *(Condition("tags", Kind.MULTI_VALUE, among=some, without=others, separator=";", unknown=True)
      for some, others in ((("wine",), ()), ((), ("wine",)), (("wine",), ("travel",)), (("wine", "travel"), ()))),
)  # fmt: skip


@pytest.mark.parametrize("name", ["spend", "channel", "happy", "tags"])
def test_they_hold_for_whom_either_holds(name):
    parts, said = [part for part in CONDITIONS if part.dimension == name], 0
    for one, other in product(parts, parts):
        together = united(one, other)
        if one == other or together is None:
            continue
        said += 1
        expected = holds(one, CUSTOMERS) | holds(other, CUSTOMERS)
        found = np.ones(len(CUSTOMERS), bool) if together is False else holds(together, CUSTOMERS)
        assert (found == expected).all(), (one, other, together)
    assert said >= 2


def test_several_rules_become_one_step_by_step():
    spend = [Condition("spend", Kind.MONEY, above=low, most=high) for low, high in ((None, 1), (500, None), (1, 500))]
    web = Condition("channel", Kind.NOMINAL, among=("web",))
    rules = [(web, spend[0]), (web, spend[1]), (spend[2],), (web, spend[2])]
    found = joined(rules)
    assert [places for _, places in found] == [(0, 3), (1,), (2,)]  # everybody who is known is no condition
    whole = np.zeros(len(CUSTOMERS), bool)
    for conditions, _ in found:
        whole |= all_hold(conditions, CUSTOMERS)
    assert (whole == np.any([all_hold(rule, CUSTOMERS) for rule in rules], axis=0)).all()
