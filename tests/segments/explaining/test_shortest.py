"""The shortest rule: the planted one, no condition more than it takes, and as precise as was asked."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import all_hold
from seg.segments.explaining.rules import Figures
from seg.segments.explaining.shortest import ShortRule, shortest_rules
from tests.samples import column
from tests.segments.explaining import worlds


@pytest.fixture(scope="module")
def planted():
    return worlds.ruled(missing=0.03)


def test_two_bounds_of_a_number_are_one_condition(planted):
    rules = shortest_rules(planted[0], worlds.COLUMNS, planted[1], 3, 0)
    assert [rule.label for rule in rules] == [0, 1, 2]
    told = {part.dimension: (part.above, part.most) for part in rules[0].conditions}
    assert set(told) == {"spend", "visits"}
    assert told["visits"] == (1, 5)
    assert 450 <= told["spend"][0] <= 550
    assert rules[0].figures.precision > 0.9
    assert rules[0].figures.recall > 0.85  # nobody passes whose value is not known


def test_a_condition_that_gains_little_is_left_out():
    """One channel says all of a segment but one of thirty who come by it: those who are staff."""
    table, _ = worlds.ruled()
    web = np.array([each == "web" for each in table["channel"].to_pylist()])
    staff = np.random.default_rng(0).random(len(web)) < 0.03
    table = table.append_column("staff", pa.array(np.where(staff, "yes", "no")))
    columns = worlds.COLUMNS | {"staff": column("staff", Kind.BINARY, levels=("no", "yes"))}
    labels = (web & ~staff).astype(np.uint8)
    rule = shortest_rules(table, columns, labels, 2, 0)[1]
    assert [(part.dimension, part.among) for part in rule.conditions] == [("channel", ("web",))]
    exact = shortest_rules(table, columns, labels, 2, 0, precision=0.99)
    assert [len(each.conditions) for each in exact if each.label == 1] == [2]


def test_as_precise_as_asked_and_then_as_large_as_can_be(planted):
    table, labels = planted
    loose, strict = (
        {rule.label: rule for rule in shortest_rules(table, worlds.COLUMNS, labels, 3, 0, p)} for p in (0.6, 0.97)
    )
    assert loose[1].figures.precision >= 0.6
    assert strict[1].figures.precision >= 0.93  # held out: a little less is chance
    assert len(strict[1].conditions) > len(loose[1].conditions)
    assert strict[1].figures.recall < loose[1].figures.recall


def test_no_rule_tells_of_few_persons():
    """Nine on a web site of their own."""
    table = pa.table({"channel": ["shop"] * 300 + ["web"] * 9})
    columns, labels = {"channel": column("channel", Kind.NOMINAL)}, np.repeat([0, 1], [300, 9])
    assert [rule.label for rule in shortest_rules(table, columns, labels, 2, 0)] == [0]


def test_none_where_none_is_as_precise():
    random = np.random.default_rng(0)
    table, _ = worlds.ruled()
    assert shortest_rules(table, worlds.COLUMNS, random.integers(2, size=len(table)), 2, 0, precision=0.9) == ()


def test_figures_are_counts_of_those_held_out(planted):
    """Of everybody together the rule does as well as of those it is said of, by chance a little more or less."""
    table, labels = planted
    for rule in shortest_rules(table, worlds.COLUMNS, labels, 3, 0):
        picked = all_hold(rule.conditions, table)
        assert (labels[picked] == rule.label).mean() == pytest.approx(rule.figures.precision, abs=0.06)
        assert rule.figures.customers == 600
        assert ShortRule.from_json(rule.as_json()) == rule


def test_a_yes_or_no_and_a_level():
    labels = np.repeat([0, 1], 200)
    table = pa.table({"member": np.where(labels, "yes", "no"), "happy": np.tile(["low", "high"], 200)})
    columns = {
        "member": column("member", Kind.BINARY, levels=("no", "yes")),
        "happy": column("happy", Kind.ORDINAL, levels=("low", "high")),
    }
    rules = shortest_rules(table, columns, labels, 2, 0)
    assert [[(part.dimension, part.among) for part in rule.conditions] for rule in rules] == [
        [("member", ("no",))],
        [("member", ("yes",))],
    ]


def test_a_surer_rule_is_right_more_often_among_those_held_out():
    spend, visits = Condition("spend", Kind.MONEY, above=500.0), Condition("visits", Kind.COUNT, above=5)
    short = ShortRule(0, (spend,), Figures(100, 93, 120, 600))
    sure = {right: ShortRule(0, (visits,), Figures(100, right, 120, 600)) for right in (91, 93, 94)}
    assert [rule.surer_than(short) for rule in sure.values()] == [False, False, True]
    assert sure[91].surer_than(None)
    assert not short.surer_than(short)
