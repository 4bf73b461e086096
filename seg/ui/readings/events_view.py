"""Events on the page of data: what each row is, which column says what about an event, and events beside customers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from seg.core.attached import Attached
from seg.core.columns import Column, Kind
from seg.core.errors import SegError
from seg.core.events import About, Part
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.data.events.parts import offered_for, table_name
from seg.store.readings import ReadingState
from seg.ui.readings.changes import as_events, detach
from seg.ui.services import services
from seg.ui.session import say, session, t, today, words
from seg.ui.words.escape import md_escape
from seg.ui.work import told

ACROSS = 4
"""Choices side by side."""
MAIN_PARTS = (Part.TIME, Part.VALUE, Part.ORDER, Part.TYPE, Part.CHANNEL, Part.CATEGORY, Part.PRODUCT)
"""What most tables have: asked for at once, everything else where it is known or wanted."""


def row_is(reading_id: str, state: ReadingState, busy: bool) -> None:
    """Whether each row is a customer or something that a customer did, where the table can be either."""
    if state.attached and state.as_events is None:
        return
    options = {"customer": t("A customer"), "event": t("Something a customer did")}
    st.segmented_control(
        t("Each row is"),
        list(options),
        default="event" if state.as_events else "customer",
        format_func=options.get,
        key=f"row-is/{reading_id}/{state.version}",
        required=True,
        disabled=busy,
        on_change=_row_is,
        args=(reading_id, f"row-is/{reading_id}/{state.version}"),
    )


def _row_is(reading_id: str, key: str) -> None:
    as_events(reading_id, st.session_state[key] == "event")


def events_alone(reading_id: str, state: ReadingState, busy: bool) -> None:
    """How a table is understood whose rows are events; nothing for one of customers."""
    if state.as_events is None:
        return
    with st.container(border=True, key="as-events", gap="small"):
        st.markdown(
            f":material/event: **{t('What each column says about an event')}** "
            + t("The customers are those who appear here, unless a list of customers takes these events along.")
        )
        change = _saver(reading_id, lambda now, made: replace(now, as_events=made))
        _mapping(f"alone/{reading_id}/{state.version}", state.as_events, state.columns, busy, change)
        _times(reading_id, state, dict(state.as_events.parts).get(Part.TIME))


def events_beside(reading_id: str, state: ReadingState, busy: bool) -> None:
    """The events that lie beside the customers of a reading; nothing where none do."""
    if not state.attached:
        return
    with st.container(border=True, key="events-beside", gap="small"):
        st.markdown(f":material/event: **{t('Events of these customers')}**")
        for each in state.attached:
            _beside(reading_id, state, each, busy)
        if state.as_events is None:
            st.toggle(
                t("Customers who have events but are not in this list are customers too"),
                state.everyone,
                key=f"everyone/{reading_id}/{state.version}",
                disabled=busy,
                on_change=_everyone,
                args=(reading_id, f"everyone/{reading_id}/{state.version}"),
            )


def _beside(reading_id: str, state: ReadingState, each: Attached, busy: bool) -> None:
    other = services().workspace.reading(each.reading)
    title = f"**{md_escape(words().events(each.name))}** · {md_escape(other.reading.file_name)} · " + _summary(each)
    with st.expander(title, key=f"beside/{reading_id}/{each.reading}"):
        change = _saver(reading_id, lambda now, made: replace(now, attached=_with(now.attached, made)))
        _mapping(f"beside/{reading_id}/{each.reading}/{state.version}", each, other.columns, busy, change)
        _times(each.reading, other, dict(each.parts).get(Part.TIME))
        st.button(
            t("Take these events out again"),
            key=f"detach/{reading_id}/{each.reading}",
            icon=":material/remove:",
            type="tertiary",
            disabled=busy,
            on_click=detach,
            args=(reading_id, each.reading),
        )


def _with(attached: tuple[Attached, ...], made: Attached) -> tuple[Attached, ...]:
    return tuple(made if each.reading == made.reading else each for each in attached)


def _summary(each: Attached) -> str:
    """The parts that are known, at a glance."""
    return words().listing(words().name_of(part) for part, _ in each.parts if part is not Part.CUSTOMER) or t(
        "no details"
    )


def _mapping(
    key: str, each: Attached, columns: tuple[Column, ...], busy: bool, change: Callable[[Attached], None]
) -> None:
    """What the table is about, and the column of every part: each choice is kept at once."""
    known = dict(each.parts)
    more = st.session_state.get(f"{key}/more", False)
    shown = [part for part in Part if part is not Part.CUSTOMER and (more or part in known or part in MAIN_PARTS)]
    fields = st.columns(ACROSS)
    with fields[0]:
        _about(key, each, busy, change)
    for at, part in enumerate((Part.CUSTOMER, *shown), 1):
        with fields[at % ACROSS]:
            _part(f"{key}/{part.value}", each, part, known.get(part), columns, busy, change)
    st.toggle(t("More that a column can say"), key=f"{key}/more")


def _times(reading_id: str, state: ReadingState, label: str | None) -> None:
    """Times that cannot be read, and those that lie ahead; nothing until a worker has looked."""
    column = next((column for column in state.columns if column.label == label and column.kind is Kind.DATE), None)
    if column is None:
        return
    key = fingerprint("times", reading_id, state.version, column.label, column.date_format, today())
    found = told(key, "seg.tasks.imports:times", {"reading": reading_id, "column": column.label, "today": today()})
    if found and found["facts"]:
        st.caption("  \n".join(f":material/schedule: {say(Fact.from_json(fact))}" for fact in found["facts"]))


def _about(key: str, each: Attached, busy: bool, change: Callable[[Attached], None]) -> None:
    def chosen() -> None:
        about = st.session_state[f"{key}/about"]
        named = each.name if about is About.OTHER else table_name(about, each.name)
        change(replace(each, about=about, name=named))

    st.selectbox(
        t("About"),
        list(About),
        list(About).index(each.about),
        format_func=words().name_of,
        key=f"{key}/about",
        disabled=busy,
        on_change=chosen,
        help=t("It decides which dimensions are offered, and what they are called."),
    )


def _part(
    key: str,
    each: Attached,
    part: Part,
    label: str | None,
    columns: tuple[Column, ...],
    busy: bool,
    change: Callable[[Attached], None],
) -> None:
    def chosen() -> None:
        given = st.session_state[key]
        if part is Part.CUSTOMER:
            change(replace(each, customer=given))
            return
        others = tuple((other, known) for other, known in each.parts if other is not part)
        change(replace(each, parts=(*others, *(((part, given),) if given else ()))))

    options = [column.label for column in offered_for(part, columns)]
    if label and label not in options:
        options.append(label)
    st.selectbox(
        words().name_of(part),
        options,
        options.index(label) if label else None,
        key=key,
        placeholder=t("None"),
        disabled=busy or not options,
        on_change=chosen,
    )


def _saver(reading_id: str, changed: Callable[[ReadingState, Attached], ReadingState]) -> Callable[[Attached], None]:
    def save(made: Attached) -> None:
        _update(reading_id, lambda now: changed(now, made))

    return save


def _everyone(reading_id: str, key: str) -> None:
    _update(reading_id, lambda now: replace(now, everyone=st.session_state[key]))


def _update(reading_id: str, change: Callable[[ReadingState], ReadingState]) -> None:
    """Keep a change of the reading as it is now; said where somebody else was first."""
    try:
        workspace = services().workspace
        workspace.update_reading(reading_id, change(workspace.reading(reading_id)))
    except SegError as problem:
        session().notices.append(problem.fact)
