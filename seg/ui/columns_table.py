"""The columns of a reading as a table in which every guess can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from seg.core.columns import Basis, Column, Kind, Role
from seg.ui.session import say, t, words

FIELDS: Mapping[str, type] = {"role": Role, "kind": Kind, "basis": Basis}


def columns_table(columns: tuple[Column, ...], key: str) -> tuple[Column, ...]:
    """Show the columns; the same columns with the corrections made in the table."""
    options = {field: {words().name_of(member): member for member in members} for field, members in FIELDS.items()}
    table = {
        "label": [column.label for column in columns],
        **{field: [words().name_of(getattr(column, field)) for column in columns] for field in FIELDS},
        "sensitive": [column.sensitive for column in columns],
        "missing": [words().percent(column.missing_share) for column in columns],
        "distinct": [words().number(column.distinct) for column in columns],
        "evidence": [" · ".join(say(fact, markdown=False) for fact in column.evidence) for column in columns],
    }
    edited = st.data_editor(
        table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["label", "missing", "distinct", "evidence"],
        height=min(36 * (len(columns) + 1) + 2, 520),
        column_config={
            "label": st.column_config.TextColumn(t("Column"), pinned=True),
            "role": _choice(t("Role"), options["role"], t("What the column is for.")),
            "kind": _choice(t("Kind"), options["kind"], t("What its values are.")),
            "basis": _choice(t("Basis"), options["basis"], t("Why it may form segments.")),
            "sensitive": st.column_config.CheckboxColumn(
                t("Sensitive"), help=t("Personal in law or in fact. Never used to name a segment.")
            ),
            "missing": st.column_config.TextColumn(t("Missing"), width="small"),
            "distinct": st.column_config.TextColumn(t("Different values"), width="small"),
            "evidence": st.column_config.TextColumn(t("Why we think so"), width="large"),
        },
    )
    return tuple(_corrected(column, edited, row, options) for row, column in enumerate(columns))


def _choice(label: str, options: Mapping, help_text: str):
    return st.column_config.SelectboxColumn(label, options=list(options), required=True, help=help_text)


def _corrected(column: Column, edited: Mapping, row: int, options: Mapping) -> Column:
    """The column with what the table says. Another kind forgets what was guessed for the old one."""
    said = {field: options[field][edited[field][row]] for field in FIELDS}
    fresh = {"levels": (), "separator": ""} if said["kind"] is not column.kind else {}
    return replace(column, **said, **fresh, sensitive=bool(edited["sensitive"][row]))
