"""Finding a customer while typing, as a person does it, and the link that opens the same one."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_found_while_typing_and_opened_again_by_the_link(tea_shop, browsing):
    page = browsing.open(f"customer?s={tea_shop.id}&c=A000")
    who, line = page.locator(".st-key-who h3"), page.locator(".js-plotly-plot")
    expect(who).to_have_text("Customer ••••00")
    expect(line).to_have_count(1)  # the one of the screen before may still be leaving
    expect(line).to_be_visible()
    page.locator(".st-key-find-customer input").press_sequentially("b01")
    page.get_by_role("button", name="B013").click()
    expect(who).to_have_text("Customer ••••13")
    expect(page).to_have_url(re.compile(r"c=B013"))
    expect(line).to_have_count(1)  # the one of the screen before may still be leaving
    expect(line).to_be_visible()
    browsing.snapshot("one_customer")
    page.reload()
    expect(who).to_have_text("Customer ••••13")
    page.go_back()
    expect(who).to_have_text("Customer ••••00")
