"""The day that everything is counted to, and how many events that makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from seg.core.dataset import Dataset
from seg.core.derived import Derivation
from seg.core.recipe import Recipe
from seg.ui.dimensions.changes import change
from seg.ui.dimensions.glances import Known
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words
from seg.ui.words.escape import md_escape

AHEAD = timedelta(days=366)
"""How long after the latest event one may still count to."""


def as_of_control(now: Opened, known: Known) -> None:
    """The day, the way back to the latest, and what counts up to it. Nothing where there are no dates."""
    if not now.latest_date:
        return
    latest, name = now.latest_date, key(now, "as-of")
    day = date.fromisoformat(now.as_of)
    st.session_state[name] = day
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", wrap=False):
        st.date_input(
            t("Count up to"),
            key=name,
            min_value=min(day, first_day(now.dataset)),
            max_value=max(day, date.fromisoformat(latest) + AHEAD),
            format="YYYY-MM-DD",
            width=170,
            help=t("The last day that counts: days since, ages and stages are those of this day."),
            on_change=_picked,
            args=(now, name),
        )
        st.button(
            t("Latest: {latest_date}", latest_date=latest),
            key=key(now, "as-of-latest"),
            icon=":material/event_upcoming:",
            disabled=not now.recipe.as_of,
            on_click=_save,
            args=(now, latest),
        )
        if now.dataset.tables:
            st.caption(_counted(now, known), width="stretch")


def first_day(dataset: Dataset) -> date:
    """The earliest event; without events, long before anybody was a customer."""
    days = [table.earliest_date for table in dataset.tables if table.earliest_date]
    return date.fromisoformat(min(days)) if days else date(1900, 1, 1)


def counted_to(recipe: Recipe, day: str, latest: str) -> Recipe:
    """The recipe counted to that day; the latest one is left out, so that it follows the data."""
    return replace(recipe, as_of="" if day == latest else day)


def _picked(now: Opened, name: str) -> None:
    """A day that was emptied is the one before."""
    if picked := st.session_state[name]:
        _save(now, picked.isoformat())


def _save(now: Opened, day: str) -> None:
    change(now, lambda recipe: counted_to(recipe, day, now.latest_date))


def _counted(now: Opened, known: Known) -> str:
    """How many events of each table count, and of how many customers; dots until it is known."""
    parts = []
    for table in now.dataset.tables:
        seen = known.glances.get(Derivation.of(table.name, "frequency").label)
        told = t("of {customers}", customers=_customers(seen.having)) if seen else ""
        number = words().number(seen.total) if seen else "…"
        parts.append(f"**{number}** {md_escape(words().events(table.name))} {told}".rstrip())
    return " · ".join(parts)


def _customers(count: int) -> str:
    return tn("{count} customer", "{count} customers", count)
