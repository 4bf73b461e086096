"""Who it is: the id, the segment, and how surely the customer belongs there."""

from __future__ import annotations

import numpy as np
import streamlit as st

from seg.tasks.one_customer import Seen
from seg.ui.charts.palette import segment_colour, swatch
from seg.ui.one_customer.chooser import customer_ids, named
from seg.ui.one_customer.why_here import why_here
from seg.ui.opened import Opened
from seg.ui.session import t
from seg.ui.shell import SEGMENTS
from seg.ui.solution_shown import Shown
from seg.ui.undecided import confidence_means
from seg.ui.words.escape import md_escape


def who(now: Opened, seen: Shown | None, row: int, found: Seen | None) -> None:
    """The customer of a row; `found` says which segment is next, once a worker knows."""
    customer = customer_ids(now)[row].as_py()
    with st.container(border=True, gap="small", key="who"):
        st.subheader(t("Customer {customer}", customer=named(customer)), anchor=False)
        if seen is None:
            st.markdown(t("The segments are not computed yet: the page Segments does that."))
            st.page_link(SEGMENTS, label=t("Open the segments"), query_params={"s": now.saved.id})
        elif (at := place_of(row, seen.rows)) is None:
            st.markdown(t("In no segment: left out by a filter, or not a customer yet on the as-of date."))
        else:
            _segment(seen, at, found.neighbour if found else None)
            if found:
                why_here(now, seen, int(seen.solution.labels[at]), found)


def place_of(row: int, rows: np.ndarray) -> int | None:
    """Where a row of the customers stands among those that are in the segments; None if it does not."""
    at = np.flatnonzero(rows == row)
    return int(at[0]) if len(at) else None


def _segment(seen: Shown, at: int, neighbour: int | None) -> None:
    label, confidence = int(seen.solution.labels[at]), int(seen.solution.confidence[at])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _swatch(seen, label)
        st.markdown(f"**{md_escape(seen.names[label])}**", width="content")
        st.caption(t("Confidence {confidence} of 100", confidence=confidence), width="content", help=confidence_means())
    if neighbour is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(t("The nearest other segment:"), width="content")
            _swatch(seen, neighbour)
            st.caption(md_escape(seen.names[neighbour]), width="content")


def _swatch(seen: Shown, label: int) -> None:
    dark = st.context.theme.type == "dark"
    st.image(swatch(segment_colour(seen.colours[label], dark=dark)), width=18)
