"""Files that were read but not yet confirmed, with their history, so that a reload keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Text, delete, select, type_coerce, update

from seg.core.attached import Attached
from seg.core.columns import Column
from seg.core.dataset import Finding, TableReading
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.steps import Step
from seg.store.kept import Kept
from seg.store.schema import now
from seg.store.schema import readings as table

FILES = ("raw", "prepared", "aside", "source")
"""The columns of a row that name files."""


@dataclass(frozen=True)
class ReadingState:
    """A reading as it stands: what was read, the steps taken since, and what it is understood to be after them.

    `prepared` is the SHA-256 of the table after the steps, that of `reading.raw` while none changed a cell or a row;
    `aside` tells the rows that steps set aside, each a fact with `count`. `undone` are the histories that were left,
    the one to return to first at the end. Its first `remembered_steps` were remembered from a file like it, where they
    were kept at `remembered` (UTC, ISO; "" when it began with none).
    `options` are what was asked for when it was read (of `ReadOptions`, where a person chose), `parts` the ids of the
    readings that were joined to make it. `attached` are the readings whose events lie beside its customers; with
    `everyone`, those who are in no list but have events are customers too. `as_events` is how it is understood as a
    table of events of its own, where a person said so (its `reading` is ""). `version` counts changes: who changes it
    says which one was meant.
    """

    reading: TableReading
    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]
    prepared: str
    steps: tuple[Step, ...] = ()
    undone: tuple[tuple[Step, ...], ...] = ()
    aside: tuple[Fact, ...] = ()
    remembered: str = ""
    remembered_steps: int = 0
    options: dict[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()
    everyone: bool = False
    as_events: Attached | None = None
    version: int = 1

    @property
    def rows(self) -> int:
        """Rows of the table after the steps."""
        return self.reading.rows_kept - sum(fact["count"] for fact in self.aside)


@dataclass(frozen=True)
class ReadingRow:
    """One unconfirmed file in a list."""

    id: str
    reading: TableReading
    created: str  # UTC, ISO
    version: int


class Readings(Kept):
    """The part of the workspace that keeps readings."""

    def add_reading(self, state: ReadingState, dataset: str = "") -> str:
        """Keep a reading and give its id, the same for the same file read the same way, or for the same `dataset`.

        Where it is kept already, the steps taken since then stay. Raises `SegError`: `blob_missing`, `reading_unknown`
        where one that is attached is not there.
        """
        reading_id = fingerprint("reading", state.reading.as_json(), *filter(None, [dataset]))
        row = {"id": reading_id, "created": now(), "version": state.version, **_row(state)}
        with self.database.writing() as connection:
            self._require_blobs(*(row[name] for name in FILES))
            _require_readings(connection, state.attached)
            connection.execute(self.database.insert(table).values(row).on_conflict_do_nothing())
        return reading_id

    def reading(self, reading_id: str) -> ReadingState:
        """The reading as it stands. Raises `SegError`: `reading_unknown`."""
        with self.database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == reading_id)).one_or_none()
        if row is None:
            raise SegError("reading_unknown")
        return ReadingState(
            TableReading.from_json(row.reading),
            tuple(Column.from_json(column) for column in row.columns),
            tuple(Finding.from_json(finding) for finding in row.findings),
            row.prepared or row.raw,
            version=row.version,
            **_told(row.history),
        )

    def readings(self) -> tuple[ReadingRow, ...]:
        """All of them, newest first."""
        columns = (table.c.id, table.c.reading, table.c.created, table.c.version)
        with self.database.reading() as connection:
            rows = connection.execute(select(*columns).order_by(table.c.sequence.desc())).all()
        return tuple(ReadingRow(row.id, TableReading.from_json(row.reading), *row[2:]) for row in rows)

    def update_reading(self, reading_id: str, state: ReadingState) -> None:
        """Keep what `state`, made of the version it names, has become; the table it no longer needs is let go.

        Raises `SegError`: `reading_unknown`, also where one that is attached is not there, `reading_changed` when
        somebody else was first.
        """
        of_this = table.c.id == reading_id
        with self.database.writing() as connection:
            before = connection.execute(select(table.c.version, table.c.prepared).where(of_this)).one_or_none()
            if before is None:
                raise SegError("reading_unknown")
            if before.version != state.version:
                raise SegError("reading_changed")
            self._require_blobs(state.prepared)
            _require_readings(connection, state.attached)
            connection.execute(update(table).where(of_this).values(version=state.version + 1, **_row(state)))
        self._let_go([before.prepared])

    def delete_reading(self, reading_id: str) -> None:
        """Forget a reading, and its files unless a dataset was made of them. It is attached to no other any more.

        Those that are attached to it stay.
        """

        def take_out(connection: Connection) -> set[str]:
            rows = connection.execute(select(*(table.c[name] for name in FILES)).where(table.c.id == reading_id)).all()
            connection.execute(delete(table).where(table.c.id == reading_id))
            _detach(connection, reading_id)
            return {sha for row in rows for sha in row}

        self._delete(take_out)


def _require_readings(connection: Connection, attached: tuple[Attached, ...]) -> None:
    """Only a reading that is there can be attached: call inside `writing`, where nobody can delete it."""
    wanted = {each.reading for each in attached}
    if wanted - set(connection.scalars(select(table.c.id).where(table.c.id.in_(wanted)))):
        raise SegError("reading_unknown")


def _detach(connection: Connection, reading_id: str) -> None:
    """Attach a reading to no other any more; who has seen one as it was before is told."""
    speaks_of_it = type_coerce(table.c.history, Text).contains(reading_id, autoescape=True)
    query = select(table.c.id, table.c.history, table.c.version).where(speaks_of_it)
    for row in connection.execute(query).all():
        attached = row.history.get("attached", [])
        kept = [each for each in attached if each["reading"] != reading_id]
        if len(kept) < len(attached):
            changed = {"history": row.history | {"attached": kept}, "version": row.version + 1}
            connection.execute(update(table).where(table.c.id == row.id).values(changed))


def _told(history: Mapping) -> dict[str, Any]:
    """What the history says of a reading; one that is older than a part of it says nothing of that."""
    as_events = history.get("as_events")
    return {
        "steps": tuple(map(Step.from_json, history.get("steps", ()))),
        "undone": tuple(tuple(map(Step.from_json, steps)) for steps in history.get("undone", ())),
        "aside": tuple(map(Fact.from_json, history.get("aside", ()))),
        "remembered": history.get("remembered", ""),
        "remembered_steps": history.get("remembered_steps", 0),
        "options": history.get("options", {}),
        "parts": tuple(history.get("parts", ())),
        "attached": tuple(map(Attached.from_json, history.get("attached", ()))),
        "everyone": history.get("everyone", False),
        "as_events": as_events and Attached.from_json(as_events),
    }


def _row(state: ReadingState) -> dict:
    reading = state.reading
    return {
        "reading": reading.as_json(),
        "columns": [column.as_json() for column in state.columns],
        "findings": [finding.as_json() for finding in state.findings],
        "raw": reading.raw,
        "prepared": state.prepared,
        "aside": reading.aside,
        "source": reading.source,
        "history": {
            "steps": [step.as_json() for step in state.steps],
            "undone": [[step.as_json() for step in steps] for steps in state.undone],
            "aside": [fact.as_json() for fact in state.aside],
            "remembered": state.remembered,
            "remembered_steps": state.remembered_steps,
            "options": state.options,
            "parts": list(state.parts),
            "attached": [each.as_json() for each in state.attached],
            "everyone": state.everyone,
            "as_events": state.as_events and state.as_events.as_json(),
        },
    }
