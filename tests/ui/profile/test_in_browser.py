"""The profile table as it is searched and scrolled, and the way from a card to a customer."""

import re

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import expect

from seg.ui.profile.taken import LIGHT, LINE

pytestmark = pytest.mark.browser


def _view(page, name):
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


def _drawn(page):
    """The picture of the table as it stands."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="Picture (PNG)").click()
    assert taken.value.suggested_filename.endswith(".png")
    with Image.open(taken.value.path()) as found:
        return found.convert("RGB")


def _title(drawn):
    return drawn.crop((0, 0, drawn.width, 2 * 44))


def test_searched_scrolled_and_followed_to_a_customer(tea_shop, browsing):
    page = browsing.open(f"profile?s={tea_shop.id}")
    rows = page.locator(".profile tbody tr:visible")
    expect(page.locator(".profile tbody tr")).to_have_count(3)
    page.get_by_role("searchbox").fill("HOW MANY")
    expect(rows).to_have_count(1)
    expect(page.locator(".profile .count")).to_have_text("1 of 3 dimensions")
    page.get_by_role("searchbox").fill("")
    expect(rows).not_to_have_count(1)

    pane = page.locator(".profile .pane")
    pane.evaluate("pane => { pane.style.maxHeight = '90px'; pane.style.width = '420px'; }")
    pane.evaluate("pane => pane.scrollTo(120, 60)")
    corner = page.locator(".profile thead th").first
    inside = pane.evaluate("pane => [pane.scrollLeft, pane.scrollTop]")
    assert min(inside) > 0
    box, around = corner.bounding_box(), pane.bounding_box()
    assert abs(box["x"] - around["x"]) < 3
    assert abs(box["y"] - around["y"]) < 3

    _view(page, "Cards")
    expect(page.locator(".card .short").first).to_contain_text("In short:")
    card = page.locator(".card").first
    card.get_by_text("Other names").click()
    other = card.locator(".names button").first
    called, before = other.text_content(), card.locator("h3").text_content()
    other.click()
    expect(card.locator("h3")).to_have_text(called)
    card.get_by_text("Other names").click()
    card.get_by_role("button", name=before, exact=True).click()
    expect(card.locator("h3")).to_have_text(before)

    _view(page, "Table")
    expect(rows).not_to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel").click()
    assert taken.value.suggested_filename.endswith(".xlsx")

    lines = rows.count()
    one = _drawn(page)
    page.get_by_text("Mean", exact=True).click()
    expect(rows).to_have_count(2 * lines)
    both = _drawn(page)
    assert both.width == one.width
    assert both.height - one.height == 2 * (LINE * lines + 16)  # and a line under it, at twice the size
    colours = {colour for _, colour in both.getcolors(both.width * both.height)}
    assert ImageColor.getrgb(LIGHT.ground) in colours
    assert colours & {ImageColor.getrgb(fill) for fill in LIGHT.fills.values()}
    assert _title(both).getextrema()[0][0] < 80  # dark letters

    _view(page, "Cards")
    customer = page.locator(".people button").first
    expect(customer).to_be_visible()
    browsing.snapshot("profile")
    customer.click()
    expect(page).to_have_url(re.compile(r"/customer\?.*c=[AB]0"))
