"""Stages of the pipeline as tasks: what they leave in the store."""

from dataclasses import replace

import pytest

from seg.core.errors import SegError
from seg.core.recipe import Filter, Forming
from seg.tasks import kept, segments
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
