"""What the team has: segmentations and datasets to open, duplicate, rename and delete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from seg.store.datasets import DatasetRow
from seg.store.segmentations import SavedSegmentation
from seg.ui.opened import begin, segments_in
from seg.ui.readings.changes import reopen
from seg.ui.services import services
from seg.ui.session import session, t, tn, words
from seg.ui.shell import DATA, go
from seg.ui.words.escape import md_escape


def segmentations(page: Path) -> None:
    """The saved segmentations, the one changed last on top."""
    found = services().workspace.segmentations()
    datasets = {row.id: row.name for row in services().workspace.datasets()}
    if not found:
        return
    st.subheader(t("Your segmentations"), anchor=False)
    for saved in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"segmentation-{saved.id}"):
            with st.container(key=f"open-{saved.id}"):
                label, link = md_escape(saved.name), {"s": saved.id}
                st.page_link(page, label=label, icon=":material/bubble_chart:", query_params=link)
            k = tn("{count} segment", "{count} segments", segments_in(saved.recipe))
            st.caption(f"{md_escape(datasets[saved.dataset])} · {k} · {_moment(saved.updated)}", width=420)
            _segmentation_menu(saved, page)


def _moment(iso: str) -> str:
    """A UTC time in the visitor's own time zone."""
    zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    return words().moment(datetime.fromisoformat(iso).astimezone(zone))


def _segmentation_menu(saved: SavedSegmentation, page: Path) -> None:
    workspace = services().workspace
    with st.popover(t("More"), icon=":material/more_horiz:", key=f"more/{saved.id}"):
        _name(saved.id, saved.name, workspace.rename_segmentation)
        if st.button(t("Duplicate"), key=f"copy/{saved.id}", icon=":material/content_copy:"):
            copy = workspace.duplicate_segmentation(saved.id, t("{name} (copy)", name=saved.name))
            go(page, s=copy.id)
        if st.button(t("Delete"), key=f"delete/{saved.id}", icon=":material/delete:"):
            _confirm_segmentation(saved)


def _name(of: str, name: str, rename: Callable[[str, str], None]) -> None:
    """The name to change. Kept when it is entered, not when it differs: somebody else may have changed it."""

    def entered() -> None:
        if given := st.session_state[f"name/{of}"].strip():
            rename(of, given)

    st.text_input(t("Name"), name, key=f"name/{of}", max_chars=120, on_change=entered)


def _confirm_segmentation(saved: SavedSegmentation) -> None:
    @st.dialog(t("Delete this segmentation?"))
    def confirm() -> None:
        st.write(t("{name}, with its names and notes, is deleted for everybody. Its dataset stays.", name=saved.name))
        if st.button(t("Delete for good"), type="primary", key=f"delete-now/{saved.id}"):
            services().workspace.delete_segmentation(saved.id)
            if session().segmentation == saved.id:
                session().segmentation = ""
            st.rerun()

    confirm()


def datasets(page: Path) -> None:
    """The datasets, newest first."""
    found = services().workspace.datasets()
    if not found:
        return
    st.subheader(t("Your datasets"), anchor=False)
    for row in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"dataset-{row.id[:16]}"):
            st.markdown(f":material/table: **{md_escape(row.name)}**", width="stretch")
            customers = tn("{count} customer", "{count} customers", row.rows_used)
            columns = tn("{count} column", "{count} columns", row.columns)
            st.caption(f"{customers} · {columns} · {_moment(row.created)}", width=420)
            _dataset_menu(row, page)


def _dataset_menu(row: DatasetRow, page: Path) -> None:
    workspace = services().workspace
    with st.popover(t("More"), icon=":material/more_horiz:", key=f"more/{row.id}"):
        _name(row.id, row.name, workspace.rename_dataset)
        if st.button(t("Look at its columns"), key=f"columns/{row.id}", icon=":material/table:"):
            reopen(row.id)
            go(DATA)
        if st.button(t("New segmentation"), key=f"new/{row.id}", icon=":material/add:"):
            go(page, s=begin(workspace.dataset(row.id)).id)
        if st.button(t("Delete"), key=f"delete/{row.id}", icon=":material/delete:"):
            _confirm_dataset(row)


def _confirm_dataset(row: DatasetRow) -> None:
    @st.dialog(t("Delete this dataset?"))
    def confirm() -> None:
        goes = services().workspace.dependents(row.id)
        st.write(t("{name} and everything computed from it is deleted for everybody.", name=row.name))
        if goes.segmentations:
            st.write(
                tn(
                    "This segmentation goes with it: {names}.",
                    "These {count} segmentations go with it: {names}.",
                    len(goes.segmentations),
                    names=goes.segmentations,
                )
            )
        if st.button(t("Delete for good"), type="primary", key=f"delete-now/{row.id}"):
            services().workspace.delete_dataset(row.id)
            st.rerun()

    confirm()
