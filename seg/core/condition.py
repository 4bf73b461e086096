"""A condition on the original values of one dimension, which a person can read and a database can run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

TUPLES = ("among", "without", "levels")


@dataclass(frozen=True)
class Condition:
    """What the value of one dimension must be. Frozen, JSON.

    Numbers are more than `above` and at most `most` (None = open), dates the same in days since 1970. An ordinal or a
    yes or no is one of `among`, of all its `levels` in order; a nominal one of `among`, or none of `without`; of
    several values (parted by `separator`), all of `among` are there and none of `without`. `unknown` customers, of whom
    nobody knows the value, pass or not; unless those of whom it is `known` may, they alone do. `whole`: the numbers
    have no decimals.
    """

    dimension: str
    kind: str
    above: float | None = None
    most: float | None = None
    among: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unknown: bool = False
    levels: tuple[str, ...] = ()
    separator: str = ""
    whole: bool = False
    known: bool = True

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Condition:
        return cls(**{**raw, **{name: tuple(raw[name]) for name in TUPLES}})
