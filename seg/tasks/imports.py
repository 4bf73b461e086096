"""Files become readings, readings become datasets."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from seg.core.columns import Column
from seg.data.audit import audit
from seg.data.columns.guess import guess_columns
from seg.data.dataset import build_dataset
from seg.data.reading.options import ReadOptions
from seg.data.reading.read import read_file
from seg.data.sample import write_sample
from seg.store.workspace import Workspace
from seg.tasks.desk import workspace

Report = Callable[[str, float], None]


def read(arguments: dict, report: Report) -> dict:
    """Read a file that was laid in the scratch folder: {"path", "file_name", "options"?} -> {"readings": [id]}.

    The file is removed, whatever comes of it.
    """
    path = Path(arguments["path"])
    try:
        return {"readings": _read(workspace(), path, arguments["file_name"], arguments.get("options", {}), report)}
    finally:
        path.unlink(missing_ok=True)


def read_sample(arguments: dict, report: Report) -> dict:
    """Make the sample and read it like any other file."""

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / arguments["file_name"]
        write_sample(path)
        return {"readings": _read(workspace(), path, path.name, {}, report)}


def _read(store: Workspace, path: Path, file_name: str, options: dict, report: Report) -> list[str]:
    found = []
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        report("stage.reading", 0.1)
        for table in read_file(path, file_name, Path(scratch), ReadOptions(**options)):
            report("stage.understanding", 0.6)
            columns = guess_columns(table.path, table.reading.labels)
            findings = audit(table.path, table.reading, columns)
            store.blobs.add_file(table.path)
            found.append(store.add_reading(table.reading, columns, findings))
    return found


def correct(arguments: dict, report: Report) -> dict:
    """Audit a reading again after its columns were corrected: {"reading", "columns"}."""
    store, columns = workspace(), _columns(arguments)
    reading, _, _ = store.reading(arguments["reading"])
    report("stage.understanding", 0.3)
    store.update_reading(arguments["reading"], columns, audit(store.blobs.path(reading.raw), reading, columns))
    return {}


def build(arguments: dict, report: Report) -> dict:
    """Make the dataset of a reading: {"reading", "columns", "name", "duplicates"} -> {"dataset": id}."""
    store, columns = workspace(), _columns(arguments)
    reading, _, _ = store.reading(arguments["reading"])
    report("stage.building", 0.1)
    raw = store.blobs.path(reading.raw)
    with tempfile.TemporaryDirectory(dir=store.home) as scratch:
        built = build_dataset(
            raw, reading, columns, arguments["name"], Path(scratch), duplicates=arguments.get("duplicates", "first")
        )
        store.blobs.add_file(built.customers)
        if built.contacts:
            store.blobs.add_file(built.contacts)
        store.add_dataset(built.dataset)
    return {"dataset": built.dataset.id}


def _columns(arguments: dict) -> tuple[Column, ...]:
    return tuple(Column.from_json(raw) for raw in arguments["columns"])
