"""One map on the page: the points of the customers in the picture, in the colours of their segments or others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from seg.core.facts import Fact
from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.ui.map.asked import Asked
from seg.ui.map.component import asked_on, customer_map
from seg.ui.map.legend import HoverTable
from seg.ui.map.marks import Bands, Marks, Picture, Tint
from seg.ui.map.plain import circled_on, plain_map
from seg.ui.map.wire import MAP_WORDS
from seg.ui.opened import Opened
from seg.ui.session import say
from seg.ui.solution_shown import Shown

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


@dataclass(frozen=True)
class Ground:
    """Which map stands under which key, and how far it reaches: maps that `reach` as far stand on the same ground."""

    key: str
    map_id: str
    reach: tuple[float, float]

    @classmethod
    def of(cls, drawn: CustomerMap, key: str, reach: tuple[float, float] | None = None) -> Ground:
        across, up = reach or reach_of(drawn.xy)
        return cls(key, f"{drawn.key[:24]}-{across}-{up}", (across, up))


def asked_here(seen: Shown, drawn: CustomerMap, ground: Ground) -> Asked | None:
    """What somebody asked on the map since the last run, with the row of a customer among all in the picture."""
    shown = displayed(len(drawn.xy))
    count = len(drawn.xy) if isinstance(shown, slice) else len(shown)
    asked = asked_on(ground.key, ground.map_id, count, seen.legend) or circled_on(ground.key, ground.map_id)
    if asked and asked.kind == "customer" and not isinstance(shown, slice):
        return replace(asked, row=int(shown[asked.row]))
    return asked


def draw(now: Opened, seen: Shown, drawn: CustomerMap, look: Look, ground: Ground, height: int) -> None:
    """Draw the map, or a plain picture where the browser cannot."""
    shown = displayed(len(drawn.xy))
    xy, labels = drawn.xy[shown], seen.solution.labels[shown]
    can_draw = customer_map(
        map_id=ground.map_id,
        xy=xy,
        labels=labels,
        legend=seen.legend,
        hover=look.hover and replace(look.hover, bands=look.hover.bands[shown]),
        confidence=look.confidence and replace(look.confidence, codes=look.confidence.codes[shown]),
        tint=look.tint and replace(look.tint, codes=look.tint.codes[shown]),
        lit=None if look.lit is None else look.lit[shown],
        marks=look.marks,
        picture=look.picture,
        key=ground.key,
        words={name: say(Fact.of(name, count=len(seen.rows))) for name in MAP_WORDS},
        customers=whose(now.dataset.id, seen.rows, drawn),
        height=height,
        reach=ground.reach,
    )
    if not can_draw:
        plain_map(ground.key, ground.map_id, xy, labels, seen.legend, dark=st.context.theme.type == "dark")


def whose(dataset: str, rows: np.ndarray, drawn: CustomerMap) -> str:
    """A name of the customers in the picture. A map glides into one of the same name, so those whom another filter
    leaves have another, be they as many; and the map with arrows is another view of them."""
    name = hashlib.blake2b(rows.tobytes(), digest_size=12, key=dataset[:24].encode()).hexdigest()
    return f"{name}-arrows" if drawn.arrows else name


def reach_of(*maps: np.ndarray) -> tuple[float, float]:
    """How far maps (n, 2) reach from the origin in x and in y, in steps: a few newcomers do not move the ground."""
    furthest = np.max([_furthest(xy) for xy in maps], axis=0)
    across, up = np.maximum(np.ceil(furthest / STEP) * STEP, STEP).tolist()
    return across, up


def _furthest(xy: np.ndarray) -> np.ndarray:
    return np.maximum(xy.max(axis=0, initial=0), -xy.min(axis=0, initial=0))


def displayed(n: int) -> np.ndarray | slice:
    """Which customers the map shows: all, or an even sample of `map_points`."""
    most = setting("map_points")
    return slice(None) if n <= most else np.sort(np.random.default_rng(0).choice(n, most, replace=False))
