"""What is held back describes freely, and forms segments for a reason that is kept and shown to everybody."""

import re
import shutil
from dataclasses import replace

import pytest

from seg.core.recipe import Forming
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import said, visit
from tests.workspaces import forget_what_is_open

WHY = "Members asked us for *offers* of their own"
SHOWN = r"Members asked us for \*offers\* of their own"


def kept(saved):
    return workspace().segmentation(saved.id).recipe


def held_dataset(shop, *labels):
    """The small world with these columns held back."""
    dataset = workspace().dataset(shop)
    columns = tuple(replace(column, held=column.label in labels) for column in dataset.columns)
    workspace().add_dataset(replace(dataset, id="held-" + "-".join(labels), columns=columns))
    return "held-" + "-".join(labels)


@pytest.fixture(scope="module")
def computed(small_shop, tmp_path_factory):
    """A workspace with the answers that these tests look at, and the recipe that all of them begin with."""
    home, shop = tmp_path_factory.mktemp("held-back") / "home", small_shop[1]
    shutil.copytree(small_shop[0], home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEG_HOME", str(home))
        forget_what_is_open()
        forming = (Forming("visits"), Forming("spend"))
        recipe = replace(world.recipe_of(held_dataset(shop, "country", "member")), forming=forming)
        world.compute(recipe)
        world.compute(replace(recipe, forming=(*forming, Forming("country", reason=WHY))))
        forget_what_is_open()
    return home, replace(recipe, describing=("age", "country"))


@pytest.fixture
def saved(computed, home, no_workers):
    """Spend and visits form; country and member are held back, and country describes."""
    shutil.copytree(computed[0], home, dirs_exist_ok=True)
    return world.segmentation(computed[1])


@pytest.fixture
def at(saved):
    return visit("segments", s=saved.id)


def let(at, saved, dimension, why):
    form(at, saved, "selectbox", "dimension").set_value(dimension)
    form(at, saved, "text_area", "why").set_value(why)
    return form(at, saved, "button", "let").click().run()


def form(at, saved, kind, name):
    """The part of that name of the one form of the page."""
    return next(part for part in at.get(kind) if re.fullmatch(rf"{saved.id}/held/[-\d]+/{name}", part.key or ""))


def line(at):
    """What the closed line says; None without one."""
    return next((part.proto.popover.label for part in at.get("popover") if "Held" in part.proto.popover.label), None)


def test_what_is_held_back_is_no_pill_but_named_and_free_to_describe(at, saved):
    assert line(at) == "Held back: country and member"
    pills = {group.key.removeprefix(f"{saved.id}/forming/") for group in at.pills}
    assert pills == {"demographic", "behavioural", "journey"}, "nothing else is geographic"
    describing = at.multiselect(key=f"{saved.id}/describing")
    assert describing.value == ["age", "country"]
    assert "member" in describing.options
    assert kept(saved) == saved.recipe


def test_a_reason_lets_it_form_and_everybody_reads_it(at, saved):
    let(at, saved, "country", f" {WHY}\n")
    expected = replace(
        saved.recipe, forming=(*saved.recipe.forming, Forming("country", reason=WHY)), describing=("age",)
    )
    assert kept(saved) == expected
    for visitor in (at, visit("segments", s=saved.id)):
        assert not visitor.exception
        assert visitor.pills(key=f"{saved.id}/forming/geographic").value == ["country"]
        assert f"**country** may form segments: {SHOWN}" in said(visitor)
        assert line(visitor) == "Held back: member"
        assert form(visitor, saved, "text_area", "why").value == ""
        assert visitor.dataframe[0].value.shape[0] == 3, "the segments are there"


@pytest.mark.parametrize("why", ["", "why not", "x" * 400])
def test_what_says_nothing_is_no_reason(at, saved, why):
    let(at, saved, "country", why)
    assert kept(saved) == saved.recipe
    assert "at least 3 words" in said(at)
    let(at, saved, "country", WHY)
    assert kept(saved).forming[0] == Forming("country", reason=WHY)
    assert "at least 3 words" not in said(at)


@pytest.mark.parametrize("way", ["button", "pill"])
def test_it_is_taken_back_and_describes_as_it_did(at, saved, way):
    let(at, saved, "country", WHY)
    if way == "button":
        at.button(key=f"{saved.id}/hold/country").click().run()
    else:
        at.pills(key=f"{saved.id}/forming/geographic").set_value([]).run()
    assert kept(saved) == saved.recipe
    assert line(at) == "Held back: country and member"
    assert SHOWN not in said(at)
    assert form(at, saved, "selectbox", "dimension").value == "country"
    let(at, saved, "country", "two words")
    assert kept(saved) == saved.recipe, "the old reason went with it"


def test_the_reason_stays_when_weights_or_the_number_of_segments_change(at, saved):
    let(at, saved, "country", WHY)
    at.slider(key=f"{saved.id}/k").set_value(5).run()
    again = visit("segments", s=saved.id)
    again.slider(key=f"{saved.id}/weight/spend").set_value(2.0).run()
    assert kept(saved).k == 5
    assert kept(saved).forming == (Forming("country", reason=WHY), Forming("spend", 2.0), Forming("visits"))


def test_a_recipe_that_forms_without_a_reason_is_refused_though_the_answer_is_kept(at, saved):
    recipe = kept(saved)
    silent = replace(recipe, forming=(*recipe.forming, Forming("country")), describing=("age",))
    other = world.segmentation(silent)
    visitor = visit("segments", s=other.id)
    assert "country is held back" in said(visitor)
    assert len(visitor.dataframe) == 0
    assert "**country** is held back and nobody said why" in said(visitor)
    let(visitor, other, "country", WHY)
    assert kept(other).forming[0] == Forming("country", reason=WHY)
    assert visitor.dataframe[0].value.shape[0] == 3


def test_many_are_counted(shop, no_workers):
    dataset = held_dataset(shop, "age", "visits", "country", "member", "joined")
    saved = world.segmentation(replace(world.recipe_of(dataset), forming=(Forming("spend"),), describing=()))
    assert line(visit("segments", s=saved.id)) == "Held back: age, visits, country and 2 more"


def test_where_nothing_is_held_back_nothing_is_said(shop, no_workers):
    saved = world.segmentation(world.recipe_of(shop))
    at = visit("segments", s=saved.id)
    assert line(at) is None
    assert "eld back" not in said(at)
