"""What left the house stays on record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from seg.store import exports as module
from seg.store.exports import ExportRecord
from seg.store.schema import exports

RECORD = ExportRecord("anna@example.org", "d" * 64, "s1", ("Loyal", "=1"), ("id", "e-mail"), 12, "csv", True, "f" * 64)


def test_records_come_back_numbered_newest_first(workspace):
    first, second = workspace.record_export(RECORD), workspace.record_export(replace(RECORD, segmentation="s2"))
    assert second > first
    assert [record.sequence for record in workspace.exports()] == [second, first]
    (record,) = workspace.exports(segmentation="s1")
    assert replace(record, sequence=0, created="") == RECORD
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(record.created) < timedelta(minutes=1)


def test_order_is_kept_when_the_clock_is_set_back(workspace, monkeypatch):
    numbers = []
    for hour in ("11", "10"):
        monkeypatch.setattr(module, "now", lambda hour=hour: f"2026-10-25T{hour}:00:00.000+00:00")
        numbers.append(workspace.record_export(RECORD))
    assert [record.sequence for record in workspace.exports()] == numbers[::-1]


def test_records_outlive_their_dataset(workspace, dataset):
    workspace.record_export(replace(RECORD, dataset=dataset.id))
    workspace.delete_dataset(dataset.id)
    assert [record.dataset for record in workspace.exports()] == [dataset.id]


@pytest.mark.parametrize("statement", [update(exports).values(rows=0), delete(exports)])
def test_the_database_itself_refuses_changes(workspace, statement):
    workspace.record_export(RECORD)
    with pytest.raises(DBAPIError, match="append-only"), workspace.database.writing() as connection:
        connection.execute(statement)
    with workspace.database.reading() as connection:
        assert connection.scalars(select(exports.c.rows)).all() == [12]
