"""The workspace: everything that a team keeps, behind one door."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sqlalchemy import delete

from seg.core.errors import SegError
from seg.core.settings import Environment, setting
from seg.store import ballast
from seg.store.blobs import Blobs
from seg.store.corrections import Corrections
from seg.store.database import Database
from seg.store.datasets import Datasets
from seg.store.dimensions import Dimensions
from seg.store.exports import Exports
from seg.store.own_segments import OwnSegments
from seg.store.problems import file_problems
from seg.store.readings import Readings
from seg.store.results import Results
from seg.store.schema import readings
from seg.store.segmentations import Segmentations
from seg.store.sqlite import is_sound
from seg.store.upgrade import bring_up_to_date


@dataclass(frozen=True)
class Workspace(Readings, Corrections, Datasets, Dimensions, Segmentations, OwnSegments, Results, Exports):
    """All that a team keeps. Safe to share between threads; every process opens its own.

    Any method may raise `SegError`: `store_busy` (waited, not saved), `disk_full`, `store_not_writable`,
    `store_unreachable`, `store_damaged`, `store_disk_error`, `blob_damaged`, `blob_missing`.
    """

    @classmethod
    def open(cls, environment: Environment) -> Workspace:
        """Open the workspace, make it where there is none, bring an older one up to date.

        Cheap when it is up to date; safe when several processes do it at once.
        """
        home = environment.home
        with file_problems(home):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(home, os.W_OK):
            raise SegError("store_not_writable", path=str(home))
        workspace = cls(home, Blobs(home), Database.of(environment.store_url))
        bring_up_to_date(workspace.database, home / "copies")
        return workspace

    def start(self) -> None:
        """Once when the server starts: check the database, lay the ballast, clear what a crash left behind."""
        if self.database.file:
            with self.database.reading() as connection:
                if not is_sound(connection):
                    raise SegError("store_damaged", path=self.database.place)
        ballast.lay(self.home)
        self._sweep_orphans()

    def ready(self) -> None:
        """Raises `SegError` when the store cannot be written at this moment."""
        self.blobs.probe()
        with self.database.writing() as connection:
            connection.execute(delete(readings).where(readings.c.sequence < 0))  # none: it only has to be allowed

    def close(self) -> None:
        """Give back all connections."""
        self.database.engine.dispose()

    def _sweep_orphans(self) -> None:
        """Remove files that no row names; the young ones may belong to a row that is being written."""
        old = {sha for sha, age_seconds in self.blobs.all() if age_seconds > setting("leftover_seconds")}
        self._let_go(old)
