"""What somebody chose to see of the profile table, as controls above it."""

from __future__ import annotations

import streamlit as st

from seg.segments.lines import STATISTICS
from seg.ui.opened import Opened, component_key, key
from seg.ui.profile.cells import statistic_names
from seg.ui.profile.sheet import Options
from seg.ui.profile.table import searched_for
from seg.ui.session import t, words


def table_key(now: Opened) -> str:
    """The widget key of the table."""
    return component_key(now, "profile-table")


def chosen(now: Opened) -> Options:
    """The controls, and what they say."""
    names = statistic_names(words())
    with st.container(horizontal=True, vertical_alignment="bottom", key="profile-options"):
        statistics = st.pills(
            t("What to show"), STATISTICS, selection_mode="multi", default=["median"], format_func=names.get,
            key=key(now, "profile-statistics"), persist_state="session", width="content",
        )  # fmt: skip
        markers = st.toggle(
            t("Only markers"), True, key=key(now, "profile-markers"), persist_state="session",
            help=t(
                "A marker sets a segment clearly apart: by a quarter of all that is possible, or by half of what all "
                "customers have."
            ),
        )  # fmt: skip
        every_level = st.toggle(
            t("All values"), key=key(now, "profile-levels"), persist_state="session",
            help=t("Of categories every value has a line, not only the one that differs most."),
        )  # fmt: skip
        by_basis = st.toggle(t("By basis"), key=key(now, "profile-basis"), persist_state="session")
        bars = st.toggle(
            t("Distributions"), key=key(now, "profile-bars"), persist_state="session",
            help=t("In each cell, how many of the segment have which value, from low to high."),
        )  # fmt: skip
    ordered = tuple(name for name in STATISTICS if name in statistics) or ("median",)
    return Options(ordered, markers, every_level, by_basis, bars, searched_for(table_key(now)))
