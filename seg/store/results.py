"""Results by their key: computed once, found again by every session and after every restart."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, select

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.store.kept import Kept
from seg.store.schema import datasets, now
from seg.store.schema import results as table

log = logging.getLogger(__name__)

ANSWERS = frozenset({"contrast", "months", "nearest", "outcome", "overlap", "rules"})
"""Kinds of results of which there are as many as people ask questions. Only the newest stay: what else is asked again
is computed again."""


class Results(Kept):
    """The part of the workspace that keeps results."""

    def put_result(
        self, key: str, kind: str, dataset_id: str, meta: Mapping[str, Any], arrays: dict[str, np.ndarray]
    ) -> None:
        """Keep a result: the file first, then the row, so that a row is always complete. The last one wins. Of each
        kind of `ANSWERS` a dataset keeps the newest `answers_kept`.

        `meta` is JSON, `arrays` of numbers, or of a few short texts: each text takes as much room as the longest, so
        those of customers are given as codes, and what the codes stand for in `meta`. Raises `SegError`
        `dataset_unknown` when the dataset was deleted meanwhile: a late result must not bring customers back.
        """
        sha = self.blobs.add_arrays(arrays) if arrays else ""
        row = {"kind": kind, "dataset": dataset_id, "meta": dict(meta), "arrays": sha, "created": now()}
        upsert = self.database.insert(table).values(key=key, **row)
        upsert = upsert.on_conflict_do_update(index_elements=[table.c.key], set_=row)
        freed = {sha}
        try:
            with self.database.writing() as connection:
                if not connection.scalar(select(datasets.c.id).where(datasets.c.id == dataset_id)):
                    raise SegError("dataset_unknown")
                self._require_blobs(sha)
                before = connection.scalar(select(table.c.arrays).where(table.c.key == key))
                connection.execute(upsert)
                freed = {before or "", *_outdated(connection, kind, dataset_id)} - {sha}
        finally:
            self._let_go(freed)

    def get_result(self, key: str) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
        """The result, or None where it must be computed: never was, or its file is damaged (logged)."""
        query = select(table.c.meta, table.c.arrays).where(table.c.key == key)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        try:
            return row.meta, self.blobs.read_arrays(row.arrays) if row.arrays else {}
        except SegError as problem:
            log.warning("result %s must be computed again: %s", key, problem)
            return None

    def delete_result(self, key: str) -> None:
        """Take a result back; nothing where there is none."""

        def take_out(connection: Connection) -> list[str]:
            return connection.scalars(delete(table).where(table.c.key == key).returning(table.c.arrays)).all()

        self._delete(take_out)

    def results_of(self, dataset_id: str, kind: str) -> Iterator[tuple[dict[str, Any], dict[str, np.ndarray]]]:
        """All results of one kind that a dataset has, the oldest first."""
        query = select(table.c.key).where(table.c.dataset == dataset_id, table.c.kind == kind)
        with self.database.reading() as connection:
            keys = connection.scalars(query.order_by(table.c.created, table.c.key)).all()
        yield from filter(None, map(self.get_result, keys))

    def result_meta(self, key: str) -> dict[str, Any] | None:
        """What a result says without its arrays, or None where there is none."""
        with self.database.reading() as connection:
            return connection.scalar(select(table.c.meta).where(table.c.key == key))

    def has_result(self, key: str) -> bool:
        """Whether `get_result` would give one."""
        with self.database.reading() as connection:
            sha = connection.scalar(select(table.c.arrays).where(table.c.key == key))
        try:
            return sha is not None and (not sha or bool(self.blobs.path(sha)))
        except SegError as problem:
            log.warning("result %s must be computed again: %s", key, problem)
            return False


def _outdated(connection: Connection, kind: str, dataset_id: str) -> set[str]:
    """Take out the answers of that kind that are too old to be kept; the files they named."""
    if kind not in ANSWERS:
        return set()
    alike = select(table.c.key, table.c.arrays).where(table.c.dataset == dataset_id, table.c.kind == kind)
    newest_first = alike.order_by(table.c.created.desc(), table.c.key)
    old = connection.execute(newest_first.offset(int(setting("answers_kept")))).all()
    connection.execute(delete(table).where(table.c.key.in_([row.key for row in old])))
    return {row.arrays for row in old}
