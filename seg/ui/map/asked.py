"""What the browser asks of the page, once it was decoded and checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One gesture on the map. `points` are in the units of the coordinates that the map was given; `hidden` the
    identities of segments that were hidden meanwhile; `add` that it goes beside what is selected already."""

    kind: str  # "area" | "segment" | "customer" | "clear"
    map_id: str = ""
    points: tuple[tuple[float, float], ...] = ()
    hidden: tuple[str, ...] = ()
    segment: str = ""
    add: bool = False
    row: int = -1
