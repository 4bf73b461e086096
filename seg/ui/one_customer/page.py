"""The page of one customer: who it is, their dimensions beside their time line, and all their events."""

from __future__ import annotations

from datetime import date

import numpy as np
import streamlit as st

from seg.core.derived import Derivation
from seg.core.fingerprint import fingerprint
from seg.data.events.of_customer import COUNTING, History
from seg.tasks.dimensions import Counting
from seg.tasks.one_customer import Seen, look_key
from seg.ui import cache
from seg.ui.charts.palette import segment_colour
from seg.ui.charts.time_line import COUNTS, OUT, TAKEN_OFF, Texts, time_line
from seg.ui.one_customer import events_told
from seg.ui.one_customer.chooser import chooser, chosen_row, customer_ids, named
from seg.ui.one_customer.dimension_rows import DimensionRow, dimension_row
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import t, tn, words
from seg.ui.shell import SEGMENTS
from seg.ui.solution_shown import Shown, shown
from seg.ui.words.escape import md_escape
from seg.ui.work import answer, told

SWATCH = "<svg xmlns='http://www.w3.org/2000/svg' width='18' height='18'><rect width='18' height='18' rx='5' fill='{}'/></svg>"


def one_customer(now: Opened) -> None:
    """Everything about one customer. Segments are shown where they are computed, and not computed here."""
    seen = None
    if cache.solutions(now.recipe):
        seen, now = shown(now)
    chooser(now, seen)
    row = chosen_row(now, seen)
    if row is None:
        st.skeleton(height=420)
        return
    found = _looked_at(now, seen, row)
    _who(now, seen, row, found)
    if found is None:
        st.skeleton(height=420)
        return
    if not now.dataset.tables:
        _dimensions(now, found)
        st.caption(t("This data has no events: there is no time line."))
        return
    left, right = st.columns([5, 7], gap="large")
    with left:
        _dimensions(now, found)
    with right:
        _time_line(now, found)
    _events(now, found.history)


def _looked_at(now: Opened, seen: Shown | None, row: int) -> Seen | None:
    """What a worker sees of the customer, with the dimensions that are there by now; the others are asked for."""
    waiting = _underived(now)
    labels = [label for label in now.recipe.dimensions if label not in waiting]
    k = seen.solution.k if seen else None
    arguments = {"recipe": now.recipe.as_json(), "row": row, "k": k, "labels": labels}
    raw = told(look_key(now.recipe, row, k, labels), "seg.tasks.one_customer:look", arguments)
    return Seen.from_json(raw) if raw else None


def _underived(now: Opened) -> tuple[str, ...]:
    """Dimensions of the recipe that are not derived from the events yet, with a worker on them."""
    counting = Counting.of(now.dataset, now.recipe)
    names = {table.name for table in now.dataset.tables}
    own = {column.label for column in now.dataset.columns}
    from_events = [
        label for label in now.recipe.dimensions
        if label not in own and (derivation := Derivation.parse(label)) and derivation.table in names
    ]  # fmt: skip

    def missing() -> tuple[str, ...]:
        return tuple(label for label in from_events if not services().workspace.has_result(counting.key(label)))

    if wanted := missing():
        arguments = {**counting.as_json(), "labels": list(wanted)}
        key = fingerprint("dimensions", arguments)
        answer(key, lambda: not missing() or None, "seg.tasks.dimensions:derive", arguments)
    return missing()


def _who(now: Opened, seen: Shown | None, row: int, found: Seen | None) -> None:
    """The id, the segment, and how surely the customer belongs there."""
    customer = customer_ids(now)[row].as_py()
    with st.container(border=True, gap="small", key="who"):
        st.subheader(t("Customer {id}", id="{id}").replace("{id}", named(customer)), anchor=False)
        if seen is None:
            st.markdown(t("The segments are not computed yet. They are on the page Segments."))
            st.page_link(SEGMENTS, label=t("Open the segments"), query_params={"s": now.saved.id})
            return
        at = int(np.searchsorted(seen.rows, row))
        if at == len(seen.rows) or seen.rows[at] != row:
            st.markdown(t("In no segment: left out by a filter, or not a customer yet on the as-of date."))
            return
        label = int(seen.solution.labels[at])
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _swatch(seen, label)
            st.markdown(f"**{md_escape(seen.names[label])}**")
            st.caption(_confidence(int(seen.solution.confidence[at])))
        if found and found.neighbour is not None:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(t("The nearest other segment:"))
                _swatch(seen, found.neighbour)
                st.caption(md_escape(seen.names[found.neighbour]))


def _swatch(seen: Shown, label: int) -> None:
    st.image(SWATCH.format(segment_colour(seen.colours[label], dark=_is_dark())), width=18)


def _is_dark() -> bool:
    return st.context.theme.type == "dark"


def _confidence(confidence: int) -> str:
    return t("Confidence {confidence} of 100. At 0, the customer lies on the border to another segment.",
             confidence=confidence)  # fmt: skip


def _dimensions(now: Opened, found: Seen) -> None:
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
    if waiting := [label for label in now.recipe.dimensions if label not in standings]:
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
        height=36 * (len(rows) + 1) + 2,
        column_config={
            "name": st.column_config.TextColumn(t("Dimension"), width=190),
            "value": st.column_config.TextColumn(t("This customer"), width=110),
            "place": st.column_config.ProgressColumn(" ", width=60, format=" ", min_value=0, max_value=100, color="gray"),
            "told": st.column_config.TextColumn(
                t("Among all"), width=130,
                help=t("Where the customer lies among all of whom it is known: full is the most, or the latest."),
            ),
        },
    )  # fmt: skip


def _time_line(now: Opened, found: Seen) -> None:
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
    figure = time_line(lanes, date.fromisoformat(now.as_of), windows, texts, words(), _is_dark())
    st.plotly_chart(
        figure,
        key="time-line",
        config={"displayModeBar": False},
        alt=t("The events of this customer over time. The same events are in the table below."),
    )
    if untimed := events_told.untimed(found.history):
        st.caption(tn("{count} event has no time and is in the table only.",
                      "{count} events have no time and are in the table only.", untimed))  # fmt: skip


def _events(now: Opened, history: History) -> None:
    """All events, the latest first, and what the rules mean that they met."""
    st.subheader(t("Events"), anchor=False)
    if not history.count:
        st.caption(t("This customer did nothing that is in the data."))
        return
    counting = sum(count for _, outcome, count in history.outcomes if outcome in COUNTING)
    st.caption(_counted(history.count, counting))
    events = history.events[: events_told.MOST_ROWS]
    rows = events_told.event_rows(events, now.dataset.tables, Counting.of(now.dataset, now.recipe).choices, words())
    st.dataframe(rows, hide_index=True, height=min(36 * (len(events) + 1) + 2, 480), key="events")
    for reason in events_told.reasons(history, words()):
        st.caption(reason)


def _counted(count: int, counting: int) -> str:
    said = [tn("{count} row", "{count} rows", count), tn("{count} counts", "{count} count", counting)]
    if count > events_told.MOST_ROWS:
        said.append(t("the latest {shown} are shown", shown=events_told.MOST_ROWS))
    return " · ".join(said)
