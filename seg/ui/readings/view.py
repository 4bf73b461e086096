"""One reading as it stands: what it is, the way on, and behind tabs its columns, audit, rows, reading and history."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from seg.core.columns import Column, Role
from seg.core.settings import setting
from seg.store.readings import ReadingState
from seg.ui import cache
from seg.ui.opened import begin
from seg.ui.readings.aside import rows_set_aside
from seg.ui.readings.audit_view import audit_view, findings_of
from seg.ui.readings.changes import take
from seg.ui.readings.closer_look import closer_look
from seg.ui.readings.columns_table import columns_table
from seg.ui.readings.events_view import events_alone, events_beside, row_is
from seg.ui.readings.history import history, take_back, undo_and_redo
from seg.ui.readings.how_read import doubtful_letters, how_read
from seg.ui.readings.uploads import being_read, dataset_of
from seg.ui.services import services
from seg.ui.session import session, t, tn, words
from seg.ui.shell import SEGMENTS, go


def reading_view(reading_id: str, busy: bool) -> None:
    """Everything about one reading; `busy` while a change to it is being made."""
    state = services().workspace.reading(reading_id)
    _way_on(reading_id, state, busy)
    doubtful_letters(reading_id, state, busy)
    _remembered(reading_id, state, busy)
    events_alone(reading_id, state, busy)
    events_beside(reading_id, state, busy)
    serious = sum(finding.severity != "note" for finding in findings_of(state))
    columns, audit, rows, how, steps = st.tabs(
        [
            f":material/view_column: {t('Columns')}",
            f":material/fact_check: {t('Audit')}" + (f" ({words().number(serious)})" if serious else ""),
            f":material/table_rows: {t('Rows')}",
            f":material/description: {t('How it was read')}",
            f":material/history: {t('History')}" + (f" ({words().number(len(state.steps))})" if state.steps else ""),
        ],
        key=f"parts/{reading_id}",
    )
    with columns:
        st.caption(t("What we take each column for. Double-click a role, kind or basis to correct it."))
        columns_table(state.columns, f"columns/{reading_id}/{state.version}", busy, partial(take, reading_id))
        closer_look(reading_id, state, busy)
        _contacts(state.columns)
    with audit:
        audit_view(reading_id, state, busy)
    with rows:
        _rows(state)
        rows_set_aside(reading_id, state)
    with how:
        how_read(reading_id, state, busy)
    with steps:
        history(reading_id, state, busy)


def _way_on(reading_id: str, state: ReadingState, busy: bool) -> None:
    """What it is, its name, and the buttons that use or discard it."""
    reading = state.reading
    default = reading.table_name.removesuffix(Path(reading.file_name).suffix)
    with st.container(border=True, key="way-on"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            rows = tn("{count} row", "{count} rows", state.rows)
            labels = tn("{count} column", "{count} columns", len(reading.labels))
            aside = reading.rows_in - state.rows
            left = f" · {tn('{count} row set aside', '{count} rows set aside', aside)}" if aside else ""
            st.markdown(f"**{rows} · {labels}**{left}", width="content")
            row_is(reading_id, state, busy)
            undo_and_redo(reading_id, state, busy)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            waits_for = being_read()
            name = st.text_input(t("Name of the dataset"), default, key=f"name/{reading_id}", max_chars=120)
            pressed = st.button(
                t("Use this data"),
                type="primary",
                key=f"use/{reading_id}",
                icon=":material/arrow_forward:",
                disabled=busy or bool(waits_for) or session().wanted == reading_id,
            )
            if st.button(t("Discard"), key=f"discard/{reading_id}", icon=":material/delete:", disabled=busy):
                services().workspace.delete_reading(reading_id)
                st.rerun()
            if waits_for:
                st.caption(_waiting(waits_for), width="stretch")
        if pressed:
            session().wanted = reading_id
        if session().wanted == reading_id:
            open_dataset(reading_id, state.version, name.strip() or default)


def _waiting(files: tuple[str, ...]) -> str:
    """Why this data cannot be used yet: what comes with it would be left behind."""
    return tn(
        "{files} is still being read. After that you can use the data, with it or without it.",
        "{files} are still being read. After that you can use the data, with them or without them.",
        len(files),
        files=files,
    )


def _remembered(reading_id: str, state: ReadingState, busy: bool) -> None:
    """A file whose columns were corrected before needs no mapping: said, and easily taken back."""
    if state.remembered_steps < 1:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="remembered"):
        day = words().date(datetime.fromisoformat(state.remembered).date())
        told = tn(
            "A file with these columns was used on {day}: its {count} correction was made here too.",
            "A file with these columns was used on {day}: its {count} corrections were made here too.",
            state.remembered_steps,
            day=day,
        )
        st.markdown(f":material/history: {told} {t('They are listed under History.')}", width="stretch")
        take_back(reading_id, state, range(state.remembered_steps), busy, "forget-remembered")


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


def _rows(state: ReadingState) -> None:
    table = cache.preview(state.prepared, int(setting("preview_rows")))
    st.dataframe(table.rename_columns(list(state.reading.labels)), hide_index=True, height=420, placeholder="")
    count = len(table)
    if state.prepared == state.reading.raw:
        st.caption(
            tn("The first row, exactly as in the file.", "The first {count} rows, exactly as in the file.", count)
        )
    else:
        st.caption(tn("The first row after the repairs.", "The first {count} rows after the repairs.", count))


def open_dataset(reading_id: str, version: int, name: str) -> None:
    """Build the dataset of a reading, begin a segmentation of it, and show that."""
    try:
        dataset_id = dataset_of(reading_id, version, name)
    except Exception:
        session().wanted = ""
        raise
    if dataset_id:
        session().wanted = session().sample_reading = ""
        saved = begin(services().workspace.dataset(dataset_id))
        for laid in services().workspace.reading(reading_id).attached:
            services().workspace.delete_reading(laid.reading)
        services().workspace.delete_reading(reading_id)  # the dataset has them now
        session().segmentation = saved.id
        go(SEGMENTS, s=saved.id)
