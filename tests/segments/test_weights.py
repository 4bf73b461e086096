"""Weights that are evened out: half the way to what was planned, and nearer to it on customers of every kind."""

from dataclasses import replace

import numpy as np
import pytest

from seg import pipeline
from seg.core.columns import Basis, Kind
from seg.core.recipe import Forming, Recipe
from seg.segments.distances import Rows
from seg.segments.encoding import encode
from seg.segments.methods import METHODS, Material
from seg.segments.methods.solution import solution_of
from seg.segments.weights import evened, factors, hardly_separates
from tests.samples import column
from tests.segments.test_encoding import a2


def driver(planned, achieved, eta_squared=0.5):
    return {"planned": planned, "total": planned, "achieved": achieved, "eta_squared": eta_squared}


def test_factors_by_hand():
    # among what separates .2, .3 and .3 of .8 were planned, and .4, .3 and .3 of 1 achieved
    drivers = {"a": driver(0.2, 0.4), "b": driver(0.3, 0.3), "c": driver(0.3, 0.3), "d": driver(0.2, 0.0, 0.019)}
    more = (0.375 / 0.3) ** 0.5
    assert factors(drivers) == pytest.approx({"a": (0.25 / 0.4) ** 0.5, "b": more, "c": more, "d": 1.0})


def test_no_factor_is_beyond_a_half_and_two():
    drivers = {"a": driver(0.5, 0.98), "b": driver(0.45, 0.019), "c": driver(0.05, 0.001)}
    assert factors(drivers) == pytest.approx({"a": (0.5 / 0.98) ** 0.5, "b": 2.0, "c": 2.0})
    assert factors({"a": driver(0.1, 0.9), "b": driver(0.9, 0.1)}) == {"a": 0.5, "b": 2.0}


def test_what_hardly_separates_is_left_alone():
    assert hardly_separates(driver(0.5, 0.1, 0.0199))
    assert not hardly_separates(driver(0.5, 0.1, 0.02))
    alone = {"a": driver(0.5, 1.0), "b": driver(0.5, 0.0, 0.001)}
    assert factors(alone) == {"a": 1.0, "b": 1.0}, "one dimension can come no nearer to itself"


COLUMNS = {
    "a": column("a", Kind.NUMBER), "b": column("b", Kind.NUMBER), "c": column("c", Kind.NUMBER, basis=Basis.NEEDS),
}  # fmt: skip


def test_the_weight_that_people_see_is_changed_and_nothing_else():
    recipe = Recipe("d", (Forming("a", 2.0), Forming("b"), Forming("c")), k=5, describing=("x",))
    after = evened(recipe, {"a": driver(0.25, 0.9), "b": driver(0.25, 0.05), "c": driver(0.5, 0.05)}, COLUMNS)
    assert [(part.dimension, part.weight) for part in after.forming] == [("a", 1.05), ("b", 2.0), ("c", 1.0)]
    assert after.basis_weights == (("needs", 2.0),), "c is alone in its basis"
    assert replace(after, forming=recipe.forming, basis_weights=()) == recipe


def test_weights_stay_where_they_can_be_set_by_hand():
    recipe = Recipe("d", (Forming("a", 0.3), Forming("b", 3.0), Forming("c")))
    after = evened(recipe, {"a": driver(0.2, 0.79), "b": driver(0.6, 0.01), "c": driver(0.2, 0.2)}, COLUMNS)
    assert [part.weight for part in after.forming] == [0.25, 4.0, 1.0]


@pytest.mark.parametrize("k", [3, 5])
def test_shares_come_nearer_to_the_planned_ones(k):
    customers, columns = a2()
    recipe = Recipe("d", tuple(Forming(name, 0.5 if name in ("spend", "visits") else 1) for name in columns))
    before = drivers_of(customers, columns, recipe, k)
    after = drivers_of(customers, columns, evened(recipe, before, columns), k)
    assert away(before, before) > away(after, before)


def away(drivers, planned):
    """How far the achieved shares are from those that were planned first, of all dimensions together."""
    return sum(abs(part["achieved"] - planned[name]["planned"]) for name, part in drivers.items())


def drivers_of(customers, columns, recipe, k):
    encoded = encode(customers, columns, recipe, "2026-01-01")
    material = Material(Rows.of(encoded.matrix), encoded.encoding)
    solution = solution_of(METHODS["kmeans"].fit(material, (k,), 0, False, lambda done, of: None)[k], material)
    variances = np.nanvar(encoded.matrix, axis=0, dtype=np.float64)
    return pipeline._drivers(encoded.encoding, variances, solution.sizes, solution.centres)
