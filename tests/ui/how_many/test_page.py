"""The page on which a team decides how many segments it works with, as a visitor gets it.

In the small world 3 segments are the planted kinds and are shown; 5 still hold and are recommended.
"""

from dataclasses import replace

import pytest

from seg.core.recipe import Forming, Limits
from seg.core.results import Stability
from seg.segments.methods import METHODS
from seg.store.segmentations import SavedSegmentation
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.visit import PAGES, said, select, table, toasts, visit


@pytest.fixture
def at(saved):
    return visit("how-many", s=saved.id)


def recipe(saved):
    return workspace().segmentation(saved.id).recipe


def cards(at):
    """What each card offers, from left to right."""
    return [button.label for button in at.button if (button.key or "").startswith("take-")]


def marks(at):
    """What the table marks, by number of segments."""
    tried = table(at, "tried/")
    return {int(k): mark for k, mark in zip(tried["k"], tried["mark"], strict=True) if mark}


def control(at, kind, saved, name):
    return getattr(at, kind)(key=f"{saved.id}/limits/{name}")


def movement(at):
    """The table of who moves, as rows of text."""
    return at.dataframe[-1].value.to_numpy().tolist()


def other(recipe, name="Other") -> SavedSegmentation:
    """Another segmentation, computed but not checked."""
    segments.solve({"recipe": recipe.as_json()}, world.silent)
    return workspace().create_segmentation(name, recipe, {})


def checked(saved, agreement, rounds):
    """Stability of every number of segments, the same for all, after so many trials."""
    ks = kept.kept_solutions(workspace(), saved.recipe).solutions.by_k
    found = {k: Stability(k, (agreement,) * rounds, ((0.9,) * k,) * 2 * rounds) for k in ks}
    kept.keep_check(workspace(), saved.recipe, rounds, found)


def test_the_recommended_number_between_the_best_with_fewer_and_with_more(at):
    assert not at.exception
    assert cards(at) == ["Shown at present", "Take 5 segments", "Take 9 segments"]
    assert said(at).count(":material/star: Recommended") == 1
    assert "It holds too, but tells fewer groups apart than 5 segments." in said(at)
    assert "More than the 8 segments that a team can treat differently." in said(at)
    assert "Tried 2 times." in said(at)
    assert marks(at) == {3: "shown", 5: "recommended"}


def test_a_number_is_taken_from_its_card_for_everybody(at, saved):
    at.button(key="take-5").click().run()
    assert recipe(saved) == replace(saved.recipe, k=5)
    assert marks(at) == {5: "recommended, shown"}
    assert at.button(key="take-5").disabled
    assert visit("segments", s=saved.id).slider(key=f"{saved.id}/k").value == 5


def test_a_number_is_taken_from_the_table(at, saved):
    select(at, "tried/", 0)
    assert recipe(saved).k == 2
    assert marks(at) == {2: "shown", 5: "recommended"}
    assert "Against 2 segments:" in said(at)


def test_what_a_colleague_saved_meanwhile_is_no_conflict(saved):
    at = visit("segments", s=saved.id)
    before = workspace().segmentation(saved.id)
    workspace().save_recipe(saved.id, before.version, replace(before.recipe, k=4), before.identity)
    at.switch_page(str(PAGES["how-many"])).run()
    assert marks(at) == {4: "shown", 5: "recommended"}
    at.button(key="take-5").click().run()
    assert not toasts(at)
    assert recipe(saved).k == 5


def test_limits_of_the_team_change_the_answer_at_once_and_are_taken_back(at, saved):
    control(at, "number_input", saved, "smallest").set_value(10).run()
    assert recipe(saved).limits == Limits(smallest=10)
    assert marks(at) == {3: "recommended, shown"}
    control(at, "selectbox", saved, "most").set_value(2).run()
    assert recipe(saved).limits == Limits(10, 2)
    assert "There are no more than 2 segments." in said(at)
    at.button(key="reset-limits").click().run()
    assert recipe(saved) == saved.recipe
    assert marks(at) == {3: "shown", 5: "recommended"}
    assert control(at, "number_input", saved, "smallest").value is None


def test_a_dimension_in_which_the_segments_must_differ(at, saved):
    control(at, "multiselect", saved, "separates").set_value(["age"]).run()
    assert recipe(saved).limits == Limits(separates=("age",))
    assert table(at, "tried/")["against"][1] == "hardly differ in age"
    assert "The segments hardly differ in age, in which they must." in said(at)
    assert "The segments differ clearly in age." in said(at)


def test_limits_that_no_number_keeps_to(at, saved):
    control(at, "number_input", saved, "smallest").set_value(30).run()
    assert "No number of segments holds: 3 come closest" in said(at)
    assert "Looser limits of your team may help too." in said(at)
    assert said(at).count(":material/star: Closest") == 1
    assert marks(at) == {3: "closest, shown"}


def test_figures_stand_there_after_the_first_trials_and_say_that_they_can_change(saved):
    first = other(replace(saved.recipe, seed=1))
    checked(first, 0.95, kept.check_rounds()[0])
    at = visit("how-many", s=first.id)
    assert "This is after 5 of 50 trials" in said(at)
    assert len(cards(at)) == 3
    assert set(table(at, "tried/")["median"]) == {"0.95"}


def test_no_number_holds_where_trials_do_not_agree(saved):
    shaky = other(replace(saved.recipe, seed=1))
    checked(shaky, 0.3, kept.check_rounds()[0])
    at = visit("how-many", s=shaky.id)
    assert "No number of segments holds" in said(at)
    assert "Looser limits" not in said(at)
    assert set(table(at, "tried/")["verdict"]) == {"constructed"}
    assert len(at.get("plotly_chart")) == 2


def test_before_any_trial_there_is_what_is_known(saved):
    at = visit("how-many", s=other(replace(saved.recipe, seed=1)).id)
    assert "Being checked on other samples" in said(at)
    assert not cards(at)
    tried = table(at, "tried/")
    assert set(tried["median"]) == set(tried["against"]) == {"…"}
    assert tried["k"].tolist() == [str(k) for k in range(2, 13)]
    assert len(at.get("plotly_chart")) == 1, "the streams"


def test_before_there_are_segments_nothing_is_claimed(saved):
    recipe = replace(saved.recipe, forming=(Forming("age"),), describing=())
    at = visit("how-many", s=workspace().create_segmentation("New", recipe, {}).id)
    assert not at.exception
    assert "The segments are being formed" in said(at)
    assert not at.dataframe


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ({}, "These customers can form 3 segments and no other number"),
        ({"finds_k": True}, "The method finds the number of segments by itself: 3."),
        ({"resampled": False}, "These segments are a rule of your own"),
    ],
)
def test_where_there_is_one_number_it_is_said_and_the_rest_left_out(saved, monkeypatch, method, told):
    monkeypatch.setitem(METHODS, "kmeans", replace(METHODS["kmeans"], **method))
    alone = replace(saved.recipe, seed=1)
    _, who = segments._begin({"recipe": alone.as_json()}, world.silent)
    solved = kept.kept_solutions(workspace(), saved.recipe).solutions
    kept.keep_solutions(workspace(), alone, who, replace(solved, by_k={3: solved.by_k[3]}))
    at = visit("how-many", s=workspace().create_segmentation("Alone", alone, {}).id)
    assert [told in info.value for info in at.info] == [True]
    assert not cards(at)
    assert not at.get("plotly_chart")
    assert at.selectbox, "it can be held against the other segmentation"


def test_who_moves_from_the_shown_to_the_recommended_number(at, saved):
    first, second, third = movement(at)
    assert first[1:] == ["10", "–", "–", "–", "–"]
    assert second[1:] == ["–", "10", "–", "–", "–"]
    assert third[1:] == ["–", "–", "< 10", "< 10", "< 10"]
    assert at.metric[0].value == "80%"
    assert "No move is of 10 customers or more." in said(at)


def test_who_moves_between_any_two(at, saved):
    at.selectbox(key=f"moved-to/{saved.id}/3").set_value("/2").run()
    assert at.metric[0].value == "67%"
    assert sorted(cell for row in movement(at) for cell in row[1:]) == ["10", "10", "10", "–", "–", "–"]
    assert "10 customers of **" in said(at)
    at.selectbox(key=f"moved-to/{saved.id}/3").set_value("/3").run()
    assert "Choose two that differ." in said(at)


def test_another_segmentation_of_the_same_data_and_one_that_is_not_computed(saved):
    by_age = other(replace(saved.recipe, forming=(Forming("age"),), describing=(), k=2), "By *age*")
    workspace().create_segmentation("Not yet", replace(saved.recipe, seed=5), {})
    at = visit("how-many", s=saved.id)
    assert "By *age*: 2 segments" in at.selectbox(key=f"moved-to/{saved.id}/3").options
    assert "not computed at present: Not yet." in said(at)
    at.selectbox(key=f"moved-to/{saved.id}/3").set_value(by_age.id).run()
    assert not at.exception
    assert len(movement(at)) == 3
    assert len(movement(at)[0]) == 3


def test_streams_are_told_in_counts_and_names_without_a_single_customer(at):
    streams = at.get("plotly_chart")[1].proto.spec
    assert "10 customers of" in streams
    assert "(3 segments)" in streams
    assert len(streams) < 60_000


def test_numbers_follow_the_language(saved):
    assert "1,00" in table(visit("how-many", "pl", s=saved.id), "tried/")["median"].tolist()


def test_the_number_taken_beside_the_statement_is_the_one_that_the_controls_hold(saved):
    at = visit("segments", s=saved.id)
    at.button(key="take-suggested").click().run()
    assert recipe(saved).k == 5
    assert at.slider(key=f"{saved.id}/k").value == 5


def test_the_segments_page_leads_here(saved):
    links = visit("segments", s=saved.id).get("page_link")
    assert "How many segments?" in [link.proto.label for link in links]


def test_segments_of_a_column_are_called_and_counted_as_everywhere(saved):
    """Those without a country are in none of the three."""
    own = other(replace(saved.recipe, method="column", segments_from="country", k=4))
    at = visit("how-many", s=own.id)
    assert "it says how many there are (3)." in at.info[0].value
    assert at.selectbox(key=f"moved-from/{own.id}/4").value == "/4"
    assert at.selectbox(key=f"moved-from/{own.id}/4").options[0] == "3 segments (shown)"
    assert [row[0] for row in movement(at)] == ["Malta", "Netherlands", "Poland", "Unassigned"]
