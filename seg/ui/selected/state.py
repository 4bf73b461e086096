"""Whom the visitor picked: in the session, in the address, and kept by the workspace, so that a link brings it back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from seg.core.errors import SegError
from seg.core.results import CustomerMap
from seg.core.selection import Selection
from seg.segments.area import circled, in_segments
from seg.store.own_segments import OwnSegment
from seg.tasks.selections import mask_of
from seg.ui.map.asked import Asked
from seg.ui.map.marks import Outline
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import Picked, say, session
from seg.ui.solution_shown import Shown

Masked = tuple[Selection, np.ndarray]
LETTERS = ("A", "B")


def take(now: Opened, seen: Shown, drawn: CustomerMap, asked: Asked) -> None:
    """Put what the browser asked for on the map `drawn` into the session: alone, or beside what is picked already.

    Whoever is circled is kept now, customer by customer, among all who are included, not only those that are drawn. An
    outline around nobody changes nothing, and the page says so; the segment that alone is picked is let go.
    """
    if asked.kind == "clear":
        return clear(now)
    (new, mask), was = asked_for(asked, seen, drawn), current(now)
    if not mask.any():
        st.toast(say(SegError("nobody_circled").fact))
    elif was == (new,):
        clear(now)
    else:
        if new.kind == "area":
            new = replace(new, own=services().workspace.add_own_segment(now.saved.id, new, seen.rows[mask]).id)
        hold(now, (*was[:1], new) if asked.add else (new,))


def asked_for(asked: Asked, seen: Shown, drawn: CustomerMap) -> Masked:
    """Whom the browser asked for, by a segment or by an outline on the map `drawn`, with their mask; not kept yet."""
    labels, ids = seen.solution.labels, seen.solution.ids
    if asked.kind == "segment":
        return Selection("segments", segments=(asked.segment,)), in_segments((asked.segment,), labels, ids)
    area = Selection("area", drawn.key, asked.points, asked.hidden)
    return area, circled(area, labels, ids, drawn.xy)


def selected(now: Opened, seen: Shown) -> tuple[Masked, ...]:
    """What is picked (nothing, A, or A and B), each with its (n,) bool mask over `seen.rows`.

    Whoever is not kept any more is left out, and the page says so once.
    """
    found: list[Masked] = []
    for selection in current(now):
        try:
            solution = seen.solution
            mask = mask_of(services().workspace, now.recipe, selection, seen.rows, solution.labels, solution.ids)
            found.append((selection, mask))
        except SegError as problem:
            st.toast(say(problem.fact))
    hold(now, tuple(selection for selection, _ in found))
    return tuple(found)


def outlines(picked: tuple[Masked, ...], map_key: str) -> tuple[Outline, ...]:
    """What was drawn on the map of that key, named as in the panel: "" of one alone."""
    names = LETTERS if len(picked) == 2 else ("",)
    drawn = zip(names, (selection for selection, _ in picked), strict=False)
    return tuple(Outline(name, each.points) for name, each in drawn if each.points and each.map_key == map_key)


def as_selection(kept: OwnSegment) -> Selection:
    """The selection of kept customers; with the outline or the conditions that they were found by."""
    if kept.selection.kind in ("area", "rule"):
        return replace(kept.selection, own=kept.id)
    return Selection("own", own=kept.id, conditions=kept.selection.conditions)


def _picked(now: Opened) -> Picked:
    return session().picked.get(now.saved.id, Picked())


def can_bring_back(now: Opened) -> bool:
    """Whether something was cleared that `bring_back` would pick again."""
    return bool(_picked(now).before)


def current(now: Opened) -> tuple[Selection, ...]:
    """What the address names; where it names nothing, what this session picked last."""
    picked, address = _picked(now), st.query_params.get("sel", "")
    if address in ("", picked.address):
        return picked.selections
    selections = tuple(filter(None, (_named(now, part) for part in address.split("~")[:2] if part)))
    hold(now, selections)
    return selections


def _named(now: Opened, part: str) -> Selection | None:
    """What one part of an address stands for; None, said once, for what is not there (any more)."""
    kind, _, rest = part.partition(".")
    try:
        if kind == "s":
            return Selection("segments", segments=tuple(filter(None, rest.split("."))))
        kept = services().workspace.own_segment(rest)
        if kept.segmentation == now.saved.id:
            return as_selection(kept)
        raise SegError("own_segment_unknown")
    except SegError as problem:
        st.toast(say(problem.fact))
        return None


def hold(now: Opened, selections: tuple[Selection, ...]) -> None:
    """Make this the selection of the session and of the address."""
    _hold(now, selections, _picked(now).before)


def _hold(now: Opened, selections: tuple[Selection, ...], before: tuple[Selection, ...]) -> None:
    address = "~".join(map(_part, selections))
    session().picked[now.saved.id] = Picked(address, selections, before)
    if address:
        st.query_params["sel"] = address
    else:
        st.query_params.pop("sel", None)


def _part(selection: Selection) -> str:
    return f"o.{selection.own}" if selection.own else f"s.{'.'.join(selection.segments)}"


def clear(now: Opened) -> None:
    """Pick nobody, and remember who was picked."""
    _hold(now, (), current(now))


def bring_back(now: Opened) -> None:
    """Undo `clear`."""
    hold(now, _picked(now).before)
