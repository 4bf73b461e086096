"""The map on the page: PCA at once, UMAP when it is ready; pointed at, circled, and trusted as far as it goes."""

from __future__ import annotations

import streamlit as st

from seg.core.results import CustomerMap
from seg.ui.map.asked import Asked
from seg.ui.map.marks import Arrow, Marks
from seg.ui.map_page.colouring import card_facts, confidence_bands, tint
from seg.ui.map_page.display import TRUE, Display, display
from seg.ui.map_page.drawing import Ground, Look, asked_here, draw
from seg.ui.map_page.picture import picture
from seg.ui.map_page.pointed import Found, let_go_line, point_at, pointed
from seg.ui.map_page.trusted import caption, frozen_line, in_words, not_all_drawn
from seg.ui.map_place import biplot_map, drawn_map
from seg.ui.opened import Opened
from seg.ui.selected.panel import selection_panel
from seg.ui.selected.state import Masked, outlines, selected, take
from seg.ui.session import words
from seg.ui.solution_shown import Shown

KEY = "customer-map"
HEIGHT = 640


def map_view(now: Opened, seen: Shown) -> None:
    """The map with its controls, and below it whoever is pointed at or circled."""
    wanted = display(now, seen)
    near, now = drawn_map(now, seen)
    drawn = biplot_map(now) if wanted.picture == TRUE else near
    if drawn is None:
        st.skeleton(height=HEIGHT)
        return
    ground = Ground.of(drawn, KEY)
    if (asked := asked_here(seen, drawn, ground)) is not None:
        _remember(now, seen, drawn, asked)
    found = pointed(now, seen, drawn)
    picked = selected(now, seen)
    draw(now, seen, drawn, _look(now, seen, drawn, wanted, found, picked), ground, HEIGHT)
    caption(seen, drawn)
    frozen_line(now)
    not_all_drawn(len(seen.rows))
    if found is not None:
        let_go_line(now, seen, found)
    selection_panel(now, seen)
    in_words(now, seen, drawn)


def _remember(now: Opened, seen: Shown, drawn: CustomerMap, asked: Asked) -> None:
    if asked.kind == "customer":
        point_at(now, seen, asked.row)
    else:
        take(now, seen, drawn, asked)


def _look(
    now: Opened, seen: Shown, drawn: CustomerMap, wanted: Display, found: Found | None, picked: tuple[Masked, ...]
) -> Look:
    coloured = tint(now, seen, wanted)
    arrows = tuple(Arrow(_arrow_name(arrow), arrow.x, arrow.y) for arrow in drawn.arrows)
    marks = Marks(outlines(picked, drawn.key), arrows, found.mark if found else None)
    lit = None
    for _, mask in picked:
        lit = mask if lit is None else lit | mask
    return Look(
        hover=card_facts(now, seen, wanted),
        confidence=confidence_bands(seen),
        tint=coloured,
        lit=lit,
        marks=marks,
        picture=picture(now, seen, drawn, coloured.title if coloured else ""),
    )


def _arrow_name(arrow) -> str:
    name = words().dimension(arrow.dimension)
    return f"{name}: {words().level(arrow.dimension, arrow.level)}" if arrow.level else name
