"""How good a solution is, in plain words: in a line over the map, and with its numbers below it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from seg.core.facts import Fact
from seg.segments.choice import Choice
from seg.ui import cache
from seg.ui.checking import Trust, trust
from seg.ui.opened import Opened, save
from seg.ui.session import say, session, t
from seg.ui.solution_shown import Shown

LINE_PIXELS = 48
DECIDES = 0.6
"""The share of what tells the segments apart at which one dimension decides nearly everything."""


def verdict_line(now: Opened, seen: Shown) -> Trust | None:
    """How good the solution is in a few words, and the suggested number of segments: a line that is as
    high from the first look on. None while nothing is known of it."""
    known = trust(now) if seen.settled else None
    grade = known.verdict(now, seen.solution).grade if known else "unknown"
    headline, icon, colour = headlines()[grade]
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="verdict-line",
        height=LINE_PIXELS, border=False,
    ):  # fmt: skip
        st.badge(headline, icon=icon, color=colour)
        if known and known.choice:
            _suggestion(now, known.choice)
    return known


def statement(now: Opened, seen: Shown, known: Trust) -> None:
    """Why the solution is called as good as it is, with the numbers."""
    facts = (*known.verdict(now, seen.solution).facts, *_driver(now, seen))
    with st.container(border=True, key="statement"):
        st.markdown(" ".join(say(fact) for fact in facts))


def headlines() -> dict[str, tuple[str, str, str]]:
    """The few words, icon and colour of every grade."""
    return {
        "natural": (t("Natural: these groups are in the data"), ":material/verified:", "green"),
        "reproducible": (t("Reproducible: the same segments come again"), ":material/check_circle:", "blue"),
        "constructed": (t("Constructed: another sample gives other segments"), ":material/warning:", "orange"),
        "ruled": (t("A rule of your own"), ":material/gavel:", "gray"),
        "unknown": (t("Being checked on other samples"), ":material/hourglass_top:", "gray"),
    }


def _driver(now: Opened, seen: Shown) -> tuple[Fact, ...]:
    """The sentence when one dimension decides everything."""
    found = cache.solutions(now.recipe)
    drivers = found.solutions.drivers[seen.solution.k] if found else {}
    if len(drivers) < 2:
        return ()
    name, most = max(drivers.items(), key=lambda item: item[1]["achieved"])
    if most["achieved"] < DECIDES:
        return ()
    return (Fact.of("quality.one_driver", dimension=name, achieved_share=most["achieved"]),)


def _suggestion(now: Opened, choice: Choice) -> None:
    if choice.k == now.k:
        return
    reason = t("The largest number of segments that holds on other samples.")
    if not choice.holds:
        reason = t("No number of segments holds on other samples; this one comes closest.")
    label = t("Suggested: {k} segments", k=choice.k) if choice.holds else t("Closest: {k} segments", k=choice.k)
    if st.button(label, key="take-suggested", icon=":material/lightbulb:", help=reason):
        take(now, choice.k)
        st.rerun()


def take(now: Opened, k: int) -> None:
    """Keep `k` as the number of segments; controls that hold another one are set anew."""
    save(now, replace(now.recipe, k=k))
    session().shown = ("", 0)
