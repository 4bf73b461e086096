"""Imports that were confirmed: immutable, but for the name that people give them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, insert, select, update

from seg.core.dataset import Dataset
from seg.core.errors import SegError
from seg.store.kept import Kept, name_of
from seg.store.own_segments import files_of
from seg.store.schema import dataset_files, now, results, segmentations
from seg.store.schema import datasets as table

FILES = ("raw", "customers", "contacts", "aside")
"""The columns of a row that name files."""


@dataclass(frozen=True)
class DatasetRow:
    """One dataset in a list."""

    id: str
    name: str
    rows_used: int
    columns: int
    created: str  # UTC, ISO
    segmentations: int


@dataclass(frozen=True)
class Dependents:
    """What goes when a dataset goes: the names of its segmentations, newest first, and computed results."""

    segmentations: tuple[str, ...]
    results: int


class Datasets(Kept):
    """The part of the workspace that keeps datasets."""

    def add_dataset(self, dataset: Dataset) -> None:
        """Keep a dataset whose files are kept already. One that is there stays as it is, with its name.

        Raises `SegError`: `blob_missing`.
        """
        row = {
            "id": dataset.id,
            "name": name_of(dataset.name),
            "dataset": dataset.as_json(),
            "rows_used": dataset.rows_used,
            "columns": len(dataset.columns),
            "raw": dataset.reading.raw,
            "customers": dataset.customers,
            "contacts": dataset.contacts,
            "created": now(),
            "aside": dataset.reading.aside,
        }
        further = _further_files(dataset)
        with self.database.writing() as connection:
            self._require_blobs(*(row[name] for name in FILES), *further)
            if connection.scalar(select(table.c.id).where(table.c.id == dataset.id)):
                return
            connection.execute(insert(table).values(row))
            if further:
                connection.execute(insert(dataset_files), [{"dataset": dataset.id, "sha": sha} for sha in further])

    def dataset(self, dataset_id: str) -> Dataset:
        """The dataset under its present name. Raises `SegError`: `dataset_unknown`."""
        query = select(table.c.dataset, table.c.name).where(table.c.id == dataset_id)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise SegError("dataset_unknown")
        return replace(Dataset.from_json(row.dataset), name=row.name)

    def datasets(self) -> tuple[DatasetRow, ...]:
        """All of them, newest first."""
        count = select(func.count()).where(segmentations.c.dataset == table.c.id).scalar_subquery()
        query = select(table.c.id, table.c.name, table.c.rows_used, table.c.columns, table.c.created, count).order_by(
            table.c.sequence.desc()
        )
        with self.database.reading() as connection:
            return tuple(DatasetRow(*row) for row in connection.execute(query))

    def rename_dataset(self, dataset_id: str, name: str) -> None:
        """Raises `SegError`: `dataset_unknown`, `name_empty`, `name_too_long`."""
        with self.database.writing() as connection:
            statement = update(table).where(table.c.id == dataset_id).values(name=name_of(name))
            if not connection.execute(statement).rowcount:
                raise SegError("dataset_unknown")

    def dependents(self, dataset_id: str) -> Dependents:
        """What `delete_dataset` would take along; the record of exports stays."""
        names = (
            select(segmentations.c.name)
            .where(segmentations.c.dataset == dataset_id)
            .order_by(segmentations.c.sequence.desc())
        )
        count = select(func.count()).select_from(results).where(results.c.dataset == dataset_id)
        with self.database.reading() as connection:
            return Dependents(tuple(connection.scalars(names)), connection.scalar(count) or 0)

    def delete_dataset(self, dataset_id: str) -> None:
        """Delete a dataset with its segmentations, results and dimensions, and every file that nothing else needs.

        Deleting what is not there changes nothing.
        """

        def take_out(connection: Connection) -> set[str]:
            own = select(*(table.c[name] for name in FILES)).where(table.c.id == dataset_id)
            further = select(dataset_files.c.sha).where(dataset_files.c.dataset == dataset_id)
            arrays = select(results.c.arrays).where(results.c.dataset == dataset_id)
            shas = {sha for files in (own, further, arrays) for row in connection.execute(files) for sha in row}
            theirs = select(segmentations.c.id).where(segmentations.c.dataset == dataset_id)
            shas |= files_of(connection, connection.scalars(theirs).all())
            connection.execute(delete(table).where(table.c.id == dataset_id))
            return shas

        self._delete(take_out)


def _further_files(dataset: Dataset) -> tuple[str, ...]:
    """The files of its tables of events, each once: several may be the same, or one of its own."""
    files = ((each.events, each.reading.raw, each.reading.aside) for each in dataset.tables)
    return tuple(sorted({sha for table in files for sha in table if sha}))
