"""Ticks and choices as changes of a recipe."""

import pytest

from seg.core.recipe import Forming, Recipe
from seg.ui.dimensions.changes import DESCRIBES, FORMS, counted_so, ticked
from seg.ui.dimensions.lost import without

RECIPE = Recipe("d", (Forming("a", 2.0, "because we say so"),), ("b",), events=(("orders/zero", "in"),))


@pytest.mark.parametrize(
    ("label", "kind", "on", "forming", "describing"),
    [
        ("c", FORMS, True, "ac", "b"),
        ("c", DESCRIBES, True, "a", "bc"),
        ("b", FORMS, True, "ab", ""),
        ("a", DESCRIBES, True, "", "ab"),
        ("a", FORMS, False, "", "b"),
        ("b", DESCRIBES, False, "a", ""),
    ],
)
def test_a_dimension_forms_or_describes_or_neither(label, kind, on, forming, describing):
    changed = ticked(RECIPE, label, kind, on)
    assert "".join(part.dimension for part in changed.forming) == forming
    assert "".join(changed.describing) == describing


@pytest.mark.parametrize(
    ("label", "kind", "on"),
    [("a", FORMS, True), ("b", DESCRIBES, True), ("c", FORMS, False), ("b", FORMS, False), ("a", DESCRIBES, False)],
)
def test_a_tick_that_changes_nothing_leaves_weights_and_reasons_alone(label, kind, on):
    assert ticked(RECIPE, label, kind, on) == RECIPE


def test_what_is_as_by_default_is_left_out_of_the_recipe():
    chosen = counted_so(RECIPE, "orders/returned", "out", "net")
    assert chosen.events == (("orders/returned", "out"), ("orders/zero", "in"))
    assert counted_so(chosen, "orders/returned", "in", "net").events[0] == ("orders/returned", "in")
    assert counted_so(chosen, "orders/returned", "net", "net") == RECIPE


def test_a_dimension_is_taken_out_wherever_it_is():
    assert without(RECIPE, "a").dimensions == ("b",)
    assert without(RECIPE, "b").dimensions == ("a",)
