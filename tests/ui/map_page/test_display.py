"""What the controls over the map hold, whenever somebody came in."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from seg.tasks import segments
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.patience import PATIENCE_SECONDS
from tests.ui import visit as pages

APP = Path(__file__).with_name("display_app.py")


def visit(saved, lang="en", **address):
    at = AppTest.from_file(str(APP), default_timeout=PATIENCE_SECONDS)
    at.query_params.update({"lang": lang, "s": saved.id, **address})
    return at.run()


def card(at):
    assert not at.exception
    return at.markdown[-1].value


def test_who_saw_the_first_look_gets_the_same_card_as_who_came_later(saved):
    fresh = replace(saved.recipe, seed=77)
    segments.look({"recipe": fresh.as_json(), "k": fresh.k}, world.silent)
    workspace().save_recipe(saved.id, saved.version, fresh, {})
    at = visit(saved)
    assert card(at) == "card:"
    segments.solve({"recipe": fresh.as_json()}, world.silent)
    later = card(visit(saved))
    assert len(later.split()) == 3, "two dimensions are proposed"
    assert card(at.run()) == later


def test_the_detail_is_told_anew_in_every_run(saved):
    """Before somebody opens what it lies in, the browser has no such control: what one run told is gone with it."""
    at = visit(saved)
    for run in (at, at.run()):
        detail = next(one.proto for one in run.get("button_group") if one.proto.label == "How much detail")
        assert (detail.set_value, list(detail.raw_values)) == (True, ["Balanced"])


def test_a_link_opens_the_same_picture_for_who_reads_another_language(saved):
    at = visit(saved)
    at.selectbox(key="colour").set_value("confidence").run()
    at.segmented_control(key="picture").set_value("true").run()
    link = {name: at.query_params[name] for name in ("colour", "picture")}
    for there in (visit(saved, "ru", **link), visit(saved, "ru", **link).run()):
        colour, picture = there.selectbox(key="colour"), there.segmented_control(key="picture")
        assert (colour.value, picture.value) == ("confidence", "true")
        assert (colour.proto.set_value, colour.proto.raw_value) == (True, "Уверенность")
    at.selectbox(key="colour").set_value("").run()
    assert "colour" not in at.query_params


def test_the_map_in_words_speaks_of_neighbours_only_where_it_counts_them(saved):
    at = pages.visit("segments", s=saved.id)
    table = next(frame.value for frame in at.dataframe if "Where on the map" in frame.value)
    assert "Neighbours in the same segment" not in table, "so few customers have no UMAP"
    assert "Neighbours:" not in pages.said(at)
