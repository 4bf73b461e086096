"""Some of the customers of a segmentation, as somebody picked them: circled, by segments, by a rule, or saved."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from seg.core.condition import Condition
from seg.core.errors import SegError
from seg.core.fingerprint import fingerprint

MOST_POINTS = 2_000
"""A hand draws no finer outline, and each point costs a look at the map."""


@dataclass(frozen=True)
class Selection:
    """Whom somebody picked. Frozen, hashable, JSON.

    "area": who lay inside the outline `points` on the map that was shown under `map_key`, in the units of that map,
    without those in the `hidden` segments (ids, as shown). "segments": who is in one of `segments` (ids, as shown),
    whatever they become. "rule": who fulfils all of `conditions`. "own": the members that are kept under the id `own`,
    customer by customer; were some of them found by conditions, these too.

    An area and a rule have an `own` too, as soon as their members are kept: they stay who they were when another map is
    drawn, or is counted to another day.
    """

    kind: str
    map_key: str = ""
    points: tuple[tuple[float, float], ...] = ()
    hidden: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    own: str = ""
    conditions: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        """Hold sequences as tuples, and check what can be checked without data. Raises `SegError`."""
        object.__setattr__(self, "points", tuple((float(x), float(y)) for x, y in self.points))
        object.__setattr__(self, "hidden", tuple(sorted(self.hidden)))
        object.__setattr__(self, "segments", tuple(sorted(set(self.segments))))
        object.__setattr__(self, "conditions", tuple(self.conditions))
        whole = {
            "area": self.map_key and 3 <= len(self.points) <= MOST_POINTS,
            "segments": self.segments,
            "rule": self.conditions,
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
        """Without conditions where there are none: so it was before there were any, and fingerprints stay."""
        raw = asdict(self)
        return raw if self.conditions else {name: value for name, value in raw.items() if name != "conditions"}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Selection:
        """The selection of stored JSON. Raises `SegError` for what is none."""
        try:
            parts = {name: tuple(raw[name]) for name in ("points", "hidden", "segments")}
            parts["conditions"] = tuple(map(Condition.from_json, raw.get("conditions", ())))
            return cls(**{**raw, **parts})
        except (KeyError, TypeError, ValueError) as problem:
            raise SegError("selection_unreadable") from problem
