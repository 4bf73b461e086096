"""The page that compares groups: chosen, answered, looked into, month by month, and who is in several."""

from dataclasses import replace

import numpy as np

from seg.core.selection import Selection
from seg.core.settings import SETTINGS
from seg.segments.outcomes.groups import MOST_GROUPS
from seg.tasks import kept
from seg.tasks.desk import workspace
from seg.tasks.outcomes import Asked, overlapping
from seg.ui.selected.state import as_selection
from tests import small_shop as world
from tests.ui.visit import said, settled, visit

TWO_KINDS = [row for row in range(30) if row % 3 < 2]
TWO_OTHERS = [row for row in range(30) if row % 3 > 0]
"""Of the three kinds of customers, that are the segments: others of so few differ from these by too few."""


def table(at, column):
    return next(frame.value for frame in at.dataframe if column in frame.value)


def own(saved, rows, name):
    area = Selection("area", "a map of last year", ((0, 0), (1, 0), (1, 1)))
    return workspace().add_own_segment(saved.id, area, np.array(rows), name)


def test_all_segments_are_compared_on_what_only_describes(saved, workers):
    at = settled(visit("compare", s=saved.id))
    assert not at.exception
    assert not at.error
    assert at.selectbox(key=f"{saved.id}/compare-outcome").value == "age"
    assert "The 3 groups cannot be told apart by age" in said(at)
    assert "a difference under" in said(at)
    assert "not why" in said(at)
    assert list(table(at, "visible")["customers"]) == ["10", "10", "10"]


def test_what_forms_is_offered_last_and_of_each_what_customers_are_worth_first(saved, no_workers):
    at = visit("compare", s=saved.id)
    options = next(box for box in at.selectbox if box.label == "Outcome").options
    assert [option.lower() for option in options[-3:]] == ["spend", "visits", "country"]
    assert "age" in [option.lower() for option in options[:-3]]


def test_another_outcome_and_the_link_to_it(saved, workers):
    at = settled(visit("compare", s=saved.id))
    at.selectbox(key=f"{saved.id}/compare-outcome").set_value("visits").run()
    at = settled(at)
    assert at.query_params["outcome"] == "visits"
    assert "Nothing is tested" in said(at)
    again = settled(visit("compare", s=saved.id, outcome="visits"))
    assert "Nothing is tested" in said(again)


def test_a_group_of_the_teams_own_against_everybody_else_within_a_third(saved, workers):
    kept = own(saved, TWO_KINDS, "Mine")
    at = settled(visit("compare", s=saved.id, groups=f"o.{kept.id}~rest", outcome="age"))
    assert "“Mine” and “Everybody else” cannot be told apart by age" in said(at)
    at.selectbox(key=f"{saved.id}/compare-inside/").set_value("member").run()
    at = settled(at)
    assert not at.exception
    assert at.query_params["inside"] == "member"
    assert "Among customers with the same member" in said(at) or "too few customers" in said(at)


def test_each_group_against_one_of_them(saved, workers):
    """By a link and by hand: the sentence, the table and the picture follow."""
    at = settled(visit("compare", s=saved.id, outcome="visits", against="s.s2"))
    assert not at.exception
    held = set(table(at, "against")["against"])
    assert len(held) == 1
    assert held != {"all others"}
    next(box for box in at.selectbox if box.label == "Held against").set_value("").run()
    assert "against" not in at.query_params
    assert set(table(settled(at), "against")["against"]) == {"all others"}


def test_one_group_alone_is_asked_for_another(saved, no_workers):
    at = visit("compare", s=saved.id, groups="s.s1")
    assert "Choose two groups or more" in "\n".join(info.value for info in at.info)


def test_time_until_something(saved, workers):
    at = settled(visit("compare", s=saved.id, outcome="member", since="visits"))
    assert not at.exception
    assert not at.error


def test_month_by_month(tea_shop, workers):
    at = settled(visit("compare", s=tea_shop.id, look="months", measure="active"))
    assert not at.exception
    assert not at.error
    assert len(table(at, "trend")) == 2
    assert at.selectbox(key=f"{tea_shop.id}/compare-members/orders/2024-06-30").value == "2024-03-31"
    assert "would have been in on 31 Mar 2024" in said(at)
    assert "Customers of your list" not in said(at)
    assert "told from 6 months on: there are 3." in said(at)
    assert "told from 24 months on: there are 3." in said(at)


def test_month_by_month_with_the_members_of_today(tea_shop, workers):
    at = settled(visit("compare", s=tea_shop.id, look="months", measure="order_value", members="now"))
    assert not at.exception
    assert "those who are in it on 30 Jun 2024" in said(at)
    assert "told from 24 months on: there are 6." in said(at)
    at.selectbox(key=f"{tea_shop.id}/compare-members/orders/2024-06-30").set_value("2024-03-31").run()
    at = settled(at)
    assert at.query_params["members"] == "2024-03-31"
    assert "those who are in it on" not in said(at)


def ids_of(saved):
    return tuple(kept.kept_solutions(workspace(), saved.recipe).solutions.by_k[3].ids)


def overlap_of(saved, *sets):
    """The page of who is in several of these groups, found in this process as a worker does."""
    picked = [Selection("segments", segments=(each[2:],)) if each.startswith("s.") else
              as_selection(workspace().own_segment(each[2:])) for each in sets]  # fmt: skip
    overlapping(Asked(saved.recipe, 3, ids_of(saved), tuple(picked)).as_json(), world.silent)
    return visit("compare", s=saved.id, look="overlap", sets="~".join(sets))


def test_who_is_in_several_is_kept_as_a_segment(saved, no_workers):
    first, second = own(saved, TWO_KINDS, "First"), own(saved, TWO_OTHERS, "Second")
    at = overlap_of(saved, f"o.{first.id}", f"o.{second.id}")
    assert not at.exception
    assert "in more than one of these groups" in said(at)
    at.button(key="compare-keep-save").click().run()
    assert not at.exception
    assert len(workspace().own_segments(saved.id)) == 3


def test_a_group_that_is_nearly_another_is_refused(saved, workers):
    """By name, with what to do; and the groups can be chosen anew."""
    nearly = own(saved, TWO_KINDS[:-1], "Nearly")
    at = settled(visit("compare", s=saved.id, look="overlap", sets=f"o.{nearly.id}~s.s1"))
    assert not at.exception
    told = "".join(error.value for error in at.error)
    assert "“Nearly” and “" in told
    assert "differ by fewer than 10 customers" in told
    assert "Move a bound" in told
    assert at.multiselect[0].value == [f"o.{nearly.id}", "s.s1"]


def test_segments_alone_share_nobody(saved, no_workers):
    at = overlap_of(saved, *(f"s.{each}" for each in ids_of(saved)))
    assert "Nobody is in more than one of these groups" in said(at)


def test_what_is_chosen_stays_when_somebody_renames_a_segment(saved, no_workers):
    at = visit("compare", s=saved.id, groups="s.s1~s.s2")
    workspace().save_segment(saved.id, "s2", name="Ours")
    assert not at.run().exception
    assert at.multiselect[0].value == ["s.s1", "s.s2"]


def test_of_two_with_one_name_the_one_that_was_chosen(saved, no_workers):
    kept = [own(saved, rows, "Young") for rows in (range(10), range(10, 20))]
    at = visit("compare", s=saved.id)
    assert at.multiselect[0].options[-3:] == ["Young", "Young (2)", "Everybody else"]
    at.multiselect[0].set_value([f"o.{kept[1].id}", "rest"]).run()
    assert at.query_params["groups"] == f"o.{kept[1].id}~rest"


def test_more_groups_than_can_be_compared(saved, no_workers):
    for at in range(MOST_GROUPS):
        own(saved, range(at, at + 12), f"Own {at}")
    at = visit("compare", s=saved.id, look="overlap")
    assert not at.exception
    assert len(at.multiselect[0].value) == MOST_GROUPS


def test_few_in_several_groups_are_not_counted(saved, no_workers, monkeypatch):
    few = replace(SETTINGS["min_cell_customers"], value=4)
    monkeypatch.setitem(SETTINGS, "min_cell_customers", few)
    one, other = own(saved, range(15), "First"), own(saved, range(13, 28), "Second")
    said_of = said(overlap_of(saved, f"o.{one.id}", f"o.{other.id}"))
    assert "**Under 4 customers** are in more than one" in said_of
    assert "Under 4 customers are in none of them" in said_of


def test_the_name_for_who_is_in_several_follows_the_groups(saved, no_workers):
    picked = {"A": TWO_KINDS, "B": TWO_OTHERS, "C": TWO_OTHERS}
    first, second, third = (own(saved, rows, name) for name, rows in picked.items())
    overlap_of(saved, f"o.{first.id}", f"o.{third.id}")
    at = overlap_of(saved, f"o.{first.id}", f"o.{second.id}")
    assert at.text_input[0].value == "A and B"
    at.multiselect[0].set_value([f"o.{first.id}", f"o.{third.id}"]).run()
    assert at.text_input[0].value == "A and C"
