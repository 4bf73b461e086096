"""Every number of segments side by side; a click on one takes it."""

from __future__ import annotations

import streamlit as st

from seg.segments.profiles import markers_per_segment
from seg.ui import cache
from seg.ui.checking import Trust
from seg.ui.how_many.cut import Cut
from seg.ui.opened import Opened
from seg.ui.session import say, t, tn, words
from seg.ui.statement import take
from seg.ui.tables.tried import TriedRow, styled, tried_frame


def tried_view(now: Opened, known: Trust, found: dict[int, Cut]) -> None:
    """The table, with the shown number selected."""
    rows = _rows(now, known, found)
    frame = tried_frame(rows, bool(known.choice) and not known.choice.holds, words())
    ks = tuple(found)
    key = f"tried/{now.saved.id}/{now.k}"  # another number: a new table, with that one selected
    selected = {"selection": {"rows": [ks.index(now.k)]}}
    st.dataframe(
        styled(rows, frame),
        key=key,
        on_select=lambda: _clicked(now, key, ks),
        selection_mode="single-row-required",
        selection_default=selected,
        hide_index=True,
        height="content",
        column_config=_columns(),
        alt=t("Every number of segments that was tried, with its figures and what speaks against it."),
    )
    _shown_in_full(now, rows)


def _shown_in_full(now: Opened, rows: tuple[TriedRow, ...]) -> None:
    """The reasons against the shown number, in sentences."""
    told = [t("Select a line to take that number of segments.")]
    shown = next(row for row in rows if row.shown)
    if shown.tried and shown.tried.reasons:
        heading = tn("Against {count} segment:", "Against {count} segments:", now.k)
        reasons = " ".join(say(reason) for reason in shown.tried.reasons)
        told.append(f"**{heading}** {reasons}")
    st.caption(" ".join(told))


def _columns() -> dict:
    number = {"alignment": "right"}
    return {
        "k": st.column_config.TextColumn(t("Segments"), width=80, pinned=True, **number),
        "mark": st.column_config.TextColumn(" ", width=140),
        "verdict": st.column_config.TextColumn(t("Verdict"), width=128),
        "against": st.column_config.TextColumn(t("What speaks against it"), width=250),
        "median": st.column_config.TextColumn(
            t("Agreement"), width=108, **number,
            help=t("Of two other samples in a typical trial: 1 is complete, 0 is chance (median adjusted Rand index)."),
        ),
        "lower": st.column_config.TextColumn(
            t("Or less"), width=75, **number,
            help=t("The agreement in one of four trials is this or less (lower quartile)."),
        ),
        "weakest": st.column_config.TextColumn(
            t("Weakest"), width=80, **number,
            help=t("How far the least certain segment overlaps with itself on other samples (mean Jaccard overlap)."),
        ),
        "silhouette": st.column_config.TextColumn(
            t("Apart"), width=65, **number,
            help=t("How far the segments lie apart: 0.5 or more is clear, below 0.25 they run into each other "
                   "(silhouette)."),
        ),
        "sizes": st.column_config.TextColumn(
            t("Customers"), width=105, **number, help=t("In the smallest and in the largest segment.")
        ),
        "markers": st.column_config.TextColumn(
            t("Set apart by"), width=90, **number,
            help=t("How many dimensions set the segment apart that fewest do (markers)."),
        ),
        "decides": st.column_config.TextColumn(
            t("Decides most"), width=140,
            help=t("The dimension that decides most, with its share of what tells the segments apart."),
        ),
    }  # fmt: skip


def _rows(now: Opened, known: Trust, found: dict[int, Cut]) -> tuple[TriedRow, ...]:
    choice, profiles = known.choice, cache.profiles(now.recipe) or {}
    drivers = cache.solutions(now.recipe).solutions.drivers
    tried = {each.k: each for each in choice.tried} if choice else {}
    return tuple(
        TriedRow(
            cut.solution,
            known.verdict(now, cut.solution).grade,
            (known.stability or {}).get(k),
            tried.get(k),
            markers_per_segment(profiles[k], cut.solution.named) if k in profiles else None,
            max(((name, part["achieved"]) for name, part in drivers[k].items()), key=lambda item: item[1]),
            choice is not None and choice.k == k,
            now.k == k,
        )
        for k, cut in found.items()
    )


def _clicked(now: Opened, key: str, ks: tuple[int, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows and ks[rows[0]] != now.k:
        take(now, ks[rows[0]])
