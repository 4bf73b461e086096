"""What somebody should know about a table before trusting it: each finding says what, where and how many."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Finding, TableReading
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.data.engine import ROW, one_row, opened
from seg.data.odd_values import value_findings
from seg.data.text import cleaned

EXAMPLES = 3
DIGEST_ROWS = 10_000


def audit(raw: Path, reading: TableReading, columns: tuple[Column, ...]) -> tuple[Finding, ...]:
    """All findings on a raw table whose columns are understood as given, the gravest first."""
    with opened(raw) as (backend, table):
        rows = backend.to_pyarrow(table.count()).as_py()
        findings = [
            *_size(rows),
            *_ids(backend, table, columns, rows),
            *_missing(columns, rows),
            *_constant(columns),
            *_identical(backend, table, columns),
            *_personal(columns),
            *value_findings(backend, table, columns, rows),
            *_date_orders(columns),
        ]
    return tuple(sorted(findings, key=lambda finding: ("stop", "warn", "note").index(finding.severity)))


def _size(rows: int) -> list[Finding]:
    if rows >= setting("min_customers"):
        return []
    return [Finding("stop", "", Fact.of("audit.too_few_rows", count=rows, least=setting("min_customers")))]


def _ids(backend: Backend, table: ir.Table, columns: tuple[Column, ...], rows: int) -> list[Finding]:
    column = next((column for column in columns if column.role is Role.ID), None)
    others = tuple(c.label for c in columns if any(fact.key == "column.named_id_not_chosen" for fact in c.evidence))
    likely = [Finding("note", "", Fact.of("audit.other_ids", columns=others, count=len(others)))] if others else []
    if column is None:
        return [Finding("note", "", Fact.of("audit.row_numbers", count=rows)), *likely]
    ids = table.select(ROW, id=cleaned(table[column.name]))
    return [
        *_without_id(backend, ids, column),
        *_repeated(backend, ids, column),
        *_alike(backend, ids, column),
        *likely,
    ]


def _without_id(backend: Backend, ids: ir.Table, column: Column) -> list[Finding]:
    count = one_row(backend, ids.aggregate(n=ibis._.id.isnull().sum()))["n"]
    return [Finding("warn", column.label, Fact.of("audit.no_id", column=column.label, count=count))] if count else []


def _repeated(backend: Backend, ids: ir.Table, column: Column) -> list[Finding]:
    twice = (
        ids.filter(ibis._.id.notnull())
        .group_by("id")
        .aggregate(n=ibis._.count(), at=ibis._[ROW].min())
        .filter(ibis._.n > 1)
    )
    found = one_row(backend, twice.aggregate(count=ibis._.count(), rows=ibis._.n.sum()))
    if not found["count"]:
        return []
    examples = backend.to_pyarrow(twice.order_by("at").limit(EXAMPLES))["id"].to_pylist()
    masked_ids = tuple(masked(text) for text in examples)
    fact = Fact.of(
        "audit.repeated_ids", column=column.label, count=found["count"], rows=found["rows"], examples=masked_ids
    )
    return [Finding("warn", column.label, fact)]


def _alike(backend: Backend, ids: ir.Table, column: Column) -> list[Finding]:
    """Ids that would be one if leading zeros, case or a `.0` did not count."""
    low = ids.filter(ibis._.id.notnull()).mutate(low=ibis._.id.lower())
    number = low.mutate(bare=ibis._.low.endswith(".0").ifelse(ibis._.low.re_replace(r"\.0+$", ""), ibis._.low))
    bare = number.mutate(bare=ibis._.bare.startswith("0").ifelse(ibis._.bare.re_replace("^0+", ""), ibis._.bare))
    if one_row(backend, bare.aggregate(n=ibis._.bare.nunique()))["n"] == column.distinct:
        return []
    groups = bare.group_by("bare").aggregate(n=ibis._.id.nunique())
    count = one_row(backend, groups.filter(ibis._.n > 1).aggregate(n=ibis._.n.sum()))["n"]
    return (
        [Finding("warn", column.label, Fact.of("audit.ids_alike", column=column.label, count=count))] if count else []
    )


def masked(text: str) -> str:
    """An id that its owner recognises and nobody else can use: the first and last sign, the rest dots."""
    return f"{text[:1]}{'•' * max(1, len(text) - 2)}{text[-1:] if len(text) > 1 else ''}"


def _missing(columns: tuple[Column, ...], rows: int) -> list[Finding]:
    found = []
    for column in columns:
        if column.role in {Role.ID, Role.IGNORED} or column.missing_share == 0:
            continue
        count = round(column.missing_share * rows)
        facts = {"column": column.label, "count": count, "missing_share": column.missing_share}
        if column.missing_share == 1:
            found.append(Finding("warn", column.label, Fact.of("audit.all_missing", **facts)))
        elif column.missing_share > setting("max_missing_share"):
            found.append(Finding("warn", column.label, Fact.of("audit.mostly_missing", **facts)))
        else:
            found.append(Finding("note", column.label, Fact.of("audit.some_missing", **facts)))
    return found


def _constant(columns: tuple[Column, ...]) -> list[Finding]:
    same = [column for column in columns if column.distinct == 1 and column.role is not Role.IGNORED]
    return [Finding("note", column.label, Fact.of("audit.constant", column=column.label)) for column in same]


def _identical(backend: Backend, table: ir.Table, columns: tuple[Column, ...]) -> list[Finding]:
    """Columns with equal cells in every row: found by a digest of the first rows, then compared in all."""
    sizes = Counter((column.distinct, column.missing_share) for column in columns)
    checked = [c for c in columns if c.distinct > 1 and sizes[c.distinct, c.missing_share] > 1]
    if not checked:
        return []
    some = table.filter(ibis._[ROW] < DIGEST_ROWS)
    cells = {c.name: some[ROW].cast("string") + ":" + some[c.name].fill_null("") for c in checked}
    digests = one_row(backend, some.aggregate(**{name: cell.hash().bit_xor() for name, cell in cells.items()}))
    first: dict[int, Column] = {}
    alike = [(other, c) for c in checked if (other := first.setdefault(digests[c.name], c)) is not c]
    if not alike:
        return []
    equal = {c.name: table[other.name].identical_to(table[c.name]).all() for other, c in alike}
    same = one_row(backend, table.aggregate(**equal))
    pairs = [(other, c) for other, c in alike if same[c.name]]
    return [Finding("warn", c.label, Fact.of("audit.identical", column=c.label, other=o.label)) for o, c in pairs]


def _personal(columns: tuple[Column, ...]) -> list[Finding]:
    contact = tuple(column.label for column in columns if column.role is Role.CONTACT)
    sensitive = tuple(column.label for column in columns if column.sensitive and column.role is not Role.IGNORED)
    found = [Finding("note", "", Fact.of("audit.contact", columns=contact, count=len(contact)))] if contact else []
    if sensitive:
        found.append(Finding("note", "", Fact.of("audit.sensitive", columns=sensitive, count=len(sensitive))))
    return found


def _date_orders(columns: tuple[Column, ...]) -> list[Finding]:
    unsure = [(c, f) for c in columns for f in c.evidence if f.key == "column.date_order_unsure"]
    return [
        Finding("warn", c.label, Fact.of("audit.date_order", column=c.label, example=f["example"]))
        for c, f in unsure
        if c.kind is Kind.DATE
    ]
