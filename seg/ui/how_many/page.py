"""The page in the order of a meeting: what to take, why not another, how segments split, and who moves."""

from __future__ import annotations

import streamlit as st

from seg.segments.methods import METHODS
from seg.ui.checking import Trust, trust
from seg.ui.how_many.agreement import agreement_view
from seg.ui.how_many.answer import answer_view
from seg.ui.how_many.cut import Cut, cuts
from seg.ui.how_many.limits import limits_of_the_team
from seg.ui.how_many.moved import moved_view
from seg.ui.how_many.splits import splits_view
from seg.ui.how_many.tried import tried_view
from seg.ui.opened import Opened
from seg.ui.session import session, t
from seg.ui.solution_shown import shown


def how_many(now: Opened) -> None:
    """Everything that helps to choose, as far as it is known."""
    session().shown = ("", 0)  # no control of this page holds a recipe: what is saved here goes on top of `now`
    seen, now = shown(now)
    if seen is None or not seen.settled:
        _computing()
        return
    found = cuts(now.saved)
    if len(found) == 1:
        st.info(_only_one(now, next(iter(found.values())).solution.named), icon=":material/info:")
        moved_view(now, tuple(found), None)
        return
    known = trust(now)
    _several(now, known, found)
    moved_view(now, tuple(found), known.choice.k if known.choice else None)


def _several(now: Opened, known: Trust, found: dict[int, Cut]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        heading = st.container(width="content")
        limits_of_the_team(now, len(found[now.k].rows))
    answer_view(now, known, found, heading)
    st.subheader(t("Every number that was tried"), anchor=False)
    tried_view(now, known, found)
    if known.stability:
        agreement_view(now, known)
    splits_view(now, found)


def _computing() -> None:
    """While no number of segments is computed."""
    st.caption(t("The segments are being formed, for every number of segments."))
    for column in st.columns(3):
        with column:
            st.skeleton(height=240)
    st.skeleton(height=420)


def _only_one(now: Opened, k: int) -> str:
    if not METHODS[now.recipe.method].resampled:
        return t("These segments are a rule of your own: it says how many there are ({k}).", k=k)
    if METHODS[now.recipe.method].finds_k:
        return t("The method finds the number of segments by itself: {k}. There is no other to choose.", k=k)
    return t("These customers can form {k} segments and no other number: too few of them differ.", k=k)
