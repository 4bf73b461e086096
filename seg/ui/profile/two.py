"""What separates two segments: one held against the other, as two groups that are picked on the map are."""

from __future__ import annotations

import streamlit as st

from seg.core.selection import Selection
from seg.ui.by_name import distinct, keep_chosen, key_of, last_chosen
from seg.ui.opened import key
from seg.ui.profile.found import Found
from seg.ui.selected.difference import difference
from seg.ui.selected.panel import contrast_of
from seg.ui.session import t


def two_view(found: Found) -> None:
    """Two segments that somebody chooses, and how the first differs from the second."""
    seen, now = found.seen, found.now
    names = distinct(dict(enumerate(seen.names[: seen.solution.named])))
    if len(names) < 2:
        st.caption(t("There is only one segment: nothing to hold it against."))
        return
    place = key(now, f"profile-two/{now.recipe.solutions_key()[:8]}/{seen.solution.k}")
    first, second = last_chosen(place, list(names)[:2])
    with st.container(horizontal=True, key="profile-two"):
        one = st.selectbox(t("A"), list(names), first, format_func=names.get, key=f"{key_of(place, names)}/a")
        other = st.selectbox(t("B"), list(names), second, format_func=names.get, key=f"{key_of(place, names)}/b")
    keep_chosen(place, [one, other])
    if one == other:
        st.caption(t("Choose two different segments."))
        return
    sides = (Selection("segments", segments=(seen.solution.ids[segment],)) for segment in (one, other))
    contrast = contrast_of(now, seen, *sides)
    if contrast is None:
        st.skeleton(height=320)
        return
    difference(contrast, between=True)
