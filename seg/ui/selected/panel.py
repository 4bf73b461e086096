"""The panel under the map: how many are picked, how they differ, and what to do with them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from seg.core.selection import Selection
from seg.core.settings import setting
from seg.segments.contrast import Contrast
from seg.tasks import selections
from seg.ui import cache
from seg.ui.opened import Opened
from seg.ui.selected.actions import actions
from seg.ui.selected.difference import difference
from seg.ui.selected.naming import called
from seg.ui.selected.own_segments import own_segments
from seg.ui.selected.state import LETTERS, Masked, bring_back, can_bring_back, selected
from seg.ui.services import services
from seg.ui.session import t, tn
from seg.ui.solution_shown import Shown
from seg.ui.words.escape import md_escape
from seg.ui.work import answer


def selection_panel(now: Opened, seen: Shown) -> None:
    """Who is picked on the map; a hint how to where nobody is. Below, the segments of the team's own."""
    picked = selected(now, seen)
    if picked:
        with st.container(border=True, key="selection"):
            _counts(seen, picked)
            found = _contrast(now, seen, picked) if all(mask.any() for _, mask in picked) else None
            if found is not None:
                difference(found, len(picked) == 2)
            elif seen.settled and all(mask.any() for _, mask in picked):
                st.skeleton(height=160)
            actions(now, seen, picked, found)
    else:
        _hint(now)
    own_segments(now, seen, picked)


def _hint(now: Opened) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="selection-hint"):
        st.caption(
            t("Circle customers on the map, or click a segment, to see who they are and how they differ."),
            width="content",
        )
        if can_bring_back(now):
            st.button(
                t("Bring it back"), key="selection-back", icon=":material/undo:", type="tertiary",
                on_click=bring_back, args=(now,),
            )  # fmt: skip


def _counts(seen: Shown, picked: tuple[Masked, ...]) -> None:
    """How many, what share, and among whom they were counted."""
    included = len(seen.rows)
    for letter, masked in zip(LETTERS, picked, strict=False):
        count = int(masked[1].sum())
        customers = tn("{count} customer", "{count} customers", count)
        share = t("{share} of all", share=count / max(included, 1))
        name = md_escape(called(seen, masked))
        before = f":blue-badge[{letter}] " if len(picked) == 2 else ""
        st.markdown(f"{before}**{customers}** · {share} · {name}")
    if len(picked) == 2:
        _shared(*(mask for _, mask in picked))
    for note in _counted_among(picked, included):
        st.caption(f":material/info: {note}")


def _shared(one: np.ndarray, other: np.ndarray) -> None:
    """How many are in both, and what that means for the comparison."""
    both = int((one & other).sum())
    if not both:
        st.caption(t("Nobody is in both."))
    elif both == one.sum() == other.sum():
        st.caption(t("A and B are the same customers."))
    elif both == other.sum():
        st.caption(t("All of B are in A: the others of A are held against B."))
    elif both == one.sum():
        st.caption(t("All of A are in B: A is held against the others of B."))
    else:
        st.caption(
            tn("{count} is in both and left out of the comparison.",
               "{count} are in both and left out of the comparison.", both)
        )  # fmt: skip


def _counted_among(picked: tuple[Masked, ...], included: int) -> list[str]:
    notes = []
    areas = [selection for selection, _ in picked if selection.kind == "area"]
    if areas and included > setting("map_points"):
        notes.append(t("Counted among all {count} customers, also those that are not drawn.", count=included))
    if any(selection.hidden for selection in areas):
        notes.append(t("Customers of segments that were hidden are left out."))
    if kept := [(s, mask) for s, mask in picked if s.own and s.kind != "segments"]:
        counts = [(services().workspace.own_segment(s.own).count, int(mask.sum())) for s, mask in kept]
        for count, inside in counts:
            if inside < count:
                notes.append(t("{inside} of {count} are in the picture now; the others are filtered out.",
                               inside=inside, count=count))  # fmt: skip
    return notes


def _contrast(now: Opened, seen: Shown, picked: tuple[Masked, ...]) -> Contrast | None:
    """How A differs from B or from everybody else; None while a worker finds out, or the segments are computed."""
    one, other = picked[0][0], picked[1][0] if len(picked) == 2 else None
    return contrast_of(now, seen, one, other)


def contrast_of(now: Opened, seen: Shown, one: Selection, other: Selection | None) -> Contrast | None:
    """How `one` differs from `other` or from everybody else; None while a worker finds out, or nothing is computed."""
    if not seen.settled:
        return None
    key = selections.contrast_key(now.recipe, now.k, seen.solution.ids, one, other)
    arguments = {
        "recipe": now.recipe.as_json(),
        "k": now.k,
        "ids": list(seen.solution.ids),
        "one": one.as_json(),
        "other": other.as_json() if other else None,
    }
    return answer(key, lambda: cache.contrast(key), "seg.tasks.selections:contrast", arguments, at_once=True)
