"""One file as it was read: preview, how it was read, columns to correct, the audit, and the way on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from seg.core.columns import Column, Role
from seg.core.dataset import Finding, TableReading
from seg.core.settings import setting
from seg.ui import cache
from seg.ui.columns_table import columns_table
from seg.ui.opened import begin
from seg.ui.services import services
from seg.ui.session import say, session, t, tn
from seg.ui.shell import SEGMENTS, go
from seg.ui.uploads import dataset_of

SEVERITY = {
    "stop": (":material/block:", "red"),
    "warn": (":material/warning:", "orange"),
    "note": (":material/info:", "gray"),
}


def reading_view(reading_id: str) -> None:
    """Everything about one reading, and "use this data"."""
    reading, columns, findings = services().workspace.reading(reading_id)
    way_on = st.container(border=True)
    _preview(reading)
    _reading(reading)
    st.subheader(t("Columns"), anchor=False)
    st.caption(t("What we take each column for. Click a role, kind or basis to correct it."))
    corrected = columns_table(columns, key=f"columns/{reading_id}")
    if corrected != columns:
        services().workspace.update_reading(reading_id, corrected, findings)
    _contacts(corrected)
    _audit(findings, corrected)
    with way_on:
        _use(reading_id, reading, corrected)


def _reading(reading: TableReading) -> None:
    told = [say(fact) for fact in (*reading.how, *reading.notes)]
    with st.expander(t("How the file was read"), icon=":material/description:", expanded=bool(reading.notes)):
        for sentence in told:
            st.markdown(f"- {sentence}")
        counts = {"rows": reading.rows_in, "kept": reading.rows_kept, "aside": reading.rows_aside}
        st.markdown(f"- {t('Rows in the file: {rows}; kept: {kept}; set aside: {aside}.', **counts)}")


def _preview(reading: TableReading) -> None:
    table = cache.preview(reading.raw, setting("preview_rows"))
    st.dataframe(table.rename_columns(list(reading.labels)), hide_index=True, height=246)
    st.caption(
        tn("The first row, exactly as in the file.", "The first {count} rows, exactly as in the file.", len(table))
    )


def _contacts(columns: tuple[Column, ...]) -> None:
    labels = tuple(column.label for column in columns if column.role is Role.CONTACT)
    if labels:
        st.info(
            t(
                "Kept apart from the analysis: {columns}. They come back only in a list, when you ask for them.",
                columns=labels,
            ),
            icon=":material/lock:",
        )


def _audit(findings: tuple[Finding, ...], columns: tuple[Column, ...]) -> None:
    st.subheader(t("Audit"), anchor=False)
    if not findings:
        st.markdown(f":material/check: {t('Nothing to point out.')}")
    ranked = sorted(findings, key=lambda finding: list(SEVERITY).index(finding.severity))
    grave, notes = [f for f in ranked if f.severity != "note"], [f for f in ranked if f.severity == "note"]
    for finding in grave:
        icon, colour = SEVERITY[finding.severity]
        st.markdown(f":{colour}[{icon}] {say(finding.fact)}")
    if notes:
        label = tn("{count} further remark", "{count} further remarks", len(notes))
        with st.expander(label, icon=":material/info:", expanded=not grave):
            for finding in notes:
                st.markdown(f"- {say(finding.fact)}")


def _use(reading_id: str, reading: TableReading, columns: tuple[Column, ...]) -> None:
    rows = tn("{count} row", "{count} rows", reading.rows_kept)
    labels = tn("{count} column", "{count} columns", len(reading.labels))
    st.markdown(f"**{rows} · {labels}.** {t('Read. Use it as it is, or look at it below first.')}")
    default = reading.table_name.removesuffix(Path(reading.file_name).suffix)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(t("Name of the dataset"), default, key=f"name/{reading_id}", max_chars=120)
        pressed = st.button(
            t("Use this data"), type="primary", key=f"use/{reading_id}", icon=":material/arrow_forward:"
        )
        if st.button(t("Discard"), key=f"discard/{reading_id}", icon=":material/delete:"):
            services().workspace.delete_reading(reading_id)
            st.rerun()
    if pressed:
        session().wanted = reading_id
    if session().wanted == reading_id:
        open_dataset(reading_id, columns, name.strip() or default)


def open_dataset(reading_id: str, columns: tuple[Column, ...], name: str) -> None:
    """Build the dataset of a reading, begin a segmentation of it, and show that."""
    try:
        dataset_id = dataset_of(reading_id, columns, name)
    except Exception:
        session().wanted = ""
        raise
    if dataset_id:
        session().wanted = session().sample_reading = ""
        saved = begin(services().workspace.dataset(dataset_id))
        services().workspace.delete_reading(reading_id)  # the dataset has it now
        session().segmentation = saved.id
        go(SEGMENTS, s=saved.id)
