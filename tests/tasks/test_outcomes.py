"""Groups compared as a worker does it: who they are, what they were made of, and who is in several."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.columns import Kind
from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.selection import Selection
from seg.core.settings import SETTINGS
from seg.segments.outcomes.found import EVERYBODY_ELSE
from seg.tasks import kept, shown_groups
from seg.tasks.desk import workspace
from seg.tasks.outcomes import (
    Asked,
    compared,
    keep_combination,
    kept_comparison,
    kept_overlap,
    outcome_key,
    overlap_key,
    overlapping,
)
from seg.tasks.shown_groups import shown
from tests import small_shop as world

TWO_KINDS = [row for row in range(30) if row % 3 < 2]
TWO_OTHERS = [row for row in range(30) if row % 3 > 0]
"""Of the three kinds of customers, that are the segments: no other groups of so few may be compared beside these."""


@pytest.fixture
def recipe(shop):
    return world.recipe_of(shop)


@pytest.fixture
def circled(recipe):
    """Keeps the customers of these rows of the file: `circled(rows)`."""
    segmentation = world.segmentation(recipe)

    def keep(rows, name=""):
        area = Selection("area", "a map of last year", ((0, 0), (1, 0), (1, 1)))
        return Selection("own", own=workspace().add_own_segment(segmentation.id, area, np.asarray(rows), name).id)

    return keep


def overlapped(of):
    overlapping(of.as_json(), world.silent)
    return kept_overlap(workspace(), overlap_key(of))


def asked(recipe, *groups, k=3, rest=False):
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[k].ids
    groups = groups or tuple(Selection("segments", segments=(segment,)) for segment in ids)
    return Asked(recipe, k, tuple(ids), groups, rest)


def compare(of, dimension, since="", inside="", against=EVERYBODY_ELSE):
    named = {"dimension": dimension, "since": since, "inside": inside, "against": against}
    compared(of.as_json() | named, world.silent)
    return kept_comparison(workspace(), outcome_key(of, dimension, since, inside, against))


def test_keys_follow_what_the_groups_are_made_of(recipe, circled):
    """Kept members of values of a column are made of that column: what they are compared on may be it."""
    kept_values = replace(circled(range(15)), kind="segments", segments=("s1",))
    by_column = replace(recipe, method="column", segments_from="country")
    of, other = (Asked(each, 3, ("s1", "s2"), (kept_values,), True) for each in (recipe, by_column))
    assert of.made_of != other.made_of
    assert of.key("outcome", "country") != other.key("outcome", "country")
    saved = replace(by_column, segments_from="age")
    assert "age" in Asked(saved, 3, ("s1", "s2"), (circled(range(15)),), True).made_of, "they may be some of its values"
    again = replace(recipe, k=5)
    assert of.key("outcome", "age") == replace(of, recipe=again, k=5).key("outcome", "age")


def test_a_rule_is_made_of_what_it_asks_for(recipe):
    """Nothing that it asks for is tested, what forms the segments is; kept or not."""
    rule = Selection("rule", conditions=(Condition("country", Kind.NOMINAL, among=("Poland", "Malta")),))
    segmentation = world.segmentation(recipe)
    own = replace(rule, own=workspace().add_own_segment(segmentation.id, rule, TWO_KINDS).id)
    for group in (rule, own):
        of = asked(recipe, group, rest=True)
        assert of.made_of == {"country"}
        by_country, by_age = compare(of, "country"), compare(of, "age")
        assert (by_country.circular, by_country.gaps[0].p) == (True, None)
        assert (by_age.circular, by_age.gaps[0].one) == (False, 34.0)
        assert by_age.gaps[0].p > 0.05
    segment = Selection("segments", segments=("s1",))
    assert asked(recipe, rule, segment).made_of == {"visits", "spend", "country"}


def test_who_is_in_a_rule_and_a_segment_is_made_of_both(recipe, circled):
    rule = Selection("rule", conditions=(Condition("age", Kind.NUMBER, above=34.0, whole=True),))
    segment = Selection("segments", segments=("s1",))
    made = keep_combination(workspace(), world.segmentation(recipe).id, asked(recipe, segment, rule), (0, 1), "Both")
    whence = workspace().own_segment(made).selection
    assert (whence.kind, whence.segments, whence.conditions) == ("segments", ("s1",), rule.conditions)


def test_who_is_in_a_rule_and_not_in_a_circle_is_made_of_the_map_too(recipe, circled):
    """Nobody of them was circled: what forms the map decided that. Of rules alone, the map decided nothing."""
    rule = Selection("rule", conditions=(Condition("age", Kind.NUMBER, above=34.0, whole=True),))
    other = Selection("rule", conditions=(Condition("country", Kind.NOMINAL, among=("Malta",)),))
    segmentation = world.segmentation(recipe)
    ages = replace(rule, own=workspace().add_own_segment(segmentation.id, rule, np.arange(20)).id)
    of_map = {"age", "visits", "spend", "country"}
    for beside, made_of in ((circled(TWO_KINDS), of_map), (other, {"age", "country"})):
        for group in (rule, ages):
            made = keep_combination(workspace(), segmentation.id, asked(recipe, group, beside), (0,), "Only")
            of = replace(workspace().own_segment(made).selection, own=made)
            assert asked(recipe, of, rest=True).made_of == made_of


def test_all_segments_on_what_only_describes(recipe):
    found = compare(asked(recipe), "age")
    assert [group.n for group in found.groups] == [10, 10, 10]
    assert sorted(group.typical.mean for group in found.groups) == [33.5, 34.5, 35.5]
    assert not found.circular
    assert found.p > 0.5


def test_each_against_the_last(recipe):
    found = compare(asked(recipe), "age", against=2)
    assert [(gap.group, gap.against) for gap in found.gaps] == [(0, 2), (1, 2)]
    assert outcome_key(asked(recipe), "age", against=2) != outcome_key(asked(recipe), "age")


def test_what_forms_the_segments_is_not_tested(recipe):
    found = compare(asked(recipe), "visits")
    assert (found.circular, found.p) == (True, None)
    assert max(group.typical.mean for group in found.groups) == 104.5


def test_kept_customers_and_everybody_else(recipe, circled):
    found = compare(asked(recipe, circled(range(0, 30, 3)), rest=True), "age")
    assert [group.n for group in found.groups] == [10, 20]
    assert found.gaps[0].difference == pytest.approx(33.5 - 35)
    assert not found.gaps[0].clear


def test_a_dimension_that_the_recipe_does_not_name(recipe):
    found = compare(asked(recipe), "joined")
    assert (found.form, len(found.gaps)) == ("date", 3)
    with pytest.raises(SegError, match="dimensions_unknown"):
        compare(asked(recipe), "weather")


def test_within_a_third_dimension(recipe, circled):
    found = compare(asked(recipe, circled(TWO_KINDS), rest=True), "age", inside="visits")
    assert found.within == "visits"
    made_of = {"visits", "spend", "country"}
    assert made_of.isdisjoint(third.dimension for third in found.thirds), "they decide who is in which group"
    assert len(found.strata_cuts) == 3


def test_the_number_of_segments_matters_only_to_segments(recipe):
    own = Selection("own", own="x")
    of = lambda group, k, **choices: outcome_key(replace(asked(recipe, group, k=k), **choices), "age")  # noqa: E731
    segment = Selection("segments", segments=("s1",))
    assert of(own, 3) == of(own, 4)
    assert of(segment, 3) != of(segment, 4)
    assert of(own, 3) != of(own, 3, rest=True)
    assert Asked.from_json(asked(recipe, own).as_json()) == asked(recipe, own)


def test_who_is_in_several_can_be_kept(recipe, circled):
    segmentation = world.segmentation(recipe)
    of = asked(recipe, circled(TWO_KINDS), circled(TWO_OTHERS))
    found = overlapped(of)
    assert {part.groups: part.count for part in found.combinations} == {(0,): 10, (0, 1): 10, (1,): 10}
    made = keep_combination(workspace(), segmentation.id, of, (0, 1), "Both")
    assert workspace().own_members(made).tolist() == list(range(1, 30, 3))
    assert workspace().own_segment(made).name == "Both"
    with pytest.raises(SegError, match="nobody_in_all"):
        keep_combination(workspace(), segmentation.id, asked(recipe, circled([1]), circled([2])), (0, 1), "None")


def test_groups_that_differ_by_few_are_not_both_told(recipe, circled):
    """From a segment, from everybody, from one another, and from who was looked at before, whatever was asked of them.

    Ten of one kind and ten of the next, and then without one of these.
    """
    with pytest.raises(SegError, match="nearly_everybody"):
        overlapped(asked(recipe, circled(range(29))))
    nearly = circled(TWO_KINDS[:-1])
    with pytest.raises(SegError, match="groups_too_near"):
        overlapped(asked(recipe, nearly))
    with pytest.raises(SegError, match="groups_too_near"):
        overlapped(replace(asked(recipe, nearly), k=2))
    named = replace(asked(recipe, circled(TWO_KINDS), rest=True), names=("Two kinds", "Others"))
    assert compare(named, "age").told
    half = replace(asked(recipe, circled(range(15)), rest=True), names=("Half", "Others"))
    assert compare(half, "age").told
    with pytest.raises(SegError, match=r"'near': .'Half'"):
        compare(replace(asked(recipe, circled(range(14)), rest=True), names=("Nearly", "Others")), "joined")
    assert compare(named, "joined").told, "the same customers again"


def test_of_two_asked_for_at_the_same_moment_at_most_one_is_told(recipe, circled, monkeypatch):
    """Each is remembered before it is held against the others; what was refused is not remembered as shown."""
    one, two = (replace(asked(recipe, circled(range(many)), rest=True), names=(str(many), "")) for many in (15, 14))
    held_against = shown_groups.refuse_near

    def while_the_other_comes(*arguments):
        monkeypatch.setattr(shown_groups, "refuse_near", held_against)
        with pytest.raises(SegError, match="groups_too_near"):
            compare(two, "age")
        held_against(*arguments)

    monkeypatch.setattr(shown_groups, "refuse_near", while_the_other_comes)
    assert compare(one, "age").told
    store = workspace()
    assert sorted(mask.sum() for _, mask in shown(store, store.dataset(recipe.dataset))) == [15, 15]


def test_a_segment_without_few_of_it_is_said_to_share_them(recipe, circled, monkeypatch):
    """Two of a segment are in the group too: it would be told of without them, and is known with them."""
    monkeypatch.setitem(SETTINGS, "min_cell_customers", replace(SETTINGS["min_cell_customers"], value=3))
    labels = kept.kept_solutions(workspace(), recipe).solutions.by_k[3].labels
    group = circled([*np.flatnonzero(labels == 0), *np.flatnonzero(labels == 1)[:2]])
    second = Selection("segments", segments=(asked(recipe).ids[1],))
    named = {"names": ("Mine", "Second"), "segment_names": ("First", "Second", "Third")}
    with pytest.raises(SegError, match=r"groups_share_few .*'group': 'Second'"):
        compare(replace(asked(recipe, group, second), **named), "age")


def test_groups_of_one_name_are_all_remembered(recipe):
    compare(replace(asked(recipe), names=("A", "A", "A (2)")), "age")
    store = workspace()
    assert sum(mask.sum() == 10 for _, mask in shown(store, store.dataset(recipe.dataset))) == 3


def test_segments_that_are_not_computed_are_said(recipe):
    with pytest.raises(SegError, match="not_computed"):
        compare(replace(asked(recipe), recipe=replace(recipe, seed=1)), "age")
