"""Segments of the team's own, listed under the map: looked at again, renamed, deleted and brought back."""

from __future__ import annotations

import streamlit as st

from seg.core.errors import SegError
from seg.data.events.offered import columns_for
from seg.segments.area import marked
from seg.store.own_segments import OwnSegment
from seg.ui.explain.said import rule_text
from seg.ui.opened import Opened
from seg.ui.selected.state import Masked, as_selection, hold
from seg.ui.services import services
from seg.ui.session import session, t, tn, words
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape


def own_segments(now: Opened, seen: Shown, picked: tuple[Masked, ...]) -> None:
    """One line each; nothing where there are none."""
    found = services().workspace.own_segments(now.saved.id)
    if not found and not session().deleted_own:
        return
    with st.container(gap="small", key="own-segments"):
        st.markdown(f"**{t('Segments of your own')}**")
        looked_at = {selection.own for selection, _ in picked}
        for segment in found:
            _line(now, seen, segment, segment.id in looked_at)
        _brought_back(now)


def _line(now: Opened, seen: Shown, segment: OwnSegment, looked_at: bool) -> None:
    inside = int(marked(services().workspace.own_members(segment.id), seen.rows).sum())
    customers = tn("{count} customer", "{count} customers", inside)
    told = [customers, t("{share} of all", share=inside / max(len(seen.rows), 1))]
    if inside < segment.count:
        told.append(t("{count} when it was saved", count=segment.count))
    if rule := _rule(now, segment):
        told.append(rule)
    with st.container(horizontal=True, vertical_alignment="center", key=f"own-segment-{segment.id}"):
        st.button(
            md_escape(segment.name), key=f"own-look/{segment.id}", icon=":material/bookmark:",
            type="secondary" if looked_at else "tertiary", on_click=hold, args=(now, (as_selection(segment),)),
        )  # fmt: skip
        st.caption(" · ".join(told), width="content")
        if segment.note:
            st.caption(md_escape(segment.note), width="content")
        _menu(segment)


def _rule(now: Opened, segment: OwnSegment) -> str:
    """The rule that they were found by, as Markdown; "" of others, and where a dimension of it is not there now."""
    conditions = segment.selection.conditions
    if segment.selection.kind != "rule":
        return ""
    try:
        columns = columns_for(now.dataset, now.recipe, (condition.dimension for condition in conditions))
    except SegError:  # the events do not give it any more
        return ""
    if any(condition.dimension not in columns for condition in conditions):
        return ""
    return md_escape(rule_text(conditions, columns, words(), columns))


def _menu(segment: OwnSegment) -> None:
    name, note = f"own-name/{segment.id}", f"own-note/{segment.id}"
    with st.popover(t("More"), icon=":material/more_horiz:", key=f"own-more/{segment.id}", type="tertiary"):
        st.text_input(t("Name"), segment.name, key=name, max_chars=80, on_change=_renamed, args=(segment, name))
        st.text_area(t("Note"), segment.note, key=note, max_chars=2000, on_change=_noted, args=(segment, note))
        st.button(
            t("Delete"), key=f"own-delete/{segment.id}", icon=":material/delete:", on_click=_deleted, args=(segment,)
        )


def _renamed(segment: OwnSegment, key: str) -> None:
    if given := st.session_state[key].strip():
        services().workspace.name_own_segment(segment.id, given)


def _noted(segment: OwnSegment, key: str) -> None:
    services().workspace.note_own_segment(segment.id, st.session_state[key].strip())


def _deleted(segment: OwnSegment) -> None:
    services().workspace.delete_own_segment(segment.id)
    session().deleted_own = segment.id


def _brought_back(now: Opened) -> None:
    """The last one that this visitor deleted, to undo it."""
    if not session().deleted_own:
        return
    try:
        segment = services().workspace.own_segment(session().deleted_own)
    except SegError:  # so long ago that nothing is left to bring back
        session().deleted_own = ""
        return
    if segment.segmentation != now.saved.id:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("{name} is deleted.", name=segment.name), width="content")
        st.button(
            t("Bring it back"), key="own-restore", icon=":material/undo:", type="tertiary",
            on_click=_restored, args=(segment,),
        )  # fmt: skip


def _restored(segment: OwnSegment) -> None:
    services().workspace.restore_own_segment(segment.id)
    session().deleted_own = ""
