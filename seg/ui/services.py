"""The store and the workers of this server, opened once."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seg.core.settings import Environment
from seg.jobs.pool import Pool
from seg.store.workspace import Workspace


@dataclass(frozen=True)
class Services:
    """What every page may use: the workspace, the workers, and the folder where uploads are laid.

    `pool` computes segments and maps. `desk` reads and writes files, and compares customers that somebody
    picked: its worker is there within seconds, also on the first start on a machine, when the others still compile.
    """

    workspace: Workspace
    pool: Pool
    desk: Pool
    scratch: Path

    def close(self) -> None:
        self.pool.close()
        self.desk.close()
        self.workspace.close()


@cache
def services() -> Services:
    """The services, opened by whoever asks first: the server when it starts, or a test.

    Uploads that a stopped server left half read are removed.
    """
    environment = Environment.read(os.environ)
    workspace = Workspace.open(environment)
    workspace.start()
    scratch = environment.home / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    files = tuple(f"seg.tasks.{name}" for name in ("imports", "exports", "selections", "profile", "explaining"))
    desk = Pool(environment.home, 1, "seg.jobs.warm:nothing", spare=0, preload=files)
    pool = Pool(environment.home, environment.workers, preload=("seg.tasks.segments",))
    return Services(workspace, pool, desk, scratch)
