"""Some of the customers of a segmentation, as somebody picked them: circled on the map, by segments, or saved."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint

KINDS = ("area", "segments", "own")
MOST_POINTS = 2_000
"""A hand draws no finer outline, and each point costs a look at the map."""


@dataclass(frozen=True)
class Selection:
    """Whom somebody picked. Frozen, hashable, JSON.

    "area": who lay inside the outline `points` on the map that was shown under `map_key`, in the units of that map,
    without those in the `hidden` segments (ids, as shown). "segments": who is in one of `segments` (ids, as shown),
    whatever they become. "own": the members that are kept under the id `own`, customer by customer.

    An area has an `own` too, as soon as its members are kept: they stay who they were when another map is drawn.
    """

    kind: str
    map_key: str = ""
    points: tuple[tuple[float, float], ...] = ()
    hidden: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    own: str = ""

    def __post_init__(self) -> None:
        """Hold sequences as tuples, and check what can be checked without data. Raises `SegError`."""
        object.__setattr__(self, "points", tuple((float(x), float(y)) for x, y in self.points))
        object.__setattr__(self, "hidden", tuple(sorted(self.hidden)))
        object.__setattr__(self, "segments", tuple(sorted(set(self.segments))))
        whole = {
            "area": self.map_key and 3 <= len(self.points) <= MOST_POINTS,
            "segments": self.segments,
            "own": self.own,
        }
        if not whole.get(self.kind) or not all(math.isfinite(value) for point in self.points for value in point):
            raise SegError("selection_unreadable")

    def fingerprint(self) -> str:
        """Its identity. Of members that are kept, by where they are: how they were found does not matter any more."""
        if self.own:
            return fingerprint("selection", "own", self.own)
        return fingerprint("selection", self.as_json())

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Selection:
        """The selection of stored JSON. Raises `SegError` for what is none."""
        try:
            return cls(**{**raw, **{name: tuple(raw[name]) for name in ("points", "hidden", "segments")}})
        except (KeyError, TypeError, ValueError) as problem:
            raise SegError("selection_unreadable") from problem
