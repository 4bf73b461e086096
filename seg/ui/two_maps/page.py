"""Two maps side by side. Whoever is circled on one, or picked by segment, stands out on both."""

from __future__ import annotations

import streamlit as st

from seg.core.fingerprint import fingerprint
from seg.segments.movement import movement
from seg.ui import cache
from seg.ui.how_many.moved import moved_told
from seg.ui.map.marks import Marks, Outline
from seg.ui.map_page.drawing import Ground, Look, asked_here, draw, reach_of
from seg.ui.opened import Opened
from seg.ui.session import session, t
from seg.ui.solution_shown import shown
from seg.ui.two_maps.picked import picked, picked_line
from seg.ui.two_maps.sides import ANOTHER_DAY, Side, both, chosen, left_side, other_day, other_segmentation
from seg.ui.words.escape import md_escape

HEIGHT = 460


def two_maps(now: Opened) -> None:
    """The choice of the right side, the maps, and who is picked on them."""
    seen, now = shown(now)
    if seen is None or not seen.settled:
        st.skeleton(height=HEIGHT)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="two-maps-choice"):
        wanted = chosen(now)
        if wanted is None:
            st.info(t("There is no second map yet: make another segmentation, of this or of other data."))
            return
        left = left_side(now, seen)
        right = left and (other_day(left) if wanted == ANOTHER_DAY else other_segmentation(left, wanted))
    if left is None or right is None:
        st.skeleton(height=HEIGHT)
        return
    _maps(left, right)


def _maps(left: Side, right: Side) -> None:
    sides, place = (left, right), both(left, right)
    reach = reach_of(left.drawn.xy, right.drawn.xy)
    grounds = tuple(Ground.of(side.drawn, f"map-{side.name}", reach) for side in sides)
    name = f"{left.drawn.key}/{right.drawn.key}"
    if session().circled_on[:1] != (name,):
        session().circled_on = (name, "", None)
    for side, ground in zip(sides, grounds, strict=True):
        asked = asked_here(side.seen, side.drawn, ground)
        if asked is not None and asked.kind != "customer":
            session().circled_on = (name, side.name, None if asked.kind == "clear" else asked)
    masks = picked(sides, place)
    columns = st.columns(2, gap="medium")
    for column, side, ground, mask in zip(columns, sides, grounds, masks or (None, None), strict=True):
        with column:
            st.markdown(f"**{md_escape(side.title)}**")
            draw(side.now, side.seen, side.drawn, Look(lit=mask, marks=_outline(side)), ground, HEIGHT)
    if masks is None:
        st.caption(t("Circle customers on either map, or click a segment: they stand out on both."))
    else:
        picked_line(sides, masks, session().circled_on[1])
    if left.now.dataset.id == right.now.dataset.id:
        _moves(left, right)


def _moves(left: Side, right: Side) -> None:
    """Who of the left is where on the right; of one dataset, in which rows mean the same customers."""
    st.subheader(t("Who moves"), anchor=False)
    one, other = left.seen, right.seen
    key = fingerprint("two_maps", *(
        (side.now.recipe.solutions_key(), side.seen.solution.k, side.seen.as_of) for side in (left, right)
    ))  # fmt: skip
    make = lambda: movement(one.rows, one.solution, other.rows, other.solution)  # noqa: E731
    moved_told(cache.made(key, make), one.names, other.names)


def _outline(side: Side) -> Marks:
    """What was drawn on this side."""
    _, where, asked = session().circled_on
    return Marks((Outline("", asked.points),)) if asked and asked.points and where == side.name else Marks()
