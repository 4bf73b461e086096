"""The page in a visitor's hands: rules as long as wanted, a questionnaire to try, and the guard with its way out."""

import pytest

from seg.tasks.desk import workspace
from tests import guarded_shop
from tests import small_shop as world
from tests.ui.visit import said, settled, visit


def view(at, name):
    control = next(each for each in at.segmented_control if each.key.endswith("/explain-view"))
    return settled(control.set_value(name).run())


@pytest.fixture
def at(saved, workers):
    return settled(visit("explain", s=saved.id))


def test_rules_a_statement_and_other_names(at, saved):
    assert not at.exception
    told = said(at)
    assert "With 3 rules, 100% of 9 customers held out are placed in their segment." in told
    assert r"In short: **country\: Malta**" in told
    assert r"In full: country\: not Poland and visits over 50" in told
    assert "In full: tried on too few customers to say how good this is." in told  # three each
    assert "3 of 3" not in told
    assert 'FROM "customers"' in at.code[0].value
    at.selectbox[-1].set_value("bigquery").run()
    assert "`customers`" in at.code[0].value
    next(button for button in at.button if (button.key or "").startswith("other-name/")).click().run()
    assert {given.name for given in workspace().segment_words(saved.id).values()} & {
        "Low visits", "Country: Netherlands, low visits", "High spend, low visits",
    }  # fmt: skip


def test_a_customer_is_placed_and_nothing_is_told_of_few(at):
    """Ages of thirty customers, in four bands, are too few for any table."""
    view(at, "questions")
    assert "1 question places 100% of customers in their segment." in said(at)
    next(box for box in at.selectbox if "/try/" in box.key).set_value(0).run()
    assert "■" in said(at)
    told = said(view(at, "guard")) + "".join(info.value for info in at.info)
    assert "age cannot be audited here" in told
    assert "nearly all customers with" in told


def test_the_guard_and_a_rerun_without_an_input(home, workers, tmp_path):
    recipe = guarded_shop.computed(tmp_path)
    saved = world.segmentation(recipe, "Guarded shop")
    at = view(settled(visit("explain", s=saved.id)), "guard")
    assert not at.exception
    assert "**Mind religion**" in said(at)
    attributes, cells, dropped = (frame.value for frame in at.dataframe)
    assert attributes["name"].tolist() == ["religion", "gender"]
    assert attributes["grade"].str.contains("red").tolist() == [True, False]
    assert cells.shape == (3, 3)
    assert dropped["name"].tolist() == ["visits", "basket"]
    assert at.multiselect[0].value == ["visits"]
    at.button(key="guard-again").click().run()
    less = {each.name: each.recipe for each in workspace().segmentations()}["Guarded shop without visits"]
    assert [part.dimension for part in less.forming] == ["basket"]
    assert less.describing == ("visits",)
    assert workspace().segmentation(saved.id).recipe == recipe
