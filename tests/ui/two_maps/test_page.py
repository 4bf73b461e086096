"""Two maps side by side: another day of the same segments, another segmentation, and who is picked on both."""

from seg.ui.map.asked import Asked
from tests import small_shop as world
from tests.ui.visit import said, settled, visit


def test_alone_there_is_nothing_to_set_beside_it(saved):
    assert "There is no second map yet" in "\n".join(info.value for info in visit("two-maps", s=saved.id).info)


def test_another_segmentation_of_the_same_customers(saved, workers):
    other = world.segmentation(world.recipe_of(saved.dataset, k=2), "In two")
    at = settled(visit("two-maps", s=saved.id, beside=other.id))
    assert not at.exception
    assert not at.error
    assert {"**Small shop**", "**In two**"} <= {each.value for each in at.markdown}


def test_a_link_names_what_stands_on_the_right(saved, no_workers):
    others = [world.segmentation(world.recipe_of(saved.dataset, k=2), name) for name in ("In two", "In two", "Halves")]
    at = visit("two-maps", s=saved.id, beside=others[1].id)
    right = at.selectbox(key="beside")
    assert right.value == others[1].id
    right.set_value(others[2].id).run()
    assert at.query_params["beside"] == others[2].id


def test_another_day(tea_shop, workers):
    at = settled(visit("two-maps", s=tea_shop.id))
    assert not at.exception
    assert [error.value for error in at.error] == []
    assert "as of" in said(at)


def test_who_is_picked_stands_out_on_both(saved, workers):
    other = world.segmentation(world.recipe_of(saved.dataset, k=2), "In two")
    at = settled(visit("two-maps", s=saved.id, beside=other.id))
    name = at.session_state["seg"].circled_on[0]
    at.session_state["seg"].circled_on = (name, "left", Asked("segment", segment="s1"))
    at.run()
    assert "**10 customers** picked on the left. 10 of them are on the right too" in said(at)
    assert "100% in" in said(at)
    at.button(key="two-maps-clear").click().run()
    assert "picked on the left" not in said(at)
