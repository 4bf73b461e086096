"""Choosing dimensions in a browser, on a server that has derived nothing yet."""

import re

import pytest
from playwright.sync_api import expect

from seg.core.recipe import Forming
from seg.tasks.desk import workspace
from tests import small_shop
from tests.ui.dimensions import world
from tests.ui.dimensions.world import MONETARY, RECENCY

pytestmark = pytest.mark.browser


@pytest.fixture
def saved(home, tmp_path):
    """The id of a segmentation of which nothing is derived."""
    return small_shop.segmentation(world.recipe(world.dataset(tmp_path), RECENCY)).id


def kept(saved):
    return workspace().segmentation(saved).recipe


def row(page, label):
    return page.locator(f'li[data-label="{label}"]').first


def test_dimensions_arrive_are_found_ticked_and_taken_back(saved, browsing):
    page = browsing.open(f"dimensions?s={saved}")
    money = row(page, MONETARY)
    box = {kind: money.locator(f".{kind} input") for kind in ("forms", "describes")}
    expect(money).to_be_visible()
    box["forms"].check()  # while nothing is derived yet
    expect(page.get_by_text(re.compile("2 form the segments"))).to_be_visible()
    box["describes"].check()
    expect(box["forms"]).not_to_be_checked()
    expect(page.get_by_text(re.compile("1 forms the segments · 1 describes them"))).to_be_visible()
    expect(page.locator(".bars.waiting")).to_have_count(0)
    expect(money.locator("rect")).to_have_count(12)
    assert kept(saved).describing == (MONETARY,)

    search = page.get_by_role("searchbox").first
    search.fill("wine")
    wine = row(page, "orders:category_share(category=Wine)")
    expect(wine).to_be_visible()
    expect(money).to_be_hidden()
    wine.locator(".forms input").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text(re.compile("2 form the segments"))).to_be_visible()
    search.fill("")
    search.press("Control+z")
    expect(search).to_have_value("wine")  # letters are taken back, not ticks
    search.fill("")
    expect(money).to_be_visible()
    expect(wine).to_be_visible()  # chosen ones stay in sight
    assert kept(saved).forming == (Forming("orders:category_share(category=Wine)"), Forming(RECENCY))

    expect(row(page, "religion").locator(".forms input")).to_be_disabled()
    browsing.snapshot("dimensions")
    wine.locator(".forms input").press("Control+z")
    expect(wine.locator(".forms input")).not_to_be_checked()
    expect(page.get_by_text(re.compile("1 forms the segments"))).to_be_visible()

    page.reload()
    expect(box["describes"]).to_be_checked()
    assert kept(saved).forming == (Forming(RECENCY),)
