"""The map on the screen: the same picture through changes and refreshes, kept with the segmentation."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.recipe import Forming
from seg.segments.orientation import AS_IT_IS, turn_of_shared
from seg.tasks import kept, segments
from seg.tasks.desk import workspace
from seg.ui import cache, map_place
from seg.ui.map_place import MAP, Frame, beside, biplot_map, draw_anew, drawn_map, frozen_on
from seg.ui.opened import Opened, save
from seg.ui.session import session
from seg.ui.solution_shown import shown
from tests import small_shop as world


def opened_as(saved_id, recipe=None):
    """The segmentation, with another recipe if one is given."""
    now = Opened(workspace().segmentation(saved_id), workspace().dataset(workspace().segmentation(saved_id).dataset))
    if recipe is not None:
        save(now, recipe)
        now = opened_as(saved_id)
    return now


def on_screen(now):
    seen, now = shown(now)
    return drawn_map(now, seen)


def look(recipe):
    segments.look({"recipe": recipe.as_json(), "k": recipe.k}, world.silent)


def draw(recipe):
    segments.draw({"recipe": recipe.as_json()}, world.silent)


@pytest.fixture
def first(saved):
    """The map as it was shown first, mirrored by whoever kept it so: nothing is as it is by chance."""
    _, now = on_screen(opened_as(saved.id))
    mirrored = {**now.saved.identity[MAP], "turns": {kept.map_key(now.recipe): [[-1.0, 0.0], [0.0, 1.0]]}}
    workspace().save_recipe(saved.id, now.saved.version, now.recipe, {**now.saved.identity, MAP: mirrored})
    return on_screen(opened_as(saved.id))[0]


def turn_between(one, other, rows=30):
    return np.array(turn_of_shared(one.xy, np.arange(rows), other.xy, np.arange(rows)))


def test_the_first_map_is_shown_as_it_is_and_kept_as_the_base(saved):
    drawn, now = on_screen(opened_as(saved.id))
    np.testing.assert_array_equal(drawn.xy, cache.customer_map(saved.recipe).xy)
    frame = Frame.of(opened_as(saved.id))
    assert frame == Frame(saved.recipe, {kept.map_key(saved.recipe): AS_IT_IS})
    again, later = on_screen(opened_as(saved.id))
    assert again is drawn, "nothing is made twice"
    assert later.saved == now.saved
    assert frozen_on(later) is None


def test_a_changed_recipe_is_turned_onto_what_was_shown_and_its_link_opens_the_same(first, saved):
    changed = replace(saved.recipe, forming=(Forming("visits"), Forming("spend")))
    look(changed)
    sketch, _ = on_screen(opened_as(saved.id, changed))
    np.testing.assert_allclose(turn_between(sketch, first), np.eye(2), atol=1e-6)
    draw(changed)
    whole, now = on_screen(opened_as(saved.id))
    assert whole.key != sketch.key
    np.testing.assert_allclose(turn_between(whole, sketch), np.eye(2), atol=0.05)
    assert on_screen(opened_as(saved.id))[0] is whole
    map_place.cache.st.cache_resource.clear()
    np.testing.assert_array_equal(on_screen(opened_as(saved.id))[0].xy, whole.xy)
    np.testing.assert_array_equal(cache.customer_map(changed).xy @ np.float32(Frame.of(now).turn(changed)), whole.xy)
    third = replace(saved.recipe, forming=(Forming("age"), Forming("visits")))
    look(third)
    on_screen(opened_as(saved.id, third))
    back, _ = on_screen(opened_as(saved.id, saved.recipe))
    np.testing.assert_array_equal(back.xy, first.xy, "a map that was shown is shown again as it was")


def test_another_k_or_method_changes_nothing(first, saved):
    again, now = on_screen(opened_as(saved.id, replace(saved.recipe, k=5)))
    assert again is first
    assert Frame.of(now).base == saved.recipe


def test_while_another_detail_is_drawn_the_map_stays(first, saved):
    closer = replace(saved.recipe, map_detail="detail")
    waiting, now = on_screen(opened_as(saved.id, closer))
    assert waiting is first
    assert kept.map_key(closer) in session().awaited
    draw(closer)
    whole, now = on_screen(opened_as(saved.id))
    np.testing.assert_allclose(turn_between(whole, first), np.eye(2), atol=1e-6)
    assert Frame.of(now).base == closer


def test_a_refresh_is_laid_on_the_map_that_stands(first, saved):
    later = replace(saved.recipe, as_of="2026-06-30")
    look(later)
    waiting, now = on_screen(opened_as(saved.id, later))
    assert waiting is first, "the same customers stay until they are placed"
    assert kept.placed_key(later, saved.recipe) in session().awaited
    assert kept.map_key(later) not in session().awaited, "nobody waits for a map that is not shown"
    segments.place({"recipe": later.as_json(), "base": saved.recipe.as_json()}, world.silent)
    placed, now = on_screen(opened_as(saved.id))
    np.testing.assert_allclose(placed.xy, first.xy, atol=1e-6)
    assert placed.key != first.key
    assert Frame.of(now).base == saved.recipe == frozen_on(now)
    assert biplot_map(now) is None
    segments.biplot({"recipe": later.as_json()}, world.silent)
    np.testing.assert_array_equal(biplot_map(now).xy, cache.biplot(later).xy * np.float32([-1, 1]))
    assert biplot_map(now).arrows[0].x == -cache.biplot(later).arrows[0].x


def test_a_map_drawn_anew_is_the_base_of_what_follows(first, saved):
    later = replace(saved.recipe, as_of="2026-06-30")
    look(later)
    segments.place({"recipe": later.as_json(), "base": saved.recipe.as_json()}, world.silent)
    placed, now = on_screen(opened_as(saved.id, later))
    now = draw_anew(now)
    waiting, now = on_screen(now)
    assert waiting is placed
    assert frozen_on(now) is None
    assert kept.map_key(later) in session().awaited
    draw(later)
    whole, now = on_screen(opened_as(saved.id))
    assert Frame.of(now).base == later
    assert whole.key not in (placed.key, first.key)
    np.testing.assert_allclose(turn_between(whole, first), np.eye(2), atol=1e-6)


def test_what_somebody_else_just_saved_stays(saved):
    now = opened_as(saved.id)
    seen, now = shown(now)
    workspace().save_recipe(saved.id, now.saved.version, replace(saved.recipe, k=7), now.saved.identity)
    drawn, after = drawn_map(now, seen)
    assert drawn is not None
    assert after.saved == now.saved
    assert workspace().segmentation(saved.id).recipe.k == 7


def test_two_recipes_beside_each_other_stand_on_one_map(first, saved):
    now = opened_as(saved.id)
    other = replace(saved.recipe, forming=(Forming("age"),))
    assert beside(now, other) is None
    segments.place({"recipe": other.as_json(), "base": saved.recipe.as_json()}, world.silent)
    np.testing.assert_allclose(beside(now, other).xy, first.xy, atol=1e-6)
