"""How good a solution is, in plain words, and which number of segments is suggested."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from seg.core.facts import Fact
from seg.pipeline import Checked, statement
from seg.tasks import kept
from seg.ui import cache
from seg.ui.opened import Opened, save
from seg.ui.session import say, session, t
from seg.ui.solution_shown import Shown
from seg.ui.work import answer


def quality_statement(now: Opened, seen: Shown) -> Checked | None:
    """How good the solution is, with its numbers; then the suggested number of segments."""
    checked = answer(
        kept.check_key(now.recipe), lambda: cache.checked(now.recipe), "seg.tasks.segments:check",
        {"recipe": now.recipe.as_json()}, 3,
    )  # fmt: skip
    grade, facts = statement(seen.solution, checked.by_k.get(now.k) if checked else None)
    headline, icon, colour = {
        "reproducible": (t("Holds: another sample gives the same segments"), ":material/verified:", "green"),
        "uncertain": (t("Partly holds: another sample moves some borders"), ":material/rule:", "orange"),
        "constructed": (t("Does not hold: another sample gives other segments"), ":material/warning:", "red"),
        "unknown": (t("Being checked on other samples"), ":material/hourglass_top:", "gray"),
    }[grade]
    with st.container(border=True, key="statement", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.badge(headline, icon=icon, color=colour)
            if checked:
                _suggestion(now, checked)
        st.markdown(" ".join(say(fact) for fact in (*facts, *_driver(now, seen))))
    return checked


def _driver(now: Opened, seen: Shown) -> tuple[Fact, ...]:
    """The sentence when one dimension decides everything."""
    found = cache.solutions(now.recipe)
    drivers = found.solutions.drivers[seen.solution.k] if found else {}
    if len(drivers) < 2:
        return ()
    name, most = max(drivers.items(), key=lambda item: item[1]["achieved"])
    if most["achieved"] < 0.6:
        return ()
    return (Fact.of("quality.one_driver", dimension=name, achieved_share=most["achieved"]),)


def _suggestion(now: Opened, checked: Checked) -> None:
    k = checked.suggested_k
    if k == now.k:
        return
    reason = t("The largest number of segments that holds on other samples.")
    if not checked.holds:
        reason = t("No number of segments holds on other samples; this one comes closest.")
    label = t("Suggested: {k} segments", k=k)
    if st.button(label, key="take-suggested", icon=":material/lightbulb:", help=reason):
        save(now, replace(now.recipe, k=k))
        session().shown = ("", 0)
        st.rerun()
