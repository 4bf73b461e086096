"""Segments of a team's own: customers that somebody picked, kept one by one, so that they stay who they are.

Whoever is circled on a map is kept at once, without a name, so that a link and a reload bring them back; a name makes
a segment of them. Of those without a name the latest `circled_kept` are there to come back to, and as many of the
deleted ones, so that no number of looks at the map takes away what a team had named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from seg.core.errors import SegError
from seg.core.selection import Selection
from seg.core.settings import setting
from seg.store.kept import Kept, name_of, new_unguessable_id, storable
from seg.store.schema import now
from seg.store.schema import own_segments as table


@dataclass(frozen=True)
class OwnSegment:
    """Customers that somebody picked. `name` is "" for those that were only looked at; `selection` says how they were
    picked, `count` how many they were."""

    id: str
    segmentation: str
    name: str
    note: str
    selection: Selection
    count: int
    deleted: bool
    created: str  # UTC, ISO


class OwnSegments(Kept):
    """The part of the workspace that keeps segments of a team's own."""

    def add_own_segment(
        self, segmentation_id: str, selection: Selection, rows: np.ndarray, name: str = ""
    ) -> OwnSegment:
        """Keep the customers in `rows`, row numbers of the dataset; without a name, for looking at them: then those
        that are there already are looked at again.

        Raises `SegError`: `segmentation_unknown`, `name_...`.
        """
        row = {
            "id": new_unguessable_id(),
            "segmentation": segmentation_id,
            "name": name and name_of(name),
            "note": "",
            "selection": selection.as_json(),
            "members": self.blobs.add_arrays({"rows": np.sort(rows).astype(np.uint32)}),
            "count": len(rows),
            "deleted": False,
            "created": now(),
        }
        freed = {row["members"]}
        try:
            with self.database.writing() as connection:
                self._require_blobs(row["members"])
                if not name and (known := _same(connection, row)):
                    return _own(known)
                try:
                    connection.execute(insert(table).values(row))
                except IntegrityError as problem:  # the only reference that can dangle
                    raise SegError("segmentation_unknown") from problem
                kept = _own(_row(connection, row["id"]))
                freed = _without_the_oldest(connection, segmentation_id)
        finally:
            self._let_go(freed)
        return kept

    def own_segment(self, own_id: str) -> OwnSegment:
        """Deleted ones too, as long as they are there. Raises `SegError`: `own_segment_unknown`."""
        with self.database.reading() as connection:
            return _own(_row(connection, own_id))

    def own_segments(self, segmentation_id: str) -> tuple[OwnSegment, ...]:
        """Those that have a name and are not deleted, oldest first."""
        query = select(table).where(table.c.segmentation == segmentation_id, table.c.name != "", ~table.c.deleted)
        with self.database.reading() as connection:
            return tuple(_own(row) for row in connection.execute(query.order_by(table.c.sequence)))

    def own_members(self, own_id: str) -> np.ndarray:
        """The row numbers of its customers in the dataset, ascending uint32. Raises `SegError` as `own_segment`."""
        with self.database.reading() as connection:
            sha = _row(connection, own_id).members
        return self.blobs.read_arrays(sha)["rows"]

    def name_own_segment(self, own_id: str, name: str) -> None:
        """Name it, or name it anew. Raises `SegError`: `own_segment_unknown`, `name_empty`, `name_too_long`."""
        self._change(own_id, name=name_of(name))

    def note_own_segment(self, own_id: str, note: str) -> None:
        """Raises `SegError`: `own_segment_unknown`."""
        self._change(own_id, note=storable(note))

    def delete_own_segment(self, own_id: str) -> None:
        """Take it off the list; `restore_own_segment` brings it back. Raises `SegError`: `own_segment_unknown`."""
        self._change(own_id, deleted=True)

    def restore_own_segment(self, own_id: str) -> None:
        """Raises `SegError`: `own_segment_unknown`, also for one that was deleted too long ago."""
        self._change(own_id, deleted=False)

    def _change(self, own_id: str, **fields: str | bool) -> None:
        with self.database.writing() as connection:
            if not connection.execute(update(table).where(table.c.id == own_id).values(fields)).rowcount:
                raise SegError("own_segment_unknown")


def files_of(connection: Connection, segmentations: Iterable[str]) -> set[str]:
    """The files that the own segments of segmentations name."""
    query = select(table.c.members).where(table.c.segmentation.in_(list(segmentations)))
    return set(connection.scalars(query))


def copy_own_segments(connection: Connection, segmentation_id: str, new_id: str) -> None:
    """Give another segmentation those that have a name, under ids of their own."""
    query = select(table).where(table.c.segmentation == segmentation_id, table.c.name != "", ~table.c.deleted)
    for row in connection.execute(query.order_by(table.c.sequence)).all():
        copy = dict(row._mapping) | {"id": new_unguessable_id(), "segmentation": new_id}
        del copy["sequence"]
        connection.execute(insert(table).values(copy))


def _without_the_oldest(connection: Connection, segmentation_id: str) -> set[str]:
    """Forget the oldest of those that nobody named, and of those that nobody wants any more; give the files that they
    named."""
    return {
        sha
        for unwanted in (table.c.name == "", and_(table.c.name != "", table.c.deleted))
        for sha in _without_the_oldest_of(connection, and_(table.c.segmentation == segmentation_id, unwanted))
    }


def _without_the_oldest_of(connection: Connection, which: ColumnElement[bool]) -> set[str]:
    query = select(table.c.sequence, table.c.members).where(which).order_by(table.c.sequence.desc())
    oldest = connection.execute(query.offset(int(setting("circled_kept")))).all()
    connection.execute(delete(table).where(table.c.sequence.in_([row.sequence for row in oldest])))
    return {row.members for row in oldest}


def _same(connection: Connection, row: dict) -> Row | None:
    """The same customers of the same segmentation, the first that was kept."""
    same = [table.c[part] == row[part] for part in ("segmentation", "members", "deleted")]
    return connection.execute(select(table).where(*same).order_by(table.c.sequence).limit(1)).one_or_none()


def _row(connection: Connection, own_id: str) -> Row:
    row = connection.execute(select(table).where(table.c.id == storable(own_id))).one_or_none()
    if row is None:
        raise SegError("own_segment_unknown")
    return row


def _own(row: Row) -> OwnSegment:
    fields = {name: getattr(row, name) for name in OwnSegment.__dataclass_fields__}
    return OwnSegment(**fields | {"selection": Selection.from_json(row.selection)})
