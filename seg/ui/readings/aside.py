"""The rows that were set aside, each with its reason and the line it stands on, to be taken away and mended."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import streamlit as st

from seg.core.facts import Fact
from seg.data.reading.aside import REASONS
from seg.decide.file_names import file_name
from seg.store.readings import ReadingState
from seg.ui.services import services
from seg.ui.session import say, t, tn

WRITE_SECONDS = 300
LATER = ("no_id", "identical_rows", "repeated_id_first_kept", "repeated_id_last_kept", "repeated_id_added_up")


def rows_set_aside(reading_id: str, state: ReadingState) -> None:
    """How many rows were set aside so far and why, with a download; nothing where every row was kept."""
    count = state.reading.rows_in - state.rows
    if not count:
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{tn('{count} row set aside', '{count} rows set aside', count)}**", width="content")
        st.download_button(
            t("Download the rows set aside"),
            data=_maker(reading_id, state),
            file_name=file_name(state.reading.table_name, t("set aside"), day="", file_format="csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"aside/{reading_id}",
            help=t("With line and reason: correct them there and bring them again."),
        )
    for fact in state.aside:
        st.caption(f":material/info: {say(fact)}")


def _maker(reading_id: str, state: ReadingState) -> Callable[[], bytes]:
    """What the click calls, in a thread of its own: a worker writes the file, we hand it out and remove it."""
    pool, scratch = services().desk, services().scratch
    column = next((column.label for column in state.columns if column.role == "id"), "")
    keys = [*REASONS, *(f"aside.{key}" for key in LATER)]
    arguments = {
        "reading": reading_id,
        "headings": [t("Line"), t("Row"), t("Reason"), t("As it stands in the file")],
        "reasons": {key: say(Fact.of(key, count=1, column=column), markdown=False) for key in keys},
    }

    def make() -> bytes:
        path = scratch / f"{uuid.uuid4().hex}.csv"
        try:
            pool.submit(path.name, "seg.tasks.imports:aside", {**arguments, "path": str(path)})
            pool.wait(path.name, WRITE_SECONDS).result_or_error()
            return path.read_bytes()
        finally:
            pool.forget(path.name)
            path.unlink(missing_ok=True)

    return make
