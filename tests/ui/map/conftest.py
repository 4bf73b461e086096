"""One app and one browser for the tests of a file: two Playwrights cannot run in one process."""

import pytest

from tests.ui.browser import launch, running
from tests.ui.map.map_page import APP, MapPage

VIEWPORT = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def url():
    with running(APP) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with launch() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def plain_context(browser):
    """One for all pages that ask for nothing special: it loads and compiles the scripts of the app once."""
    with browser.new_context(viewport=VIEWPORT) as context:
        yield context


@pytest.fixture
def open_map(browser, url, plain_context):
    """Opens the page, in a context of its own where it asks for one, and waits until the map is drawn."""
    opened_here = []

    def opened(n: int, k: int = 6, shown: str = "sure,picture", script: str = "", **special):
        context = browser.new_context(viewport=VIEWPORT, **special) if special else plain_context
        page = context.new_page()
        opened_here.append(context if special else page)
        page.add_init_script(script)
        page = MapPage(page)
        page.goto(f"{url}/?n={n}&k={k}&with={shown}")
        return page

    yield opened
    for each in opened_here:
        each.close()
