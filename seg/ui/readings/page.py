"""The page of data: bring files, choose among what was read, look at it, correct it, use it."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.data.joins import named_apart
from seg.store.readings import ReadingRow
from seg.ui.readings.changes import follow_change
from seg.ui.readings.connect import connect
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
    with errors_here():
        connect()
    bar = st.container(height=BAR_PIXELS, border=False)  # of one height, so that nothing jumps when it fills
    for upload in follow_uploads():
        st.error(say(upload.problem), icon=":material/error:")
    busy, instead = follow_change()
    if instead:
        session().reading = instead[0]
    rows = services().workspace.readings()
    if rows:
        chosen = _chosen(rows)
        with errors_here():
            joins_view(rows, chosen, busy)
        with errors_here():
            reading_view(chosen, busy)
    elif not session().uploads:
        st.caption(say(Fact.of("page.data_empty")))
    with bar:
        progress()


def _chosen(rows: tuple[ReadingRow, ...]) -> str:
    """The reading that is looked at, else that of the address, else the newest; a choice where there are several.

    What this session looks at goes before the address: a poll that was under way brings an older address with it.
    Two files of one name are told apart: the browser knows a choice by its words.
    """
    ids = {row.id: row for row in rows}
    wanted = (session().reading, st.query_params.get("r"), rows[0].id)
    chosen = next(reading for reading in wanted if reading in ids)
    if len(rows) > 1:
        chosen = st.selectbox(
            t("File"),
            list(ids),
            index=list(ids).index(chosen),
            format_func=dict(zip(ids, named_apart([_called(row) for row in rows]), strict=True)).get,
            key=f"reading/{len(ids)}/{chosen}",
        )
    session().reading = st.query_params["r"] = chosen
    return chosen


def _called(row: ReadingRow) -> str:
    names = dict.fromkeys([row.reading.file_name, row.reading.table_name])
    return " · ".join([*names, tn("{count} row", "{count} rows", row.reading.rows_kept)])
