"""The columns of a reading as a table in which every guess can be corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from seg.core.columns import Basis, Column, Kind, Role, Sensitivity
from seg.core.steps import Step
from seg.ui.session import say, t, words

FIELDS: Mapping[str, type] = {"role": Role, "kind": Kind, "basis": Basis, "sensitivity": Sensitivity}
ROW_PIXELS, MOST_PIXELS = 36, 620


def columns_table(columns: tuple[Column, ...], key: str, busy: bool, take: Callable[..., None]) -> None:
    """Show the columns; `take` gets a step for each cell that is corrected."""
    options = _options()
    st.data_editor(
        _table(columns, options),
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=True if busy else ["label", "distribution", "missing", "distinct", "evidence"],
        height=min(ROW_PIXELS * (len(columns) + 1) + 2, MOST_PIXELS),
        column_config={
            "label": st.column_config.TextColumn(t("Column"), pinned=True, width=165),
            "distribution": st.column_config.BarChartColumn(
                t("At a glance"),
                width=110,
                help=t("How many rows per value, or from low to high. Nothing for ids, contact data and free text."),
            ),
            "role": _choice(t("Role"), options["role"], t("What the column is for.")),
            "kind": _choice(t("Kind"), options["kind"], t("What its values are.")),
            "basis": _choice(t("Basis"), options["basis"], t("Why it may form segments.")),
            "sensitivity": _choice(
                t("Sensitive"),
                options["sensitivity"],
                t(
                    "Personal: never used to name a segment. Held back: health, religion, origin, politics and what "
                    "stands in for them; it describes segments, and forms them only when somebody says why."
                ),
            ),
            "missing": st.column_config.TextColumn(t("Missing"), width=75),
            "distinct": st.column_config.TextColumn(t("Different values"), width=125),
            "evidence": st.column_config.TextColumn(t("Why we think so"), width=900),
        },
        on_change=_corrected,
        args=(columns, key, take),
    )


def _options() -> dict[str, dict[str, str]]:
    """For each field what its members are called -> their value in a step."""
    return {field: {words().name_of(member): member.value for member in members} for field, members in FIELDS.items()}


def _table(columns: tuple[Column, ...], options: Mapping[str, Mapping[str, str]]) -> dict[str, list]:
    called = {field: {value: name for name, value in members.items()} for field, members in options.items()}
    return {
        "label": [column.label for column in columns],
        "distribution": [list(column.distribution) for column in columns],
        **{field: [called[field][getattr(column, field)] for column in columns] for field in FIELDS},
        "missing": [words().percent(column.missing_share) for column in columns],
        "distinct": [words().number(column.distinct) for column in columns],
        "evidence": [" · ".join(say(fact, markdown=False) for fact in column.evidence) for column in columns],
    }


def _choice(label: str, options: Mapping, help_text: str):
    return st.column_config.SelectboxColumn(label, options=list(options), required=True, help=help_text, width=165)


def _corrected(columns: tuple[Column, ...], key: str, take: Callable[..., None]) -> None:
    options, edited = _options(), st.session_state[key]["edited_rows"]
    steps = [
        Step(field, columns[int(row)].label, (options[field][name],))
        for row, cells in edited.items()
        for field, name in cells.items()
    ]
    if steps:
        take(*steps)
