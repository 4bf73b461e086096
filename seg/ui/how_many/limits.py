"""What a team can work with: it changes which number of segments is recommended, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import ceil

import streamlit as st

from seg.core.recipe import K_MAX, K_MIN, Limits
from seg.core.settings import setting
from seg.segments.choice import smallest_useful
from seg.ui.opened import Opened, key, save
from seg.ui.session import t, tn, words

NAMES = ("smallest", "most", "separates")


def limits_of_the_team(now: Opened, customers: int) -> None:
    """The limits, to be changed by anybody; kept as they are entered. `customers` are in the segments."""
    _load(now)
    limits = now.recipe.limits
    count = sum(part != nothing for part, nothing in zip(_parts(limits), _parts(Limits()), strict=True))
    label = (
        tn("Limits of your team: {count}", "Limits of your team: {count}", count) if count else t("Limits of your team")
    )
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        with st.popover(label, icon=":material/tune:", key="limits"):
            _controls(now, customers)
        if count and st.button(t("Reset"), key="reset-limits", type="tertiary", icon=":material/undo:"):
            save(now, replace(now.recipe, limits=Limits()))
            st.rerun()


def _controls(now: Opened, customers: int) -> None:
    change = {"on_change": _changed, "args": (now,)}
    least, most = ceil(smallest_useful(customers)), int(setting("most_segments_suggested"))
    st.caption(t("What you can work with. It decides which number is recommended; the segments stay as they are."))
    st.number_input(
        t("Smallest segment, in customers"), 0, customers, key=key(now, "limits/smallest"),
        placeholder=t("{count}, as suggested", count=least),
        help=t("Segments of fewer than {count} customers are too small in any case.", count=least), **change,
    )  # fmt: skip
    st.selectbox(
        t("Largest number of segments"), range(K_MIN, K_MAX + 1), key=key(now, "limits/most"),
        format_func=words().number, placeholder=t("{most}, as suggested", most=most), **change,
    )  # fmt: skip
    st.multiselect(
        t("Dimensions in which the segments must differ"),
        list(dict.fromkeys([*now.recipe.dimensions, *now.recipe.limits.separates])),
        key=key(now, "limits/separates"), format_func=words().dimension, placeholder=t("None"), wrap=True,
        help=t("A number of segments is no candidate while these differ less than clearly."), **change,
    )  # fmt: skip


def _parts(limits: Limits) -> tuple:
    return tuple(getattr(limits, name) for name in NAMES)


def _load(now: Opened) -> None:
    """Set the controls to what is saved; 0 is an empty one."""
    limits, name = now.recipe.limits, partial(key, now)
    st.session_state[name("limits/smallest")] = limits.smallest or None
    st.session_state[name("limits/most")] = limits.most or None
    st.session_state[name("limits/separates")] = list(limits.separates)


def _changed(now: Opened) -> None:
    smallest, most, separates = (st.session_state[key(now, f"limits/{name}")] for name in NAMES)
    save(now, replace(now.recipe, limits=Limits(smallest or 0, most or 0, tuple(separates))))
