"""What separates two segments: one held against the other, as two groups that are picked on the map are."""

from __future__ import annotations

import streamlit as st

from seg.core.selection import Selection
from seg.ui.address import remember_several, remembered_of
from seg.ui.by_name import key_of
from seg.ui.opened import Opened, key
from seg.ui.profile.found import Found
from seg.ui.selected.difference import difference
from seg.ui.selected.panel import contrast_of
from seg.ui.session import t


def two_view(found: Found) -> None:
    """Two segments that somebody chooses, and how the first differs from the second."""
    seen, now = found.seen, found.now
    names = seen.to_choose
    if len(names) < 2:
        st.caption(t("There is only one segment: nothing to hold it against."))
        return
    one, other = _chosen(now, names)
    if one == other:
        st.caption(t("Choose two different segments."))
        return
    sides = (Selection("segments", segments=(segment,)) for segment in (one, other))
    contrast = contrast_of(now, seen, *sides)
    if contrast is None:
        st.skeleton(height=320)
        return
    difference(contrast, between=True)


def _chosen(now: Opened, names: dict[str, str]) -> tuple[str, str]:
    """The controls of A and B, and the segments that they say, of `names` by identity; held by the address."""
    before = remembered_of("pair", names)
    first, second = before if len(before) == 2 else list(names)[:2]
    widgets = tuple(key_of(key(now, f"profile-two/{side}"), names) for side in "ab")

    def keep() -> None:
        remember_several("pair", (st.session_state[widget] for widget in widgets))

    with st.container(horizontal=True, key="profile-two"):
        one, other = (
            st.selectbox(label, list(names), list(names).index(at), format_func=names.get, key=widget, on_change=keep)
            for label, at, widget in ((t("A"), first, widgets[0]), (t("B"), second, widgets[1]))
        )
    return one, other
