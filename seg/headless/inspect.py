"""`inspect`: what each file and column is, every problem found, and how several tables belong together."""

from __future__ import annotations

from pathlib import Path

from seg.core.columns import Column
from seg.core.events import Part
from seg.core.facts import Fact
from seg.data.audit import audit
from seg.data.events.parts import guessed_parts
from seg.data.events.sources import holds_events
from seg.data.events.times import times_ahead, unread_times
from seg.data.joins.propose import proposed_joins
from seg.data.joins.rows import row_meaning
from seg.data.joins.table import Table, named_apart
from seg.headless.joining import join_told
from seg.headless.said import said
from seg.headless.tables import Understood, understood


def inspect(files: list[Path], scratch: Path, today: str = "") -> dict:
    """JSON: per file its tables, how they were read, their columns and findings, and what one row of each stands for;
    then the joins of each two tables. Of events, what lies after the ISO day `today` is told. Raises `SegError`.
    """
    read = [(file, understood(file, scratch)) for file in files]
    found = iter(_joinable(read))
    told = [{"file": file.name, "tables": [_table(one, next(found), today) for one in tables]} for file, tables in read]
    return {"files": told, "joins": [join_told(join) for join in proposed_joins(_joinable(read))]}


def _joinable(read: list[tuple[Path, tuple[Understood, ...]]]) -> tuple[Table, ...]:
    """The tables under names that differ: of the file, and of the table where the file has several."""
    tables = [(file, one, len(found) > 1) for file, found in read for one in found]
    names = [f"{file.stem} {one.table.reading.table_name}" if many else file.stem for file, one, many in tables]
    apart = named_apart(names)
    return tuple(Table(name, one.table.path, one.columns) for name, (_, one, _) in zip(apart, tables, strict=True))


def _table(found: Understood, table: Table, today: str) -> dict:
    reading, meaning = found.table.reading, row_meaning(table)
    return {
        "name": reading.table_name,
        "joined_as": table.name,
        "rows": {"in": reading.rows_in, "kept": reading.rows_kept, "set_aside": reading.rows_aside},
        "row_is": {
            "what": meaning.what,
            "customer": meaning.customer,
            "order": meaning.order,
            "told": [said(fact) for fact in meaning.facts],
        },
        "read": [said(fact) for fact in (*reading.how, *reading.notes)],
        "times": [said(fact) for fact in _times(table, meaning.customer, today)],
        "columns": [_column(column) for column in found.columns],
        "findings": [
            {"severity": finding.severity, "column": finding.column, **said(finding.fact)}
            for finding in audit(found.table.path, reading, found.columns)
        ],
    }


def _times(table: Table, customer: str, today: str) -> tuple[Fact, ...]:
    """What should be known of the times of events; nothing of a table of customers."""
    time = guessed_parts(table.columns, customer).get(Part.TIME) if holds_events(table) else None
    found = [column for column in table.columns if column.label == time]
    ahead = [fact for column in found if today for fact in times_ahead(table.path, column, today)]
    return (*(fact for column in found for fact in unread_times(table.path, column)), *ahead)


def _column(column: Column) -> dict:
    raw = column.as_json()
    return {**raw, "forms": column.forms, "evidence": [said(fact) for fact in column.evidence]}
