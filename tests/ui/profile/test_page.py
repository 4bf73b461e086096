"""The page of the profile, as a visitor gets it."""

import pytest

from seg.tasks.desk import workspace
from seg.tasks.kept import kept_solutions
from tests.ui.visit import said, visit

VIEWS = ("table", "cards", "pictures", "two")


def ids_of(saved):
    return kept_solutions(workspace(), saved.recipe).solutions.by_k[3].ids


def page(saved, view="table", language="en", **address):
    at = visit("profile", language, s=saved.id, **address)
    control = next(each for each in at.segmented_control if each.key.endswith("/profile-view"))
    at = at if view == "table" else control.set_value(view).run()
    assert not at.exception
    assert not at.error
    return at


def test_the_table_and_how_to_take_it_away(profiled):
    at = page(profiled)
    assert "Typical: the median" in said(at)
    assert "Mean:" not in said(at)
    assert len(at.get("download_button")) == 2
    at.pills[0].set_value(["mean", "index"]).run()
    assert "Mean: the average" in said(at)
    assert "Typical:" not in said(at)


def test_cards_pictures_and_two_segments(profiled):
    cards = page(profiled, "cards")
    assert "lower to the upper quartile" in said(cards)
    assert len(cards.multiselect[0].value) == 3
    pictures = page(profiled, "pictures")
    assert len(pictures.get("plotly_chart")) == 2
    two = page(profiled, "two")
    assert "A stands out from B by" in said(two)
    two.selectbox[1].set_value(ids_of(profiled)[0]).run()
    assert "Choose two different segments" in said(two)


def test_what_is_chosen_stays_when_somebody_renames_a_segment(profiled):
    cards, two = page(profiled, "cards"), page(profiled, "two")
    ids = ids_of(profiled)
    cards.multiselect[0].set_value([ids[2], ids[0]]).run()
    two.selectbox[0].set_value(ids[2]).run()
    workspace().save_segment(profiled.id, ids[2], name="Ours")
    for at in (cards, two):
        assert not at.run().exception
        assert not at.error
    assert cards.multiselect[0].value == [ids[2], ids[0]]
    assert "Ours" in cards.multiselect[0].options
    assert [box.value for box in two.selectbox[:2]] == [ids[2], ids[1]]


def test_a_link_opens_the_same_segments(profiled):
    one, other, third = ids_of(profiled)
    at = page(profiled, "two")
    at.selectbox[0].set_value(third).run()
    assert at.query_params["pair"] == f"{third}~{other}"
    again = page(profiled, "two", pair=f"{third}~{one}")
    assert [box.value for box in again.selectbox[:2]] == [third, one]
    gone = page(profiled, "two", pair=f"{third}~nobody")
    assert [box.value for box in gone.selectbox[:2]] == [one, other]
    cards = page(profiled, "cards", cards=f"{third}~nobody")
    assert cards.multiselect[0].value == [third]
    cards.multiselect[0].set_value([other]).run()
    assert cards.query_params["cards"] == other


@pytest.mark.parametrize("view", VIEWS)
def test_with_events(profiled_tea_shop, view):
    page(profiled_tea_shop, view)


@pytest.mark.parametrize("view", VIEWS)
def test_while_nobody_looked_yet(saved, view):
    page(saved, view)


def test_the_page_of_segments_leads_here(saved):
    at = visit("segments", s=saved.id)
    assert any("cards and pictures" in link.label for link in at.get("page_link"))


def test_a_link_opens_the_table_as_it_was(profiled):
    at = visit("profile", s=profiled.id, show="index~mean~nonsense", rows="all~basis")
    assert not at.exception
    assert (at.pills[0].value, [toggle.value for toggle in at.toggle]) == (
        ["index", "mean"],
        [False, False, True, False],
    )
    at.toggle[0].set_value(True).run()
    at.toggle[3].set_value(True).run()
    at.pills[0].set_value(["share"]).run()
    assert (at.query_params["rows"], at.query_params["show"]) == ("bars~basis", "share")
    assert [toggle.value for toggle in at.toggle] == [True, False, True, True]
    at.toggle[2].set_value(False).run()
    at.toggle[3].set_value(False).run()
    assert "rows" not in at.query_params
