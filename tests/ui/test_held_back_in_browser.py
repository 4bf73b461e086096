"""Letting one dimension after the other form segments, as a person does it: a browser remembers what was typed."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from seg.core.recipe import Forming
from seg.tasks.desk import workspace
from tests import small_shop as world
from tests.ui.test_held_back import held_dataset

LET, REASON = "Let it form segments", "Members asked us for it"

pytestmark = pytest.mark.browser


@pytest.fixture
def saved(shop):
    recipe = replace(
        world.recipe_of(held_dataset(shop, "country", "member")), forming=(Forming("spend"),), describing=()
    )
    world.compute(recipe)
    return world.segmentation(recipe)


def test_words_for_one_dimension_are_not_taken_for_the_next(saved, browsing):
    page = browsing.open(f"segments?s={saved.id}")
    line = page.locator(f".st-key-{saved.id}-held button").first
    why, let = page.locator(f"[class*='st-key-{saved.id}-held-'] textarea"), page.get_by_role("button", name=LET)
    expect(line).to_have_text(re.compile("Held back: country and member"))  # the server just started
    line.click()
    why.fill(REASON)
    let.click()
    expect(let).to_have_count(0)
    expect(line).to_have_text(re.compile("Held back: member"))
    expect(page.locator(f".st-key-{saved.id}-why-country")).to_contain_text(REASON)
    expect(page.locator("[class*='st-key-segments-']")).to_be_visible()
    expect(page.locator(".st-key-work")).to_have_count(0)
    line.click()
    expect(why).to_have_value("")
    let.click()
    expect(page.get_by_text("Say why in at least 3 words.")).to_be_visible()
    browsing.snapshot("held_back")
    kept = {part.dimension: part.reason for part in workspace().segmentation(saved.id).recipe.forming}
    assert kept == {"spend": "", "country": REASON}
