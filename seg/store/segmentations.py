"""Saved segmentations: a recipe, the identity of its segments, and the words people gave them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from seg.core.errors import SegError
from seg.core.recipe import Recipe
from seg.store.kept import Kept, name_of, new_unguessable_id, storable
from seg.store.own_segments import copy_own_segments, files_of
from seg.store.schema import now
from seg.store.schema import segment_words as words
from seg.store.schema import segmentations as table


@dataclass(frozen=True)
class SavedSegmentation:
    """A segmentation that a team keeps. `id` stands in links; `version` counts the saves of its recipe."""

    id: str
    name: str
    dataset: str
    recipe: Recipe
    identity: dict[str, Any]  # JSON: which segment is which, kept by whoever computes them
    version: int
    created: str  # UTC, ISO
    updated: str  # UTC, ISO


@dataclass(frozen=True)
class SegmentWords:
    """What people call a segment and note about it; "" = nothing, so that the proposed name shows."""

    segment_id: str
    name: str
    note: str
    updated: str  # UTC, ISO


class Segmentations(Kept):
    """The part of the workspace that keeps segmentations."""

    def create_segmentation(self, name: str, recipe: Recipe, identity: Mapping[str, Any]) -> SavedSegmentation:
        """Keep a new one under an id that cannot be guessed. Raises `SegError`: `dataset_unknown`, `name_...`."""
        moment = now()
        row = {"id": new_unguessable_id(), "name": name_of(name), "version": 1, "created": moment, "updated": moment}
        with self.database.writing() as connection:
            _write_known_dataset(connection, insert(table).values(row | _choices(recipe, identity)))
            return _saved(_row(connection, row["id"]))

    def segmentation(self, segmentation_id: str) -> SavedSegmentation:
        """Raises `SegError`: `segmentation_unknown`."""
        with self.database.reading() as connection:
            return _saved(_row(connection, segmentation_id))

    def segmentations(self, dataset: str | None = None) -> tuple[SavedSegmentation, ...]:
        """All of them or those of one dataset, newest first."""
        query = select(table).order_by(table.c.sequence.desc())
        if dataset is not None:
            query = query.where(table.c.dataset == dataset)
        with self.database.reading() as connection:
            return tuple(_saved(row) for row in connection.execute(query))

    def save_recipe(
        self, segmentation_id: str, expected_version: int, recipe: Recipe, identity: Mapping[str, Any]
    ) -> SavedSegmentation:
        """Save over the version that one has seen; saving again what is saved already changes nothing.

        Raises `SegError`: `saved_by_other` when somebody saved something else meanwhile,
        `segmentation_unknown`, `dataset_unknown`.
        """
        choices = _choices(recipe, identity)
        changed = {"version": expected_version + 1, "updated": now()}
        with self.database.writing() as connection:
            before = _row(connection, segmentation_id)
            if (before.recipe, before.identity) == (choices["recipe"], choices["identity"]):
                return _saved(before)
            if before.version != expected_version:
                moment = {"saved_date": before.updated[:10], "saved_time": before.updated[11:16]}
                raise SegError("saved_by_other", name=before.name, version=before.version, **moment)
            this = update(table).where(table.c.id == segmentation_id)
            _write_known_dataset(connection, this.values(choices | changed))
            return _saved(_row(connection, segmentation_id))

    def rename_segmentation(self, segmentation_id: str, name: str) -> None:
        """Raises `SegError`: `segmentation_unknown`, `name_empty`, `name_too_long`."""
        with self.database.writing() as connection:
            statement = update(table).where(table.c.id == segmentation_id).values(name=name_of(name))
            if not connection.execute(statement).rowcount:
                raise SegError("segmentation_unknown")

    def duplicate_segmentation(self, segmentation_id: str, name: str) -> SavedSegmentation:
        """A copy under a new id, with the names and notes of its segments, and with those of the team's own.

        Raises as `rename_segmentation`.
        """
        new_id, moment = new_unguessable_id(), now()
        with self.database.writing() as connection:
            copy = dict(_row(connection, segmentation_id)._mapping)
            del copy["sequence"]
            copy |= {"id": new_id, "name": name_of(name), "version": 1, "created": moment, "updated": moment}
            connection.execute(insert(table).values(copy))
            theirs = select(literal(new_id), words.c.segment, words.c.name, words.c.note, words.c.updated)
            mine = theirs.where(words.c.segmentation == segmentation_id)
            connection.execute(insert(words).from_select(list(words.c.keys()), mine))
            copy_own_segments(connection, segmentation_id, new_id)
            return _saved(_row(connection, new_id))

    def delete_segmentation(self, segmentation_id: str) -> None:
        """Delete it with its words and its own segments. Deleting what is not there changes nothing."""

        def take_out(connection: Connection) -> set[str]:
            shas = files_of(connection, (segmentation_id,))
            connection.execute(delete(table).where(table.c.id == segmentation_id))
            return shas

        self._delete(take_out)

    def segment_words(self, segmentation_id: str) -> dict[str, SegmentWords]:
        """The words by segment id; a segment that nobody named or noted is not among them."""
        query = select(words).where(words.c.segmentation == segmentation_id)
        with self.database.reading() as connection:
            return {row.segment: SegmentWords(*row[1:]) for row in connection.execute(query)}

    def save_segment(
        self, segmentation_id: str, segment_id: str, name: str | None = None, note: str | None = None
    ) -> None:
        """Save the name or the note or both; None leaves it as it is, "" clears it.

        Raises `SegError`: `segmentation_unknown`, `name_too_long`.
        """
        given = {"name": name and name_of(name), "note": note and storable(note)}
        given = {field: text for field, text in given.items() if text is not None}
        if not given:
            return
        given["updated"] = now()
        row = {"segmentation": segmentation_id, "segment": segment_id, "name": "", "note": ""} | given
        upsert = (
            self.database.insert(words)
            .values(row)
            .on_conflict_do_update(index_elements=[words.c.segmentation, words.c.segment], set_=given)
        )
        with self.database.writing() as connection:
            _row(connection, segmentation_id)
            connection.execute(upsert)


def _choices(recipe: Recipe, identity: Mapping[str, Any]) -> dict[str, Any]:
    """As stored, and as it will be read again: through JSON, so that tuples and lists compare equal."""
    return {
        "dataset": recipe.dataset,
        "recipe": json.loads(json.dumps(recipe.as_json())),
        "identity": json.loads(json.dumps(dict(identity))),
    }


def _write_known_dataset(connection: Connection, statement) -> None:
    try:
        connection.execute(statement)
    except IntegrityError as problem:  # the only reference that can dangle
        raise SegError("dataset_unknown") from problem


def _row(connection: Connection, segmentation_id: str) -> Row:
    row = connection.execute(select(table).where(table.c.id == storable(segmentation_id))).one_or_none()
    if row is None:
        raise SegError("segmentation_unknown")
    return row


def _saved(row: Row) -> SavedSegmentation:
    fields = {name: value for name, value in row._mapping.items() if name != "sequence"}
    return SavedSegmentation(**fields | {"recipe": Recipe.from_json(row.recipe)})
