"""Whom the visitor picked: in the session, in the address, and kept by the workspace, so that a link brings it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.results import CustomerMap
from seg.core.selection import Selection
from seg.segments.area import members, turned
from seg.store.own_segments import OwnSegment
from seg.tasks.selections import mask_of
from seg.ui.map.asked import Asked
from seg.ui.opened import Opened
from seg.ui.services import services
from seg.ui.session import Picked, say, session
from seg.ui.solution_shown import Shown

UNTURNED = (1.0, 0.0, 0.0, 1.0)
Masked = tuple[Selection, np.ndarray]
LETTERS = ("A", "B")


def take(
    now: Opened,
    asked: Asked,
    map_key: str,
    turn: tuple[float, float, float, float] = UNTURNED,
    shown: tuple[Shown, CustomerMap] | None = None,
) -> None:
    """Put what the browser asked for into the session: alone, or beside what is picked already.

    `map_key` is that of the map that was shown, `turn` how it was turned: `shown = kept @ [[a, b], [c, d]]`. With what
    is `shown`, whoever was circled is found and kept at once, before another map can take the place of this one.
    """
    if asked.kind == "clear":
        clear(now)
    if asked.kind not in ("area", "segment"):
        return
    try:
        new = _selection(asked, map_key, turn)
    except SegError as problem:
        session().notices.append(problem.fact)
        return
    was = _held_for_good(now)
    _hold(now, (*was[:1], new) if asked.add else (new,))
    session().picked[now.saved.id] = replace(_picked(now), circled=asked.points, instead_of=was)
    if shown is not None:
        _settled(now, *shown, map_key, session().notices.append)


def _selection(asked: Asked, map_key: str, turn: tuple[float, ...]) -> Selection:
    if asked.kind == "segment":
        return Selection("segments", segments=(asked.segment,))
    return Selection("area", map_key, turned(asked.points, turn, back=True), asked.hidden)


def selected(now: Opened, seen: Shown, drawn: CustomerMap, map_key: str) -> tuple[Masked, ...]:
    """What is picked (nothing, A, or A and B), each with its (n,) bool mask over `seen.rows`.

    Who was just circled is kept now, customer by customer: among all who are included, not only those that are drawn.
    Whoever is not kept any more is left out, and the page says so once.
    """
    return _settled(now, seen, drawn, map_key, _toast)


def _toast(fact: Fact) -> None:
    st.toast(say(fact))


def _settled(
    now: Opened, seen: Shown, drawn: CustomerMap, map_key: str, tell: Callable[[Fact], None]
) -> tuple[Masked, ...]:
    found: list[Masked] = []
    for selection in current(now):
        fresh = _is_fresh(selection)
        try:
            found.append(_kept(now, seen, drawn, selection, map_key) if fresh else (selection, _mask(selection, seen)))
        except SegError as problem:
            tell(problem.fact)
            if fresh and _picked(now).instead_of:
                hold(now, _picked(now).instead_of)
                return _settled(now, seen, drawn, map_key, tell)
    hold(now, tuple(selection for selection, _ in found))
    return tuple(found)


def outlines(
    picked: tuple[Masked, ...], map_key: str, turn: tuple[float, float, float, float] = UNTURNED
) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """What was drawn on the map of that key, as it lies on the map that is shown: (name, points) each; the names are
    those of the panel, "" of one alone."""
    names = LETTERS if len(picked) == 2 else ("",)
    drawn = [(name, selection) for name, (selection, _) in zip(names, picked, strict=True)]
    return tuple((name, turned(each.points, turn)) for name, each in drawn if each.points and each.map_key == map_key)


def _is_fresh(selection: Selection) -> bool:
    """Whether it is an outline whose members are not kept yet."""
    return selection.kind == "area" and not selection.own


def _held_for_good(now: Opened) -> tuple[Selection, ...]:
    return tuple(selection for selection in current(now) if not _is_fresh(selection))


def _mask(selection: Selection, seen: Shown) -> np.ndarray:
    return mask_of(services().workspace, selection, seen.rows, seen.solution.labels, seen.solution.ids)


def _kept(now: Opened, seen: Shown, drawn: CustomerMap, selection: Selection, map_key: str) -> Masked:
    """An outline with its members, kept under an id. Raises `SegError` where it encloses nobody.

    What the visitor saw decides: the map as it is shown, unless another one took its place since the outline was drawn.
    """
    if selection.map_key == map_key:
        shown = replace(selection, points=_picked(now).circled)
        mask = members(shown, seen.solution.labels, seen.solution.ids, drawn.xy)
    else:
        mask = _mask(selection, seen)
    if not mask.any():
        raise SegError("nobody_circled")
    kept = services().workspace.add_own_segment(now.saved.id, selection, seen.rows[mask])
    return replace(selection, own=kept.id), mask


def as_selection(kept: OwnSegment) -> Selection:
    """The selection of kept customers; with the outline that they were found by."""
    if kept.selection.kind == "area":
        return replace(kept.selection, own=kept.id)
    return Selection("own", own=kept.id)


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
        _toast(problem.fact)
        return None


def hold(now: Opened, selections: tuple[Selection, ...]) -> None:
    """Make this the selection of the session and of the address."""
    if not selections and not _picked(now).selections and "sel" not in st.query_params:
        return
    _hold(now, selections)


def _hold(now: Opened, selections: tuple[Selection, ...]) -> None:
    address = "~".join(filter(None, map(_part, selections)))
    session().picked[now.saved.id] = Picked(address, selections, before=_picked(now).before)
    if address:
        st.query_params["sel"] = address
    else:
        st.query_params.pop("sel", None)


def _part(selection: Selection) -> str:
    if selection.own:
        return f"o.{selection.own}"
    return f"s.{'.'.join(selection.segments)}" if selection.kind == "segments" else ""


def clear(now: Opened) -> None:
    """Pick nobody, and remember who was picked."""
    was = _held_for_good(now)
    _hold(now, ())
    session().picked[now.saved.id] = replace(_picked(now), before=was)


def bring_back(now: Opened) -> None:
    """Undo `clear`."""
    hold(now, _picked(now).before)
