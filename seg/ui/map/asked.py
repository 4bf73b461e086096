"""What somebody asked by drawing on the map or pressing a segment: read from the browser, and never believed.

Everything that comes over the wire can be forged or late, so what does not fit is as if nobody had asked.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

MOST_CORNERS = 2_000
"""More than a hand draws; the browser sends at most 400."""


@dataclass(frozen=True)
class Asked:
    """One question. `points` of an area are in the units of `xy`; `hidden` are the segments hidden while it was drawn.

    `add` says that it stands beside what is selected already; `row` is an index into `xy`.
    """

    kind: str
    map_id: str = ""
    points: tuple[tuple[float, float], ...] = ()
    hidden: tuple[str, ...] = ()
    segment: str = ""
    add: bool = False
    row: int = -1


def asked(told: object, *, map_id: str, customers: int, segments: Collection[str]) -> Asked | None:
    """What `told` asks about the map that is shown: its id, its number of customers and the segments of its legend.

    None for nonsense and for questions about another map. Never raises.
    """
    if not isinstance(told, Mapping) or told.get("map_id") != map_id:
        return None
    reader = _READERS.get(kind) if isinstance(kind := told.get("kind"), str) else None
    return reader(told, map_id, customers, segments) if reader else None


def _area(told: Mapping, map_id: str, customers: int, segments: Collection[str]) -> Asked | None:
    points, hidden = _corners(told.get("points")), told.get("hidden", [])
    if points is None or not isinstance(hidden, list):
        return None
    known = tuple(segment for segment in segments if segment in hidden)
    return Asked("area", map_id, points=points, hidden=known, add=told.get("add") is True)


def _segment(told: Mapping, map_id: str, customers: int, segments: Collection[str]) -> Asked | None:
    segment = told.get("segment")
    if not isinstance(segment, str) or segment not in segments:
        return None
    return Asked("segment", map_id, segment=segment, add=told.get("add") is True)


def _customer(told: Mapping, map_id: str, customers: int, segments: Collection[str]) -> Asked | None:
    row = told.get("row")
    if isinstance(row, bool) or not isinstance(row, int) or not 0 <= row < customers:
        return None
    return Asked("customer", map_id, row=row)


def _clear(told: Mapping, map_id: str, customers: int, segments: Collection[str]) -> Asked:
    return Asked("clear", map_id)


_READERS = {"area": _area, "segment": _segment, "customer": _customer, "clear": _clear}


def _corners(given: object) -> tuple[tuple[float, float], ...] | None:
    """At least three corners of finite numbers, or None."""
    if not isinstance(given, list) or not 3 <= len(given) <= MOST_CORNERS:
        return None
    corners = tuple(_corner(pair) for pair in given)
    return None if None in corners else corners


def _corner(pair: object) -> tuple[float, float] | None:
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    if any(isinstance(value, bool) or not isinstance(value, int | float) for value in pair):
        return None
    try:
        x, y = float(pair[0]), float(pair[1])
    except OverflowError:  # an integer beyond every float
        return None
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None
