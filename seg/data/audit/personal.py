"""Findings on what is personal: contact details, sensitive columns, columns that are held back."""

from __future__ import annotations

from seg.core.columns import Column, Role, Sensitivity
from seg.core.dataset import Finding
from seg.core.facts import Fact


def personal_findings(columns: tuple[Column, ...]) -> list[Finding]:
    contact = tuple(column.label for column in columns if column.role is Role.CONTACT)
    used = [column for column in columns if column.role not in {Role.CONTACT, Role.IGNORED}]
    sensitive = tuple(column.label for column in used if column.sensitivity is Sensitivity.PERSONAL)
    held = tuple(column.label for column in used if column.held)
    found = [
        (contact, Fact.of("audit.contact", columns=contact, count=len(contact))),
        (sensitive, Fact.of("audit.sensitive", columns=sensitive, count=len(sensitive))),
        (held, Fact.of("audit.held", columns=held, count=len(held))),
    ]
    return [Finding("note", "", fact) for labels, fact in found if labels]
