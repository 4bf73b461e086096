"""One attribute and the segments: how closely they go together, who is where, and from what it can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from seg.core.condition import Condition
from seg.segments.encoding import Encoding
from seg.segments.fairness.association import Association, association
from seg.segments.fairness.attributes import Attribute
from seg.segments.fairness.proxies import Proxy, proxy
from seg.segments.suppression import shown
from seg.segments.v_test import v_of_level

Cells = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class Audited:
    """An attribute, or one `tag` of it. `forming`: it is an input itself.

    `shares` (segments, levels) are what part of a segment has a level and `base` (levels,) of all, varied by a few
    customers (`seg.segments.suppression`); None where a cell is hidden. `v` of the same shape sorts cells: how far they
    are from chance. `proxy` is None where too few are known.
    """

    dimension: str
    tag: str
    held: bool
    forming: bool
    levels: tuple[Condition, ...]
    association: Association
    shares: Cells
    base: tuple[float, ...]
    v: Cells
    proxy: Proxy | None

    @property
    def strongest(self) -> tuple[int, int] | None:
        """The segment and the level of the shown cell that is farthest from chance; None where none is shown."""
        told = [(abs(v), s, level) for s, row in enumerate(self.v) for level, v in enumerate(row) if v is not None]
        return max(told)[1:] if told else None

    @property
    def grade(self) -> str:
        """The graver of what V and the areas say: "red", "amber", "note" or ""."""
        grades = [self.association.grade, *([self.proxy.grade] if self.proxy else [])]
        return next((grade for grade in ("red", "amber", "note") if grade in grades), "")

    def index(self, segment: int, level: int) -> float | None:
        """100 x the share in the segment / among all; None where it is hidden."""
        share = self.shares[segment][level]
        return None if share is None or not self.base[level] else 100 * share / self.base[level]

    def points(self, segment: int, level: int) -> float | None:
        """How many percentage points the share in the segment is above that among all; None where it is hidden."""
        share = self.shares[segment][level]
        return None if share is None else 100 * (share - self.base[level])

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Audited:
        parts = {
            "levels": tuple(Condition.from_json(part) for part in raw["levels"]),
            "association": Association(**raw["association"]),
            "shares": tuple(tuple(row) for row in raw["shares"]),
            "base": tuple(raw["base"]),
            "v": tuple(tuple(row) for row in raw["v"]),
            "proxy": Proxy(**raw["proxy"]) if raw["proxy"] else None,
        }
        return cls(**{**raw, **parts})


def audit(
    attribute: Attribute, labels: np.ndarray, k: int, matrix: np.ndarray, encoding: Encoding, seed: int
) -> Audited:
    """Of customers in segments `labels` (n,), encoded as `matrix` (n, d)."""
    table = attribute.table(labels, k)
    told = shown(table, _seed_of(labels, attribute.codes))
    counts = told.counts.clip(0)  # of what is shown: exact ones could be worked out from v
    having, sizes, n = counts.sum(axis=0), counts.sum(axis=1), int(counts.sum())
    v = [[v_of_level(*map(int, (cell, size, all_, n))) for cell, all_ in zip(row, having, strict=True)]
         for row, size in zip(counts, sizes, strict=True)]  # fmt: skip
    forming = attribute.dimension in encoding.labels
    others = matrix[:, encoding.without(attribute.dimension)[1]] if forming else matrix
    return Audited(
        attribute.dimension,
        attribute.tag,
        attribute.held,
        forming,
        attribute.levels,
        association(table),
        _shown(told.shares, told.hidden),
        tuple(told.base.tolist()),
        _shown(np.array(v), told.hidden),
        proxy(others, labels, k, attribute.codes, seed),
    )


def _shown(cells: np.ndarray, hidden: np.ndarray) -> Cells:
    return tuple(
        tuple(None if no else float(x) for x, no in zip(*rows, strict=True)) for rows in zip(cells, hidden, strict=True)
    )


def _seed_of(labels: np.ndarray, codes: np.ndarray) -> int:
    """A number that is the same for the same customers in the same segments."""
    return int.from_bytes(hashlib.sha256(labels.tobytes() + b"|" + codes.tobytes()).digest()[:8], "big")
