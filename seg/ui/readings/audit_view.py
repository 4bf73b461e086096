"""The audit: what somebody should know, the gravest first, each with the repairs that are one click away."""

from __future__ import annotations

import streamlit as st

from seg.core.dataset import Finding
from seg.store.readings import ReadingState
from seg.ui.readings.changes import take
from seg.ui.session import say, t, tn

SEVERITY = {
    "stop": (":material/block:", "red"),
    "warn": (":material/warning:", "orange"),
    "note": (":material/info:", "gray"),
}


OF_CUSTOMERS = frozenset(
    f"audit.{name}"
    for name in (
        "rows_are_orders", "repeated_ids", "no_id", "row_numbers", "too_few_rows", "too_few_for_dimensions",
        "few_for_dimensions",
    )
)  # fmt: skip
"""What is only wrong where each row should be a customer."""


def findings_of(state: ReadingState) -> tuple[Finding, ...]:
    """What the audit found, as far as it matters for rows that are customers, or that are events."""
    return tuple(found for found in state.findings if not (state.as_events and found.fact.key in OF_CUSTOMERS))


def audit_view(reading_id: str, state: ReadingState, busy: bool) -> None:
    """All findings; those without a repair that only inform are folded away."""
    findings = findings_of(state)
    if not findings:
        st.markdown(f":material/check: {t('Nothing to point out.')}")
        return
    placed = list(enumerate(findings))
    grave = [(place, finding) for place, finding in placed if finding.severity != "note" or finding.repairs]
    notes = [(place, finding) for place, finding in placed if finding.severity == "note" and not finding.repairs]
    for place, finding in grave:
        _finding(reading_id, state, place, finding, busy)
    if notes:
        label = tn("{count} further remark", "{count} further remarks", len(notes))
        with st.expander(label, icon=":material/info:", expanded=not grave):
            for _, finding in notes:
                st.markdown(f"- {say(finding.fact)}")


def _finding(reading_id: str, state: ReadingState, place: int, finding: Finding, busy: bool) -> None:
    icon, colour = SEVERITY[finding.severity]
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"finding-{place}"):
        st.markdown(f":{colour}[{icon}] {say(finding.fact)}", width="stretch")
        for number, step in enumerate(finding.repairs):
            st.button(
                say(step.offer),
                key=f"repair/{reading_id}/{state.version}/{place}/{number}",
                icon=":material/build:",
                disabled=busy,
                on_click=take,
                args=(reading_id, step),
            )
