"""The profile table as it is searched and scrolled, and the way from a card to a customer."""

import re

import pytest
from playwright.sync_api import expect

SOON = 60_000  # milliseconds

pytestmark = pytest.mark.browser
expect.set_options(timeout=SOON)


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

    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel").click()
    assert taken.value.suggested_filename.endswith(".xlsx")

    page.get_by_role("radio", name="Cards").or_(page.get_by_role("button", name="Cards")).first.click()
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

    customer = page.locator(".people button").first
    expect(customer).to_be_visible()
    browsing.snapshot("profile")
    customer.click()
    expect(page).to_have_url(re.compile(r"/customer\?.*c=[AB]0"))
