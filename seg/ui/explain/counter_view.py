"""Each headline of a segment with what it leaves out: both ways round, and how much groups have in common."""

from __future__ import annotations

import streamlit as st

from seg.segments.fairness.counter import Counter
from seg.tasks.fairness import Guard
from seg.ui.explain.names import Group, groups_of
from seg.ui.explain.said import Columns, counter_text
from seg.ui.opened import Opened
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown

FIRST = 2
"""Headlines of a segment that are shown at once."""


def counter_view(now: Opened, seen: Shown, found: Guard) -> None:
    """The largest differences of every segment, the others on demand."""
    columns = {column.label: column for column in now.dimensions}
    told = [each for each in found.counters if each.dimension in columns]
    if not told:
        st.caption(t("No segment differs enough from all customers for a headline."))
        return
    for group in groups_of(seen):
        own = [each for each in told if each.label == group.label]
        if own:
            _segment(group, own, columns)
    st.caption(
        t(
            "In common: how far the segment and all customers overlap; of numbers and dates, were both spread as a "
            "bell around their averages. Nobody is an average: use headlines for plans, never for a person."
        )
    )


def _segment(group: Group, own: list[Counter], columns: Columns) -> None:
    with st.container(border=True, key=f"counter-{group.label}", gap="small"):
        st.markdown(group.titled, unsafe_allow_html=True)
        st.markdown(_lines(own[:FIRST], columns))
        if own[FIRST:]:
            with st.expander(t("All other headlines"), key=f"counter-more-{group.label}"):
                st.markdown(_lines(own[FIRST:], columns))


def _lines(own: list[Counter], columns: Columns) -> str:
    return "\n".join(f"- {counter_text(each, columns, words())} {_in_common(each)}" for each in own)


def _in_common(each: Counter) -> str:
    return f":gray[{t('({overlap_share} in common)', overlap_share=each.overlap)}]"
