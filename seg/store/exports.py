"""The record of what left the house: added to, never changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import insert, select

from seg.store.kept import Kept, storable
from seg.store.schema import exports as table
from seg.store.schema import now


@dataclass(frozen=True)
class ExportRecord:
    """Who took which customers where. `dataset` and `segmentation` are ids, `segments` and `columns` names as
    exported, `contacts` whether contact columns were joined, `sha256` of the file. The store gives the
    `sequence` number and the time (UTC, ISO)."""

    who: str
    dataset: str
    segmentation: str
    segments: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    format: str
    contacts: bool
    sha256: str = ""
    sequence: int = 0
    created: str = ""


class Exports(Kept):
    """The part of the workspace that keeps the record of exports."""

    def record_export(self, record: ExportRecord) -> int:
        """Commit the record and give its number. Call before the file is handed out."""
        row = asdict(record) | {"created": now(), "who": storable(record.who)}
        del row["sequence"]
        with self.database.writing() as connection:
            return connection.execute(insert(table).values(row)).inserted_primary_key[0]

    def exports(self, segmentation: str | None = None) -> tuple[ExportRecord, ...]:
        """All of them or those of one segmentation, newest first; they outlive what they speak of."""
        query = select(table).order_by(table.c.sequence.desc())
        if segmentation is not None:
            query = query.where(table.c.segmentation == segmentation)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            ExportRecord(**dict(row._mapping) | {"segments": tuple(row.segments), "columns": tuple(row.columns)})
            for row in rows
        )
