"""All segments in two pictures: a line for each through what marks them, and bars side by side."""

from __future__ import annotations

import streamlit as st

from seg.core.columns import Kind
from seg.segments.lines import Line
from seg.ui.charts.segment_profile import Panel, segment_profile_figure
from seg.ui.charts.snake import Snake, Texts, snake_figure
from seg.ui.opened import key
from seg.ui.profile.cells import all_told, line_name
from seg.ui.profile.found import Found
from seg.ui.session import t, tn, words

MOST = 40
"""Dimensions that a picture has room for: those that separate best."""
PLAIN = {"displayModeBar": False}


def pictures_view(found: Found) -> None:
    """The snake plot and the segment profile plot."""
    every = found.lines()
    marked = [line for line in every if any(line.markers)]
    everything = st.toggle(
        t("Also what marks no segment"), key=key(found.now, "profile-pictures"), persist_state="session"
    )
    wanted = list(every) if everything or not marked else marked
    drawn = _in_order(found, wanted[:MOST])
    if len(drawn) < len(wanted):
        st.caption(tn("The {count} dimension that separates best.", "The {count} dimensions that separate best.", MOST))
    st.subheader(t("Where each segment is above and below average"), anchor=False)
    _snake(found, drawn)
    st.subheader(t("What marks each segment"), anchor=False)
    _profile(found, drawn)


def _in_order(found: Found, drawn: list[Line]) -> list[Line]:
    """What goes together in customers stands together, once that is known."""
    places = {label: at for at, label in enumerate(found.lying.order)} if found.lying else {}
    return sorted(drawn, key=lambda line: places.get(line.part.dimension, 0))


def _effects(line_: list[Line], segment: int) -> tuple[float | None, ...]:
    return tuple(
        line.effects[segment] if line.shown(segment + 1) or line.bound(segment + 1) else None for line in line_
    )


def _told(found: Found, drawn: list[Line], segment: int) -> tuple[str, ...]:
    return tuple(f"{line_name(line, words())}: {all_told(line, words(), found.seen.as_of)[segment]}" for line in drawn)


def _snake(found: Found, drawn: list[Line]) -> None:
    seen = found.seen
    snakes = [
        Snake(seen.names[s], found.colours[s], _effects(drawn, s), _told(found, drawn, s))
        for s in range(seen.solution.named)
    ]
    texts = Texts(
        t("less than all customers"), t("more than all customers"), t("Standard deviations from all customers")
    )
    names = [line_name(line, words()) for line in drawn]
    st.plotly_chart(
        snake_figure(names, snakes, texts, words(), found.dark), key="profile-snake", config=PLAIN,
        alt=t("A line for each segment through how far it is above or below the average of all customers."),
    )  # fmt: skip


def _profile(found: Found, drawn: list[Line]) -> None:
    seen = found.seen
    shares = all(line.part.kind in (Kind.BINARY, Kind.MULTI_VALUE) for line in drawn)
    panels = [
        Panel(seen.names[s], found.colours[s], _shares(drawn, s + 1) if shares else _effects(drawn, s),
              tuple(line.markers[s] for line in drawn), _told(found, drawn, s))
        for s in range(seen.solution.named)
    ]  # fmt: skip
    overall = [share or 0.0 for share in _shares(drawn, 0)] if shares else []
    axis = t("Share of customers") if shares else t("Standard deviations from all customers")
    names = [line_name(line, words()) for line in drawn]
    st.plotly_chart(
        segment_profile_figure(names, panels, overall, axis, words(), shares, found.dark), key="profile-panels",
        config=PLAIN, alt=t("For each segment a bar per dimension, its markers in colour and the others in grey."),
    )  # fmt: skip
    st.caption(t("Bars in colour are markers of the segment. Dimensions that go together in customers are neighbours."))


def _shares(drawn: list[Line], group: int) -> tuple[float | None, ...]:
    bounds = (line.bound(group) for line in drawn)
    return tuple(bound[1] if bound else line.figure(group, "share") for line, bound in zip(drawn, bounds, strict=True))
