"""Dimensions that are held back: what that means, and letting one form segments for a reason that everybody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from seg.core.columns import Column
from seg.core.recipe import Forming
from seg.core.settings import setting
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words
from seg.ui.words.escape import md_escape

MOST_NAMED = 3
"""Dimensions that the closed line names; the others are counted."""
Changed = Callable[[Opened], None]


def pill(column: Column) -> str:
    """What a dimension is called among those that form segments; an open lock shows that it was held back."""
    name = md_escape(words().dimension(column.label))
    return f":material/lock_open: {name}" if column.held else name


def reasons(now: Opened, columns: Iterable[Column], changed: Changed) -> None:
    """Why each of these that is held back forms segments, with the way to take it back."""
    forming = {part.dimension: part for part in now.recipe.forming}
    for column in columns:
        if column.held and column.label in forming:
            _reason(now, column, forming[column.label], changed)


def _reason(now: Opened, column: Column, part: Forming, changed: Changed) -> None:
    with st.container(gap=None, key=key(now, f"why/{column.label}")):
        told = t("**{dimension}** is held back and nobody said why it may form segments.", dimension=column.label)
        if part.explained:
            told = t("**{dimension}** may form segments: {reason}", dimension=column.label, reason=part.reason)
        st.caption(told)
        st.button(
            t("Hold it back again"),
            key=key(now, f"hold/{column.label}"),
            icon=":material/undo:",
            type="tertiary",
            on_click=_hold,
            args=(now, column, changed),
        )


def _hold(now: Opened, column: Column, changed: Changed) -> None:
    chosen = key(now, f"forming/{column.basis.value}")
    st.session_state[chosen] = [label for label in st.session_state.get(chosen, ()) if label != column.label]
    changed(now)


def held_back(now: Opened, changed: Changed) -> None:
    """One line that names what is held back, with the way to let it form segments; nothing where nothing is."""
    explained = {part.dimension for part in now.recipe.forming if part.explained}
    held = tuple(column.label for column in now.dimensions if column.held and column.label not in explained)
    if not held:
        return
    more = len(held) - MOST_NAMED
    named = (*held[:MOST_NAMED], *([tn("{count} more", "{count} more", more)] if more > 0 else []))
    with st.popover(
        t("Held back: {dimensions}", dimensions=named),
        icon=":material/lock:",
        type="tertiary",
        wrap=True,
        key=key(now, "held"),
        on_change=_begin_anew,
        args=(now,),
    ):
        st.write(
            t(
                "Held back are dimensions that tell of health, religion, origin, politics, a trade union, sex life or "
                "the body, or that stand in for such a thing. They may describe segments, but form them only when "
                "somebody says why, and everybody who opens the link can read it."
            )
        )
        _form(now, held, changed)


def _form(now: Opened, held: tuple[str, ...], changed: Changed) -> None:
    """Which dimension, and why. Whenever what is held back changes, the form is another: a browser keeps old words."""
    name = key(now, f"held/{st.session_state.get(key(now, 'held/number'), 0)}-{len(held)}")
    with st.form(f"{name}/form", border=False):
        st.selectbox(t("Dimension"), held, key=f"{name}/dimension", format_func=words().dimension)
        st.text_area(
            t("Why may it form segments?"),
            key=f"{name}/why",
            height=90,
            max_chars=int(setting("reason_characters")),
            placeholder=t("For example: members asked us for offers that fit their diet"),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(
                t("Let it form segments"),
                icon=":material/lock_open:",
                key=f"{name}/let",
                on_click=_let_form,
                args=(now, name, changed),
            )
            if st.session_state.get(key(now, "held/asked")):
                least = int(setting("reason_words"))
                asked = tn("Say why in at least {count} word.", "Say why in at least {count} words.", least)
                st.markdown(f":red[:material/error: {asked}]", width="stretch")


def _begin_anew(now: Opened) -> None:
    """Opened or closed: nothing is asked for again before the next try."""
    st.session_state[key(now, "held/asked")] = False


def _let_form(now: Opened, name: str, changed: Changed) -> None:
    """The dimension becomes a chosen one, with its reason. Without a reason that says why, it is asked for again."""
    state = st.session_state
    given = Forming(state[f"{name}/dimension"], reason=state[f"{name}/why"])
    state[key(now, "held/asked")] = not given.explained
    if not given.explained:
        return
    chosen = key(now, f"forming/{now.dimension(given.dimension).basis.value}")
    state[key(now, f"reason/{given.dimension}")] = given.reason
    state[chosen] = list(dict.fromkeys([*state.get(chosen, ()), given.dimension]))
    state[key(now, "held/number")] = state.get(key(now, "held/number"), 0) + 1
    state[key(now, "held")] = False
    changed(now)
