"""Whom somebody picked on one of two maps, where they are on the other, and which segments they are in there."""

from __future__ import annotations

import numpy as np
import streamlit as st

from seg.core.selection import Selection
from seg.core.settings import setting
from seg.ui.opened import Opened
from seg.ui.selected.state import asked_for
from seg.ui.services import services
from seg.ui.session import session, t, tn, words
from seg.ui.shell import SEGMENTS, go
from seg.ui.two_maps.sides import Side

MOST_TOLD = 4
Masks = tuple[np.ndarray, np.ndarray]


def picked(sides: tuple[Side, Side], place: tuple[np.ndarray, np.ndarray]) -> Masks | None:
    """(n,) bool per side: who is picked, there or on the other side; None where nobody picks anybody.

    `place` says where on either side the customers stand that both have.
    """
    _, name, asked = session().circled_on
    if asked is None:
        return None
    at = 0 if sides[0].name == name else 1
    side, other = sides[at], sides[1 - at]
    _, own = asked_for(asked, side.seen, side.drawn)
    there = np.zeros(len(other.seen.rows), bool)
    there[place[1 - at][own[place[at]]]] = True
    return (own, there) if at == 0 else (there, own)


def picked_line(sides: tuple[Side, Side], masks: Masks, name: str) -> None:
    """How many are picked on one side, how many of them are on the other, and in which segments there."""
    at = 0 if sides[0].name == name else 1
    (side, own), (other, there) = (sides[at], masks[at]), (sides[1 - at], masks[1 - at])
    count, found = int(own.sum()), int(there.sum())
    with st.container(border=True, key="picked-on-two"):
        lines = [_counts(name, count, found), "", *(f"- {line}" for line in _where(other, there))]
        st.markdown("\n".join(lines))
        with st.container(horizontal=True):
            if opens(side, sides[0]):
                wanted = t("See who they are")
                if st.button(wanted, key="two-maps-who", icon=":material/person_search:", disabled=not count):
                    selection, _ = asked_for(session().circled_on[2], side.seen, side.drawn)
                    _look_closely(side.now, selection, side.seen.rows[own])
            st.button(t("Clear"), key="two-maps-clear", icon=":material/close:", type="tertiary", on_click=_clear)


def opens(side: Side, left: Side) -> bool:
    """Whether the page of the segments shows that side: it shows every segmentation, each on its own day alone."""
    return side.now.saved.id != left.now.saved.id or side.seen.as_of == left.seen.as_of


def _counts(name: str, count: int, found: int) -> str:
    if name == "left":
        first = tn("**{count} customer** picked on the left.", "**{count} customers** picked on the left.", count)
        return first + " " + tn("{count} of them is on the right too:", "{count} of them are on the right too:", found)
    first = tn("**{count} customer** picked on the right.", "**{count} customers** picked on the right.", count)
    return first + " " + tn("{count} of them is on the left too:", "{count} of them are on the left too:", found)


def _where(other: Side, there: np.ndarray) -> list[str]:
    """The segments of the other side that most of them are in, those of fewer customers than may be shown together."""
    total, least = int(there.sum()), int(setting("min_cell_customers"))
    counts = np.bincount(other.seen.solution.labels[there], minlength=other.seen.solution.k)
    order = [int(label) for label in np.argsort(-counts, kind="stable") if counts[label] >= least]
    told = [
        t("{share} in **{segment}** ({customers})", share=counts[label] / total, segment=other.seen.names[label],
          customers=words().number(int(counts[label])))
        for label in order[:MOST_TOLD]
    ]  # fmt: skip
    rest = total - int(counts[order[:MOST_TOLD]].sum())
    if rest and told:
        told.append(t("{share} elsewhere", share=rest / total))
    return told


def _clear() -> None:
    session().circled_on = (*session().circled_on[:2], None)


def _look_closely(now: Opened, selection: Selection, rows: np.ndarray) -> None:
    """Keep these customers, and open the page of the segments with them picked."""
    kept = services().workspace.add_own_segment(now.saved.id, selection, rows)
    go(SEGMENTS, s=now.saved.id, sel=f"o.{kept.id}")
