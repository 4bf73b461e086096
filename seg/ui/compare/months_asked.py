"""What is looked at month by month: the events, the measure, and the day on which groups have their members."""

from __future__ import annotations

import streamlit as st

from seg.core.dataset import Dataset
from seg.core.events import EventTable, Part
from seg.data.events.by_month import Start, starts
from seg.data.events.choices import Choices
from seg.data.events.offered import currency_unclear
from seg.segments.over_time import ACTIVE, AMOUNT, MEASURES, ORDER_VALUE, ORDERS, PER_ACTIVE
from seg.ui.address import remember, remembered
from seg.ui.opened import Opened, key
from seg.ui.session import t, tn, words

LOOKING_BACK = "now"


def counted_here(dataset: Dataset) -> dict[str, EventTable]:
    """The tables of events with times that lie in the workspace, by name."""
    return {table.name: table for table in dataset.tables if table.events and table.has(Part.TIME)}


def chosen_table(now: Opened) -> EventTable:
    tables = counted_here(now.dataset)
    widget, asked = key(now, "compare-events"), remembered("events")
    name = st.selectbox(
        t("Events"), list(tables), index=list(tables).index(asked) if asked in tables else 0,
        format_func=words().events, key=widget, on_change=lambda: remember(events=st.session_state[widget]),
        width=240,
    )  # fmt: skip
    return tables[name]


def chosen_measure(now: Opened, table: EventTable) -> str:
    unclear = currency_unclear(table, Choices.of(now.recipe.events))
    money = table.has(Part.VALUE) and not unclear
    offered = [name for name, measure in MEASURES.items() if money or not measure.of_money]
    events = words().events(table.name)
    named = {
        AMOUNT: t("Money per customer"),
        ORDERS: t("{events} per customer", events=events),
        ACTIVE: t("Share of active customers"),
        ORDER_VALUE: t("Average order value"),
        PER_ACTIVE: t("{events} per active customer", events=events),
    }
    widget, asked = key(now, f"compare-measure/{table.name}"), remembered("measure")
    return st.selectbox(
        t("Measure"), offered, index=offered.index(asked) if asked in offered else 0, format_func=named.get,
        key=widget, on_change=lambda: remember(measure=st.session_state[widget]), width=300,
    )  # fmt: skip


def chosen_day(now: Opened, table: EventTable) -> str:
    """The day on which groups have their members, "" for the as-of day; no control where there is no other."""
    offered = {start.day: _named(start) for start in starts(table, now.as_of)}
    if not offered:
        return ""
    usual = next(iter(offered))
    offered[LOOKING_BACK] = t("{as_of_date}, looking back", as_of_date=now.as_of)
    widget, asked = key(now, f"compare-members/{table.name}/{now.as_of}"), remembered("members")
    day = st.selectbox(
        t("Members as of"), list(offered), index=list(offered).index(asked if asked in offered else usual),
        format_func=offered.get, key=widget, on_change=lambda: remember(members=st.session_state[widget]), width=320,
        help=t("Groups made of what customers did can be judged by the months after that day alone: whoever bought a "
               "lot before it is in a group for that."),
    )  # fmt: skip
    return "" if day == LOOKING_BACK else day


def _named(start: Start) -> str:
    return tn("{as_of_date}, then {count} month", "{as_of_date}, then {count} months", start.months,
              as_of_date=start.day)  # fmt: skip
