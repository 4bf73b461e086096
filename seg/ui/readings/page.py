"""The page of data: bring files, choose among what was read, look at it, correct it, use it."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.store.readings import ReadingRow
from seg.ui.readings.changes import follow_change
from seg.ui.readings.joins_view import joins_view
from seg.ui.readings.uploads import bring, follow_uploads
from seg.ui.readings.view import reading_view
from seg.ui.services import services
from seg.ui.session import say, session, t, tn
from seg.ui.shell import errors_here
from seg.ui.work import progress

BAR_PIXELS = 46


def data_page() -> None:
    """All of it, with the progress of what is being made on top of what is there."""
    bring()
    bar = st.container(height=BAR_PIXELS, border=False)  # of one height, so that nothing jumps when it fills
    for upload in follow_uploads():
        st.error(say(upload.problem), icon=":material/error:")
    busy, instead = follow_change()
    if instead:
        st.query_params["r"] = instead[0]
    rows = services().workspace.readings()
    if rows:
        chosen = _chosen(rows)
        with errors_here():
            joins_view(rows, chosen, busy)
            reading_view(chosen, busy)
    elif not session().uploads:
        st.caption(say(Fact.of("page.data_empty")))
    with bar:
        progress()


def _chosen(rows: tuple[ReadingRow, ...]) -> str:
    """The reading of the address, else the newest; a choice among them where there are several."""
    ids = {row.id: row for row in rows}
    asked = st.query_params.get("r")
    asked = asked if asked in ids else rows[0].id
    if len(rows) == 1:
        st.query_params["r"] = asked
        return asked
    chosen = st.selectbox(
        t("File"),
        list(ids),
        index=list(ids).index(asked),
        format_func=lambda reading: _called(ids[reading]),
        key=f"reading/{len(ids)}/{asked}",
    )
    st.query_params["r"] = chosen
    return chosen


def _called(row: ReadingRow) -> str:
    names = dict.fromkeys([row.reading.file_name, row.reading.table_name])
    return " · ".join([*names, tn("{count} row", "{count} rows", row.reading.rows_kept)])
