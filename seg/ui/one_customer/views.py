"""What is known of one customer, as tables and a time line."""

from __future__ import annotations

from datetime import date

import streamlit as st

from seg.core.events import NUMBER_PARTS
from seg.data.events.of_customer import COUNTING, History
from seg.tasks.dimensions import Counting
from seg.tasks.one_customer import Seen
from seg.ui.charts.time_line import COUNTS, OUT, TAKEN_OFF, Texts, time_line
from seg.ui.one_customer import events_told
from seg.ui.one_customer.dimension_rows import DimensionRow, dimension_row
from seg.ui.opened import Opened
from seg.ui.session import t, tn, words

FEW_EVENTS = 12
"""So many are shown in full; more in a table that scrolls."""


def dimensions_view(now: Opened, found: Seen) -> None:
    """The dimensions that form the segments, then those that describe them."""
    columns = {column.label: column for column in now.dimensions}
    standings = {standing.label: standing for standing in found.standings if standing.label in columns}
    forming = [part.dimension for part in now.recipe.forming]
    describing = [label for label in now.recipe.describing if label not in forming]
    for heading, labels in ((t("What forms the segments"), forming), (t("What describes them"), describing)):
        rows = [dimension_row(columns[label], standings[label], words()) for label in labels if label in standings]
        if rows:
            st.markdown(f"**{heading}**")
            _dimension_table(rows)
    if waiting := [label for label in now.recipe.dimensions if label in columns and label not in standings]:
        st.caption(t("Still being counted: {dimensions}.", dimensions=tuple(waiting)))


def _dimension_table(rows: list[DimensionRow]) -> None:
    table = {
        "name": [row.name for row in rows],
        "value": [row.value for row in rows],
        "place": [row.place for row in rows],
        "told": [row.told for row in rows],
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        column_config={
            "name": st.column_config.TextColumn(t("Dimension"), width=185),
            "value": st.column_config.TextColumn(t("This customer"), width=110),
            "place": st.column_config.ProgressColumn(" ", width=60, format=" ", max_value=100, color="gray"),
            "told": st.column_config.TextColumn(
                t("Among all"), width=175,
                help=t("Where the customer lies among all of whom it is known: full is the most, or the latest."),
            ),
        },
    )  # fmt: skip


def time_line_view(now: Opened, found: Seen) -> None:
    """The events that have a time."""
    choices = Counting.of(now.dataset, now.recipe).choices
    lanes = events_told.lanes(found.history, now.dataset.tables, choices, words())
    if not lanes or not now.as_of:
        st.caption(t("These events have no time: there is no time line."))
        return
    windows = events_told.windows((standing.label for standing in found.standings), words())
    texts = Texts(
        {COUNTS: t("counts"), TAKEN_OFF: t("taken off"), OUT: t("does not count")},
        words().text("Counted up to {as_of_date}", as_of_date=now.as_of, markdown=False),
    )
    figure = time_line(
        lanes, date.fromisoformat(now.as_of), windows, texts, words(), dark=st.context.theme.type == "dark"
    )
    st.plotly_chart(
        figure,
        key="time-line",
        config={"displayModeBar": False},
        alt=t("The events of this customer over time. The same events are in the table below."),
    )
    if untimed := events_told.untimed(found.history):
        st.caption(tn("{count} event has no time and is in the table only.",
                      "{count} events have no time and are in the table only.", untimed))  # fmt: skip


def events_view(now: Opened, history: History) -> None:
    """All events, the latest first, and what the rules mean that they met."""
    st.subheader(t("Events"), anchor=False)
    if not history.count:
        st.caption(t("This customer did nothing that is in the data."))
        return
    counting = sum(count for _, outcome, count in history.outcomes if outcome in COUNTING)
    st.caption(_counted(history.count, counting))
    if in_utc := tuple(words().events(name) for name in events_told.in_utc(now.dataset.tables, now.recipe.events)):
        st.caption(t("Times that name a zone are shown in UTC: {events}.", events=in_utc))
    events = history.events[: events_told.MOST_ROWS]
    rows = events_told.event_rows(events, now.dataset.tables, Counting.of(now.dataset, now.recipe).choices, words())
    numbers = {events_told.part_named(part, words()) for part in NUMBER_PARTS} & rows.keys()
    shapes = {name: st.column_config.TextColumn(name, alignment="right") for name in numbers}
    shapes[t("Does it count?")] = st.column_config.TextColumn(t("Does it count?"), width=200)
    height = 480 if len(events) > FEW_EVENTS else "content"
    st.dataframe(rows, hide_index=True, height=height, column_config=shapes, key="events")
    for reason in events_told.reasons(history, words()):
        st.caption(reason)


def _counted(count: int, counting: int) -> str:
    said = [tn("{count} row", "{count} rows", count), tn("{count} counts", "{count} count", counting)]
    if count > events_told.MOST_ROWS:
        said.append(t("the latest {shown} are shown", shown=events_told.MOST_ROWS))
    return " · ".join(said)
