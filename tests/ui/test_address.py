"""What was chosen on a page stands in its address, and is there again when somebody comes back without one."""

import os

from tests.ui.visit import ENTRY, PAGES, settled, visit


def through_the_menu(at, page):
    """The menu knows pages, not what was chosen on them."""
    at.switch_page(os.path.relpath(PAGES[page], ENTRY.parent))
    at.query_params.clear()
    return at.run()


def view(at):
    return next(each for each in at.segmented_control if each.key.endswith("/explain-view"))


def test_choices_are_there_again_after_another_page(saved, no_workers):
    at = visit("compare", s=saved.id, against="s.s2")
    outcome = f"{saved.id}/compare-outcome"
    at.selectbox(key=outcome).set_value("visits").run()
    through_the_menu(at, "profile")
    assert "outcome" not in at.query_params
    through_the_menu(at, "compare")
    assert at.selectbox(key=outcome).value == "visits"
    assert (at.query_params["outcome"], at.query_params["against"]) == ("visits", "s.s2")


def test_what_was_taken_back_stays_away(saved, no_workers):
    at = visit("compare", s=saved.id, against="s.s2")
    next(box for box in at.selectbox if box.label == "Held against").set_value("").run()
    through_the_menu(at, "profile")
    through_the_menu(at, "compare")
    assert "against" not in at.query_params


def test_what_was_chosen_in_a_view_is_there_again_after_another(saved, workers):
    at = settled(visit("explain", s=saved.id))
    at.selectbox(key=f"{saved.id}/explain-dialect").set_value("bigquery").run()
    settled(view(at).set_value("questions").run())
    tried = next(box.key for box in at.selectbox if "/try/" in box.key)
    at.selectbox(key=tried).set_value(0).run()
    settled(view(at).set_value("rules").run())
    assert at.selectbox(key=f"{saved.id}/explain-dialect").value == "bigquery"
    settled(view(at).set_value("questions").run())
    assert at.selectbox(key=tried).value == 0


def test_a_link_opens_a_view_and_one_that_there_is_not_opens_the_first(saved, no_workers):
    at = visit("explain", s=saved.id, explained="questions")
    assert view(at).value == "questions"
    view(at).set_value("guard").run()
    assert at.query_params["explained"] == "guard"
    assert view(visit("explain", s=saved.id, explained="nothing")).value == "rules"
