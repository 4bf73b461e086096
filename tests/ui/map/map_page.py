"""A page with a map, as tests walk over it."""

import json
import time
from pathlib import Path

from tests.patience import PATIENCE_MS

APP = Path(__file__).with_name("app.py")
MAP = "window.segMap?.maps?.map"


class MapPage:
    """A page with a map, everything it asked for and every byte that came over its websocket."""

    def __init__(self, page):
        self.page, self.requests, self.problems, self.received = page, [], [], 0
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda problem: self.problems.append(str(problem)))
        page.on("console", lambda m: self.problems.append(m.text) if m.type == "error" else None)
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame):
        self.received += len(frame)

    def goto(self, address: str):
        self.page.goto(address)
        self.wait("drawn > 0")

    def wait(self, condition: str):
        self.page.wait_for_function(
            f"(() => {{ const map = {MAP}; return map && map.{condition} }})()", timeout=PATIENCE_MS
        )

    def told(self) -> dict:
        return json.loads(self.page.evaluate(f"JSON.stringify({MAP})"))

    def camera(self) -> list[float]:
        return self.page.evaluate(f"{MAP}.camera()")

    def drawn_after(self, act) -> float:
        """Seconds from the act until the next picture stands."""
        drawn, start = self.told()["drawn"], time.monotonic()
        act()
        self.wait(f"drawn > {drawn}")
        return time.monotonic() - start

    def bytes_of(self, act) -> int:
        """Bytes received from the act to the end of the run that it caused."""
        run, before = int(self.page.get_by_text("WebGL").last.inner_text().split()[1]), self.received
        act()
        self.page.get_by_text(f"run {run + 1} ").wait_for()
        self.page.locator("[data-test-script-state=notRunning]").wait_for()  # its last messages are its own
        return self.received - before

    def again(self):
        self.page.get_by_role("button", name="Again").click()

    def more_segments(self):
        self.page.get_by_role("slider").press("ArrowRight")

    def zoom_in(self):
        self.page.get_by_role("button", name="Zoom in").click()

    def segment(self, name: str):
        return self.page.get_by_role("button", name=name).first

    def only(self, name: str):
        self.segment(name).hover()
        self.page.get_by_role("button", name=f"Only {name}").click()


def colours_at(page: MapPage) -> set[tuple[int, int, int]]:
    """The opaque colours on the canvas."""
    pixels = page.page.evaluate(
        """() => { const c = document.querySelector(".seg-map canvas");
        const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data, seen = {};
        for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 250) seen[[d[i], d[i + 1], d[i + 2]]] = 1;
        return Object.keys(seen) }"""
    )
    return {tuple(map(int, pixel.split(","))) for pixel in pixels}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def near(colour: str, seen: set[tuple[int, int, int]]) -> bool:
    return any(max(abs(a - b) for a, b in zip(rgb(colour), one, strict=True)) <= 3 for one in seen)
