"""What a stage gave is found again as it was, and only under the recipe that gave it."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from seg import pipeline
from seg.core.errors import SegError
from seg.core.recipe import Forming
from seg.segments.doubts import doubts
from seg.tasks import kept, kept_maps, segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.small_shop import silent


def same(one, other) -> bool:
    """Equal down to the last bit, arrays inside values included."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if is_dataclass(one):
        return type(one) is type(other) and all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


@pytest.fixture
def recipe(shop):
    return world.recipe_of(shop)


@pytest.fixture
def who(recipe):
    dataset = workspace().dataset(recipe.dataset)
    return pipeline.population(dataset, segments.customers(dataset, recipe), recipe)


def test_solutions(recipe, who):
    found = kept.kept_solutions(workspace(), recipe)
    assert same(found.solutions, pipeline.solve(who, recipe))
    assert same(found.encoding, who.encoded.encoding)
    assert (found.as_of, found.notes) == (who.as_of, who.encoded.notes)
    assert np.array_equal(found.rows, who.rows)


def test_solutions_that_an_earlier_release_kept(recipe):
    key = recipe.solutions_key()
    meta, arrays = workspace().get_result(key)
    for drivers in meta["drivers"].values():
        for part in drivers.values():
            del part["total"]
    old = {name: meta[name] for name in ("as_of", "encoding", "notes", "colours", "drivers")}
    old["by_k"] = {k: {name: part[name] for name in ("ids", "sse", "silhouette")} for k, part in meta["by_k"].items()}
    now = kept.kept_solutions(workspace(), recipe).solutions
    workspace().put_result(key, "solutions", recipe.dataset, old, arrays)
    found = kept.kept_solutions(workspace(), recipe).solutions
    assert same(found.by_k, now.by_k)
    assert same(found.heritage, now.heritage)
    assert {name: part["total"] for name, part in found.drivers[3].items()} == pytest.approx(
        {name: part["planned"] for name, part in now.drivers[3].items()}
    )


def test_profiles(recipe, who):
    solved = pipeline.solve(who, recipe)
    described = pipeline.describe(workspace().dataset(recipe.dataset), who, recipe, solved)
    assert same(kept.kept_profiles(workspace(), recipe), described)


def test_check_goes_on_with_what_is_kept(recipe, who, monkeypatch):
    solved = pipeline.solve(who, recipe)
    segments.check({"recipe": recipe.as_json(), "rounds": 2}, silent)
    assert same(kept.kept_check(workspace(), recipe, 2), pipeline.check(who, recipe, solved, 2))
    monkeypatch.setattr(kept, "check_rounds", lambda: (2, 3))
    assert same(kept.most_checked(workspace(), recipe, 3), kept.kept_check(workspace(), recipe, 2))
    assert kept.most_checked(workspace(), recipe, 2) is None
    segments.check({"recipe": recipe.as_json(), "rounds": 3}, silent)
    assert same(kept.kept_check(workspace(), recipe, 3), pipeline.check(who, recipe, solved, 3))


def test_structure_goes_on_with_what_is_kept(recipe, who, monkeypatch):
    monkeypatch.setattr(kept, "structure_sets", lambda: (3, 5))
    for sets in (3, 5):
        segments.structure({"recipe": recipe.as_json(), "sets": sets}, silent)
        assert same(kept.kept_structure(workspace(), recipe, sets), (pipeline.structure(who, recipe.seed, sets),))
    assert kept.most_tested(workspace(), recipe, 5).sets == 3


def test_doubts(recipe, who):
    found = kept.kept_doubts(workspace(), recipe)
    solved = kept.kept_solutions(workspace(), recipe).solutions.by_k
    assert same(found, {k: doubts(solution, who.material) for k, solution in solved.items()})
    assert list(found) == list(range(2, 13))
    with pytest.raises(SegError, match="not_computed"):
        segments.doubt({"recipe": replace(recipe, seed=5).as_json()}, silent)


def test_map_and_first_look(recipe, who):
    found = kept_maps.kept_map(workspace(), recipe)
    assert same(found.drawn, pipeline.picture(who, recipe))
    assert same(found.encoding, who.encoded.encoding)
    assert np.array_equal(found.rows, who.rows)
    look = kept.kept_look(workspace(), recipe, 3)
    assert same(look.map, pipeline.sketch(who))
    assert np.array_equal(look.solution.labels, pipeline.look(who, 3, recipe.seed).labels)


def test_nothing_is_found_under_another_recipe(recipe):
    other = replace(recipe, forming=(Forming("age"),))
    finders = (kept.kept_solutions, kept.kept_profiles, kept_maps.kept_map)
    assert [find(workspace(), other) for find in finders] == [None] * 3
    assert kept.kept_look(workspace(), other, 3) is None
    assert kept.kept_check(workspace(), other, 2) is None
    assert kept.kept_structure(workspace(), other, 3) is None


def test_k_changes_no_key_and_describing_only_that_of_the_profiles(recipe):
    def keys(of):
        return (of.encoding_key(), of.solutions_key(), kept.check_key(of, 5), kept.map_key(of), of.profiles_key())

    assert keys(replace(recipe, k=7)) == keys(recipe)
    described = keys(replace(recipe, describing=("member",)))
    assert described[:4] == keys(recipe)[:4]
    assert described[4] != keys(recipe)[4]


@pytest.mark.parametrize(
    "choices", [{"method": "medoids"}, {"method": "kamila"}, {"method": "column", "segments_from": "country"}]
)
def test_a_model_of_any_method_is_found_again(recipe, choices):
    """`country` forms too: what it is taken for changes neither the encoded matrix nor the map."""
    other = replace(recipe, k=None, **choices)
    segments.solve({"recipe": other.as_json()}, world.silent)
    dataset = workspace().dataset(recipe.dataset)
    who = pipeline.population(dataset, segments.customers(dataset, other), other)
    assert same(kept.kept_solutions(workspace(), other).solutions, pipeline.solve(who, other))
    assert other.encoding_key() == recipe.encoding_key()
