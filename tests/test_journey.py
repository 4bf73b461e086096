"""The whole job as one person does it in a browser, while the power goes once and a colleague looks in."""

import csv
import io
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, WebSocket, expect

from tests.patience import PATIENCE_MS
from tests.serving import Server
from tests.ui.browser import ARTEFACTS, ROOT, launch

DATA = ROOT.parent / "shared" / "data"
MARKETING = DATA / "marketing_campaign" / "marketing_campaign_semicolon_bom.csv"
WHOLESALE = DATA / "wholesale" / "wholesale_customers.csv"
EDITOR = '[class*="st-key-segments-"]'
NAMES = f"{EDITOR} td[aria-colindex='2']"
BENIGN = (
    "GPU stall due to ReadPixels",  # software WebGL says so whenever a picture is read back
    "ERR_CONNECTION_REFUSED",  # the server was killed under the open page, which is what is tested
    "when disconnected from server",  # and the page asked it meanwhile how far its workers are
    "status of 404",  # said again with its address by `_check`, where it is not expected
)

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "home")
    server.start()
    yield server
    server.stop()


class Visitor:
    """A browser of one's own, and what it asked for and complained about."""

    def __init__(self, browser, server: Server) -> None:
        self.context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 1000})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.requests: set[str] = set()
        self.complaints: list[str] = []
        self._server = server
        self.page.on("request", lambda request: self.requests.add(request.url))
        self.page.on("websocket", self._connected)
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.page.on("response", self._check)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    def _connected(self, socket: WebSocket) -> None:
        self.requests.add(socket.url)
        self.socket = socket

    def telling(self, text: str):
        """A block of what makes the browser tell the server something: it collects edits for a moment first."""
        return self.socket.expect_event("framesent", lambda sent: text.encode() in sent)

    def _check(self, response: Response) -> None:
        """On a deep link Streamlit first looks for its server below the address of the page, in vain."""
        if response.status >= 400 and not response.url.endswith(("/_stcore/health", "/_stcore/host-config")):
            self.complaints.append(f"{response.status} for {response.url}")

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self._server.url}/{path}")
        return self.page

    def strangers(self) -> list[str]:
        """Addresses that are not this computer's."""
        ours = re.compile(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:")
        return sorted(url for url in self.requests if not ours.match(url))

    def defects(self) -> list[str]:
        return [said for said in self.complaints if not any(reason in said for reason in BENIGN)]


def settle(page: Page) -> None:
    """Wait until the segments are computed and tried a first time, and their table is drawn.

    Trials on more samples, which are still going on then, move nothing on the page.
    """
    expect(page.locator(EDITOR)).to_be_visible()
    expect(page.locator(".st-key-statement")).not_to_contain_text("Being checked")
    expect(page.locator(NAMES)).not_to_have_count(0)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def names(page: Page) -> list[str]:
    """The names in the table of segments, as a screen reader gets them."""
    return page.locator(NAMES).all_text_contents()


def write(visitor: Visitor, row: int, text: str, note: bool = False) -> None:
    """Type into the name of a segment, the second column, or its note, the last."""
    page = visitor.page
    scroller = page.locator(f"{EDITOR} .dvn-scroller")
    scroller.scroll_into_view_if_needed()
    left = scroller.bounding_box()["width"] - 40 if note else 120
    scroller.dblclick(position={"x": left, "y": 36 + 35 * row + 17})
    page.locator("textarea.gdg-input").fill(text)
    with visitor.telling(text):
        page.keyboard.press("Enter")
    cells = page.locator(f"{EDITOR} td:last-child") if note else page.locator(NAMES)
    expect(cells.nth(row)).to_have_text(text)


def snapshot(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"journey_{name}.png", full_page=True)


def try_the_sample(visitor: Visitor) -> str:
    """The path and link of a segmentation of the sample, computed."""
    page = visitor.open()
    page.locator(".st-key-try-sample button").click()
    page.wait_for_url(re.compile(r"/segments\?.*s="))
    settle(page)
    snapshot(page, "sample")
    return re.search(r"[?&]s=([\w-]+)", page.url)[1]


def shape(visitor: Visitor, segmentation: str) -> None:
    """One segment more, a name and a note."""
    page = visitor.page
    before = len(names(page))
    page.locator(f".st-key-{segmentation}-k input[type='range']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(NAMES)).to_have_count(before + 1)
    write(visitor, 1, "Our favourites")
    write(visitor, 1, "Call them in May", note=True)


def same_for(visitor: Visitor, segmentation: str, expected: list[str]) -> Page:
    page = visitor.open(f"segments?s={segmentation}")
    settle(page)
    assert names(page) == expected
    assert "Our favourites" in expected
    expect(page.locator(f"{EDITOR} [data-testid='data-grid-canvas']")).to_contain_text("Call them in May")
    return page


def take_lists(visitor: Visitor, segmentation: str) -> None:
    page = visitor.open(f"lists?s={segmentation}")
    button = page.locator(".st-key-list-download button")
    expect(button).to_be_visible()
    expect(page.locator(".st-key-work")).to_have_count(0)  # who is in doubt can be asked for then
    with page.expect_download() as plain:
        button.click()
    rows = _rows(plain.value.path())
    assert len(rows) == 3_000
    assert not any("@" in cell for row in rows for cell in row.values())

    page.locator(".st-key-list-contacts label").click()
    expect(button).to_be_disabled()
    page.locator(".st-key-list-who input").fill("Ada")
    page.keyboard.press("Enter")
    expect(button).to_be_enabled()
    with page.expect_download() as full:
        button.click()
    rows = _rows(full.value.path())
    assert sum("@example.org" in cell for row in rows for cell in row.values()) > 2_500
    page = visitor.open(f"lists?s={segmentation}")
    record = page.locator("[data-testid='data-grid-canvas']").last
    expect(record).to_contain_text("Ada")
    expect(record).to_contain_text("3,000")
    snapshot(page, "lists")


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def bring(visitor: Visitor, path: Path) -> None:
    """Upload a file, look at what was found, and use it."""
    page = visitor.open("data")
    page.locator(".st-key-files input[type='file']").set_input_files(path)
    use = page.locator("[class*='st-key-use-'] button")
    expect(use).to_be_visible()
    snapshot(page, f"data_{path.stem}")
    use.click()
    page.wait_for_url(re.compile(r"/segments\?.*s="))
    expect(page.locator(EDITOR)).to_be_visible()


def bring_something_else(visitor: Visitor) -> None:
    """A web page under the name of a table: a sentence, and what was there stays."""
    page = visitor.open("data")
    login = b"<!DOCTYPE html><html><body>Please sign in</body></html>"
    upload = {"name": "customers.csv", "mimeType": "text/csv", "buffer": login}
    page.locator(".st-key-files input[type='file']").set_input_files(upload)
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("customers.csv")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def read_in_polish(visitor: Visitor, segmentation: str) -> None:
    page = visitor.open(f"segments?s={segmentation}")
    settle(page)
    expect(page.locator("body")).to_contain_text("3,000")
    page.locator(".st-key-language").get_by_text("Polski").click()
    expect(page.locator("body")).to_contain_text(re.compile(r"3[\u00a0\u202f]000"))
    expect(page.locator("body")).not_to_contain_text("3,000")
    assert "Our favourites" in names(page)
    snapshot(page, "polish")


def delete(visitor: Visitor, segmentation: str) -> None:
    """It asks once, and then it is gone for everybody."""
    page = visitor.open()
    page.locator(f".st-key-more-{segmentation} button").first.click()
    page.locator(f".st-key-delete-{segmentation} button").click()
    page.locator(f".st-key-delete-now-{segmentation} button").click()
    expect(page.locator(f".st-key-more-{segmentation}")).to_have_count(0)
    page = visitor.open(f"segments?s={segmentation}")
    expect(page.locator('[data-testid="stAlert"]')).to_have_count(1)


def check_headers(server: Server) -> None:
    with urllib.request.urlopen(server.url) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def check_the_server_is_light(server: Server) -> None:
    """Heavy libraries belong to the workers: the server would be slow to start, and wait while they compute.

    What matches segments to those shown before (scipy) it does load, when it first matches some.
    """
    loaded = server.libraries()
    assert not [name for name in ("sklearn", "umap", "llvmlite") if f"/{name}/" in loaded]


def test_the_whole_job(server):
    check_headers(server)
    with launch() as browser:
        ann, ben = Visitor(browser, server), Visitor(browser, server)
        segmentation = try_the_sample(ann)
        shape(ann, segmentation)
        kept = names(ann.page)
        ann.page.reload()
        same_for(ann, segmentation, kept)
        same_for(ben, segmentation, kept)
        server.kill()
        server.start()
        late = Visitor(browser, server)
        snapshot(same_for(late, segmentation, kept), "after_the_restart")
        for gone in (ann, ben):
            gone.context.close()  # two more pages that draw a map cost what the third one needs
        take_lists(late, segmentation)
        for path in (MARKETING, WHOLESALE):
            if path.exists():
                bring(late, path)
        bring_something_else(late)
        read_in_polish(late, segmentation)
        delete(late, segmentation)
        visitors = (ann, ben, late)
        assert [visitor.strangers() for visitor in visitors] == [[], [], []]
        assert [visitor.defects() for visitor in visitors] == [[], [], []]
    check_the_server_is_light(server)
    assert "Traceback" not in server.log()
