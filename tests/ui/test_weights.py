"""Weights on the page: what came of them, one slider for categories, and evening out, which can be taken back."""

from dataclasses import replace

import numpy as np
import pytest

from seg.segments.weights import evened
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import said, visit


@pytest.fixture
def at(saved):
    return visit("segments", s=saved.id)


def recipe_kept(saved):
    return workspace().segmentation(saved.id).recipe


def table_with(at, heading):
    return next(frame.value for frame in at.dataframe if heading in frame.value.columns)


def test_planned_beside_achieved(at, saved):
    drivers = kept.kept_solutions(workspace(), saved.recipe).solutions.drivers[3]
    table = table_with(at, "achieved bar")
    names = [name.strip() for name in table["name"]]
    assert names == ["Behavioural, together", "visits", "spend", "country"] or names[0] == "country"
    rows = dict(zip(names, table["achieved bar"], strict=True))
    assert rows["visits"] == pytest.approx(drivers["visits"]["achieved"])
    assert dict(zip(names, table["planned"], strict=True))["Behavioural, together"] == "67%"
    assert table["planned"].tolist().count("33%") == 3
    assert dict(zip(names, table["separates"], strict=True))["country"] == "strongly"


def test_categories_count_less(at, saved):
    at.slider(key=f"{saved.id}/category-emphasis").set_value(0.5).run()
    assert recipe_kept(saved) == replace(saved.recipe, category_emphasis=0.5)
    assert any("**Geographic**: 20%" in slider.label for slider in at.slider)
    assert visit("segments", s=saved.id).slider(key=f"{saved.id}/category-emphasis").value == 0.5


def test_without_numbers_there_is_nothing_to_weigh_categories_against(saved):
    at = visit("segments", s=saved.id)
    at.pills(key=f"{saved.id}/forming/behavioural").set_value([]).run()
    assert f"{saved.id}/category-emphasis" not in [slider.key for slider in at.slider]


def test_evened_out_and_taken_back(saved):
    at = visit("segments", s=saved.id)
    assert at.button(key=f"{saved.id}/even-out").disabled, "the three kinds differ in all of them alike"
    at.slider(key=f"{saved.id}/k").set_value(2).run()
    saved = workspace().segmentation(saved.id)
    drivers = kept.kept_solutions(workspace(), saved.recipe).solutions.drivers[2]
    columns = {column.label: column for column in workspace().dataset(saved.dataset).columns}
    after = evened(saved.recipe, drivers, columns)
    assert after != saved.recipe
    at.button(key=f"{saved.id}/even-out").click().run()
    assert recipe_kept(saved) == after
    weight = next(part.weight for part in after.forming if part.dimension == "visits")
    assert at.slider(key=f"{saved.id}/weight/visits").value == weight
    at.button(key=f"{saved.id}/undo-even-out").click().run()
    assert recipe_kept(saved) == saved.recipe
    assert at.slider(key=f"{saved.id}/weight/visits").value == 1.0
    assert f"{saved.id}/undo-even-out" not in [button.key for button in at.button]


def test_what_hardly_separates_is_said(shop, no_workers):
    recipe = replace(world.recipe_of(shop), forming=(*world.recipe_of(shop).forming, *also("age")), describing=())
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    drivers = kept.kept_solutions(workspace(), recipe).solutions.drivers[3]
    at = visit("segments", s=world.segmentation(recipe).id)
    assert ("age hardly separates" in said(at)) == (drivers["age"]["eta_squared"] < 0.02)
    assert drivers["age"]["eta_squared"] < 0.02, "ages go up with the number of the customer, whatever the kind"


def also(label):
    return (replace(world.recipe_of("").forming[0], dimension=label),)


def test_the_undecided_are_counted_and_paired(saved):
    solution = kept.kept_solutions(workspace(), saved.recipe).solutions.by_k[3]
    found = kept.kept_doubts(workspace(), saved.recipe)
    rows = np.flatnonzero(solution.labels == 0)[:4]
    unsure = np.isin(np.arange(30), rows)
    second = np.where(unsure, 2, found[3].second).astype(np.uint8)
    thin = np.isin(np.arange(30), np.flatnonzero(solution.labels == 1)[:1])
    changed = replace(found[3], unsure=unsure, second=second, thin=thin)
    kept.keep_doubts(workspace(), saved.recipe, {**found, 3: changed})
    at = visit("segments", s=saved.id)
    assert table_with(at, "undecided")["undecided"].tolist() == ["4 · 40%", "1 · 10%", "0 · 0%"]
    pairs, names = table_with(at, "second"), table_with(at, "undecided")["name"].tolist()
    assert pairs[["first", "second", "customers"]].to_numpy().tolist() == [[names[0], names[2], "4"]]
    assert [box.label for box in at.expander if "Undecided" in box.label] == ["Undecided: 5 of 30 customers"]
    assert "Of 1 customer less than half is known" in said(at)
