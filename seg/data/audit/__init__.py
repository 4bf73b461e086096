"""What somebody should know about a table before trusting it: each finding says what, where and how many."""

from __future__ import annotations

from pathlib import Path

from seg.core.columns import Column, Role
from seg.core.dataset import Finding, TableReading
from seg.data.audit.completeness import gap_findings
from seg.data.audit.ids import id_findings
from seg.data.audit.odd_values import value_findings
from seg.data.audit.personal import personal_findings
from seg.data.audit.sameness import same_findings
from seg.data.audit.together import together_findings
from seg.data.audit.whole import whole_findings
from seg.data.audit.writing import writing_findings
from seg.data.counted import MANY, tallies
from seg.data.engine import one_row, opened

UNCOUNTED = frozenset({Role.ID, Role.CONTACT, Role.IGNORED})
SEVERITIES = ("stop", "warn", "note")


def audit(raw: Path, reading: TableReading, columns: tuple[Column, ...]) -> tuple[Finding, ...]:
    """All findings on a table of text whose columns are understood as given, the gravest first."""
    with opened(raw) as (backend, table):
        rows = one_row(backend, table.aggregate(n=table.count()))["n"]
        few = [column for column in columns if column.role not in UNCOUNTED and column.distinct <= MANY]
        tally = tallies(backend, table, few)
        findings = [
            *whole_findings(backend, table, columns, rows),
            *id_findings(backend, table, raw, columns, rows),
            *gap_findings(columns, tally, rows),
            *same_findings(backend, table, columns, tally, rows),
            *personal_findings(columns),
            *value_findings(backend, table, columns, tally),
            *writing_findings(columns, tally),
            *together_findings(backend, table, columns, rows),
        ]
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
