"""The sample, one click away."""

from __future__ import annotations

import streamlit as st

from seg.ui.readings.view import open_dataset
from seg.ui.services import services
from seg.ui.session import session, t
from seg.ui.work import do

SAMPLE = "sample"


def try_sample() -> None:
    """The button, and what follows: read like any other file, built, opened."""
    if st.button(t("Try the sample"), type="primary", key="try-sample", icon=":material/play_arrow:"):
        session().wanted = SAMPLE
    if session().wanted == SAMPLE:
        _follow()


def _follow() -> None:
    if not session().sample_reading:
        try:
            result = do("read-sample", "seg.tasks.imports:read_sample", {"file_name": "sample_shop.csv"})
        except Exception:
            session().wanted = ""
            raise
        if result is None:
            return
        session().sample_reading = result["readings"][0]
    state = services().workspace.reading(session().sample_reading)
    open_dataset(session().sample_reading, state.version, t("Sample shop"))
