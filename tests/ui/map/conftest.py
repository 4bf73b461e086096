"""One app and one browser for the tests of a file: two Playwrights cannot run in one process."""

import pytest

from tests.ui.browser import launch, running
from tests.ui.map.map_page import APP, MapPage


@pytest.fixture(scope="module")
def url():
    with running(APP) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    with launch() as chromium:
        yield chromium


@pytest.fixture
def open_map(browser, url):
    """Opens the page in a context of its own and waits until the map is drawn."""
    contexts = []

    def opened(n: int, k: int = 6, shown: str = "sure,picture", script: str = "", **context):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, **context))
        contexts[-1].add_init_script(script)
        page = MapPage(contexts[-1].new_page())
        page.goto(f"{url}/?n={n}&k={k}&with={shown}")
        return page

    yield opened
    for context in contexts:
        context.close()
