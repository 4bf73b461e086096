"""The page of dimensions: what day, which dimensions, built how, and which events count."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seg.core.derived import Derivation
from seg.tasks.dimensions import Counting
from seg.ui.dimensions.alike import alike_or_summary
from seg.ui.dimensions.as_of import as_of_control
from seg.ui.dimensions.available import Available, available
from seg.ui.dimensions.build import build_your_own
from seg.ui.dimensions.changes import begin_page, undo_and_redo
from seg.ui.dimensions.counting import currencies_to_choose, how_events_count
from seg.ui.dimensions.glances import Known, known_by_now
from seg.ui.dimensions.lost import lost
from seg.ui.dimensions.table import dimensions_table
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t
from seg.ui.shell import SEGMENTS
from seg.ui.work import progress

LINE_PIXELS, BAR_PIXELS = 52, 260


def dimensions_page(now: Opened) -> None:
    """All of it; what the workers do has a place of its own, so that nothing moves when they are done."""
    begin_page()
    there = available(now, services().workspace.dimensions(now.dataset.id))
    known = _known(now, there)
    bar = _heading(now)
    as_of_control(now, known)
    currencies_to_choose(now)
    lost(now, there)
    with st.container(height=LINE_PIXELS, border=False, horizontal=True, vertical_alignment="center", wrap=False):
        undo_and_redo(now)
        alike_or_summary(now, there, known)
    if now.dataset.tables:
        choose, build, counting = st.tabs([t("Choose"), t("Build your own"), t("How events count")])
        with choose:
            dimensions_table(now, there, known)
        with build:
            build_your_own(now, there)
        with counting:
            how_events_count(now)
    else:
        dimensions_table(now, there, known)
    with bar:
        progress()


def _heading(now: Opened) -> DeltaGenerator:
    """What the page is about, the way on, and between them the place for what the workers do."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.header(t("Dimensions of {name}", name=now.saved.name), anchor=False, width="stretch")
        bar = st.container(height=LINE_PIXELS, width=BAR_PIXELS, border=False)
        link = {"label": t("See the segments"), "icon": ":material/bubble_chart:", "query_params": {"s": now.saved.id}}
        st.page_link(SEGMENTS, **link)
    return bar


def _known(now: Opened, there: Available) -> Known:
    """What is known of the dimensions from events: those that are chosen first, and how many events there are."""
    events = [Derivation.of(table.name, "frequency").label for table in now.dataset.tables]
    first = (*now.recipe.dimensions, *events, *there.suggested)
    return known_by_now(Counting.of(now.dataset, now.recipe), first, there.derived)
