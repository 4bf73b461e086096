"""Whoever is circled is counted at once, compared when the worker is done, kept by the link, and lost by nobody.

The small world has 30 customers of three kinds, ten each.
"""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.recipe import Filter
from seg.core.selection import Selection
from seg.core.settings import SETTINGS
from seg.tasks import segments
from seg.tasks.desk import workspace
from seg.ui.map.asked import Asked
from seg.ui.map.marks import Outline
from seg.ui.selected.state import outlines
from tests import small_shop as world


def members(part):
    return workspace().own_members(part.removeprefix("o.")).tolist()


def test_one_quiet_line_until_somebody_is_picked(panel):
    assert "Circle customers on the map" in panel.said
    assert panel.sel == ""
    assert "selection-clear" not in panel.buttons


def test_counted_at_once_and_compared_when_the_worker_is_done(panel):
    panel.circle(0, 0.5)
    assert "**15 customers** · 50% of all · Circled on the map" in panel.said
    assert members(panel.sel) == panel.between(0, 0.5)
    assert "against" not in panel.said
    assert panel.work().said.count(" against ") >= 2
    assert [chart.proto.spec for chart in panel.at.get("plotly_chart")]


def test_the_same_customers_circled_again_are_the_same_selection(panel, visit_panel):
    assert panel.circle(0.2, 0.6).sel == visit_panel().circle(0.2, 0.6).sel


def test_outlines_lie_on_the_map_they_were_drawn_on_and_on_no_other(panel):
    picked = tuple((each, None) for each in panel.circle(0, 0.5).held)
    (key,) = {each.map_key for each, _ in picked}
    low, high = panel._ends(0, 0.5)
    assert outlines(picked, key) == (Outline("", ((low, -9), (high, -9), (high, 9), (low, 9))),)
    assert outlines(picked, "another map") == ()
    segment = (Selection("segments", segments=("s1",)), None)
    assert [outline.name for outline in outlines((segment, *picked), key)] == ["B"]


def test_hidden_segments_are_left_out_and_that_is_said(panel):
    everybody = panel.circle(0, 1).sel
    assert len(members(everybody)) == 30
    panel.circle(0, 1, hidden=("s1",))
    assert len(members(panel.sel)) == 20
    assert "hidden are left out" in panel.said


def test_shift_puts_a_second_beside_the_first_and_tells_who_is_in_both(panel):
    panel.circle(0, 0.5).circle(0.4, 1, add=True)
    first, second = panel.sel.split("~")
    assert (members(first), members(second)) == (panel.between(0, 0.5), panel.between(0.4, 1))
    assert "3 are in both and left out" in panel.said
    assert "A stands out from B by" in panel.work().said
    panel.click("selection-swap")
    assert panel.sel == f"{second}~{first}"
    panel.circle(0.9, 1)
    assert len(panel.sel.split("~")) == 1, "without Shift it takes the place of both"


def test_one_inside_the_other_and_the_same_twice(panel):
    panel.circle(0, 0.5).circle(0, 0.2, add=True)
    assert "All of B are in A" in panel.said
    panel.click("selection-swap")
    assert "All of A are in B" in panel.said
    panel.circle(0, 0.5).circle(0, 0.5, add=True)
    assert "the same customers" in panel.said


def test_a_segment_is_picked_by_a_click_and_another_with_shift(panel):
    panel.ask(Asked("segment", segment="s1"))
    assert panel.sel == "s.s1"
    assert "10 customers" in panel.said
    panel.ask(Asked("segment", segment="s2", add=True))
    assert panel.sel == "s.s1~s.s2"
    assert "Nobody is in both" in panel.said
    assert "A stands out from B" in panel.work().said


def test_the_segment_that_alone_is_picked_is_let_go_by_picking_it_again(panel):
    one, other = Asked("segment", segment="s1"), Asked("segment", segment="s2")
    assert panel.ask(one).ask(one).sel == ""
    assert panel.click("selection-back").sel == "s.s1"
    assert panel.ask(other).sel == "s.s2"
    panel.ask(replace(one, add=True))
    assert panel.ask(one).sel == "s.s1", "of two, it takes the place of both"


def test_too_few_are_counted_but_not_described(panel):
    panel.circle(0, 0.2).work()
    assert "6 customers are too few" in panel.said
    assert not panel.at.get("plotly_chart")


def test_nobody_circled_is_said_and_leaves_what_was_picked(panel):
    nowhere = Asked("area", "m", ((50, 50), (51, 50), (51, 51)))
    for before in ("", panel.circle(0, 0.5).sel, panel.circle(0.2, 1, add=True).sel):
        panel.click("selection-clear") if not before else panel.link(before)
        panel.ask(nowhere)
        assert "Nobody is inside" in panel.said
        assert panel.sel == before


def test_a_reload_and_a_link_bring_it_back(panel, visit_panel):
    panel.circle(0, 0.5)
    assert "15 customers" in visit_panel(panel.sel).said


@pytest.mark.parametrize("sel", ["o.nobody", "s.", "nonsense", "o.nobody~s.s1", "~~~"])
def test_a_link_to_what_is_not_there_says_so_and_shows_the_rest(visit_panel, sel):
    panel = visit_panel(sel)
    assert ("10 customers" in panel.said) is ("s1" in sel)
    assert panel.sel == ("s.s1" if "s1" in sel else "")


def test_a_selection_of_another_segmentation_is_none_here(panel, visit_panel, saved):
    other = world.segmentation(saved.recipe, "Other")
    panel.circle(0, 0.5)
    mine = panel.sel
    panel.at.query_params.update({"s": other.id, "sel": mine})
    assert "Circle customers on the map" in panel.run().said


def test_another_segmentation_has_a_selection_of_its_own(panel, saved):
    other = world.segmentation(saved.recipe, "Other")
    before = panel.circle(0, 0.5).sel
    for segmentation, expected in ((other, ""), (saved, before)):
        panel.at.query_params["sel"] = ""
        panel.at.query_params["s"] = segmentation.id
        assert panel.run().sel == expected


def test_clear_can_be_undone(panel):
    before = panel.circle(0, 0.5).sel
    panel.click("selection-clear")
    assert (panel.sel, "15 customers" in panel.said) == ("", False)
    assert panel.click("selection-back").sel == before
    panel.ask(Asked("clear"))
    assert panel.sel == ""


def test_it_stays_the_same_customers_for_another_number_of_segments_and_another_map(panel, saved):
    panel.circle(0, 0.5)
    before = members(panel.sel)
    recipe = replace(panel.recipe, k=5, forming=panel.recipe.forming[:2])
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    segments.draw({"recipe": recipe.as_json()}, world.silent)
    workspace().save_recipe(saved.id, workspace().segmentation(saved.id).version, recipe, {})
    assert "15 customers" in panel.run().said
    assert members(panel.sel) == before


def test_saved_under_the_proposed_name_and_looked_at_again(panel, visit_panel):
    panel.circle(0, 0.5).work()
    name = next(field for field in panel.at.text_input if field.key.startswith("selection-name"))
    assert name.value, "proposed from what stands out"
    name.set_value("Wine & cheese")
    panel.click("selection-save-0")
    (kept,) = workspace().own_segments(panel.saved.id)
    assert (kept.name, kept.count, f"o.{kept.id}") == ("Wine & cheese", 15, panel.sel)
    assert "selection-save-0" not in panel.buttons, "it is saved"
    other = visit_panel()
    assert "Segments of your own" in other.said
    assert other.click(f"own-look/{kept.id}").sel == panel.sel


def test_two_who_save_the_same_customers_keep_both_names(panel, visit_panel):
    other = visit_panel(panel.circle(0, 0.5).sel).work()
    for each, name in ((panel.work(), "Wine"), (other, "Cheese")):
        next(field for field in each.at.text_input if field.key.startswith("selection-name")).set_value(name)
        each.click("selection-save-0")
    wine, cheese = workspace().own_segments(panel.saved.id)
    assert (wine.name, cheese.name) == ("Wine", "Cheese")
    assert members(panel.sel) == members(other.sel) == panel.between(0, 0.5)
    assert (panel.sel, other.sel) == (f"o.{wine.id}", f"o.{cheese.id}")


def test_a_segment_saved_keeps_who_is_in_it_now(panel):
    panel.ask(Asked("segment", segment="s1")).work()
    panel.click("selection-save-0")
    (kept,) = workspace().own_segments(panel.saved.id)
    assert kept.count == 10
    assert panel.sel == f"o.{kept.id}"


def test_compared_with_one_of_the_own(panel):
    own = workspace().add_own_segment(panel.saved.id, _anything(panel), np.arange(12), "Twelve")
    panel.circle(0, 0.5)
    first = panel.sel
    box = next(each for each in panel.at.selectbox if each.key.startswith("selection-other"))
    assert "Twelve" in box.options
    box.select("Twelve")
    assert panel.run().sel == f"{first}~o.{own.id}"


def _anything(panel):
    panel.circle(0.9, 1)
    return panel.held[0]


def test_own_segments_are_renamed_noted_deleted_and_brought_back(panel):
    own = workspace().add_own_segment(panel.saved.id, _anything(panel), np.arange(12), "Twelve")
    panel.run().at.text_input(key=f"own-name/{own.id}").set_value("  A dozen ")
    panel.run().at.text_area(key=f"own-note/{own.id}").set_value("call them")
    panel.run()
    (kept,) = workspace().own_segments(panel.saved.id)
    assert (kept.name, kept.note) == ("A dozen", "call them")
    panel.click(f"own-delete/{own.id}")
    assert workspace().own_segments(panel.saved.id) == ()
    assert "A dozen is deleted" in panel.said
    panel.click("own-restore")
    assert workspace().own_segments(panel.saved.id) == (kept,)
    assert "is deleted" not in panel.said


def test_what_was_deleted_too_long_ago_is_not_offered(panel, monkeypatch):
    own = workspace().add_own_segment(panel.saved.id, _anything(panel), np.arange(12), "Twelve")
    panel.run().click(f"own-delete/{own.id}")
    monkeypatch.setitem(SETTINGS, "circled_kept", replace(SETTINGS["circled_kept"], value=0))
    workspace().add_own_segment(panel.saved.id, panel.held[0], np.arange(3))
    assert "own-restore" not in panel.run().buttons


def test_says_how_many_are_in_the_picture_when_a_filter_drops_some(panel, saved):
    """The kinds take turns in the file, a country each: of the first twelve, eight live in two of the countries."""
    own = workspace().add_own_segment(panel.saved.id, _anything(panel), np.arange(12), "Twelve")
    recipe = replace(saved.recipe, filters=(Filter("country", ("Malta", "Poland")),))
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    segments.draw({"recipe": recipe.as_json()}, world.silent)
    workspace().save_recipe(saved.id, workspace().segmentation(saved.id).version, recipe, {})
    panel.run().click(f"own-look/{own.id}")
    assert "8 of 12 are in the picture now" in panel.said
    assert "12 when it was saved" in panel.said


def test_a_list_of_exactly_those_who_are_picked(panel):
    panel.circle(0, 0.5)
    (button,) = panel.at.get("download_button")
    assert "15" in button.proto.label
    panel.circle(0.5, 0.6, add=True)
    panel.at.radio(key="selection-which").set_value(1)
    (button,) = panel.run().at.get("download_button")
    assert "3" in button.proto.label


def test_a_name_is_no_markup_where_one_of_two_is_chosen(panel):
    panel.circle(0.5, 0.6)
    own = workspace().add_own_segment(panel.saved.id, panel.held[0], np.arange(12), "*Wine* <b>")
    panel.link(f"{panel.sel}~o.{own.id}")
    assert panel.at.radio(key="selection-which").options[1] == r"B\: \*Wine\* \<b\>"
