"""Findings on the ids of the customers: missing, repeated, written in two ways."""

from __future__ import annotations

from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.audit.masks import all_masked
from seg.data.engine import ROW, one_row
from seg.data.joins.rows import row_meaning
from seg.data.joins.table import Table
from seg.data.repairs.adding_up import sums_up
from seg.data.spellings import alike_ids, bare_id
from seg.data.text import cleaned

EXAMPLES = 3


def id_findings(backend: Backend, table: ir.Table, raw: Path, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    column = next((column for column in columns if column.role is Role.ID), None)
    others = tuple(c.label for c in columns if any(fact.key == "column.named_id_not_chosen" for fact in c.evidence))
    likely = [Finding("note", "", Fact.of("audit.other_ids", columns=others, count=len(others)))] if others else []
    if column is None:
        return [Finding("note", "", Fact.of("audit.row_numbers", count=rows)), *likely]
    present = table.select(ROW, id=cleaned(table[column.name])).filter(ibis._.id.notnull())
    digests = present.select(
        id=present.id.hash(), bare=bare_id(present.id).hash()
    )  # numbers are counted in half the time
    asked = {"rows": ibis._.count(), "ids": ibis._.id.nunique(), "bare": ibis._.bare.nunique()}
    found = one_row(backend, digests.aggregate(**asked))
    return [
        *_without_id(column, rows - found["rows"]),
        *(_repeated(backend, present, raw, columns, column) if found["ids"] < found["rows"] else []),
        *(_alike(backend, table, column) if found["bare"] < found["ids"] else []),
        *likely,
    ]


def _without_id(column: Column, count: int) -> list[Finding]:
    return [Finding("warn", column.label, Fact.of("audit.no_id", column=column.label, count=count))] if count else []


def _repeated(
    backend: Backend, present: ir.Table, raw: Path, columns: tuple[Column, ...], column: Column
) -> list[Finding]:
    each = present.group_by("id").aggregate(n=ibis._.count(), at=ibis._[ROW].min())
    twice = each.filter(ibis._.n > 1)
    counts = one_row(backend, twice.aggregate(count=ibis._.count(), rows=ibis._.n.sum()))
    rows, ids = one_row(backend, each.aggregate(rows=ibis._.n.sum(), ids=ibis._.count())).values()
    examples = all_masked(backend.to_pyarrow(twice.order_by("at").limit(EXAMPLES))["id"].to_pylist())
    summed = tuple(c.label for c in columns if sums_up(c))
    added_up = [Step("repeated_ids_add_up", column.label, summed)] if summed else []
    one_each = [Step("repeated_ids_first", column.label), Step("repeated_ids_last", column.label)]
    if rows >= setting("rows_per_id_of_orders") * ids and _are_events(raw, columns):
        facts = {"column": column.label, "count": ids, "rows": rows, "examples": examples}
        return [Finding("warn", column.label, Fact.of("audit.rows_are_orders", **facts), (*added_up, *one_each))]
    facts = {"column": column.label, "count": counts["count"], "rows": counts["rows"], "examples": examples}
    return [Finding("warn", column.label, Fact.of("audit.repeated_ids", **facts), (*one_each, *added_up))]


def _are_events(raw: Path, columns: tuple[Column, ...]) -> bool:
    """Whether a row is something that a customer did: it has an id of its own, or a day or an amount."""
    meaning = row_meaning(Table("", raw, columns))
    dated = any((c.kind is Kind.DATE and not c.sensitive) or c.role is Role.AMOUNT for c in columns)
    return bool(meaning.order) or (meaning.happened and dated)


def _alike(backend: Backend, table: ir.Table, column: Column) -> list[Finding]:
    """Ids that would be one if leading zeros, case or a `.0` did not count."""
    groups = alike_ids(backend, table, column)
    facts = {"column": column.label, "count": sum(map(len, groups)), "customers": len(groups)}
    fact = Fact.of("audit.ids_alike", **facts, examples=all_masked(groups[0][:EXAMPLES]))
    return [Finding("warn", column.label, fact, (Step("bare_ids", column.label),))]
