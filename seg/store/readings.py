"""Files that were read but not yet confirmed, so that a reload keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from seg.core.columns import Column
from seg.core.dataset import Finding, TableReading
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.store.kept import Kept
from seg.store.schema import now
from seg.store.schema import readings as table

Reading = tuple[TableReading, tuple[Column, ...], tuple[Finding, ...]]


@dataclass(frozen=True)
class ReadingRow:
    """One unconfirmed file in a list."""

    id: str
    reading: TableReading
    created: str  # UTC, ISO


class Readings(Kept):
    """The part of the workspace that keeps readings."""

    def add_reading(self, reading: TableReading, columns: tuple[Column, ...], findings: tuple[Finding, ...]) -> str:
        """Keep a reading and give its id, the same for the same file read the same way.

        Where it is kept already, the corrections made to its columns since then stay.
        """
        reading_id = fingerprint("reading", reading.as_json())
        row = {"id": reading_id, "reading": reading.as_json(), "raw": reading.raw, "created": now()}
        with self.database.writing() as connection:
            self._require_blobs(reading.raw)
            insert = self.database.insert(table).values(**row, **_guess(columns, findings))
            connection.execute(insert.on_conflict_do_nothing())
        return reading_id

    def reading(self, reading_id: str) -> Reading:
        """The reading with its columns and findings. Raises `SegError`: `reading_unknown`."""
        query = select(table.c.reading, table.c.columns, table.c.findings).where(table.c.id == reading_id)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise SegError("reading_unknown")
        reading, columns, findings = row
        return (
            TableReading.from_json(reading),
            tuple(Column.from_json(column) for column in columns),
            tuple(Finding.from_json(finding) for finding in findings),
        )

    def readings(self) -> tuple[ReadingRow, ...]:
        """All of them, newest first."""
        query = select(table.c.id, table.c.reading, table.c.created).order_by(table.c.sequence.desc())
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(ReadingRow(id_, TableReading.from_json(reading), created) for id_, reading, created in rows)

    def update_reading(self, reading_id: str, columns: tuple[Column, ...], findings: tuple[Finding, ...]) -> None:
        """Keep corrected columns. Raises `SegError`: `reading_unknown`."""
        with self.database.writing() as connection:
            statement = update(table).where(table.c.id == reading_id).values(_guess(columns, findings))
            if not connection.execute(statement).rowcount:
                raise SegError("reading_unknown")

    def delete_reading(self, reading_id: str) -> None:
        """Forget a reading, and its file unless a dataset was made of it."""
        raw = select(table.c.raw).where(table.c.id == reading_id)
        self._delete(delete(table).where(table.c.id == reading_id), lambda connection: connection.scalars(raw))


def _guess(columns: tuple[Column, ...], findings: tuple[Finding, ...]) -> dict[str, list[dict]]:
    return {
        "columns": [column.as_json() for column in columns],
        "findings": [finding.as_json() for finding in findings],
    }
