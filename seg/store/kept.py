"""What every subject of the store shares: where things are, what names may be, and letting go of files."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, union

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.store import ballast
from seg.store.blobs import Blobs
from seg.store.database import Database
from seg.store.schema import BLOB_COLUMNS


@dataclass(frozen=True)
class Kept:
    """The folder, the files and the database of one workspace."""

    home: Path
    blobs: Blobs
    database: Database

    def _require_blobs(self, *shas: str) -> None:
        """A row may only name files that are there: call inside `writing`, where nobody can remove them."""
        for sha in shas:
            if sha and not self.blobs.has(sha):
                raise SegError("blob_missing", path=str(self.blobs.folder), sha=sha)

    def _delete(self, take_out: Callable[[Connection], Iterable[str]]) -> None:
        """Delete rows by `take_out`, which gives the files they named, then those that only they named.

        Works on a full disk.
        """

        def delete() -> None:
            with self.database.writing() as connection:
                shas = set(take_out(connection))
            self._let_go(shas)

        ballast.with_room(self.home, delete)

    def _let_go(self, shas: Iterable[str]) -> None:
        """Remove those files that no row names. After the commit: a row must never name a file that is gone."""
        candidates = {sha for sha in shas if sha}
        if not candidates:
            return
        with self.database.writing() as connection:
            for sha in candidates - _named(connection):
                self.blobs.remove(sha)


def _named(connection: Connection) -> set[str]:
    return set(connection.scalars(union(*(select(column) for column in BLOB_COLUMNS))))


def new_unguessable_id() -> str:
    """128 random bits, as they can stand in links and in the keys of components, which take no two underscores."""
    while "__" in (made := secrets.token_urlsafe(16)):
        pass
    return made


def storable(text: str) -> str:
    """The text without what no database keeps: NUL and lone surrogates become U+FFFD."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def name_of(given: str) -> str:
    """A name fit to be kept and shown. Raises `SegError`: `name_empty`, `name_too_long`."""
    name, limit = storable(given.strip()), int(setting("max_header_characters"))
    if not name:
        raise SegError("name_empty")
    if len(name) > limit:
        raise SegError("name_too_long", characters=len(name), limit=limit)
    return name
