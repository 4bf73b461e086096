"""A map of its own on the right is turned onto the left, and named by both; whether it is laid there is asked of each
left."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from seg.core.results import CustomerMap
from seg.ui.two_maps.sides import Side, _like
from tests import small_shop as world
from tests.ui.visit import settled, visit

XY = np.array([[0, 0], [4, 0], [4, 1], [0, 3], [1, 1]], np.float32)
QUARTER = np.array([[0, 1], [-1, 0]], np.float32)


def side(name, key, xy):
    now = SimpleNamespace(dataset=SimpleNamespace(id="d"))
    seen = SimpleNamespace(rows=np.arange(len(xy), dtype=np.uint32))
    return Side(name, now, seen, CustomerMap(xy, "umap", {}, key=key), "")


def test_one_map_is_turned_onto_each_left_and_named_by_both():
    right, upright, lying = side("right", "r", XY), side("left", "a", XY), side("left", "b", XY @ QUARTER)
    on = lambda left: _like(left, right.now, right.seen, right.drawn)  # noqa: E731
    assert on(upright).xy == pytest.approx(XY, abs=1e-5)
    assert on(lying).xy == pytest.approx(XY @ QUARTER, abs=1e-5)
    assert len({on(upright).key, on(lying).key, right.drawn.key}) == 3
    assert on(upright) is on(upright), "the browser keeps a picture by its key"


def test_whether_it_is_laid_on_the_left_is_asked_of_each_left(saved, workers):
    """It is by itself where both are drawn from the same; what holds for one left does not go along to another."""
    other = world.segmentation(replace(saved.recipe, forming=saved.recipe.forming[:2]), "Of two dimensions")
    right = world.segmentation(replace(saved.recipe, k=2), "In two")
    world.compute(other.recipe)
    at = settled(visit("two-maps", s=saved.id, beside=right.id))
    assert at.toggle[0].value
    at.query_params["s"] = other.id
    at = settled(at.run())
    assert not at.exception
    assert not at.toggle[0].value
