"""Without one input: the one that brings the attribute in is found, and a recipe that does without it."""

import numpy as np
import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.breaking import DIMENSION, trials
from seg.segments.distances import Rows
from seg.segments.fairness.attributes import Attribute
from seg.segments.fairness.drop_one import Without, drop_each, without
from seg.segments.methods import METHODS, Material
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from tests.samples import column, material, recipe


@pytest.fixture(scope="module")
def world():
    """Two far groups by x0, which goes with the attribute; x1 and x2 say little."""
    random = np.random.default_rng(0)
    has = np.arange(600) % 2
    x = np.stack([has * 8 + random.normal(size=600), np.arange(600) % 3 + random.normal(0, 0.2, 600),
                  random.normal(size=600)], axis=1)  # fmt: skip
    made: Material = material(x)
    (model,) = METHODS["kmeans"].fit(made, (2,), 0, False, silent).values()
    attribute = Attribute("sex", "", False, (None, None), has)
    return made, solution_of(model, made), attribute


def test_the_input_that_brings_it_in(world):
    made, solution, attribute = world
    found = {each.dimension: each for each in drop_each(made, solution, (attribute,), 0)}
    assert list(found) == ["x0", "x1", "x2"]
    assert found["x0"].v[0] < 0.15
    assert found["x0"].agreement < 0.1
    assert found["x2"].v[0] > 0.95
    assert found["x2"].agreement > 0.95
    assert Without.from_json(found["x0"].as_json()) == found["x0"]


def test_nothing_is_left_of_one_input():
    made = material(np.arange(60.0)[:, None])
    assert isinstance(made.rows, Rows)
    (model,) = METHODS["kmeans"].fit(made, (2,), 0, False, silent).values()
    assert drop_each(made, solution_of(model, made), (), 0) == ()


def test_breaking_leaves_out_the_same(world):
    made, solution, _ = world
    lost = [trial for trial in trials(made, solution, 0, {}) if trial.kind == DIMENSION and trial.what == "x0"]
    assert lost
    assert all(trial.stayed < 0.7 for trial in lost)


def test_a_recipe_without_them():
    asked = recipe("spend", "visits", "age", describing=("city",))
    less = without(asked, ("age", "city"))
    assert [part.dimension for part in less.forming] == ["spend", "visits"]
    assert less.describing == ("age", "city")
    assert less.solutions_key() != asked.solutions_key()
    with pytest.raises(SegError, match="no_dimensions"):
        without(recipe("age"), ("age",))
    assert column("age", Kind.NUMBER).forms
