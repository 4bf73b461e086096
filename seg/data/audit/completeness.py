"""Findings on what is missing, and on values that may stand for a missing one."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import Column, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.audit.evidence import told, words_for_nothing

EXAMPLES = 5


def gap_findings(columns: tuple[Column, ...], tally: dict[str, pa.Table], rows: int) -> list[Finding]:
    """`tally` are the different values of the columns that have few (see `tallies`)."""
    found = []
    for column in (column for column in columns if column.role not in {Role.ID, Role.IGNORED}):
        placeholders = _placeholders(column, tally[column.name]) if column.name in tally else []
        found += [*_missing(column, rows), *placeholders, *_sentinels(column)]
    return found


def _missing(column: Column, rows: int) -> list[Finding]:
    if column.missing_share == 0:
        return []
    count = round(column.missing_share * rows)
    facts = {"column": column.label, "count": count, "missing_share": column.missing_share}
    if column.missing_share == 1:
        out = (Step("ignore", column.label),)
        return [Finding("warn", column.label, Fact.of("audit.all_missing", **facts), out)]
    if column.missing_share > setting("max_missing_share"):
        return [Finding("warn", column.label, Fact.of("audit.mostly_missing", **facts))]
    return [Finding("note", column.label, Fact.of("audit.some_missing", **facts))]


def _placeholders(column: Column, tally: pa.Table) -> list[Finding]:
    said = pa.array(words_for_nothing(column), pa.string())
    seen = tally.filter(pc.is_in(pc.utf8_lower(tally["text"]), value_set=said))
    if not len(seen):
        return []
    words = tuple(seen["text"].to_pylist())
    facts = {"column": column.label, "count": pc.sum(seen["n"]).as_py(), "words": words[:EXAMPLES]}
    step = Step("missing_values", column.label, words)
    return [Finding("warn", column.label, Fact.of("audit.placeholders", **facts), (step,))]


def _sentinels(column: Column) -> list[Finding]:
    fact = told(column, "column.sentinels")
    if fact is None:
        return []
    facts = {"column": column.label, "count": fact["count"], "examples": fact["values"][:EXAMPLES]}
    step = Step("missing_values", column.label, fact["values"])
    return [Finding("warn", column.label, Fact.of("audit.sentinels", **facts), (step,))]
