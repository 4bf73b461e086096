"""One column from near: why it was taken for what it is, its values, and the order of those that stand in one."""

from __future__ import annotations

import streamlit as st

from seg.core.columns import Column, Kind, Role
from seg.core.settings import setting
from seg.core.steps import Step
from seg.store.readings import ReadingState
from seg.ui import cache
from seg.ui.readings.changes import take
from seg.ui.session import say, t

VALUES_SHOWN = 12
ORDERED = {Kind.ORDINAL, Kind.NOMINAL, Kind.BINARY}


def closer_look(reading_id: str, state: ReadingState, busy: bool) -> None:
    """A column to choose, and what there is to know and to correct about it."""
    columns = {column.label: column for column in state.columns}
    with st.expander(t("A closer look at one column"), icon=":material/search:"):
        key = f"closer/{reading_id}"
        label = st.selectbox(t("Column"), list(columns), index=None, placeholder=t("Choose a column"), key=key)
        if label not in columns:
            return
        left, right = st.columns(2, gap="large")
        with left:
            for fact in columns[label].evidence:
                st.markdown(f"- {say(fact)}")
        with right:
            _values(reading_id, state, columns[label], busy)


def _values(reading_id: str, state: ReadingState, column: Column, busy: bool) -> None:
    """The most frequent values; those of ids and contact details are nobody's business here."""
    if column.role in {Role.ID, Role.CONTACT}:
        st.caption(t("Ids and contact details are not shown."))
        return
    most = int(setting("max_levels"))
    values = cache.values_of(state.prepared, column.name, most + 1)
    if column.kind not in ORDERED or len(values) > most:
        st.caption(t("The most frequent values"))
        st.code("\n".join(values[:VALUES_SHOWN]), language=None)
        return
    order = column.levels or values
    key = f"order/{reading_id}/{state.version}/{column.label}"
    st.text_area(
        t("The values in their order, from little to much, one on each line"),
        "\n".join(order),
        height=min(34 * len(order) + 24, 380),
        key=key,
        disabled=busy,
        help=t("Values that are left out count as missing. In this order they become ordered groups."),
    )
    st.button(
        t("Take this order"),
        key=f"take-order/{reading_id}",
        icon=":material/swap_vert:",
        disabled=busy,
        on_click=_order,
        args=(reading_id, column.label, key),
    )


def _order(reading_id: str, label: str, key: str) -> None:
    levels = [line.strip() for line in st.session_state[key].splitlines() if line.strip()]
    take(reading_id, Step("levels", label, tuple(dict.fromkeys(levels))))
