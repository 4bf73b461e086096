"""The history of a reading: every correction and repair in words, each of which can be taken back."""

from __future__ import annotations

import streamlit as st

from seg.store.readings import ReadingState
from seg.ui.readings.changes import leave_out, redo
from seg.ui.session import say, t


def undo_and_redo(reading_id: str, state: ReadingState, busy: bool) -> None:
    """The last step back and forth, by button or keyboard; nothing before the first."""
    if not state.steps and not state.undone:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            t("Undo"),
            key="undo-step",
            icon=":material/undo:",
            shortcut="Ctrl+Z",
            disabled=busy or not state.steps,
            help=say(state.steps[-1].done) if state.steps else None,
            on_click=leave_out,
            args=(reading_id, state.version, len(state.steps) - 1),
        )
        st.button(
            t("Redo"),
            key="redo-step",
            icon=":material/redo:",
            shortcut="Ctrl+Y",
            disabled=busy or not state.undone,
            on_click=redo,
            args=(reading_id,),
        )


def history(reading_id: str, state: ReadingState, busy: bool) -> None:
    """All steps in order, each with the way to leave it out."""
    if not state.steps:
        st.caption(t("Nothing was changed. Corrections and repairs are listed here, and each can be taken back."))
        return
    for place, step in enumerate(state.steps):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{place + 1}. {say(step.done)}", width="stretch")
            st.button(
                t("Take back"),
                key=f"leave-out/{reading_id}/{state.version}/{place}",
                icon=":material/undo:",
                type="tertiary",
                disabled=busy,
                on_click=leave_out,
                args=(reading_id, state.version, place),
            )
    if len(state.steps) > 1:
        take_back(reading_id, state, range(len(state.steps)), busy, "start-over")


def take_back(reading_id: str, state: ReadingState, places: range, busy: bool, key: str) -> None:
    """A button that leaves out all steps at these places."""
    st.button(
        t("Take all back"),
        key=key,
        icon=":material/restart_alt:",
        type="tertiary",
        disabled=busy,
        on_click=leave_out,
        args=(reading_id, state.version, *places),
    )
