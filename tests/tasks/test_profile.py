"""What a worker finds for the page of the profile, of small worlds whose answers are known."""

from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.recipe import Filter
from seg.tasks import profile, segments
from seg.tasks.desk import workspace
from tests import small_shop as world


def lying(recipe, k=3):
    profile.lie({"recipe": recipe.as_json(), "k": k}, world.silent)
    return profile.kept_lying(workspace(), profile.lying_key(recipe, k))


def standing(recipe, k=3):
    profile.stand({"recipe": recipe.as_json(), "k": k}, world.silent)
    return profile.kept_standing(workspace(), profile.standing_key(recipe, k))


def test_how_values_lie_in_the_segments(shop):
    found = lying(world.recipe_of(shop))
    assert set(found.spreads) == {"age", "visits", "spend"}
    assert set(found.order) == {"age", "country", "spend", "visits"}
    visits = found.spreads["visits"]
    assert [sum(bars) for bars in visits.bars] == [30, 10, 10, 10]
    assert sorted(visits.above) == [0, 0, 10, 10]  # the mean lies between the daily ones and all others


def test_who_is_filtered_out_lies_nowhere(shop):
    recipe = replace(world.recipe_of(shop, k=2), filters=(Filter("country", among=("Malta", "Poland")),))
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    found = lying(recipe, 2)
    assert [sum(bars) for bars in found.spreads["visits"].bars] == [20, 10, 10]
    assert found.spreads["visits"].edges[0] >= 20


def test_segments_that_are_not_computed_are_told_so(shop):
    other = replace(world.recipe_of(shop), seed=5)
    for ask in (lying, standing):
        with pytest.raises(SegError, match="not_computed"):
            ask(other)
    assert profile.kept_lying(workspace(), profile.lying_key(other, 3)) is None
    assert profile.kept_standing(workspace(), profile.standing_key(other, 3)) is None


def test_a_list_without_channels_stands_nowhere(shop):
    found = standing(world.recipe_of(shop))
    assert (found.channels, found.journey) == ((), ())


def test_stages_come_from_events_that_the_recipe_leaves_out(tea_shop):
    found = standing(tea_shop.recipe, tea_shop.recipe.k)
    (stage,) = found.journey
    assert stage.dimension.startswith("orders:stage")
    assert [sum(typical.shares) for typical in stage.segments] == pytest.approx([1] * tea_shop.recipe.k)
