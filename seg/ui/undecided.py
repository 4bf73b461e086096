"""Who could as well be elsewhere: how many of each segment, between which two, and where to get them as a list."""

from __future__ import annotations

import numpy as np
import streamlit as st

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.segments.doubts import Between, Doubts, between
from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import Opened
from seg.ui.session import say, t, tn, words
from seg.ui.shell import LISTS
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

MOST_PAIRS = 12
"""Pairs that are shown without scrolling."""
PRIORITY = 2


def doubts_of(now: Opened) -> Doubts | None:
    """Whose segment is in doubt, for the number that is shown; None while a worker looks."""
    key, arguments = kept.doubts_key(now.recipe), {"recipe": now.recipe.as_json()}
    fetch = lambda: cache.doubts(now.recipe)  # noqa: E731
    found = answer(key, fetch, "seg.tasks.segments:doubt", arguments, PRIORITY)
    return found[now.k] if found else None


def confidence_means() -> str:
    """What confidence is, said wherever the word stands."""
    return t(
        "Confidence is how much nearer a customer is to the own segment than to the next: 0 lies on the border of two, "
        "100 in the middle of one."
    )


def undecided_means() -> str:
    """Whom the word undecided is for."""
    return t(
        "Undecided are customers with a confidence below {confidence} of 100, or of whom less than {known_share} is "
        "known of what forms the segments.",
        confidence=setting("undecided_confidence"),
        known_share=setting("enough_known_share"),
    )


def per_segment(seen: Shown, found: Doubts | None) -> list[str]:
    """How many are undecided in each segment, for the table of segments."""
    if found is None:
        return ["…"] * seen.solution.k
    counts = np.bincount(seen.solution.labels[found.undecided], minlength=seen.solution.k)
    shares = counts / np.maximum(seen.solution.sizes, 1)
    return [f"{words().number(int(n))} · {words().percent(s)}" for n, s in zip(counts, shares, strict=True)]


def undecided_view(now: Opened, seen: Shown, found: Doubts | None) -> None:
    """The pairs that the undecided lie between, and who else is in doubt; nothing where nobody is."""
    if found is None or not (found.undecided.any() or found.far.any()):
        return
    customers, undecided = len(seen.rows), int(found.undecided.sum())
    label = tn("Undecided: {count} of {customers} customers", "Undecided: {count} of {customers} customers",
               undecided, customers=customers)  # fmt: skip
    with st.expander(label, icon=":material/alt_route:", key="undecided"):
        st.caption(f"{undecided_means()} {confidence_means()}")
        if pairs := between(seen.solution.labels, found):
            _pairs_table(pairs, seen.names)
        for fact in (
            Fact.of("doubts.thin", count=int(found.thin.sum())),
            Fact.of("doubts.far", count=int(found.far.sum())),
        ):
            if fact["count"]:
                st.caption(f":material/info: {say(fact)}")
        with st.container(horizontal=True):
            _to_the_list(now, "undecided", undecided, t("Take the undecided as a list"))
            _to_the_list(now, "far", int(found.far.sum()), t("Take those far out as a list"))


def _to_the_list(now: Opened, only: str, count: int, label: str) -> None:
    if count:
        st.page_link(LISTS, label=label, icon=":material/download:", query_params={"s": now.saved.id, "only": only})


def _pairs_table(pairs: tuple[Between, ...], names: tuple[str, ...]) -> None:
    most = pairs[0].count
    table = {
        "first": [names[pair.first] for pair in pairs],
        "second": [names[pair.second] for pair in pairs],
        "customers": [words().number(pair.count) for pair in pairs],
        "bar": [pair.count / most for pair in pairs],
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(pairs) <= MOST_PAIRS else 36 * MOST_PAIRS,
        key="undecided-pairs",
        column_config={
            "first": st.column_config.TextColumn(t("Between"), width=290),
            "second": st.column_config.TextColumn(t("and"), width=290),
            "customers": st.column_config.TextColumn(t("Customers"), width="small", alignment="right"),
            "bar": st.column_config.ProgressColumn(" ", width=110, format=" ", color="gray"),
        },
    )
