"""Taking lists away: which customers; the columns and the format are asked for in `seg.ui.take_away`."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import streamlit as st

from seg.ui.by_name import distinct, keep_chosen, key_of, still_chosen
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.take_away import Taken, take_away, whose
from seg.ui.undecided import confidence_means, doubts_of, undecided_means


def list_form(now: Opened, seen: Shown) -> None:
    """The choices, how many customers they give, and the download."""
    names = dict(zip(seen.solution.ids, seen.names, strict=True))
    own = {segment.id: segment.name for segment in services().workspace.own_segments(now.saved.id)}
    offered, place = distinct(names | own), f"list-segments/{now.saved.id}"
    chosen = st.multiselect(
        t("Segments"),
        list(offered),
        still_chosen(place, offered),
        format_func=offered.get,
        key=key_of(place, offered),
        placeholder=t("All segments"),
        help=t("Those of your own are at the end.") if own else None,
    )
    only, listed = _only(now, seen)
    keep_chosen(place, chosen)
    chosen_own = {each: own[each] for each in chosen if each in own}
    segments = tuple(each for each in chosen if each in names)
    rows = int((whose(seen, segments, tuple(chosen_own)) & listed).sum())
    called = [(names | own)[each] for each in chosen or names]
    take_away(
        now,
        seen,
        Taken(segments, chosen_own, only, rows, tuple(_recorded(only, called)), tuple(called) if chosen else ()),
    )


def _only(now: Opened, seen: Shown) -> tuple[str, np.ndarray]:
    """Whether only some customers are listed, and who: a mask in the order of the labels."""
    everybody = np.ones(len(seen.rows), bool)
    found = doubts_of(now)
    if found is None:
        return "", everybody
    told = {
        "": t("All of them"),
        "undecided": t("Only the undecided"),
        "far": t("Only those far from all others of their segment"),
    }
    asked = st.query_params.get("only", "")
    only = st.radio(
        t("Customers"),
        list(told),
        index=list(told).index(asked) if asked in told else 0,
        format_func=told.get,
        key=f"list-only/{now.saved.id}",
        help=f"{undecided_means()} {confidence_means()}",
    )
    if only:
        st.caption(t("The list says which segment is next, and how surely each customer belongs (0 to 100)."))
    return only, getattr(found, only) if only else everybody


def _recorded(only: str, segments: list[str]) -> list[str]:
    """What the record calls the segments that left."""
    if not only:
        return segments
    return [
        words().text("{segment} (only the undecided)", segment=segment, markdown=False)
        if only == "undecided"
        else words().text("{segment} (only those far out)", segment=segment, markdown=False)
        for segment in segments
    ]


def record(now: Opened) -> None:
    """What left before: who, when, what, how many."""
    found = services().workspace.exports(now.saved.id)
    st.subheader(t("What left before"), anchor=False)
    if not found:
        st.caption(t("No list of this segmentation has been taken yet."))
        return
    st.dataframe(
        {
            t("When"): [words().moment(datetime.fromisoformat(r.created).astimezone()) for r in found],
            t("Who"): [r.who for r in found],
            t("Segments"): [words().listing(r.segments) for r in found],
            t("Columns"): [words().listing(r.columns) for r in found],
            t("Customers"): [words().number(r.rows) for r in found],
            t("Format"): [r.format for r in found],
            t("Contact data"): [t("yes") if r.contacts else t("no") for r in found],
        },
        hide_index=True,
    )
