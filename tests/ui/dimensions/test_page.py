"""The page of dimensions as a visitor works with it: everything is saved at once, and nothing is counted wrongly."""

import json
from dataclasses import replace

import pytest

from seg.core.recipe import Forming
from seg.data.events.choices import Choices
from seg.data.events.offered import offered
from seg.tasks.desk import workspace
from seg.ui.dimensions.changes import DESCRIBES, FORMS
from tests import small_shop
from tests.ui.dimensions import world
from tests.ui.dimensions.world import FREQUENCY, MONETARY, RECENCY
from tests.ui.visit import said, visit

EARLY = "2024-01-05"
OPENED = "emails:event_count(days=20;type=opened)"


def kept(saved):
    return workspace().segmentation(saved.id).recipe


def at_page(saved):
    at = visit("dimensions", s=saved.id)
    assert not at.exception
    return at


def plain(at):
    """All sentences of the page without the signs that keep names from being taken for markup."""
    return said(at).replace("\\", "")


def control(at, kind, saved, name):
    return next(part for part in at.get(kind) if part.key == f"{saved.id}/{name}")


def table(at, saved, name="table"):
    """What a table was told to show: the component, and its rows by label."""
    shown = next(part for part in at.get("bidi_component") if part.proto.id.endswith(f"{saved.id}/{name}"))
    bases = json.loads(shown.proto.json)["bases"]
    rows = [row for basis in bases for group in basis["groups"] for row in group["rows"]]
    return shown, {row["label"]: row for row in rows}


def tick(at, saved, *ticks):
    """Tick as a browser does: all that is not known to be taken yet, each with its number."""
    shown, _ = table(at, saved)
    states = at._tree.get_widget_states()
    told = [dict(zip(("n", "label", "kind", "on"), each, strict=True)) for each in ticks]
    states.widgets.add(id=shown.proto.id, json_value=json.dumps({"ticks": told}))
    return at._run(states)


def test_says_what_to_do_when_nothing_is_open(no_workers):
    assert "No segmentation is open" in said(visit("dimensions"))


def test_says_how_many_events_count_and_shows_every_dimension_with_its_values(saved):
    at = at_page(saved)
    assert "**84** Orders of 30 customers · **60** E-mails of 30 customers" in plain(at)
    _, rows = table(at, saved)
    from_events = offered(workspace().dataset(saved.dataset).tables, Choices())
    assert rows.keys() == {column.label for column in from_events} | {"age", "country", "religion"}
    assert not [label for label, row in rows.items() if row["waiting"]]
    assert (rows[RECENCY]["chosen"], rows["age"]["chosen"], rows[MONETARY]["chosen"]) == (FORMS, DESCRIBES, "")
    assert rows["religion"]["held"]
    assert "**2** form the segments · **1** describes them" in said(at)


def test_what_customers_do_comes_first(saved):
    shown, _ = table(at_page(saved), saved)
    bases = [basis["id"] for basis in json.loads(shown.proto.json)["bases"]]
    assert bases[:2] == ["behavioural", "journey"]
    assert {"demographic", "geographic", "sociocultural"} <= set(bases)
    first = json.loads(shown.proto.json)["bases"][0]["groups"][0]["rows"]
    assert [row["label"] for row in first[:3]] == [RECENCY, FREQUENCY, MONETARY]


def test_another_day_is_saved_and_counted_to_and_one_click_brings_the_latest_back(saved):
    at = at_page(saved)
    assert control(at, "button", saved, "as-of-latest").disabled
    world.derived(replace(saved.recipe, as_of=EARLY), (RECENCY, FREQUENCY, "emails:frequency", "donations:frequency"))
    control(at, "date_input", saved, "as-of").set_value(world.START.replace(day=5)).run()
    assert kept(saved).as_of == EARLY
    assert "**30** Orders of 30 customers · **11** E-mails of 5 customers" in plain(at)
    _, rows = table(at, saved)
    assert not rows[FREQUENCY]["waiting"]
    assert rows[MONETARY]["waiting"], "not derived for that day"
    control(at, "button", saved, "as-of-latest").click().run()
    assert kept(saved) == saved.recipe
    assert "**84** Orders" in said(at)


def test_the_latest_day_picked_by_hand_follows_the_data(saved):
    at = at_page(saved)
    control(at, "date_input", saved, "as-of").set_value(world.START.replace(day=6)).run()
    control(at, "date_input", saved, "as-of").set_value(world.START.replace(month=2, day=10)).run()
    assert kept(saved).as_of == ""


def test_ticks_are_saved_at_once_and_each_only_once(saved):
    at = at_page(saved)
    tick(at, saved, (5, MONETARY, FORMS, True), (6, "religion", DESCRIBES, True))
    assert kept(saved).forming == tuple(Forming(label) for label in sorted((RECENCY, FREQUENCY, MONETARY)))
    assert kept(saved).describing == ("age", "religion")
    tick(at, saved, (5, MONETARY, FORMS, True), (6, "religion", DESCRIBES, True), (9, MONETARY, FORMS, False))
    assert len(kept(saved).forming) == 2
    tick(at, saved, (5, MONETARY, FORMS, True))
    assert len(kept(saved).forming) == 2, "this one was taken long ago"
    assert json.loads(table(at, saved)[0].proto.json)["seen"] == 9


def test_what_is_held_back_does_not_form_from_here(saved):
    at = tick(at_page(saved), saved, (1, "religion", FORMS, True))
    assert kept(saved) == saved.recipe
    assert not at.error


def test_ticks_keep_what_somebody_else_saved_meanwhile(saved):
    at = at_page(saved)
    now = workspace().segmentation(saved.id)
    workspace().save_recipe(saved.id, now.version, replace(now.recipe, k=7), now.identity)
    tick(at, saved, (1, MONETARY, FORMS, True))
    assert kept(saved).k == 7
    assert len(kept(saved).forming) == 3


def test_changes_are_taken_back_one_after_the_other_but_not_over_those_of_others(saved):
    at = at_page(saved)
    assert control(at, "button", saved, "undo").disabled
    tick(at, saved, (1, MONETARY, FORMS, True))
    after_one = kept(saved)
    tick(at, saved, (2, "religion", DESCRIBES, True))
    control(at, "button", saved, "undo").click().run()
    assert kept(saved) == after_one
    control(at, "button", saved, "undo").click().run()
    assert kept(saved) == saved.recipe
    assert control(at, "button", saved, "undo").disabled
    tick(at, saved, (3, "religion", DESCRIBES, True))
    now = workspace().segmentation(saved.id)
    workspace().save_recipe(saved.id, now.version, replace(now.recipe, k=7), now.identity)
    control(at, "button", saved, "undo").click().run()
    assert kept(saved).describing == ("age", "religion")
    assert kept(saved).k == 7
    assert control(at, "button", saved, "undo").disabled


def test_a_switch_is_saved_where_it_is_not_as_by_default(saved):
    at = at_page(saved)
    assert "**Cancelled** · 6 rows" in said(at)
    name = f"{saved.id}/switch/orders/cancelled"
    assert at.segmented_control(key=name).value == "out"
    counted = replace(saved.recipe, events=(("orders/cancelled", "in"),))
    world.derived(counted, (FREQUENCY,))
    at.segmented_control(key=name).set_value("in").run()
    assert kept(saved) == counted
    assert "**90** Orders" in said(at)
    at.segmented_control(key=name).set_value("out").run()
    assert kept(saved) == saved.recipe


def test_there_is_no_money_of_several_currencies_before_one_is_chosen(saved):
    at = at_page(saved)
    assert "donations come in several currencies" in said(at)
    assert "donations:monetary" not in table(at, saved)[1]
    control(at, "button_group", saved, "currency/ask/donations").set_value("EUR").run()
    assert kept(saved).events == (("donations/currency", "EUR"),)
    assert table(at, saved)[1]["donations:monetary"]["kind"] == "Money, EUR"
    assert "come in several currencies" not in said(at)
    control(at, "button_group", saved, "currency/table/donations").set_value("PLN").run()
    assert kept(saved).events == (("donations/currency", "PLN"),)


def test_a_dimension_that_cannot_be_had_is_said_and_taken_out(events, no_workers):
    saved = small_shop.segmentation(world.recipe(events, RECENCY, "donations:monetary", describing=("age",)))
    at = at_page(saved)
    assert "several currencies: EUR and PLN" in "\n".join(warning.value for warning in at.warning)
    control(at, "button", saved, "take-out/donations:monetary").click().run()
    assert kept(saved).dimensions == (RECENCY, "age")
    assert not at.warning


def test_a_boundary_is_saved_where_it_is_not_as_by_default(saved):
    at = at_page(saved)
    name = f"{saved.id}/boundary/stage/regular_orders"
    assert at.number_input(key=name).value == 3
    at.number_input(key=name).set_value(4).run()
    assert kept(saved).events == (("stage/regular_orders", "4"),)
    at.number_input(key=name).set_value(3).run()
    assert kept(saved) == saved.recipe


def test_rfm_is_scored_and_grouped_as_chosen_and_taken_back(saved):
    at = at_page(saved)
    scoring, money = (f"{saved.id}/switch/rfm/{what}" for what in ("scoring", "fm"))
    assert (at.segmented_control(key=scoring).value, at.segmented_control(key=money).value) == ("default", "both")
    at.segmented_control(key=money).set_value("frequency").run()
    assert kept(saved).events == (("rfm/fm", "frequency"),)
    at.segmented_control(key=scoring).set_value("classic").run()
    assert kept(saved).events == (("rfm/fm", "frequency"), ("rfm/scoring", "classic"))
    assert at.segmented_control(key=money).disabled
    assert "Classic groups always look at both" in said(at)
    for _ in range(2):
        control(at, "button", saved, "undo").click().run()
    assert kept(saved) == saved.recipe
    assert not at.segmented_control(key=money).disabled


def build(at, saved, **chosen):
    """Choose the parts of the sentence, one after the other."""
    for name, value in chosen.items():
        parts = (part for kind in ("selectbox", "number_input") for part in at.get(kind))
        part = next(p for p in parts if (p.key or "").startswith(f"{saved.id}/build/{name}"))
        part.set_value(value).run()


def test_a_sentence_is_looked_at_added_kept_for_the_team_and_removed(saved):
    world.derived(saved.recipe, (OPENED,))
    at = at_page(saved)
    build(at, saved, table="emails")
    of = next(part for part in at.selectbox if part.key == f"{saved.id}/build/of/emails/count")
    of.select("of the type opened").run()
    build(at, saved, within="days", last=20)
    assert "**4** of 30 customers have it (13%)." in said(at), "opened on day 22, 24, 26 and 28 of 40"
    assert list(table(at, saved, "picture")[1]) == [OPENED]
    assert OPENED not in table(at, saved)[1]
    control(at, "button", saved, "build/add").click().run()
    assert workspace().dimensions(saved.dataset) == (OPENED,)
    assert kept(saved).describing == ("age", OPENED)
    assert table(at, saved)[1][OPENED]["chosen"] == DESCRIBES
    assert control(at, "button", saved, "build/add").disabled
    added = kept(saved)
    control(at, "button", saved, f"remove/{OPENED}").click().run()
    assert (workspace().dimensions(saved.dataset), kept(saved)) == ((), saved.recipe)
    control(at, "button", saved, "undo").click().run()
    assert (workspace().dimensions(saved.dataset), kept(saved)) == ((OPENED,), added)
    control(at, "button", saved, "undo").click().run()
    assert (workspace().dimensions(saved.dataset), kept(saved)) == ((), saved.recipe)
    assert control(at, "button", saved, "undo").disabled
    control(at, "button", saved, "redo").click().run()
    assert (workspace().dimensions(saved.dataset), kept(saved)) == ((OPENED,), added)
    tick(at, saved, (1, OPENED, DESCRIBES, False))
    assert control(at, "button", saved, "redo").disabled, "something else was done since"
    control(at, "button", saved, f"remove/{OPENED}").click().run()
    control(at, "button", saved, "undo").click().run()
    assert (workspace().dimensions(saved.dataset), kept(saved)) == ((OPENED,), saved.recipe), "it was not chosen"


def test_an_order_of_a_kind_can_be_asked_for_at_least_so_often(saved):
    bought = "orders:often(category=Wine;days=60;times=2)"
    world.derived(saved.recipe, (bought,))
    at = at_page(saved)
    build(at, saved, table="orders")
    build(at, saved, question="at_least", times=2, within="days", last=60)
    of = next(part for part in at.selectbox if part.key == f"{saved.id}/build/of/orders/at_least")
    of.select("of the category Wine").run()
    assert list(table(at, saved, "picture")[1]) == [bought]
    assert "**18** of 30 customers have it (60%)." in said(at), "wine is the first, third and fifth of up to five"


def test_what_is_offered_anyway_is_chosen_but_not_kept_twice(saved):
    at = at_page(saved)
    build(at, saved, table="emails")
    control(at, "button", saved, "build/add").click().run()
    assert kept(saved).describing == ("age", "emails:frequency")
    assert workspace().dimensions(saved.dataset) == ()


def test_two_that_say_the_same_are_said_and_one_of_them_goes(events, workers):
    from seg.ui.services import services

    alike = "emails:event_count(type=opened)"
    saved = small_shop.segmentation(world.recipe(events, RECENCY, "emails:frequency", alike))
    at = at_page(saved)
    assert "nearly say the same" not in said(at)
    awaited = at.session_state["seg"].awaited
    for key in awaited:
        services().desk.wait(key, 60)
    at.run()
    assert "nearly say the same" in said(at)
    first, second = sorted((alike, "emails:frequency"))
    control(at, "button", saved, f"keep-first/{first}/{second}").click().run()
    assert [part.dimension for part in kept(saved).forming] == sorted((RECENCY, first))


def test_what_a_worker_could_not_derive_says_why_and_waits_no_longer(events, workers):
    from seg.ui.services import services

    nowhere = "orders:holiday_share(country=XX)"
    beside = "orders:frequency(days=7)"  # derived with it, and by nobody before
    saved = small_shop.segmentation(world.recipe(events, RECENCY, describing=(nowhere, beside)))
    at = at_page(saved)
    assert table(at, saved)[1][nowhere]["waiting"]
    assert table(at, saved)[1][beside]["waiting"]
    for key in at.session_state["seg"].awaited:
        services().pool.wait(key, 60)
    at.run()
    rows = table(at, saved)[1]
    assert "public holidays of XX are not known" in rows[nowhere]["note"]
    assert [label for label, row in rows.items() if row["waiting"] or "XX" in row["note"]] == [nowhere]
    assert (rows[nowhere]["waiting"], rows[nowhere]["missing"]) == (False, ""), "nothing is known of it"
    assert rows[beside]["glance"]
    at.run()
    assert not at.session_state["seg"].awaited, "nobody tries again and again"
    assert "XX" in table(at, saved)[1][nowhere]["note"]


def test_without_events_there_are_the_columns_and_nothing_else(shop, no_workers):
    saved = small_shop.segmentation(small_shop.recipe_of(shop))
    at = at_page(saved)
    _, rows = table(at, saved)
    assert set(rows) == {"age", "visits", "spend", "country", "member", "joined"}
    assert rows["spend"]["bars"]
    assert not at.tabs
    assert [part.key for part in at.date_input] == [f"{saved.id}/as-of"], "ages and days since are counted to it too"


@pytest.mark.parametrize("choice", ["switch/orders/no_customer", "switch/emails/duplicate"])
def test_a_rule_that_no_row_meets_has_no_switch(saved, choice):
    at = at_page(saved)
    assert f"{saved.id}/{choice}" not in {part.key for part in at.segmented_control}
    assert "Not met by any row" in said(at)
