"""The app as a person starts it, on a port that stays the same when it is killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.ui.browser import ROOT, _wait_until_healthy

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
