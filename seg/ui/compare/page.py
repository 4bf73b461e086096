"""Three looks at the same groups: an outcome, month by month, and who is in several of them."""

from __future__ import annotations

import streamlit as st

from seg.ui.address import chosen_look
from seg.ui.compare.months_view import has_months, months_view
from seg.ui.compare.outcome_view import outcome_view
from seg.ui.compare.overlap_view import overlap_view
from seg.ui.opened import Opened, key
from seg.ui.session import t
from seg.ui.solution_shown import shown

OUTCOME, MONTHS, OVERLAP = "outcome", "months", "overlap"


def compare(now: Opened) -> None:
    """The looks that this data allows; only the one that is shown is computed."""
    seen, now = shown(now)
    if seen is None or not seen.settled:
        st.caption(t("The segments are being formed."))
        st.skeleton(height=420)
        return
    st.caption(t("Do groups of customers differ in what matters, by how much, and how sure is that?"))
    looks = {OUTCOME: t("An outcome"), OVERLAP: t("Who is in several")}
    if has_months(now):
        looks = {OUTCOME: looks[OUTCOME], MONTHS: t("Month by month"), OVERLAP: looks[OVERLAP]}
    look = chosen_look("look", looks, key(now, "compare-look"))
    {OUTCOME: outcome_view, MONTHS: months_view, OVERLAP: overlap_view}[look](now, seen)
