"""One map on the page: the points of the customers in the picture, in the colours of their segments or others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from seg.core.facts import Fact
from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.ui.charts.map_picture import fallback_figure
from seg.ui.map.asked import Asked
from seg.ui.map.component import customer_map
from seg.ui.map.legend import HoverTable
from seg.ui.map.marks import Bands, Marks, Picture, Tint
from seg.ui.map.wire import MAP_WORDS
from seg.ui.opened import Opened
from seg.ui.session import say
from seg.ui.solution_shown import Shown

MOST_IN_A_PICTURE = 20_000
STEP = 0.125
"""Of the ground of a map, in its units: the longer side is 2."""


@dataclass(frozen=True, eq=False)
class Look:
    """What a map shows beyond the segments; each row stands for a customer in the picture, in the order of `seen`."""

    hover: HoverTable | None = None
    confidence: Bands | None = None
    tint: Tint | None = None
    lit: np.ndarray | None = None
    marks: Marks = Marks()  # noqa: RUF009
    picture: Picture | None = None


def draw(
    now: Opened,
    seen: Shown,
    drawn: CustomerMap,
    look: Look,
    *,
    key: str,
    height: int,
    reach: tuple[float, float] | None = None,
) -> Asked | None:
    """Draw the map, or a plain picture where the browser cannot; what the visitor asked on it, with the row of a
    customer among all in the picture. Maps that `reach` as far stand on the same ground."""
    reach = reach or reach_of(drawn.xy)
    shown = displayed(len(drawn.xy))
    xy, labels = drawn.xy[shown], seen.solution.labels[shown]
    told = customer_map(
        map_id=f"{drawn.key[:24]}-{reach[0]}-{reach[1]}",
        xy=xy,
        labels=labels,
        legend=seen.legend,
        hover=look.hover and replace(look.hover, bands=look.hover.bands[shown]),
        confidence=look.confidence and replace(look.confidence, codes=look.confidence.codes[shown]),
        tint=look.tint and replace(look.tint, codes=look.tint.codes[shown]),
        lit=None if look.lit is None else look.lit[shown],
        marks=look.marks,
        picture=look.picture,
        key=key,
        words={name: say(Fact.of(name, count=len(seen.rows))) for name in MAP_WORDS},
        customers=f"{now.dataset.id[:24]}-{len(seen.rows)}{'-arrows' if drawn.arrows else ''}",  # another view of them
        height=height,
        reach=reach,
    )
    if not told.webgl:
        dark = st.context.theme.type == "dark"
        st.plotly_chart(fallback_figure(xy, labels, seen.legend, MOST_IN_A_PICTURE, dark), key=f"{key}-picture")
    if told.asked and told.asked.kind == "customer" and not isinstance(shown, slice):
        return replace(told.asked, row=int(shown[told.asked.row]))
    return told.asked


def reach_of(*maps: np.ndarray) -> tuple[float, float]:
    """How far maps (n, 2) reach from the origin in x and in y, in steps: a few newcomers do not move the ground."""
    furthest = np.max([np.abs(xy).max(axis=0, initial=0) for xy in maps], axis=0)
    across, up = np.maximum(np.ceil(furthest / STEP) * STEP, STEP).tolist()
    return across, up


def displayed(n: int) -> np.ndarray | slice:
    """Which customers the map shows: all, or an even sample of `map_points`."""
    most = setting("map_points")
    return slice(None) if n <= most else np.sort(np.random.default_rng(0).choice(n, most, replace=False))
