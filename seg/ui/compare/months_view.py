"""The groups month by month: lines, what rises or falls, the same month a year before, and the seasons."""

from __future__ import annotations

import streamlit as st

from seg.core.dataset import Dataset
from seg.core.events import EventTable, Part
from seg.data.events.choices import Choices
from seg.data.events.offered import currency_unclear
from seg.segments.over_time import ACTIVE, AMOUNT, MEASURES, ORDERS, OverTime
from seg.tasks.outcomes import months_key
from seg.ui import cache
from seg.ui.charts.months import Line, months_figure, value_ticks
from seg.ui.compare.chosen import Groups, chosen_groups, remember, remembered
from seg.ui.compare.month_rows import lines, month_labels, season_table, trends_table, value_in
from seg.ui.opened import Opened, key
from seg.ui.session import t, words
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

PRIORITY = 2


def _counted_here(dataset: Dataset) -> dict[str, EventTable]:
    """The tables of events with times that lie in the workspace, by name."""
    return {table.name: table for table in dataset.tables if table.events and table.has(Part.TIME)}


def has_months(now: Opened) -> bool:
    return bool(_counted_here(now.dataset))


def months_view(now: Opened, seen: Shown) -> None:
    """Table, measure and groups, and what a worker counts of them."""
    with st.container(horizontal=True, key="compare-asked"):
        table = _chosen_table(now)
        measure = _chosen_measure(now, table)
    groups = chosen_groups(now, seen)
    if groups is None:
        return
    found = _found(groups, table.name, measure)
    if found is None:
        st.skeleton(height=360)
        return
    if not found.months:
        st.info(t("There is no whole month of events yet."), icon=":material/calendar_month:")
        return
    _told(found, groups)


def _chosen_table(now: Opened) -> EventTable:
    tables = _counted_here(now.dataset)
    widget, asked = key(now, "compare-events"), remembered("events")
    name = st.selectbox(
        t("Events"), list(tables), index=list(tables).index(asked) if asked in tables else 0,
        format_func=words().events, key=widget, on_change=lambda: remember(events=st.session_state[widget]),
        width=300,
    )  # fmt: skip
    return tables[name]


def _chosen_measure(now: Opened, table: EventTable) -> str:
    unclear = currency_unclear(table, Choices.of(now.recipe.events))
    offered = [each for each in MEASURES if each != AMOUNT or (table.has(Part.VALUE) and not unclear)]
    named = {AMOUNT: t("Money per customer"), ORDERS: t("{events} per customer", events=words().events(table.name)),
             ACTIVE: t("Share of active customers")}  # fmt: skip
    widget, asked = key(now, f"compare-measure/{table.name}"), remembered("measure")
    return st.selectbox(
        t("Measure"), offered, index=offered.index(asked) if asked in offered else 0, format_func=named.get,
        key=widget, on_change=lambda: remember(measure=st.session_state[widget]), width=300,
    )  # fmt: skip


def _found(groups: Groups, table: str, measure: str) -> OverTime | None:
    kept_as = months_key(groups.asked, table, measure)
    arguments = groups.asked.as_json() | {"table": table, "measure": measure}
    return answer(
        kept_as, lambda: cache.months(kept_as), "seg.tasks.outcomes:months", arguments, PRIORITY, at_once=True
    )


def _told(found: OverTime, groups: Groups) -> None:
    dark = st.context.theme.type == "dark"
    drawn = lines(found, groups.names, groups.colours(dark), words())
    st.plotly_chart(_figure(drawn, found, dark), key="compare-months", config={"displayModeBar": False},
                    alt=t("A line for each group, month by month."))  # fmt: skip
    trends = trends_table(found, groups.names, words())
    st.dataframe(trends, hide_index=True, height="content", key="compare-trends", column_config=_columns(trends))
    if season := season_table(found, groups.names, words()):
        st.markdown(f"**{t('Seasons')}**")
        st.dataframe(season, hide_index=True, height="content", key="compare-seasons",
                     column_config={"group": st.column_config.TextColumn(t("Group"), width=190)})  # fmt: skip
        st.caption(t("100 is an average month of that group, without what rises or falls over the years."))
    st.caption(_means(found))


def _figure(drawn: tuple[Line, ...], found: OverTime, dark: bool):
    highest = max((value for line in drawn for value in line.values if value is not None), default=0.0)
    ticks = {at: value_in(found, at, words()) for at in value_ticks(highest)}
    return months_figure(drawn, month_labels(found, words()), ticks, dark)


def _means(found: OverTime) -> str:
    told = [
        t("The customers of a group are the same in every month: those who are in it today."),
        t("Groups that were made of what customers did are apart in these months by the way they were made: look at "
          "how each of them moves."),
        t("Months that are not over are left out, and so is what fewer than ten customers of a group did."),
    ]  # fmt: skip
    return " ".join(told)


def _columns(trends: dict[str, list[str]]) -> dict:
    right = {"alignment": "right"}
    known = {
        "group": st.column_config.TextColumn(t("Group"), width=190),
        "customers": st.column_config.TextColumn(t("Customers"), width=90, **right),
        "trend": st.column_config.TextColumn(
            t("Change in a year"), width=190, **right,
            help=t("The typical change from month to month, times twelve, with the range that holds the true one in 95 "
                   "of 100 cases (Theil and Sen). From two years on, only the same months are compared."),
        ),
        "chance": st.column_config.TextColumn(
            t("By chance?"), width=110,
            help=t("How often chance alone would bring such a rise or fall about, with all groups counted (Mann and "
                   "Kendall)."),
        ),
        "last": st.column_config.TextColumn(t("Last month"), width=110, **right),
        "before": st.column_config.TextColumn(t("A year before"), width=110, **right),
        "change": st.column_config.TextColumn(t("Difference"), width=90, **right),
    }  # fmt: skip
    return {name: column for name, column in known.items() if name in trends}
