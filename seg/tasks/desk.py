"""What every task stands on: the workspace of its worker process."""

from __future__ import annotations

import os
from functools import lru_cache

from seg.core.settings import Environment
from seg.store.workspace import Workspace


@lru_cache(maxsize=1)
def workspace() -> Workspace:
    """The workspace, opened when the first task of this process needs it."""
    return Workspace.open(Environment.read(os.environ))
