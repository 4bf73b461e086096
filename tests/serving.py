"""The app as a person starts it, on a port that stays the same when it is killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.patience import PATIENCE_MS
from tests.ui.browser import ARTEFACTS, ROOT, _wait_until_healthy, launch

COMPILED = Path(os.environ.get("NUMBA_CACHE_DIR", Path(tempfile.gettempdir()) / "seg-tests-numba"))
"""Where the tests keep compiled code: without it a first start compiles for a minute."""


class Server:
    """`streamlit run app.py` with the workspace in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "cache").mkdir(parents=True)
        COMPILED.mkdir(exist_ok=True)
        (home / "cache" / "numba").symlink_to(COMPILED)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={self._port}"]
        self._log = (self.home / "server.log").open("ab")
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"SEG_HOME": str(self.home)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        _wait_until_healthy(self._process, f"{self.url}/_stcore/health")

    def kill(self) -> None:
        """As when the power goes."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._log.close()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()

    def libraries(self) -> str:
        """The shared objects that the server process has loaded."""
        return Path(f"/proc/{self._process.pid}/maps").read_text()

    def memory_bytes(self) -> int:
        """The resident memory of the server process."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def log(self) -> str:
        return (self.home / "server.log").read_text("utf-8", "replace")


@dataclass
class Visit:
    """A page of the app that runs at `url`, and the errors that it threw."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.url}/{address}")
        return self.page

    def snapshot(self, name: str) -> None:
        """Keep what is to be seen for somebody to look at."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")


@contextmanager
def visiting(home: Path) -> Iterator[Visit]:
    """A browser before the app with the workspace in `home`."""
    server = Server(home)
    server.start()
    try:
        with launch() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE_MS)
            visit = Visit(page, server.url)
            page.on("pageerror", lambda problem: visit.complaints.append(str(problem)))
            yield visit
    finally:
        server.stop()


@pytest.fixture
def browsing(home: Path) -> Iterator[Visit]:
    """A visit to the workspace of a test, asked for after what is to be in there."""
    with visiting(home) as visit:
        yield visit
