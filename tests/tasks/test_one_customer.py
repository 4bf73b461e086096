"""One customer as the page asks for them: where their values lie, what is next to them, who stands for a segment."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Column, Kind
from seg.core.errors import SegError
from seg.core.recipe import Forming, Recipe
from seg.data.events.compute import KNOWN
from seg.segments.methods import centres
from seg.segments.methods.solution import solution_of
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.one_customer import Seen, Standing, examples, exemplars, look, standing
from seg.tasks.segments import solve
from tests import small_shop as world
from tests.samples import material


def frame(values, kind=None):
    return pa.table({"x": pa.array(values, kind)})


def column(kind, levels=()):
    return Column("x", "x", kind=kind, levels=levels)


@pytest.mark.parametrize(
    ("kind", "levels", "values", "row", "told"),
    [
        (Kind.NUMBER, (), [1.0, 2.0, 2.0, 5.0, None], 1, (2.0, 4, 1, 2)),
        (Kind.MONEY, (), [1.0, 2.0, 2.0, 5.0, None], 3, (5.0, 4, 3, 1)),
        (Kind.COUNT, (), [1.0, 2.0, 2.0, 5.0, None], 4, (None, 4, 0, 0)),
        (Kind.DATE, (), [date(2024, 1, 2), date(2024, 1, 1), None], 0, ("2024-01-02", 2, 1, 1)),
        (Kind.ORDINAL, ("low", "mid", "high"), ["high", "mid", "low", "mid"], 1, ("mid", 4, 1, 2)),
        (Kind.ORDINAL, ("low", "mid"), ["odd", "mid", "low", "mid"], 0, ("odd", 4, 0, 1)),
        (Kind.NOMINAL, (), ["b", "a", "b", None], 0, ("b", 3, 0, 2)),
        (Kind.NUMBER, (), [None, None], 0, (None, 0, 0, 0)),
    ],
)
def test_where_a_value_lies(kind, levels, values, row, told):
    types = {Kind.DATE: pa.date32(), Kind.NOMINAL: pa.string(), Kind.ORDINAL: pa.string()}
    customers = frame(values, types.get(kind, pa.float64()))
    assert standing(column(kind, levels), customers, row) == Standing("x", *told)


def test_who_is_no_customer_yet_is_not_among_the_others():
    customers = frame([1.0, 2.0, 3.0]).append_column(KNOWN, pa.array([False, True, True]))
    assert standing(column(Kind.NUMBER), customers, 2) == Standing("x", 3.0, 2, 1, 1)


def solution(middles, matrix):
    return solution_of(centres.model("kmeans", np.array(middles, np.float32)), material(matrix))


MATRIX = np.array([[0.3, 0], [0.1, 0], [0.1, 0], [4.9, 0], [10, 0], [8, 1], [np.nan, 0]], np.float32)


def test_typical_is_the_first_nearest_of_whom_all_is_known_and_undecided_is_at_the_border():
    typical, undecided = exemplars(material(MATRIX), solution([[0, 0], [10, 0]], MATRIX))
    assert typical == ((1, 2, 0), (4, 5))
    assert undecided == 3


def test_where_of_nobody_all_is_known_somebody_is_typical_all_the_same():
    matrix = np.array([[np.nan, 0.5], [np.nan, 0.1], [9, np.nan], [np.nan, 5.1]], np.float32)
    typical, undecided = exemplars(material(matrix), solution([[0, 0], [9, 10]], matrix))
    assert [each[0] for each in typical] == [1, 2]
    assert undecided == 3


def test_nobody_is_typical_of_those_who_belong_to_none():
    whole = solution([[0, 0], [10, 0]], MATRIX)
    labels = np.array([0, 0, 0, 2, 1, 1, 2], np.uint8)
    model = replace(whole.model, k=3, unassigned=True)
    partly = replace(whole, k=3, model=model, labels=labels, centres=np.vstack([whole.centres, [[5, 0]]]))
    typical, undecided = exemplars(material(MATRIX), partly)
    assert [each[0] for each in typical] == [1, 4]
    assert undecided == 5  # who lies between is in neither


def test_who_lies_at_the_centre_of_another_segment_is_not_typical_of_the_own():
    whole = solution([[0, 0], [10, 0]], MATRIX)
    labels = whole.labels.copy()
    labels[4] = 0  # at the centre of the other, as methods without centres may have it
    typical, _ = exemplars(material(MATRIX), replace(whole, labels=labels))
    assert [each[0] for each in typical] == [1, 5]


def test_to_who_is_in_a_segment_by_a_value_no_other_is_near(shop):
    recipe = replace(world.recipe_of(shop), method="column", segments_from="member")
    solve({"recipe": recipe.as_json()}, world.silent)
    assert Seen.from_json(look(asked(recipe), world.silent)).neighbour is None


def test_nothing_speaks_for_belonging_to_none(home, tmp_path):
    odd = ("0099", "odd@example.org", "99", "45", "1200.00", "Malta", "no", "2025-06-15")
    path = world.write_customers(tmp_path / "shop.csv", [*world.customers(), odd])
    dataset = world.dataset_of(world.read(path, tmp_path))
    recipe = Recipe(dataset, (Forming("visits"), Forming("age")), method="hdbscan")
    solve({"recipe": recipe.as_json()}, world.silent)
    ((k, solution),) = kept.kept_solutions(workspace(), recipe).solutions.by_k.items()
    assert solution.labels[30] == k - 1
    seen = Seen.from_json(look(asked(recipe, 30, k=k), world.silent))
    assert seen.neighbour in range(k - 1)
    assert not seen.pulls
    assert Seen.from_json(look(asked(recipe, 3, k=k), world.silent)).pulls


def asked(recipe, row=4, **more):
    return {"recipe": recipe.as_json(), "row": row, "k": 3, "labels": list(recipe.dimensions)} | more


def test_looks_at_one_customer(shop):
    recipe = world.recipe_of(shop)
    seen = Seen.from_json(look(asked(recipe), world.silent))
    assert Seen.from_json(seen.as_json()) == seen
    by_label = {each.label: each for each in seen.standings}
    assert set(by_label) == {"visits", "spend", "country", "age"}
    _, _, age, visits, _, country, *_ = world.customers()[4]
    assert (by_label["age"].value, by_label["age"].below) == (float(age), 4)
    assert by_label["visits"] == Standing("visits", float(visits), 30, 11, 1)
    assert by_label["country"] == Standing("country", country, 30, 0, 10)
    assert not seen.history.events
    own = kept.kept_solutions(workspace(), recipe).solutions.by_k[3].labels[4]
    assert seen.neighbour in {0, 1, 2} - {own}
    assert [pull.dimension for pull in seen.pulls] == ["country", "spend", "visits"]
    assert sum(pull.pull for pull in seen.pulls) > 0, "the own segment is nearer"


def test_without_segments_nobody_is_next(shop):
    recipe = replace(world.recipe_of(shop), describing=("age", "member"), seed=9)
    assert Seen.from_json(look(asked(recipe), world.silent)).neighbour is None
    with pytest.raises(SegError, match="not_computed"):
        examples({"recipe": recipe.as_json(), "k": 3}, world.silent)


def test_the_typical_ones_are_of_their_segment(shop):
    recipe = world.recipe_of(shop)
    found = examples({"recipe": recipe.as_json(), "k": 3}, world.silent)
    solved = kept.kept_solutions(workspace(), recipe).solutions.by_k[3]
    assert [solved.labels[row] for row in found["typical"]] == [0, 1, 2]
    assert solved.confidence[found["undecided"]] == solved.confidence.min()
