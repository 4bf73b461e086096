"""The trials of every number of segments as boxes, beside the rule that decides."""

from __future__ import annotations

from math import ceil

import streamlit as st

from seg.core.results import Stability
from seg.core.settings import setting
from seg.segments.choice import smallest_allowed
from seg.ui import cache
from seg.ui.charts.agreement import Box, Texts, agreement_figure
from seg.ui.checking import Trust
from seg.ui.opened import Opened
from seg.ui.session import t, tn, words


def agreement_view(now: Opened, known: Trust) -> None:
    """The chart, and in words what a number of segments must do to hold."""
    left, right = st.columns([7, 4], gap="large")
    with left:
        st.markdown(f"**{t('How far trials on other samples agree')}**")
        st.plotly_chart(
            _figure(now, known), key="agreement", config={"displayModeBar": False},
            alt=t("A box for each number of segments: how far two other samples agree. The figures are in the table."),
        )  # fmt: skip
    with right:
        st.markdown(f"**{t('When a number of segments holds')}**")
        st.markdown("\n".join(f"- {line}" for line in _rule(now)))
        st.caption(t("The largest number that does all of this is recommended: it tells most groups apart."))


def _figure(now: Opened, known: Trust):
    holding = {each.k for each in known.choice.tried if each.holds} if known.choice else set()
    boxes = [Box(each, k in holding, words().number(k), _told(each, k)) for k, each in sorted(known.stability.items())]
    needed = setting("stable_median")
    texts = Texts(
        t("Holds"),
        t("Something speaks against it"),
        t("Agreement"),
        words().text("{needed} is asked for in a typical trial", needed=needed, markdown=False),
    )
    return agreement_figure(boxes, needed, texts, words(), dark=st.context.theme.type == "dark")


def _told(stability: Stability, k: int) -> tuple[str, ...]:
    figures = {
        "median": words().number(stability.median, 2),
        "lower": words().number(stability.lower, 2),
        "upper": words().number(stability.upper, 2),
    }
    return (
        words().plural("{count} segment", "{count} segments", k, markdown=False),
        words().text("Agreement {median}, half of the trials from {lower} to {upper}", markdown=False, **figures),
        words().plural("{count} trial", "{count} trials", stability.rounds, markdown=False),
    )


def _rule(now: Opened) -> tuple[str, ...]:
    """The conditions, with the limits of the team."""
    limits = now.recipe.limits
    least = ceil(smallest_allowed(len(cache.solutions(now.recipe).rows), limits))
    number = words().number
    lines = [
        t("Trials agree by {median} or more in a typical case, and by {lower} or more in three of four.",
          median=number(setting("stable_median"), 2), lower=number(setting("stable_lower_quartile"), 2)),
        t("Every segment overlaps with itself by {overlap_share} or more on other samples.",
          overlap_share=setting("stable_segment")),
        t("Every segment has {count} customers or more.", count=least),
        t("Every segment is set apart by {count} dimensions or more.", count=setting("markers_needed")),
        tn("There is no more than {count} segment.", "There are no more than {count} segments.",
           limits.most or int(setting("most_segments_suggested"))),
    ]  # fmt: skip
    if limits.separates:
        lines.append(t("The segments differ clearly in {dimensions}.", dimensions=limits.separates))
    return tuple(lines)
