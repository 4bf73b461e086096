"""`inspect`: what each file and column is, and every problem found."""

from __future__ import annotations

from pathlib import Path

from seg.core.columns import Column
from seg.data.audit import audit
from seg.headless.said import said
from seg.headless.tables import Understood, understood


def inspect(files: list[Path], scratch: Path) -> dict:
    """JSON: per file its tables, how they were read, their columns and findings. Raises `SegError`."""
    return {"files": [{"file": file.name, "tables": _tables(file, scratch)} for file in files]}


def _tables(file: Path, scratch: Path) -> list[dict]:
    return [_table(found) for found in understood(file, scratch)]


def _table(found: Understood) -> dict:
    reading = found.table.reading
    return {
        "name": reading.table_name,
        "rows": {"in": reading.rows_in, "kept": reading.rows_kept, "set_aside": reading.rows_aside},
        "read": [said(fact) for fact in (*reading.how, *reading.notes)],
        "columns": [_column(column) for column in found.columns],
        "findings": [
            {"severity": finding.severity, "column": finding.column, **said(finding.fact)}
            for finding in audit(found.table.path, reading, found.columns)
        ],
    }


def _column(column: Column) -> dict:
    raw = column.as_json()
    return {**raw, "forms": column.forms, "evidence": [said(fact) for fact in column.evidence]}
