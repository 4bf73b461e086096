"""Rules and questions as a worker finds them: of segments, and of a group that somebody picked."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.selection import Selection
from seg.segments.explaining.rules import told
from seg.tasks import explaining, kept
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.samples import column

EVERYWHERE = ((-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0))
K = 3


@pytest.fixture
def recipe(shop):
    return world.recipe_of(shop)


def found(recipe, one=None):
    """The rules that the task leaves."""
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[K].ids
    arguments = {"recipe": recipe.as_json(), "k": K, "ids": list(ids), "one": one.as_json() if one else None}
    explaining.rules(arguments, world.silent)
    return explaining.kept_rules(workspace(), explaining.rules_key(recipe, K, ids, one))


def test_rules_of_the_planted_kinds(recipe):
    rules = found(recipe)
    assert (rules.checked, rules.differing, rules.missing) == (30, 0, ())
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[K].ids
    assert len(told(rules.tree, K).segments) == len(ids)
    assert told(rules.tree, K).fidelity == 1.0
    assert {rule.label: len(rule.conditions) for rule in rules.shortest} == {0: 1, 1: 1, 2: 1}
    asked = {part.dimension for rule in rules.shortest for part in rule.conditions}
    assert asked <= {"visits", "spend", "country"}, "age only describes"


def test_rules_of_a_group_may_speak_of_what_describes(recipe, shop):
    segmentation = world.segmentation(recipe)
    rows = kept.kept_solutions(workspace(), recipe).rows
    area = Selection("area", "a map of last year", EVERYWHERE)
    young = replace(area, own=workspace().add_own_segment(segmentation.id, area, rows[rows < 12]).id)
    rules = found(recipe, young)
    (rule,) = [each for each in rules.shortest if each.label == 1]
    assert [part.dimension for part in rule.conditions] == ["age"]
    assert told(rules.tree, 4).segments[1].figures.recall == 1.0


def test_a_dimension_may_have_any_name_and_another_no_values():
    spend, labels = pa.array([1.0, 2.0, 30.0, 40.0] * 20), np.array([0, 0, 1, 1] * 20, np.uint8)
    for name in ("row", "Row", "segment", "row_"):
        customers = pa.table({name: spend, "unknown": pa.nulls(80, pa.float64())})
        columns = {label: column(label, Kind.NUMBER) for label in customers.column_names}
        rules = explaining.explained(customers, columns, labels, 2, 0)
        assert (rules.checked, rules.differing) == (80, 0)
        assert told(rules.tree, 2).fidelity == 1.0


def test_questions(recipe):
    explaining.questions({"recipe": recipe.as_json(), "k": K}, world.silent)
    tool = explaining.kept_questions(workspace(), recipe, K)
    assert len(tool.questions) == 1
    assert tool.accuracy == 1.0
    assert tool.reached


def test_keys_follow_what_matters(recipe):
    other, own = replace(recipe, describing=()), Selection("own", own="x")
    assert explaining.rules_key(recipe, 3) == explaining.rules_key(other, 3)
    assert explaining.rules_key(recipe, 3) != explaining.rules_key(recipe, 4)
    assert explaining.rules_key(recipe, 3, ("a",), own) != explaining.rules_key(other, 3, ("a",), own)
    assert explaining.rules_key(recipe, 3, ("a",), own) == explaining.rules_key(recipe, 5, ("b",), own)
    by_segment = Selection("segments", segments=("s1",))
    assert explaining.rules_key(recipe, 3, ("a",), by_segment) != explaining.rules_key(recipe, 5, ("a",), by_segment)


def test_segments_that_are_not_computed_are_said(recipe):
    arguments = {"recipe": {**recipe.as_json(), "seed": 1}, "k": K, "ids": [], "one": None}
    for task in (explaining.rules, explaining.questions):
        with pytest.raises(SegError, match="not_computed"):
            task(arguments, world.silent)
