"""Dimensions that a team built for a dataset, beside those that are offered for it anyway."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from seg.core.errors import SegError
from seg.store.kept import Kept
from seg.store.schema import datasets, now
from seg.store.schema import dimensions as table


class Dimensions(Kept):
    """The part of the workspace that keeps dimensions. A label is a definition, see `seg.core.derived`."""

    def add_dimension(self, dataset_id: str, label: str) -> None:
        """Keep a dimension; one that is known stays where it is. Raises `SegError`: `dataset_unknown`."""
        with self.database.writing() as connection:
            if label not in _labels(connection, dataset_id):
                connection.execute(insert(table).values(dataset=dataset_id, label=label, created=now()))

    def dimensions(self, dataset_id: str) -> tuple[str, ...]:
        """The labels, oldest first. Raises `SegError`: `dataset_unknown`."""
        with self.database.reading() as connection:
            return _labels(connection, dataset_id)

    def delete_dimension(self, dataset_id: str, label: str) -> None:
        """Forget a dimension; one that is not there changes nothing. Raises `SegError`: `dataset_unknown`."""
        with self.database.writing() as connection:
            _labels(connection, dataset_id)
            connection.execute(delete(table).where(table.c.dataset == dataset_id, table.c.label == label))


def _labels(connection: Connection, dataset_id: str) -> tuple[str, ...]:
    if connection.scalar(select(datasets.c.id).where(datasets.c.id == dataset_id)) is None:
        raise SegError("dataset_unknown")
    query = select(table.c.label).where(table.c.dataset == dataset_id).order_by(table.c.sequence)
    return tuple(connection.scalars(query))
