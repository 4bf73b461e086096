"""What somebody chose to see of the profile table, as controls above it."""

from __future__ import annotations

import streamlit as st

from seg.segments.lines import STATISTICS
from seg.ui.address import remember_several, remembered_of
from seg.ui.opened import Opened, component_key, key
from seg.ui.profile.cells import statistic_names
from seg.ui.profile.sheet import Options
from seg.ui.profile.table import searched_for
from seg.ui.session import t, words


def table_key(now: Opened) -> str:
    """The widget key of the table."""
    return component_key(now, "profile-table")


ALL, LEVELS, BASIS, BARS = "all", "levels", "basis", "bars"
"""What the address calls that a toggle is not as it is to begin with."""


def chosen(now: Opened) -> Options:
    """The controls, and what they say: held by the address, so that a link and a reload show the same."""
    names = statistic_names(words())
    widget = key(now, "profile-statistics")
    with st.container(horizontal=True, vertical_alignment="bottom", key="profile-options"):
        statistics = st.pills(
            t("What to show"), STATISTICS, selection_mode="multi",
            default=remembered_of("show", STATISTICS) or ["median"],
            format_func=names.get, key=widget, width="content",
            on_change=lambda: remember_several("show", st.session_state[widget]),
        )  # fmt: skip
        markers = not _turned(
            now, ALL, t("Only markers"), True,
            t("A marker sets a segment clearly apart: by a quarter of all that is possible, or by half of what all "
              "customers have."),
        )  # fmt: skip
        every_level = _turned(
            now, LEVELS, t("All values"), False,
            t("Of categories every value has a line, not only the one that differs most."),
        )  # fmt: skip
        by_basis = _turned(now, BASIS, t("By basis"))
        bars = _turned(
            now, BARS, t("Distributions"), False,
            t("In each cell, how many of the segment have which value, from low to high."),
        )  # fmt: skip
    ordered = tuple(name for name in STATISTICS if name in statistics) or ("median",)
    return Options(ordered, markers, every_level, by_basis, bars, searched_for(table_key(now)))


def _turned(now: Opened, name: str, label: str, first: bool = False, told: str | None = None) -> bool:
    """A toggle that begins as `first`, and whether it is not so now."""
    widget, turned = key(now, f"profile-{name}"), remembered_of("rows", (ALL, LEVELS, BASIS, BARS))

    def turn() -> None:
        others = [each for each in turned if each != name]
        remember_several("rows", sorted([*others, name] if st.session_state[widget] != first else others))

    return st.toggle(label, (name in turned) != first, key=widget, help=told, on_change=turn) != first
