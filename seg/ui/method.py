"""Which method forms the segments: each with one sentence that says when to take it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from seg.core.columns import CATEGORY_KINDS, Kind
from seg.core.derived import Derivation
from seg.core.events import About, EventTable
from seg.core.recipe import FROM_A_COLUMN
from seg.segments.methods import METHODS
from seg.segments.methods.column import NAME as OWN_COLUMN
from seg.segments.methods.column import RFM, RFM_MEASURE
from seg.ui.opened import Opened, key
from seg.ui.session import t, words
from seg.ui.words.escape import md_escape

START = "kmeans"
METHOD, SOURCE = "method", "segments-from"
"""What the keys of the controls end with."""


def method(now: Opened, changed: Callable[[Opened], None]) -> None:
    """The methods that the data has what they need for; the one in use is in the heading."""
    offered = sorted((name for name in METHODS if _possible(name, now)), key=_place)
    label = t("Method: {method}", method=words().named("method", now.recipe.method))
    with st.expander(label, icon=":material/tune:", key="method"):
        st.radio(
            t("Method"),
            offered,
            offered.index(now.recipe.method) if now.recipe.method in offered else None,
            format_func=lambda name: words().named("method", name),
            captions=[md_escape(words().named("method", f"{name}.when")) for name in offered],
            key=key(now, METHOD),
            on_change=changed,
            args=(now,),
            label_visibility="collapsed",
        )
        if now.recipe.method == OWN_COLUMN:
            columns = _columns(now)
            st.selectbox(
                t("The column that holds your segments"),
                columns,
                columns.index(now.recipe.segments_from) if now.recipe.segments_from in columns else None,
                format_func=words().dimension,
                placeholder=t("Choose a column"),
                key=key(now, SOURCE),
                on_change=changed,
                args=(now,),
            )


def source(now: Opened) -> str:
    """The dimension that the method takes its segments from, as the controls say."""
    state = st.session_state
    if state.get(key(now, METHOD), now.recipe.method) == RFM:
        return Derivation(next(table.name for table in _orders(now)), RFM_MEASURE).label
    return state.get(key(now, SOURCE), now.recipe.segments_from) or ""


def found_by_itself(now: Opened) -> bool:
    """Whether the method finds the number of segments, so that nobody can choose it."""
    return METHODS[now.recipe.method].finds_k


def _place(name: str) -> tuple[bool, bool, str]:
    """Where a method stands in the list: the place to start first, rules of one's own last."""
    return name != START, name in FROM_A_COLUMN, name


def _possible(name: str, now: Opened) -> bool:
    if name == OWN_COLUMN:
        return bool(_columns(now))
    return name != RFM or bool(_orders(now))


def _orders(now: Opened) -> list[EventTable]:
    return [table for table in now.dataset.tables if table.about is About.ORDERS]


def _columns(now: Opened) -> list[str]:
    """The dimensions whose values can be segments: one category for each customer."""
    kinds = CATEGORY_KINDS - {Kind.MULTI_VALUE}
    return [column.label for column in now.dimensions if column.kind in kinds]
