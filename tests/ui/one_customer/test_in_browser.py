"""Finding a customer while typing, as a person does it, and the link that opens the same one."""

import re

import pytest
from playwright.sync_api import expect

from tests.serving import Server
from tests.ui.browser import ARTEFACTS, launch

SOON = 60_000  # milliseconds

pytestmark = pytest.mark.browser
expect.set_options(timeout=SOON)


@pytest.fixture
def page(tea_shop, home):
    server = Server(home)
    server.start()
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1400})
        page.set_default_timeout(SOON)
        page.goto(f"{server.url}/customer?s={tea_shop.id}&c=A000")
        yield page
    server.stop()


def test_found_while_typing_and_opened_again_by_the_link(page):
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
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "one_customer.png")
    page.reload()
    expect(who).to_have_text("Customer ••••13")
    page.go_back()
    expect(who).to_have_text("Customer ••••00")
