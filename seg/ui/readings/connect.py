"""Data that stays in its database: a button for each connection of the settings; nothing without any."""

from __future__ import annotations

import os

import streamlit as st

from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint
from seg.data.connections import connections
from seg.ui.opened import begin
from seg.ui.services import services
from seg.ui.session import session, t, today
from seg.ui.shell import SEGMENTS, go
from seg.ui.work import do


def connect() -> None:
    """The connections, and following the one that was asked for until its segmentation is open."""
    found = connections(services().workspace.home, os.environ)
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="connections"):
        st.markdown(f":material/database: {t('Or take what stays in a database:')}", width="content")
        for name, there in found.items():
            tables = tuple(events.name for events in there.events)
            if st.button(
                name,
                key=f"connect/{name}",
                disabled=bool(session().connecting),
                help=t("Its events are counted there: {tables}. One row for each customer comes here.", tables=tables),
            ):
                session().connecting = name
    if session().connecting:
        _follow(session().connecting)


def _follow(name: str) -> None:
    arguments = {"connection": name, "today": today()}
    try:
        result = do(fingerprint("connect", name), "seg.tasks.imports:connect", arguments)
    except SegError:
        session().connecting = ""
        raise
    if result:
        session().connecting = ""
        saved = begin(services().workspace.dataset(result["dataset"]))
        session().segmentation = saved.id
        go(SEGMENTS, s=saved.id)
