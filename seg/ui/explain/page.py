"""The page: one of three ways to say what the segments are, and what they must not stand for."""

from __future__ import annotations

import streamlit as st

from seg.ui.address import chosen_look
from seg.ui.explain.guard_view import guard_view
from seg.ui.explain.questions_view import questions_view
from seg.ui.explain.rules_view import rules_view
from seg.ui.opened import Opened, key
from seg.ui.session import t
from seg.ui.solution_shown import shown

VIEWS = {"rules": rules_view, "questions": questions_view, "guard": guard_view}


def explain(now: Opened) -> None:
    """One view at a time, once the segments are computed."""
    seen, now = shown(now)
    if seen is None or not seen.settled or seen.profile is None:
        st.skeleton(height=480)
        return
    names = {
        "rules": t("Rules"),
        "questions": t("Questionnaire"),
        "guard": t("Stereotypes"),
    }
    VIEWS[chosen_look("explained", names, key(now, "explain-view"))](now, seen)
