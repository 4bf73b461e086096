"""A headless Chromium and a running app, for tests that look at the page as a person would."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
_ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Path of a Chromium: `SEG_CHROMIUM`, one on the path, or the one Playwright installed; None without any."""
    from playwright.sync_api import sync_playwright

    for found in (os.environ.get("SEG_CHROMIUM"), *map(shutil.which, _NAMES)):
        if found and Path(found).exists():
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def launch(*extra_arguments: str):
    """A Playwright browser with software WebGL. Fails with what to install where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail(
            "No Chromium found. Install one: `python -m playwright install --with-deps chromium`, "
            "or your system's package `chromium`, or set SEG_CHROMIUM to its path."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *extra_arguments])
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


def _wait_until_healthy(server: subprocess.Popen, url: str, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up and server.poll() is None:
        try:
            if urllib.request.urlopen(url, timeout=2).read() == b"ok":
                return
        except OSError:
            time.sleep(0.1)  # the server is still starting; nothing tells us when it is ready
    server.kill()
    raise AssertionError(f"the app did not start:\n{server.communicate()[0].decode()}")
