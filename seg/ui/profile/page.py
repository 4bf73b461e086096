"""The page of the profile: one of its views at a time."""

from __future__ import annotations

import streamlit as st

from seg.ui.address import chosen_look
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
    VIEWS[chosen_look("view", names, key(now, "profile-view"))](found(now, seen))
