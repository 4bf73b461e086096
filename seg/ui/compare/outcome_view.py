"""How the groups differ in an outcome: the answer, a picture, a table, and what could be behind it."""

from __future__ import annotations

import streamlit as st

from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison
from seg.segments.outcomes.measured import DATE, TIME
from seg.segments.outcomes.sentences import answer as answer_of
from seg.segments.outcomes.sentences import circular, limits
from seg.segments.outcomes.yardsticks import RANK
from seg.tasks.outcomes import outcome_key
from seg.ui import cache
from seg.ui.address import remembered
from seg.ui.charts.curves import curves_figure
from seg.ui.charts.intervals import Axis, axis_ticks, intervals_figure
from seg.ui.compare.chosen import AskedOutcome, Groups, chosen_groups, chosen_outcome, chosen_reference
from seg.ui.compare.numbers import one, shown_in, unit_of
from seg.ui.compare.rows import curves, spans, table
from seg.ui.compare.third_view import third_view
from seg.ui.opened import Opened
from seg.ui.session import say, t, words
from seg.ui.solution_shown import Shown
from seg.ui.work import answer

PRIORITY = 2


def outcome_view(now: Opened, seen: Shown) -> None:
    """Outcome and groups, and what a worker finds of them."""
    row = st.container(horizontal=True, key="compare-asked")
    with row:
        asked = chosen_outcome(now)
    groups = chosen_groups(now, seen)
    if groups is None:
        return
    inside = remembered("inside")
    inside = inside if inside in asked.columns and inside != asked.column.label else ""
    with row:
        against = chosen_reference(now, groups)
    found = comparison(groups, asked, inside, against)
    if found is None:
        st.skeleton(height=320)
        return
    _told(found, groups.names)
    if not found.told:
        return
    _picture(found, groups)
    third_view(now, found, groups.names, asked.columns)
    _table(found, groups.names)
    st.caption(" ".join(say(fact) for fact in limits(found, groups.names, shown_in(found, words()))))


def comparison(groups: Groups, asked: AskedOutcome, inside: str, against: int) -> Comparison | None:
    """What is kept, or None while a worker compares."""
    dimension = asked.column.label
    key = outcome_key(groups.asked, dimension, asked.since, inside, against)
    named = {"dimension": dimension, "since": asked.since, "inside": inside, "against": against}
    arguments = groups.asked.as_json() | named
    return answer(key, lambda: cache.comparison(key), "seg.tasks.outcomes:compared", arguments, PRIORITY, at_once=True)


def _told(found: Comparison, names: tuple[str, ...]) -> None:
    first, *rest = [say(fact) for fact in answer_of(found, names, shown_in(found, words()))]
    st.subheader(first, anchor=False)
    if rest:
        st.markdown(" ".join(rest))
    if note := circular(found):
        st.caption(say(note))


def _picture(found: Comparison, groups: Groups) -> None:
    dark = st.context.theme.type == "dark"
    drawn = spans(found, groups.names, groups.colours(dark), words())
    gap = found.main[0]
    other = t("all others") if gap.against == EVERYBODY_ELSE else groups.names[gap.against]
    plain = {"group": other, "markdown": False}
    less, more = words().text("less than {group}", **plain), words().text("more than {group}", **plain)
    if found.form in (DATE, TIME):
        less, more = words().text("earlier than {group}", **plain), words().text("later than {group}", **plain)
    axis = Axis(_axis_title(found), gap.neutral, less, more)
    shown = shown_in(found, words())
    ticks = {at: one(found, at, gap.measure, words(), shown) for at in axis_ticks(drawn, axis)}
    st.plotly_chart(
        intervals_figure(drawn, axis, ticks, dark),
        key="compare-intervals",
        config={"displayModeBar": False},
        alt=" ".join(line for span in drawn for line in span.told),
    )
    if found.form == TIME:
        st.plotly_chart(
            curves_figure(curves(found, groups.names, groups.colours(dark)), t("Share to whom it has not happened yet"),
                          unit_of(found, gap.measure, words()) or found.since, words(), dark),
            key="compare-curves", config={"displayModeBar": False},
            alt=t("For each group, the share to whom it has not happened yet, as time goes by."),
        )  # fmt: skip


def _axis_title(found: Comparison) -> str:
    measure = found.main[0].measure
    unit = unit_of(found, measure, words()) or found.since
    what = t("How often theirs is the higher one") if measure == RANK else t("Difference")
    what = f"{what} ({unit})" if unit else what
    certain = t("the bar holds the true one in 95 of 100 cases")
    filled = t("filled: it leaves no room for none") if found.circular else t("filled: more than chance")
    return f"{what}; {filled}; {certain}"


def _table(found: Comparison, names: tuple[str, ...]) -> None:
    with st.expander(t("All numbers"), icon=":material/table_rows:", key="compare-table"):
        st.dataframe(
            table(found, names, words()),
            hide_index=True,
            height="content",
            key="compare-rows",
            column_config=_columns(),
        )


def _columns() -> dict:
    right = {"alignment": "right"}
    return {
        "group": st.column_config.TextColumn(t("Group"), width=300, pinned=True),
        "level": st.column_config.TextColumn(t("Value"), width=110),
        "customers": st.column_config.TextColumn(t("Customers"), width=80, **right),
        "one": st.column_config.TextColumn(t("Has"), width=90, **right),
        "against": st.column_config.TextColumn(t("Against"), width=105),
        "other": st.column_config.TextColumn(t("Have"), width=90, **right),
        "difference": st.column_config.TextColumn(t("Difference"), width=180, **right),
        "higher": st.column_config.TextColumn(
            t("Theirs is higher"), width=130, **right,
            help=t("Of one customer of each, how often that of the group is the higher one: half is no difference."),
        ),
        "chance": st.column_config.TextColumn(
            t("By chance?"), width=95,
            help=t("How often chance alone would bring such a difference about, with everything on this page counted."),
        ),
        "visible": st.column_config.TextColumn(
            t("Could be seen"), width=105, **right,
            help=t("The smallest difference that would have been found in 80 of 100 cases with these customers."),
        ),
    }  # fmt: skip
