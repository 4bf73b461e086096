"""One button that tries to break the segments, and what would have changed, in words."""

from __future__ import annotations

import streamlit as st

from seg.segments.breaking import told
from seg.segments.methods import METHODS
from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import say, t
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


def break_it(now: Opened, seen: Shown) -> None:
    """The button, the progress of the workers, then the answer; nothing for segments that are a rule."""
    if not METHODS[now.recipe.method].resampled:
        return
    recipe, k = now.recipe, seen.solution.k
    key = kept.trials_key(recipe, k)
    found = cache.trials(recipe, k)
    begun = found is None and services().pool.job(key) is not None
    with st.expander(t("Try to break it"), icon=":material/hardware:", expanded=found is not None or begun):
        st.caption(
            t(
                "Leaves something out at random, 20 times: a dimension, a fifth of the customers, or the events of a "
                "month. Then it forms the segments again and says what would have come out otherwise."
            )
        )
        if found is None and not begun and not st.button(t("Try 20 times"), icon=":material/play_arrow:", key="break"):
            return
        found = answer(
            key, lambda: cache.trials(recipe, k), "seg.tasks.segments:break_it", {"recipe": recipe.as_json(), "k": k}, 2
        )
        if found is None:
            st.skeleton(height=120)
            return
        st.markdown("\n".join(f"- {say(fact)}" for fact in told(found, seen.names)))
