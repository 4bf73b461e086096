"""Findings on how values are written: dates in two ways, several currencies, one word in several spellings."""

from __future__ import annotations

import pyarrow as pa

from seg.core.columns import CATEGORY_KINDS, Column, Kind, Role
from seg.core.dataset import Finding
from seg.core.facts import Fact
from seg.core.settings import setting
from seg.core.steps import Step
from seg.data.audit.evidence import told
from seg.data.spellings import alike_words

EXAMPLES = 3
MOST_KEPT = 100
"""Spellings in one step; of more words the most frequent spelling is kept whatever it is."""


def writing_findings(columns: tuple[Column, ...], tally: dict[str, pa.Table]) -> list[Finding]:
    """`tally` are the different values of the columns that have few (see `tallies`)."""
    found = []
    for column in (column for column in columns if column.role not in {Role.ID, Role.CONTACT, Role.IGNORED}):
        found += [*_dates(column), *_mixed(column)]
        few = column.name in tally and column.distinct <= setting("spellings_compared")
        if few and column.kind in CATEGORY_KINDS:
            found += _spellings(column, tally[column.name])
    return found


def _dates(column: Column) -> list[Finding]:
    unsure, ways = told(column, "column.date_order_unsure"), told(column, "column.two_date_formats")
    found = []
    if unsure and column.kind is Kind.DATE:
        facts = {"column": column.label, "example": unsure["example"], "date_format": column.date_format}
        patterns = unsure["other"], column.date_format
        steps = tuple(Step("date_format", column.label, (pattern,)) for pattern in patterns)
        found.append(Finding("warn", column.label, Fact.of("audit.date_order", **facts), steps))
    if ways and column.kind is Kind.DATE:
        facts = {"column": column.label, "example": ways["example"], "other": ways["other"], "count": ways["count"]}
        found.append(Finding("note", column.label, Fact.of("audit.date_ways", **facts)))
    return found


def _mixed(column: Column) -> list[Finding]:
    """Amounts in several currencies, numbers in several units: added up they mean nothing."""
    out = (Step("ignore", column.label),)
    found = []
    if fact := told(column, "column.several_currencies"):
        facts = {"column": column.label, "currencies": fact["currencies"]}
        found.append(Finding("warn", column.label, Fact.of("audit.currencies", **facts), out))
    if fact := told(column, "column.several_units"):
        facts = {"column": column.label, "units": fact["units"]}
        found.append(Finding("warn", column.label, Fact.of("audit.units", **facts), out))
    if fact := told(column, "column.currencies_beside"):
        facts = {"column": column.label, "other": fact["column"], "currencies": fact["currencies"]}
        found.append(Finding("warn", column.label, Fact.of("audit.currencies_beside", **facts), out))
    return found


def _spellings(column: Column, tally: pa.Table) -> list[Finding]:
    groups = alike_words(tally)
    if not groups:
        return []
    kept = tuple(group[0] for group in groups)
    facts = {"column": column.label, "count": sum(map(len, groups)), "examples": groups[0][:EXAMPLES]}
    step = Step("alike_spellings", column.label, kept if len(kept) <= MOST_KEPT else ())
    return [Finding("warn", column.label, Fact.of("audit.spellings", **facts, words=len(kept)), (step,))]
