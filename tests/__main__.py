"""The whole suite: `python -m tests`. Finds Chromium or installs it, then runs pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.ui.browser import find_chromium  # noqa: E402


def install_chromium() -> None:
    """From Debian's packages where we may, else say what to install; tests without a browser run anyway."""
    if find_chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if not find_chromium():
        print("No Chromium: browser tests will fail. Install your system's package `chromium`.", file=sys.stderr)


if __name__ == "__main__":
    install_chromium()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start the app dozens of times: it compiles once
    together = ["-n", "2", "--dist", "loadfile"]  # files side by side, the tests of a file in a row
    together += ["--no-loadscope-reorder"]  # else files of one long test come last, when the other half may idle
    sys.exit(pytest.main(["-c", str(HERE / "pytest.ini"), *together, str(HERE), *sys.argv[1:]]))
