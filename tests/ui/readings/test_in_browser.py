"""Mapping and audit of real exports in the language of those who made them: Polish in cp852, Russian in cp1251."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from seg.core.columns import Basis, Role
from seg.core.steps import Step
from seg.ui.words.words import words
from tests.patience import PATIENCE_MS
from tests.serving import Server
from tests.ui.browser import ARTEFACTS, ROOT, launch

FORMATS = ROOT.parent / "shared" / "data" / "formats"
TABLE = "[class*='st-key-columns-']"
BASIS_X = 165 + 110 + 165 + 165 + 60  # in the fifth column: label, glance, role, kind, basis
AUDIT, HISTORY = 1, 4

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Export:
    """A real file: a word that only the right encoding gives, a column, and the basis that somebody gives it."""

    file: str
    language: str
    word: str
    row: int
    column: str
    basis: Basis


EXPORTS = (
    Export("polish_clients_cp852_semicolon.csv", "pl", "Montréal", 5, "Region", Basis.SOCIOCULTURAL),
    Export("russian_orders_cp1251_semicolon.csv", "ru", "Номер", 4, "Статус", Basis.JOURNEY),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("readings") / "home")
    server.start()
    yield server
    assert "Traceback" not in server.log()
    server.stop()


def open_part(page: Page, place: int) -> None:
    page.locator("[data-testid='stTab']").nth(place).click()


def settled(page: Page) -> None:
    """Nothing is being made, and nothing went wrong."""
    expect(page.locator(".st-key-work")).to_have_count(0)
    expect(page.locator("[class*='st-key-use-'] button")).to_be_enabled()
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def snapshot(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"readings_{name}.png", full_page=True)


def correct_basis(page: Page, export: Export) -> None:
    """Choose another basis in the table, as a person does: a double click, a few letters, Enter."""
    name = words(export.language).name_of(export.basis)
    grid = page.locator(f"{TABLE} .dvn-scroller")
    grid.scroll_into_view_if_needed()
    grid.dblclick(position={"x": BASIS_X, "y": 36 + 35 * export.row + 17})
    choice = page.locator("#portal input").first
    choice.press_sequentially(name)
    expect(page.locator("#portal")).to_contain_text(name)
    choice.press("Enter")
    expect(page.locator(f"{TABLE} td[aria-colindex='5']").nth(export.row)).to_have_text(name)


def test_nobody_without_a_session_lays_files_on_the_disk(server):
    request = urllib.request.Request(f"{server.url}/_stcore/upload_file/nobody/file", b"x" * 100_000, method="PUT")
    request.add_header("Content-Type", "multipart/form-data; boundary=edge")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)
    assert list((server.home / "scratch").iterdir()) == []


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.language)
def test_mapping_and_audit_in_the_language_of_the_file(server, export):
    if not (FORMATS / export.file).exists():
        pytest.skip(f"needs ../shared/data/formats/{export.file}, which is not here")
    said = words(export.language)
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{server.url}/data?lang={export.language}")
        page.locator(".st-key-files input[type='file']").set_input_files(FORMATS / export.file)
        expect(page.locator(".st-key-doubtful-letters")).to_contain_text(export.word)
        page.locator("[class*='st-key-letters-right'] button").click()
        expect(page.locator(".st-key-doubtful-letters")).to_have_count(0)
        settled(page)
        expect(page.locator(f"{TABLE} td[aria-colindex='3']").first).to_have_text(said.name_of(Role.ID))
        correct_basis(page, export)
        expect(page.get_by_role("tab").nth(HISTORY)).to_contain_text("(1)")
        settled(page)
        snapshot(page, f"{export.language}_columns")

        open_part(page, AUDIT)
        expect(page.get_by_text(re.compile(".")).first).to_be_visible()
        snapshot(page, f"{export.language}_audit")

        open_part(page, HISTORY)
        done = said.say(Step("basis", export.column, (export.basis.value,)).done, markdown=False)
        expect(page.locator("[data-testid='stMarkdown']").filter(has_text=done)).to_be_visible()
        page.locator("[class*='st-key-leave-out-'] button").click()
        settled(page)
        expect(page.get_by_text(done)).to_have_count(0)
        snapshot(page, f"{export.language}_taken_back")

        page.locator("[class*='st-key-use-'] button").click()
        page.wait_for_url(re.compile(r"/segments\?.*s="), timeout=PATIENCE_MS)
        page.close()
