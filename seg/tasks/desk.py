"""What every task stands on: the workspace of its worker process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from seg.core.settings import Environment
from seg.store.workspace import Workspace


@lru_cache(maxsize=1)
def workspace() -> Workspace:
    """The workspace, opened when the first task of this process needs it."""
    return Workspace.open(Environment.read(os.environ))


MAKING = ".making-"
"""How the folders begin in which tasks make files; the number of the process follows."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for files on their way into the workspace, gone when it is done with.

    A worker that was stopped could not tidy up: its folder goes when the next one is made.
    """
    home = workspace().home
    for left in home.glob(f"{MAKING}*"):
        if not Path(f"/proc/{left.name.split('-')[1]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{MAKING}{os.getpid()}-", dir=home) as folder:
        yield Path(folder)
