"""A visitor of a page with maps: where customers are on the screen, and gestures among them."""

import numpy as np
from playwright.sync_api import Page, expect

from tests.patience import PATIENCE_MS
from tests.ui.browser import ARTEFACTS

PLACES = """(key) => {
    const map = segMap.maps[key], view = map.camera(), { xy } = segMap.coordinates.get(map.id);
    const stage = document.querySelector(`[data-map-id="${map.id}"] .seg-map-stage`);
    const half = stage.clientHeight / 2, found = [];
    for (let i = 0; i < xy.length; i += 2) found.push([
        stage.clientWidth / 2 + half * (view[0] * xy[i] + view[12]), half - half * (view[5] * xy[i + 1] + view[13])]);
    return found }"""
LIT = """(key) => { const lit = segMap.lit.get(segMap.wanted.get(key)?.lit);
    return lit ? [...lit.bits].reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0) : 0 }"""


class Walk:
    """One map of a page, by the key it is mounted under."""

    def __init__(self, page: Page, key: str) -> None:
        self.page, self.key = page, key

    def wait(self, condition: str) -> None:
        """Until the map is drawn and something is true of what it tells."""
        told = f"(() => {{ const map = window.segMap?.maps?.['{self.key}']; return map?.drawn && {condition} }})()"
        self.page.wait_for_function(told, timeout=PATIENCE_MS)

    @property
    def map_id(self) -> str:
        return self.page.evaluate(f"segMap.maps['{self.key}'].id")

    @property
    def root(self):
        return self.page.locator(f'[data-map-id="{self.map_id}"]')

    @property
    def stage(self):
        return self.root.locator(".seg-map-stage")

    def in_view(self) -> None:
        self.stage.evaluate("(stage) => stage.scrollIntoView({ block: 'center' })")

    def camera(self) -> list[float]:
        return self.page.evaluate(f"[...segMap.maps['{self.key}'].camera()]")

    def places(self) -> np.ndarray:
        """(n, 2) pixels of the stage, in the order of the customers in the picture."""
        return np.array(self.page.evaluate(PLACES, self.key))

    def lit(self) -> int:
        """How many customers stand out; 0 where all do."""
        return self.page.evaluate(LIT, self.key)

    def lasso_the_left(self) -> np.ndarray:
        """Draw around the left half, up to the widest gap near the middle; (n,) bool who that is."""
        self.in_view()
        x = self.places()[:, 0]
        middle = np.sort(x)[2 * len(x) // 5 : 3 * len(x) // 5]
        widest = int(np.argmax(np.diff(middle)))
        cut, box = float(middle[widest : widest + 2].mean()), self.stage.bounding_box()
        self.root.get_by_role("radio", name="Lasso").click()
        left, right, top, bottom = box["x"] + 4, box["x"] + cut, box["y"] + 4, box["y"] + box["height"] - 4
        mouse = self.page.mouse
        mouse.move(left, bottom)
        mouse.down()
        for corner in ((right, bottom), (right, top), (left, top)):
            mouse.move(*corner, steps=4)
        mouse.up()
        return x < cut

    def click_name(self, key: str, shift: bool = False) -> None:
        """Click a name that stands on the map."""
        self.in_view()
        box = self.root.locator(f'[data-key="{key}"]').bounding_box()
        if shift:
            self.page.keyboard.down("Shift")
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        if shift:
            self.page.keyboard.up("Shift")

    def click_customer(self) -> int:
        """Click the customer who is furthest from all others and from everything that lies over the map."""
        self.in_view()
        spots, box = self.places(), self.stage.bounding_box()
        over = [each.bounding_box() for each in self.root.locator(".seg-map-bar, .seg-map-label:not([display])").all()]
        apart = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        free = apart.min(axis=1)
        for part in over:
            low = np.array([part["x"] - box["x"] - 12, part["y"] - box["y"] - 12])
            high = low + np.array([part["width"] + 24, part["height"] + 24])
            free[((spots > low) & (spots < high)).all(axis=1)] = -1
        one = int(np.argmax(free))
        x, y = spots[one] + np.array([box["x"], box["y"]])
        self.page.mouse.move(x - 1, y)
        self.page.mouse.click(x, y)
        return one


def snapshot(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"map_page_{name}.png")


def expect_lit(walk: Walk, count: int) -> None:
    """Wait until so many stand out."""
    walk.page.wait_for_function(f"({LIT})('{walk.key}') === {count}")
    expect(walk.stage).to_be_visible()
