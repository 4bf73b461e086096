"""What the pipeline hands over, stage by stage. Arrays are in the row order of the customers table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from seg.core.facts import Fact


@dataclass(frozen=True, eq=False)
class Model:
    """One solution as plain data. The first axis of every array in `per_segment` is the segment; `shared` are others.

    With `unassigned`, the last segment holds the customers who belong to none. A model of a method that takes the
    segments from a column has its label as `shared["column"]`, and the value of each segment in
    `per_segment["values"]`.
    """

    method: str
    k: int
    per_segment: Mapping[str, np.ndarray]
    shared: Mapping[str, np.ndarray] = field(default_factory=dict)
    unassigned: bool = False

    @property
    def column(self) -> str:
        """The label of the dimension whose values are the segments; "" where the method found them itself."""
        return str(self.shared["column"][0]) if "column" in self.shared else ""

    def reordered(self, order: np.ndarray) -> Model:
        """The same segments in another order: position -> segment."""
        return replace(self, per_segment={name: array[order] for name, array in self.per_segment.items()})

    def as_json(self) -> dict:
        arrays = {part: {n: _listed(a) for n, a in getattr(self, part).items()} for part in ("per_segment", "shared")}
        return {"method": self.method, "k": self.k, "unassigned": self.unassigned, **arrays}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Model:
        read = lambda part: {n: np.array(a["values"], a["type"]) for n, a in part.items()}  # noqa: E731
        return cls(raw["method"], raw["k"], read(raw["per_segment"]), read(raw["shared"]), raw["unassigned"])


def _listed(array: np.ndarray) -> dict:
    """Numbers as JSON tells them exactly: every float32 is a float64."""
    return {"type": str(array.dtype), "values": array.tolist()}


@dataclass(frozen=True, eq=False)
class Solution:
    """The segments for one k.

    `labels` (n,) uint8, 0..k-1, the largest first: label i is the segment `ids[i]`. `confidence` (n,) uint8, 0..100:
    how much nearer the own segment is than the next. `centres` (k, d) float32 are the means of the members in encoded
    space, over what is observed, or for methods of centres those that decide. `sse` is the sum of squared distances to
    them, `silhouette` -1..1 on a sample. The `model` says whose any customer is.
    """

    k: int
    labels: np.ndarray
    centres: np.ndarray
    confidence: np.ndarray
    ids: tuple[str, ...]
    sse: float
    silhouette: float
    model: Model

    def of(self, rows: np.ndarray) -> Solution:
        """The same segments for some of the customers, or in another order: positions among them."""
        return replace(self, labels=self.labels[rows], confidence=self.confidence[rows])

    @property
    def sizes(self) -> np.ndarray:
        """Customers per segment, (k,)."""
        return np.bincount(self.labels, minlength=self.k)

    @property
    def named(self) -> int:
        """How many segments are groups of customers, the first labels: k, or one less where the last one holds those
        who belong to none."""
        return self.k - self.model.unassigned


@dataclass(frozen=True)
class Stability:
    """How far one k gives the same segments again when customers are drawn anew (B rounds of two fits).

    `median`, `lower` and `upper` quartile of the adjusted Rand index between the two fits of a round;
    `segments` the mean best Jaccard overlap per segment, in the order of the solution's labels, without those who
    belong to none. `rounds` is 0 where the segments are given and nothing is to be tried.
    """

    k: int
    rounds: int
    median: float
    lower: float
    upper: float
    segments: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class CustomerMap:
    """Where customers lie. `xy` (n, 2) float32; `method` "pca" or "umap"; `trust` the figures printed with it."""

    xy: np.ndarray
    method: str
    trust: dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """How good a solution is: its class and the sentences with the numbers behind it."""

    grade: str  # "reproducible" | "uncertain" | "constructed" | "unknown" while stability is not computed
    facts: tuple[Fact, ...]
