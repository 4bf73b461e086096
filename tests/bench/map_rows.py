"""The rows of the map: in a browser, how far it can be trusted, and workers that are replaced while it is drawn."""

import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from seg.jobs.pool import Pool
from tests.bench.measured import ROOT
from tests.bench.rows import ROWS, Row, row
from tests.ui.browser import launch, running
from tests.ui.map.map_page import MapPage

TASKS = ROOT / "tests" / "jobs"


@ROWS.add("map_in_browser")
def map_in_browser(run, quick, customers=100_000):
    """From the address to the first picture, and from a key press to the next; in software WebGL, as on no laptop."""
    with running(ROOT / "tests" / "ui" / "map" / "app.py") as url, launch() as browser:
        MapPage(browser.new_page()).goto(f"{url}/?n={customers}")  # the world is made
        page = MapPage(browser.new_context(viewport={"width": 1280, "height": 900}).new_page())
        begun = time.monotonic()
        page.goto(f"{url}/?n={customers}&k=6")
        first, sent, seconds = time.monotonic() - begun, page.received, []
        change = page.bytes_of(lambda: seconds.append(page.drawn_after(page.more_segments)))
    return [
        Row("first map in the browser", "", first, 0, 0, note=f"{customers:,} points, {sent:,} bytes"),
        Row("change of k in the browser", "0.5 s", seconds[0], 0, 0, note=f"{customers:,} points, {change:,} bytes"),
    ]


@ROWS.add("map_of_a_million_in_browser")
def map_of_a_million_in_browser(run, quick):
    return map_in_browser(run, quick, 1_000_000)


@ROWS.add("map_trust")
def map_trust(run, quick):
    """Our map of 5,000 customers against umap-learn's default, in one encoding."""
    found = run("map_trust")["map_trust"].found
    ours, theirs = found["ours"], found["theirs"]
    note = ", ".join(f"{detail} {trust:.4f}" for detail, trust in ours.items())
    return [row("map trustworthiness", "default - .02", run("map_trust"), note=f"default {theirs:.4f}; {note}")]


@ROWS.add("replaced")
def replaced(run, quick):
    """From the end of a worker to the answer of the warm one that stands in for it."""
    with tempfile.TemporaryDirectory() as home, ExitStack() as closing:
        pool = Pool(Path(home), 1, "seg.jobs.warm:warm_up", 1, paths=[TASKS])
        closing.callback(pool.close)
        seconds = {"cancelled": _after_cancel(pool, Path(home)), "crashed": _after_crash(pool, Path(home))}
    return [Row(f"a {how} worker replaced by a warm one", "1 s", spent, 0, 0) for how, spent in seconds.items()]


def _after_cancel(pool, home):
    _wait_for_a_spare(pool)
    os.mkfifo(home / "gate")
    pool.submit("unwanted", "sample_tasks:hold", {"gate": str(home / "gate"), "notes": str(home / "held")})
    pool.wait("unwanted", until=lambda status: status.stage == "stage.held")
    begun = time.monotonic()
    pool.cancel("unwanted")
    pool.submit("next", "sample_tasks:echo", {})
    pool.wait("next")
    return time.monotonic() - begun


def _after_crash(pool, home):
    """A job whose worker dies in it once is done by the next."""
    _wait_for_a_spare(pool)
    begun = time.monotonic()
    pool.submit("dies", "sample_tasks:die", {"times": 1, "notes": str(home / "died")})
    pool.wait("dies")
    return time.monotonic() - begun


def _wait_for_a_spare(pool):
    while sum(worker.warm for worker in pool._crew) < 2:
        time.sleep(0.1)
