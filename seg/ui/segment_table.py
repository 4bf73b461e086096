"""The segments as tables: names and notes to edit, and the profile."""

from __future__ import annotations

import streamlit as st

from seg.core.results import Solution, Stability
from seg.core.settings import setting
from seg.segments.doubts import Doubts
from seg.segments.verdict import segment_grade
from seg.ui.charts.palette import segment_colour, swatch_address
from seg.ui.checking import Trust
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.shell import PROFILE
from seg.ui.solution_shown import Shown
from seg.ui.tables.profile import profile_table
from seg.ui.undecided import confidence_means, per_segment, undecided_means
from seg.ui.words.escape import md_escape
from seg.ui.words.words import MISSING

SHORT = 12
"""Dimensions of the profile that are shown: those that set the segments apart best."""


def segments_editor(now: Opened, seen: Shown, known: Trust, doubtful: Doubts | None) -> None:
    """Names and notes, edited in place and saved as they are entered."""
    stability = (known.stability or {}).get(now.k)
    table = {
        "colour": [
            swatch_address(segment_colour(number, dark=st.context.theme.type == "dark")) for number in seen.colours
        ],
        "name": list(seen.names),
        "customers": [words().number(int(size)) for size in seen.solution.sizes],
        "share": [words().percent(size / max(len(seen.rows), 1)) for size in seen.solution.sizes],
        "bar": [float(size / max(seen.solution.sizes.max(), 1)) for size in seen.solution.sizes],
        "holds": _found_again(stability, seen.solution) if stability else _pending(known, seen.solution),
        "undecided": per_segment(seen, doubtful),
        "note": [seen.given[s].note if s in seen.given else "" for s in seen.solution.ids],
    }
    st.data_editor(
        table,
        key=f"segments/{now.saved.id}/{now.recipe.solutions_key()[:8]}/{now.k}",
        on_change=_renamed,
        args=(now, seen.solution.ids, f"segments/{now.saved.id}/{now.recipe.solutions_key()[:8]}/{now.k}"),
        hide_index=True,
        height="content",  # of twelve segments too
        num_rows="fixed",
        column_order=list(table),
        disabled=["colour", "customers", "share", "bar", "holds", "undecided"],
        column_config={
            "colour": st.column_config.ImageColumn(" ", width=40),
            "name": st.column_config.TextColumn(t("Name (click to change)"), width=290, max_chars=80),
            "customers": st.column_config.TextColumn(t("Customers"), width="small"),
            "share": st.column_config.TextColumn(t("Share"), width="small"),
            "bar": st.column_config.ProgressColumn(" ", width=60, format=" ", color="gray"),
            "holds": st.column_config.TextColumn(
                t("Found again"), width=180,
                help=t(
                    "In how many reruns on other samples of customers the segment came again with at least three "
                    "quarters of its members in common."
                ),
            ),
            "undecided": st.column_config.TextColumn(
                t("Undecided"), width=110, help=f"{undecided_means()} {confidence_means()}"
            ),
            "note": st.column_config.TextColumn(t("Note"), width="medium", max_chars=2000),
        },
    )  # fmt: skip


def _found_again(stability: Stability, solution: Solution) -> list[str]:
    """In how many reruns each segment held, and the word for it; nothing to say of those who belong to none."""
    held, reruns = stability.found_again(setting("stable_segment")), len(stability.again)
    said = [
        f"{t('{held} of {count}', held=n, count=reruns)} · {grade_word(overlap)}"
        for n, overlap in zip(held, stability.segments, strict=True)
    ]
    return said + [MISSING] * (solution.k - len(said))


def grade_word(overlap: float) -> str:
    """How surely a segment comes again on other samples, in a word or two."""
    return {
        "very_stable": t("very stable"), "stable": t("stable"), "pattern": t("borders move"),
        "doubtful": t("doubtful"), "dissolved": t("falls apart"),
    }[segment_grade(overlap)]  # fmt: skip


def _pending(known: Trust, solution: Solution) -> list[str]:
    """Not known yet, or nothing that another sample could change."""
    return ["…" if known.stability is None else MISSING] * solution.k


def _renamed(now: Opened, ids: tuple[str, ...], key: str) -> None:
    """Keep what was edited; an emptied name brings the proposed one back."""
    for row, changes in st.session_state[key]["edited_rows"].items():
        fields = {field: (changes[field] or "").strip() for field in ("name", "note") if field in changes}
        if fields:
            services().workspace.save_segment(now.saved.id, ids[int(row)], **fields)


def hidden_means() -> str:
    """Why cells of a profile are hidden."""
    return t(
        "“{hidden}”: so that groups of fewer than {count} customers cannot be worked out.",
        hidden=words().text("hidden"),
        count=int(setting("min_cell_customers")),
    )


def profile_view(now: Opened, seen: Shown) -> None:
    """The profile table in short: what sets the segments apart best, with the way to all of it."""
    if seen.profile is None:
        st.skeleton(height=300)
        return
    modes = {"typical": t("Typical values"), "index": t("Index (all customers = 100)")}
    show = st.segmented_control(
        t("Show"), list(modes), format_func=modes.get, default="typical", required=True, key="profile-show",
        label_visibility="collapsed",
    )  # fmt: skip
    short = seen.profile[:SHORT]
    table = profile_table(short, seen.names, tuple(seen.solution.sizes.tolist()), show, words(), seen.as_of)
    headings = list(table.text.columns)
    wide = {name: st.column_config.TextColumn(name, help=md_escape(name), width=150) for name in headings[3:]}
    st.dataframe(
        table.styled(),
        hide_index=True,
        height="content",
        key="profile",
        column_config={headings[0]: st.column_config.TextColumn(headings[0], pinned=True), **wide},
    )
    st.caption(
        t(
            "Medians; for categories the share of the value that differs most. "
            "Blue: more than all customers, orange: less, deeper = further; bold = a marker."
        )
    )
    if table.text.isin([words().text("hidden")]).to_numpy().any():
        st.caption(hidden_means())
    left_out = len(seen.profile) - len(short)
    label = t("Whole profile, cards and pictures")
    if left_out:
        label = tn("Whole profile: {count} more dimension, cards and pictures",
                   "Whole profile: {count} more dimensions, cards and pictures", left_out)  # fmt: skip
    st.page_link(PROFILE, label=label, icon=":material/table_chart:", query_params={"s": now.saved.id})
