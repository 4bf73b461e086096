"""The groups month by month: lines, what rises or falls, the same month a year before, and the seasons."""

from __future__ import annotations

import streamlit as st

from seg.segments.over_time import OverTime
from seg.segments.over_time_sentences import Setting, missing, who
from seg.tasks.by_month import months_key
from seg.ui import cache
from seg.ui.charts.months import Border, Line, months_figure, value_ticks
from seg.ui.compare.chosen import Groups, chosen_groups
from seg.ui.compare.month_rows import lines, month_labels, season_table, trends_table, value_in
from seg.ui.compare.months_asked import chosen_day, chosen_measure, chosen_table, counted_here
from seg.ui.opened import Opened
from seg.ui.session import say, t, words
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

PRIORITY = 2


def has_months(now: Opened) -> bool:
    return bool(counted_here(now.dataset))


def months_view(now: Opened, seen: Shown) -> None:
    """Table, measure, day and groups, and what a worker counts of them."""
    with st.container(horizontal=True, key="compare-asked"):
        table = chosen_table(now)
        measure = chosen_measure(now, table)
        day = chosen_day(now, table)
    groups = chosen_groups(now, seen)
    if groups is None:
        return
    found = _found(groups, table.name, measure, day)
    if found is None:
        st.skeleton(height=360)
        return
    if not found.months:
        st.info(t("There is no whole month of events yet."), icon=":material/calendar_month:")
        return
    own = any(group.own for group in groups.asked.groups)
    _told(found, groups, Setting(
        groups.names, now.as_of, own, bool(now.recipe.filters), bool(now.dataset.dimensions)
    ))  # fmt: skip


def _found(groups: Groups, table: str, measure: str, day: str) -> OverTime | None:
    kept_as = months_key(groups.asked, table, measure, day)
    arguments = groups.asked.as_json() | {"table": table, "measure": measure, "day": day}
    return answer(
        kept_as, lambda: cache.months(kept_as), "seg.tasks.by_month:months", arguments, PRIORITY, at_once=True
    )


def _told(found: OverTime, groups: Groups, of: Setting) -> None:
    dark = st.context.theme.type == "dark"
    if found.members.refused:
        st.info(say(who(found, of)[0]), icon=":material/group_off:")
    drawn = lines(found, groups.names, groups.colours(dark), words())
    st.plotly_chart(_figure(drawn, found, dark), key="compare-months", config={"displayModeBar": False},
                    alt=t("A line for each group, month by month."))  # fmt: skip
    st.caption(" ".join(say(fact) for fact in who(found, of)[bool(found.members.refused) :]))
    trends = trends_table(found, groups.names, words())
    st.dataframe(trends, hide_index=True, height="content", key="compare-trends", column_config=_columns(trends))
    if season := season_table(found, groups.names, words()):
        st.markdown(f"**{t('Seasons')}**")
        named = {"group": st.column_config.TextColumn(t("Group"), width=300, pinned=True)}
        st.dataframe(season, hide_index=True, height="content", key="compare-seasons", column_config=named)
        st.caption(t("100 is an average month of that group, without what rises or falls over the years."))
    st.caption(" ".join(say(fact) for fact in missing(found, of)))


def _figure(drawn: tuple[Line, ...], found: OverTime, dark: bool):
    values = [value for line in drawn for value in line.values if value is not None] or [0.0]
    ticks = {at: value_in(found, at, words()) for at in value_ticks(max(values), min(values))}
    day = found.members.day
    border = Border(found.before, words().text("Members as of {as_of_date}", as_of_date=day)) if day else None
    return months_figure(drawn, month_labels(found, words()), ticks, dark, border)


def _columns(trends: dict[str, list[str]]) -> dict:
    right = {"alignment": "right"}
    known = {
        "group": st.column_config.TextColumn(t("Group"), width=300),
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
