"""A headless Chromium and a running app, for tests that look at the page as a person would."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.patience import PATIENCE_MS, PATIENCE_SECONDS

expect.set_options(timeout=PATIENCE_MS)
ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "artefacts"
_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
_ARGUMENTS = ["--no-sandbox", *_WEBGL, "--disable-gpu-compositing"]  # only maps need WebGL: it draws a page slowly
_PLAYWRIGHT_HOME = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Path of a Chromium: `SEG_CHROMIUM`, one on the path, or the newest that Playwright installed; else None."""
    installed = sorted(_PLAYWRIGHT_HOME.glob("chromium-*/chrome-linux*/chrome"))
    candidates = (os.environ.get("SEG_CHROMIUM"), *map(shutil.which, _NAMES), *map(str, reversed(installed)))
    return next((path for path in candidates if path and Path(path).exists()), None)


def chromium_or_fail() -> str:
    """The path, or a failure that says what to do."""
    return find_chromium() or pytest.fail(
        "No Chromium found. Install one with `python -m playwright install --with-deps chromium` or as the package "
        "`chromium` of your system, or set SEG_CHROMIUM to the path of one."
    )


@contextmanager
def launch(*extra_arguments: str, beside: Browser | None = None):
    """A browser with software WebGL. Fails with what to install where there is no Chromium.

    Playwright runs once at a time: a second browser is launched `beside` the first.
    """
    with nullcontext() if beside else sync_playwright() as playwright:
        kind = beside.browser_type if beside else playwright.chromium
        browser = kind.launch(executable_path=chromium_or_fail(), args=[*_ARGUMENTS, *extra_arguments])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running(script: Path, **environment: str):
    """The URL of `streamlit run script` on a free port of 127.0.0.1, ready to be opened."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), *(f"--{k}={v}" for k, v in options.items())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(server, f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_healthy(server: subprocess.Popen, url: str, seconds: float = PATIENCE_SECONDS) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up and server.poll() is None:
        try:
            if urllib.request.urlopen(url, timeout=2).read() == b"ok":
                return
        except OSError:
            time.sleep(0.1)  # the server is still starting; nothing tells us when it is ready
    server.kill()
    raise AssertionError(f"the app did not start:\n{server.communicate()[0].decode()}")
