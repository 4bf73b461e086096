"""How the tables that were brought belong together, and joining two of them."""

from __future__ import annotations

import streamlit as st

from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.data.joins.join import Join
from seg.store.readings import ReadingRow
from seg.ui.readings.changes import attach, join
from seg.ui.services import services
from seg.ui.session import say, t
from seg.ui.work import told

MOST_TABLES = 8
"""Tables that are looked at together: more are too many to see how they belong together."""


def joins_view(rows: tuple[ReadingRow, ...], chosen: str, busy: bool) -> None:
    """What one row of the chosen table is, and its joins with the other tables; nothing for a table alone."""
    if len(rows) < 2:
        return
    newest = [row.id for row in rows[:MOST_TABLES]]
    looked_at = newest if chosen in newest else [chosen, *newest[:-1]]
    states = {row.id: (row.id, row.created, row.version) for row in rows}
    key = fingerprint("joins", [states[reading] for reading in looked_at])
    found = told(key, "seg.tasks.imports:joins", {"readings": looked_at})
    if found is None:
        return
    alone = {reading for reading in looked_at if services().workspace.reading(reading).as_events}
    mine = [
        _seen_from(chosen, each)
        for each in found["joins"]
        if chosen in (each["left"], each["right"]) and not _is_part_of(chosen, each)
    ]
    if not mine and services().workspace.reading(chosen).attached:
        return
    likely = [each for each in mine if each[2].certainty != "unsure"]
    label = t("How it belongs to the other tables ({count})", count=len(likely))
    with st.expander(label, icon=":material/join_inner:", expanded=bool(likely)):
        st.markdown(" ".join(say(Fact.from_json(fact)) for fact in found["rows"].get(chosen, ())))
        if not mine:
            st.caption(t("No ids in common with the other tables that wait here."))
        events = [right for left, right, found in likely if left == chosen and _is_events(left, right, found, alone)]
        if len(events) > 1:
            st.button(
                t("Take all {count} tables as events", count=len(events)),
                key=f"attach-all/{chosen}",
                icon=":material/playlist_add:",
                disabled=busy,
                on_click=attach,
                args=(chosen, events),
            )
        for each in likely:
            _join(*each, alone, busy)
        unlikely = [each for each in mine if each not in likely]
        if unlikely and st.toggle(t("Show what is unlikely ({count})", count=len(unlikely)), key=f"unlikely/{chosen}"):
            for each in unlikely:
                _join(*each, alone, busy)


def _is_part_of(chosen: str, each: dict) -> bool:
    """Whether the other table of a join is a part of the chosen one, or lies beside it already."""
    state = services().workspace.reading(chosen)
    return bool({each["left"], each["right"]} & {*state.parts, *(laid.reading for laid in state.attached)})


def _seen_from(chosen: str, each: dict) -> tuple[str, str, Join]:
    """The two readings and their join, with the chosen one on the left where that way round gives anything."""
    left, right, found = each["left"], each["right"], Join.from_json(each["join"])
    if (chosen == right and found.turned.proposal != "none") or found.proposal == "none":
        return right, left, found.turned
    return left, right, found


def _is_events(left: str, right: str, found: Join, alone: set[str]) -> bool:
    """Whether the right table is events of the customers of the left one, or both are events of the same."""
    return found.proposal == "events" or right in alone


def _join(left: str, right: str, found: Join, alone: set[str], busy: bool) -> None:
    """What is proposed, the button that does it, and everything that was found."""
    proposed, *more = found.facts
    with st.container(border=True, key=f"join-{left}-{right}"):
        text, button = st.columns([9, 2], vertical_alignment="center")
        if right in alone and found.proposal == "columns":  # nobody did it twice, but it is something that was done
            proposed = Fact.of("join.proposes_events", left=found.left.table, right=found.right.table)
        elif {left, right} <= alone:
            proposed = Fact.of("join.both_events", left=found.left.table, right=found.right.table)
        text.markdown(say(proposed))
        if _is_events(left, right, found, alone):
            with button:
                st.button(
                    t("Take as events"),
                    key=f"attach/{left}/{right}",
                    icon=":material/event:",
                    disabled=busy,
                    on_click=attach,
                    args=(left, [right]),
                )
        elif found.proposal == "columns":
            with button:
                st.button(
                    t("Join"),
                    key=f"join/{left}/{right}",
                    icon=":material/join_inner:",
                    disabled=busy,
                    on_click=join,
                    args=(left, right, found.as_json()),
                )
        st.caption(" ".join(say(fact) for fact in more))
