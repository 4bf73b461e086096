"""The page of one customer, as a visitor gets it."""

from dataclasses import replace

import pytest

from seg.core.recipe import Filter
from seg.tasks import segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import PAGES, ROOT, said, settled, visit


def table_with(at, heading):
    return next(frame.value for frame in at.dataframe if heading in frame.value.columns)


def customer(at):
    """The id in the address."""
    value = at.query_params["c"]
    return value if isinstance(value, str) else value[0]


def test_without_an_id_somebody_typical_of_the_largest_segment(tea_shop, opened_page):
    at = opened_page(tea_shop)
    assert not at.exception
    assert customer(at)[0] in "AB"
    assert len(at.get("plotly_chart")) == 1


def test_events_with_the_rule_why_they_do_not_count(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    events = table_with(at, "Does it count?")
    march = events[events["When"].str.contains("Mar 2024")]
    assert march[["Order", "Does it count?"]].to_numpy().tolist() == [
        ["2003", "no: Cancelled"],
        ["2002", "taken off"],
        ["2001", "counts"],
        ["2001", "no: Told twice"],
        ["1003", "counts"],
    ]
    assert "Told twice" in said(at)
    assert "10 rows · 8 count" in said(at)


def test_dimensions_that_form_and_those_that_describe(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A001")
    forming, describing = [frame.value for frame in at.dataframe if "told" in frame.value.columns]
    values = dict(zip(forming["name"], forming["value"], strict=True))
    assert sorted(values.values()) == ["19 days", "6"]
    assert describing["value"].tolist() == ["63"]
    assert describing["name"].str.contains("90").all()


def test_ids_are_masked_until_somebody_wants_them(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    assert "Customer ••••00" in said(at)
    assert "A000" not in said(at)
    settled(at.toggle(key="mask-ids").set_value(False).run())
    assert "Customer A000" in said(at)


def test_found_by_the_beginning_of_the_id(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    at.text_input(key="find-customer").set_value("b01").run()
    found = {button.key: button.label for button in at.button if (button.key or "").startswith("customer/")}
    assert found == {f"customer/B01{at_}": f"B01{at_}" for at_ in range(5)}
    settled(at.button(key="customer/B013").click().run())
    assert customer(at) == "B013"
    assert "Customer ••••13" in said(at)


def test_no_id_begins_so(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    at.text_input(key="find-customer").set_value("zzz").run()
    assert "No id begins with zzz" in said(at)


def test_another_one_at_random_is_another_one(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    settled(at.button(key="random-customer").click().run())
    assert customer(at) != "A000"


def test_the_most_undecided(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A000")
    settled(at.button(key="undecided-customer").click().run())
    assert not at.error
    assert "Confidence" in said(at)


def test_nobody_is_undecided_between_segments_that_are_given(shop, opened_page):
    given = replace(world.recipe_of(shop), method="column", segments_from="member")
    segments.solve({"recipe": given.as_json()}, world.silent)
    at = opened_page(world.segmentation(given), c="0004")
    assert {button.key for button in at.button} >= {"random-customer"}
    assert "undecided-customer" not in {button.key for button in at.button}


def test_what_pulls_to_the_segment_and_away_from_the_next(tea_shop, opened_page):
    at = opened_page(tea_shop, c="A001")
    why = table_with(at, "against")
    assert why["value"].tolist() in (["6", "19 days"], ["19 days", "6"])
    assert dict(zip(why["value"], why["there"], strict=True)) == {"6": "1", "19 days": "174 days"}
    assert (why["for"] > 0).all()
    assert (why["against"] == 0).all()
    assert "6. Usual here is 6, in" in said(at)


def test_an_id_that_nobody_has_is_answered_with_one_sentence(tea_shop, opened_page):
    at = opened_page(tea_shop, c="a000")
    assert ["a000" in error.value for error in at.error] == [True]
    assert at.button(key="random-customer")


def test_who_is_left_out_by_a_filter_is_shown_without_a_segment(tea_shop, opened_page):
    regulars = replace(tea_shop.recipe, filters=(Filter("orders:recency_days", high=176),), seed=3)
    segments.solve({"recipe": regulars.as_json()}, world.silent)
    other = workspace().create_segmentation("Regulars", regulars, {})
    assert "In no segment" in said(opened_page(other, c="B003"))
    assert "In no segment" not in said(opened_page(other, c="A003"))


def test_segments_that_nobody_computed_are_not_computed_here(tea_shop, opened_page):
    recipe = replace(tea_shop.recipe, seed=7)
    other = workspace().create_segmentation("Other", recipe, {})
    at = opened_page(other, c="A000")
    assert "not computed yet" in said(at)
    assert len(at.get("plotly_chart")) == 1
    assert not workspace().has_result(recipe.solutions_key())


def test_dimensions_that_nobody_derived_yet_are_derived(tea_shop, opened_page):
    recipe = replace(tea_shop.recipe, describing=("orders:average_order_value",))
    at = opened_page(workspace().create_segmentation("Other", recipe, {}), c="A001")
    assert "21" in [frame.value for frame in at.dataframe if "told" in frame.value.columns][-1]["value"].tolist()


def test_data_without_events_has_dimensions_alone_and_never_contact_details(shop, opened_page):
    at = opened_page(world.segmentation(world.recipe_of(shop)), c="0004")
    assert "no time line" in said(at)
    assert not at.get("plotly_chart")
    cells = [cell for frame in at.dataframe for cell in frame.value.astype(str).to_numpy().ravel()]
    assert {"Poland", "24 years"} <= set(cells)
    assert not [text for text in (*map(str, cells), said(at)) if "example.org" in text]


@pytest.mark.parametrize("parameters", [{}, {"c": "A000"}])
def test_waits_in_words_while_no_worker_answers(tea_shop, no_workers, monkeypatch, parameters):
    monkeypatch.setitem(PAGES, "customer", ROOT / "pages" / "understand" / "customer.py")
    at = visit("customer", s=tea_shop.id, **parameters)
    assert not at.exception
    assert not at.error
