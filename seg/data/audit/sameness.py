"""Findings on columns that tell nobody apart, and on columns that say the same as another."""

from __future__ import annotations

from collections import Counter

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.duckdb import Backend

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.audit.evidence import words_for_nothing
from seg.data.engine import ROW, one_row

DIGEST_ROWS = 10_000


def same_findings(
    backend: Backend, table: ir.Table, columns: tuple[Column, ...], tally: dict[str, pa.Table], rows: int
) -> list[Finding]:
    """`tally` are the different values of the columns that have few (see `tallies`)."""
    return [
        *_constant(columns),
        *_only_values(columns, tally, rows),
        *_nearly_constant(columns, tally),
        *_identical(backend, table, columns),
    ]


def _constant(columns: tuple[Column, ...]) -> list[Finding]:
    whole = [column for column in columns if not column.missing_share and column.role is not Role.IGNORED]
    same = [column for column in whole if column.distinct == 1]
    return [Finding("note", column.label, Fact.of("audit.constant", column=column.label)) for column in same]


def _only_values(columns: tuple[Column, ...], tally: dict[str, pa.Table], rows: int) -> list[Finding]:
    """Columns with one value and blanks besides, such as ticked boxes: an empty cell may well say no.

    A value that itself says that nothing is known is told elsewhere; ids and contact details are not tallied.
    """
    found = []
    for column in (c for c in columns if c.distinct == 1 and c.missing_share and c.name in tally):
        values = tally[column.name]
        value, count = values["text"][0].as_py(), rows - pc.sum(values["n"]).as_py()
        if value.lower() not in words_for_nothing(column):
            fact = Fact.of("audit.only_value", column=column.label, value=value, count=count)
            found.append(Finding("note", column.label, fact))
    return found


def _nearly_constant(columns: tuple[Column, ...], tally: dict[str, pa.Table]) -> list[Finding]:
    """Columns where nearly everybody has the same value; of yes or no, where it varies less than segments can use."""
    found = []
    for column in (c for c in columns if c.forms and c.kind is not Kind.MULTI_VALUE and c.name in tally):
        values = tally[column.name]
        total, most = pc.sum(values["n"]).as_py() or 0, values["n"][0].as_py() if len(values) else 0
        if len(values) > 1 and _hardly_varies(column, most / total):
            facts = {"column": column.label, "value": values["text"][0].as_py(), "count": total - most}
            found.append(Finding("note", column.label, Fact.of("audit.nearly_constant", **facts)))
    return found


def _hardly_varies(column: Column, share: float) -> bool:
    narrow = column.kind is Kind.BINARY and share * (1 - share) < setting("binary_variance_floor")
    return share > setting("nearly_constant_share") or narrow


def _identical(backend: Backend, table: ir.Table, columns: tuple[Column, ...]) -> list[Finding]:
    """Columns with equal cells in every row: found by a digest of the first rows, then compared in all."""
    used = [column for column in columns if column.role is not Role.IGNORED and column.distinct > 1]
    sizes = Counter((column.distinct, column.missing_share) for column in used)
    checked = [c for c in used if sizes[c.distinct, c.missing_share] > 1]
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
    return [
        Finding(
            "warn",
            column.label,
            Fact.of("audit.identical", column=column.label, other=other.label),
            leave_one_out(column, other),
        )
        for other, column in alike
        if same[column.name]
    ]


def leave_one_out(column: Column, other: Column) -> tuple[Step, ...]:
    """The steps that leave out one of two columns; never the ids."""
    return tuple(Step("ignore", c.label) for c in (column, other) if c.role is not Role.ID)
