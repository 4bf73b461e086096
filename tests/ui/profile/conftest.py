"""Small worlds of which everything is found that the page of the profile shows."""

import pytest

from seg.core.selection import Selection
from seg.tasks import kept, profile, selections
from seg.tasks.desk import workspace
from tests import small_shop as world


def find(recipe):
    """What workers find for the page, found in this process."""
    asked = {"recipe": recipe.as_json(), "k": recipe.k}
    profile.lie(asked, world.silent)
    profile.stand(asked, world.silent)
    ids = kept.kept_solutions(workspace(), recipe).solutions.by_k[recipe.k].ids
    one, other = (Selection("segments", segments=(segment,)).as_json() for segment in ids[:2])
    selections.contrast({**asked, "ids": list(ids), "one": one, "other": other}, world.silent)


@pytest.fixture
def profiled(shop, no_workers):
    """A segmentation of the small shop."""
    find(world.recipe_of(shop))
    return world.segmentation(world.recipe_of(shop))


@pytest.fixture
def profiled_tea_shop(tea_shop, no_workers):
    """A segmentation of the tea shop, which has events."""
    find(tea_shop.recipe)
    return tea_shop
