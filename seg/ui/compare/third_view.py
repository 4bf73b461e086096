"""What could be behind a difference, and the same difference within it, one click away."""

from __future__ import annotations

import streamlit as st

from seg.core.columns import Column, Kind
from seg.segments.outcomes.found import Comparison
from seg.segments.outcomes.measured import ORDER, TIME
from seg.segments.outcomes.sentences import behind, inside
from seg.ui.address import remember
from seg.ui.compare.numbers import shown_in, third_shown
from seg.ui.compare.strata_rows import strata_table, stratum_names
from seg.ui.opened import Opened, key
from seg.ui.session import say, t, words
from seg.ui.words.words import MISSING


def third_view(now: Opened, found: Comparison, names: tuple[str, ...], columns: dict[str, Column]) -> None:
    """The warning, or what was found within the dimension that somebody chose; and the choice of another."""
    with st.container(border=True, key="compare-third"):
        if found.within:
            _within(found, names, columns)
        else:
            _warning(found, names, columns)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _one_click(found)
            _choice(now, found, columns)


def _warning(found: Comparison, names: tuple[str, ...], columns: dict[str, Column]) -> None:
    told = behind(found, names, third_shown(columns, found, words()))
    if told is None and found.form != TIME:
        st.caption(t("Nothing else that describes these customers looks as if it were behind a difference."))
    elif told is not None:
        st.warning(say(told), icon=":material/help:")


def _one_click(found: Comparison) -> None:
    """Into the dimension that could most be behind it, or out again."""
    if found.within:
        st.button(t("All customers together"), key="compare-together", icon=":material/undo:",
                  on_click=remember, kwargs={"inside": ""})  # fmt: skip
    elif found.thirds:
        third = found.thirds[0].dimension
        st.button(
            t("Compare within {third}", third=third), key="compare-within", icon=":material/stacks:", type="primary",
            on_click=remember, kwargs={"inside": third},
        )  # fmt: skip


def _within(found: Comparison, names: tuple[str, ...], columns: dict[str, Column]) -> None:
    gap = found.strongest
    shown = shown_in(found, words())
    st.markdown(" ".join(say(fact) for fact in inside(found, gap, names, shown)))
    if gap.within is not None:
        _strata(found, names, columns[found.within])


def _strata(found: Comparison, names: tuple[str, ...], column: Column) -> None:
    table, strata = strata_table(found, names, column, words()), stratum_names(found, column, words())
    st.dataframe(
        table, hide_index=True, height="content", key="compare-strata",
        column_config={
            "group": st.column_config.TextColumn(t("Group"), width=300, pinned=True),
            **{str(at): st.column_config.TextColumn(name, width=150) for at, name in enumerate(strata)},
            "together": st.column_config.TextColumn(t("Together"), width=130),
        },
    )  # fmt: skip
    if found.form == ORDER:
        notes = [t("How often theirs is the higher one within each level, half being no difference, and at the end all "
                   "of them together, weighed by how well they are known.")]  # fmt: skip
    else:
        notes = [t("Differences within each level, and at the end all of them together, weighed by how well they are "
                   "known.")]  # fmt: skip
    if any(MISSING in table[str(at)] for at in range(len(strata))):
        notes.append(t("{nothing}: too few customers to tell it of that level alone.", nothing=MISSING))
    st.caption(" ".join(notes))


def _choice(now: Opened, found: Comparison, columns: dict[str, Column]) -> None:
    fitting = [label for label, column in columns.items()
               if column.kind is not Kind.MULTI_VALUE and label not in (found.dimension, found.since)]  # fmt: skip
    widget = key(now, f"compare-inside/{found.within}")
    st.selectbox(
        t("Compare within"), ["", *fitting], index=1 + fitting.index(found.within) if found.within in fitting else 0,
        format_func=lambda label: words().dimension(label) if label else t("All customers together"), key=widget,
        on_change=lambda: remember(inside=st.session_state[widget]), width=360,
    )  # fmt: skip
