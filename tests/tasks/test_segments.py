"""Stages of the pipeline as tasks: what they leave in the store."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.core.recipe import Filter, Forming, Recipe
from seg.tasks import kept, kept_maps, segments
from seg.tasks.desk import workspace
from tests import small_shop as world


@pytest.fixture
def recipe(shop):
    """Not computed yet: it includes the customers of two countries only."""
    return replace(world.recipe_of(shop), filters=(Filter("country", ("Malta", "Poland")),))


def asked(recipe, **more):
    return {"recipe": recipe.as_json(), **more}


def test_solve_leaves_every_k_and_its_profiles(recipe):
    segments.solve(asked(recipe), world.silent)
    found = kept.kept_solutions(workspace(), recipe)
    assert list(found.solutions.by_k) == list(range(2, 13))
    assert found.rows.tolist() == [number for number in range(30) if number % 3 < 2]
    assert list(kept.kept_profiles(workspace(), recipe)) == list(found.solutions.by_k)


def test_describe_alone_solves_first(recipe):
    segments.describe(asked(recipe), world.silent)
    assert kept.kept_solutions(workspace(), recipe)


def test_describing_dimensions_are_added_without_solving_again(shop):
    recipe = replace(world.recipe_of(shop), describing=("age", "member"))
    assert kept.kept_profiles(workspace(), recipe) is None
    segments.describe(asked(recipe), world.silent)
    assert {part.dimension for part in kept.kept_profiles(workspace(), recipe)[3]} == set(recipe.dimensions)


def test_more_segments_than_customers_can_form_give_what_they_can(home, tmp_path):
    rows = [(f"{n:03}", (1, 9, 50)[n % 3]) for n in range(30)]
    path = world.write_customers(tmp_path / "three.csv", rows, ("customer_id", "visits"))
    dataset = world.dataset_of(world.read(path, tmp_path))
    recipe = replace(world.recipe_of(dataset, k=9), forming=(Forming("visits"),), describing=())
    segments.look(asked(recipe, k=9), world.silent)
    assert kept.kept_look(workspace(), recipe, 9).solution.k == 3
    segments.solve(asked(recipe), world.silent)
    assert list(kept.kept_solutions(workspace(), recipe).solutions.by_k) == [2, 3]


def test_a_dimension_that_is_not_there_is_refused(recipe):
    with pytest.raises(SegError, match="dimensions_unknown"):
        segments.solve(asked(replace(recipe, forming=(Forming("nope"),))), world.silent)


def test_progress_is_told_by_stage(recipe):
    told = []
    segments.solve(asked(recipe), lambda stage, share: told.append((stage, share)))
    assert {"stage.encoding", "stage.segments", "stage.quality", "stage.profiles"} <= {stage for stage, _ in told}
    assert all(0 <= share <= 1 for _, share in told)


def test_a_biplot_is_the_first_sketch_with_arrows(shop):
    recipe = world.recipe_of(shop)
    segments.biplot(asked(recipe), world.silent)
    found = kept_maps.kept_biplot(workspace(), recipe).drawn
    np.testing.assert_array_equal(found.xy, kept.kept_look(workspace(), recipe, 3).map.xy)
    assert {arrow.dimension for arrow in found.arrows} == {"visits", "spend", "country"}
    assert found.near.shape == (30, 15)
    assert isinstance(found.trust["shares"], tuple)


def test_customers_of_another_day_are_laid_on_the_map_that_is_kept(shop):
    base = world.recipe_of(shop)
    later = replace(base, as_of="2026-06-30")
    segments.place(asked(later, base=base.as_json()), world.silent)
    found = kept_maps.kept_placed(workspace(), later, base)
    np.testing.assert_allclose(found.drawn.xy, kept_maps.kept_map(workspace(), base).drawn.xy, atol=1e-6)
    assert kept.kept_look(workspace(), later, 3) is None
    assert found.rows.tolist() == list(range(30))
    assert {"trustworthiness", "variance_share"} <= found.drawn.trust.keys()


def test_the_map_to_be_laid_on_is_drawn_first_where_it_is_not_kept(shop, recipe):
    later = replace(recipe, as_of="2026-06-30")
    segments.place(asked(later, base=recipe.as_json()), world.silent)
    under, found = kept_maps.kept_map(workspace(), recipe), kept_maps.kept_placed(workspace(), later, recipe)
    np.testing.assert_allclose(found.drawn.xy, under.drawn.xy, atol=1e-6)


def test_customers_of_another_file_are_laid_on_it_if_it_tells_the_same_of_them(shop, tmp_path):
    told = [row[:4] for row in world.customers()[5:]]  # until the visits
    other = world.dataset_of(world.read(world.write_customers(tmp_path / "b.csv", told, world.HEADER[:4]), tmp_path))
    theirs = Recipe(other, (Forming("age"),), k=3)
    base = replace(world.recipe_of(shop), forming=(Forming("visits"),), describing=())
    segments.place(asked(theirs, base=base.as_json()), world.silent)
    found = kept_maps.kept_placed(workspace(), theirs, base)
    np.testing.assert_allclose(found.drawn.xy, kept_maps.kept_map(workspace(), base).drawn.xy[5:], atol=1e-6)
    with pytest.raises(SegError, match="map_dimensions_missing") as problem:
        segments.place(asked(theirs, base=world.recipe_of(shop).as_json()), world.silent)
    assert set(problem.value.fact["dimensions"]) == {"spend", "country"}


def test_the_nearest_of_a_customer_are_of_its_kind(shop):
    recipe = world.recipe_of(shop)
    found = segments.nearest(asked(recipe, row=4), world.silent)
    assert len(found["rows"]) == 10
    assert [row % 3 for row in found["rows"]][:9] == [1] * 9
    assert 4 not in found["rows"]
    assert found["distances"] == sorted(found["distances"])
    assert kept_maps.kept_nearest(workspace(), recipe, 4) == found
    assert kept_maps.kept_nearest(workspace(), recipe, 5) is None
