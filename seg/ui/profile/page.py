"""The page of the profile: one of its views at a time."""

from __future__ import annotations

import streamlit as st

from seg.ui.opened import Opened, key
from seg.ui.profile.cards import cards_view
from seg.ui.profile.found import found
from seg.ui.profile.pictures import pictures_view
from seg.ui.profile.table_view import table_view
from seg.ui.profile.two import two_view
from seg.ui.session import t
from seg.ui.solution_shown import shown

VIEWS = {"table": table_view, "cards": cards_view, "pictures": pictures_view, "two": two_view}


def profile(now: Opened) -> None:
    """What the segments are, once they are computed."""
    seen, now = shown(now)
    if seen is None or not seen.settled or seen.profile is None:
        st.skeleton(height=480)
        return
    names = {"table": t("Table"), "cards": t("Cards"), "pictures": t("Pictures"), "two": t("Two segments")}
    view = st.segmented_control(
        t("View"), list(VIEWS), format_func=names.get, default="table", required=True, key=key(now, "profile-view"),
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    VIEWS[view](found(now, seen))
