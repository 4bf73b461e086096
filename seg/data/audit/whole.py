"""Findings on the table as a whole: too few rows, rows that are there twice."""

from __future__ import annotations

import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.columns.suggest import suggest_dimensions
from seg.data.engine import one_row
from seg.data.repairs.rows import row_keys


def whole_findings(backend: Backend, table: ir.Table, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    return [*_size(columns, rows), *_identical_rows(backend, table, columns, rows)]


def _size(columns: tuple[Column, ...], rows: int) -> list[Finding]:
    """Rows against the dimensions that would be proposed: fewer than 10 for each of them and each segment find
    groups that are not there, 70 for each dimension are comfortable (methods reference, section 1.4)."""
    if rows < setting("min_customers"):
        return [Finding("stop", "", Fact.of("audit.too_few_rows", count=rows, least=setting("min_customers")))]
    dimensions, segments = len(suggest_dimensions(columns)), setting("segments_expected")
    least = setting("rows_per_dimension_and_segment") * dimensions * segments
    good = setting("rows_per_dimension") * dimensions
    known = {"count": rows, "dimensions": dimensions, "good": good}
    if rows < least:
        fact = Fact.of("audit.too_few_for_dimensions", **known, segments=segments, least=least)
        return [Finding("warn", "", fact)]
    return [Finding("note", "", Fact.of("audit.few_for_dimensions", **known))] if rows < good else []


def _identical_rows(backend: Backend, table: ir.Table, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    """Not looked for where a column tells all rows apart."""
    if any(column.distinct == rows and not column.missing_share for column in columns):
        return []
    keys, names = row_keys(table, columns)
    different = keys.select(*names).distinct()
    if not (count := rows - one_row(backend, different.aggregate(n=different.count()))["n"]):
        return []
    step = (Step("identical_rows"),)
    if any(column.role is Role.ID for column in columns):
        return [Finding("warn", "", Fact.of("audit.identical_rows", count=count), step)]
    return [Finding("note", "", Fact.of("audit.identical_rows_without_ids", count=count), step)]
