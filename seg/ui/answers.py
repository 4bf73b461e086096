"""What a recipe gives, in the order a room looks at it."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.pipeline import left_out
from seg.ui import cache
from seg.ui.breaking import break_it
from seg.ui.drivers import drivers_view
from seg.ui.map_page.view import map_view
from seg.ui.opened import Opened
from seg.ui.segment_table import profile_view, segments_editor
from seg.ui.session import say, t, tn
from seg.ui.solution_shown import Shown
from seg.ui.statement import statement, verdict_line
from seg.ui.undecided import doubts_of, undecided_view


def everything(now: Opened, seen: Shown) -> None:
    """All that is known so far, in the order a room looks at it. The map has its place from the first answer on: what
    comes later stands around it."""
    above, place = st.container(key="above-map"), st.container(key="map-place")
    with above:
        known = verdict_line(now, seen)
    with place:
        map_view(now, seen)
    counted(now, seen)
    if known is None:
        return
    statement(now, seen, known)
    doubtful = doubts_of(now)
    segments_editor(now, seen, known, doubtful)
    break_it(now, seen)
    undecided_view(now, seen, doubtful)
    st.subheader(t("Profile"), anchor=False)
    profile_view(now, seen)
    drivers_view(now, seen)
    notes(now)


def counted(now: Opened, seen: Shown) -> None:
    """How many customers are in the picture, and where the others are: every row is accounted for."""
    dataset, included = now.dataset, len(seen.rows)
    told = [tn("{used} of {count} customer", "{used} of {count} customers", dataset.rows_used, used=included)]
    if seen.as_of and not dataset.tables:  # with events, it stands above
        told.append(t("Dates are counted to {as_of_date}", as_of_date=seen.as_of))
    st.caption(" · ".join(told))
    missing = (
        Fact.of("aside.unreadable", count=dataset.reading.rows_aside),
        *dataset.set_aside,
        left_out(now.recipe, dataset.rows_used - included),
    )
    for fact in missing:
        if fact["count"]:
            st.caption(f":material/info: {say(fact)}")


def notes(now: Opened) -> None:
    """What the encoding left out, and why."""
    found = cache.solutions(now.recipe)
    for note in found.notes if found else ():
        st.caption(f":material/info: {say(note)}")
