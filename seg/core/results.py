"""What the pipeline hands over, stage by stage. Arrays are in the row order of the customers table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
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

    @cached_property
    def sizes(self) -> np.ndarray:
        """Customers per segment, (k,); counted once, since a page asks for those of every k again and again."""
        return np.bincount(self.labels, minlength=self.k)

    @property
    def named(self) -> int:
        """How many segments are groups of customers, the first labels: k, or one less where the last one holds those
        who belong to none."""
        return self.k - self.model.unassigned

    @property
    def shown(self) -> int:
        """How many segments there is anything to show of, the first labels: not of those who belong to none, where
        there is nobody who does."""
        return self.named if self.model.unassigned and not self.sizes[-1] else self.k


@dataclass(frozen=True)
class Stability:
    """How far one k gives the same segments again when customers are drawn anew, in rounds of two fits.

    `agreements` are the adjusted Rand index between the two fits of each round; `again`, for each fit, the best Jaccard
    overlap of every segment, in the order of the solution's labels, without those who belong to none.
    """

    k: int
    agreements: tuple[float, ...]
    again: tuple[tuple[float, ...], ...]

    @property
    def rounds(self) -> int:
        return len(self.agreements)

    @cached_property
    def quartiles(self) -> tuple[float, float, float]:
        """Lower quartile, median and upper quartile of the agreements."""
        return tuple(float(q) for q in np.quantile(self.agreements, [0.25, 0.5, 0.75]))

    @property
    def lower(self) -> float:
        return self.quartiles[0]

    @property
    def median(self) -> float:
        return self.quartiles[1]

    @property
    def upper(self) -> float:
        return self.quartiles[2]

    @cached_property
    def segments(self) -> tuple[float, ...]:
        """Mean best overlap of every segment (SLSW of Dolnicar & Leisch 2017)."""
        return tuple(float(mean) for mean in np.mean(self.again, axis=0))

    def found_again(self, least: float) -> tuple[int, ...]:
        """In how many of the fits each segment came again with at least that overlap."""
        return tuple(int(count) for count in (np.array(self.again) >= least).sum(axis=0))


@dataclass(frozen=True)
class Structure:
    """Whether customers form groups beyond what the values of the dimensions and their correlations bring about.

    At `k` segments they stand out most from sets of customers without groups: `p` is the share of sets, the data among
    them, that stand out as much, `gap` by how much the silhouette of the data is above the mean of theirs. `natural`
    when both are beyond chance and worth speaking of. `silhouettes` are those of the data for each of `ks`,
    `null_silhouettes` (sets, ks) those of each set; `rows` how many customers were tested.
    """

    k: int
    p: float
    gap: float
    natural: bool
    ks: tuple[int, ...]
    silhouettes: tuple[float, ...]
    null_silhouettes: tuple[tuple[float, ...], ...]
    rows: int

    @property
    def sets(self) -> int:
        """How many sets without groups the data was held against."""
        return len(self.null_silhouettes)


@dataclass(frozen=True)
class Arrow:
    """Where a dimension, or one level of it, points on a PCA map: from the origin to (x, y), in the units of the map.

    `level` is "" for a dimension that is one number.
    """

    dimension: str
    level: str
    x: float
    y: float


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The customers that hold a map in place: `encoded` (m, d) float32, 0 where a value is missing, and their
    `positions` (m, 2) float32 in the units of the map."""

    encoded: np.ndarray
    positions: np.ndarray


NOBODY = np.zeros(0, np.int64)
NO_NEIGHBOURS = np.zeros((0, 15), np.int64)


@dataclass(frozen=True, eq=False)
class CustomerMap:
    """Where customers lie. `xy` (n, 2) float32; `method` "pca" or "umap"; `trust` the figures printed with it.

    `near` (m, 15) are the nearest on the map, among all, of the customers in the rows `sample` (m,); nobody's on a
    first sketch. `arrows` are those of a PCA map, longest first. `landmarks` are what others are placed on. `key` names
    the coordinates where they are shown: the same key is the same `xy`.
    """

    xy: np.ndarray
    method: str
    trust: dict[str, Any]
    sample: np.ndarray = field(default_factory=lambda: NOBODY)
    near: np.ndarray = field(default_factory=lambda: NO_NEIGHBOURS)
    arrows: tuple[Arrow, ...] = ()
    landmarks: Landmarks | None = None
    key: str = ""


@dataclass(frozen=True)
class Verdict:
    """How good a solution is: its class and the sentences with the numbers behind it."""

    grade: str  # "natural" | "reproducible" | "constructed" | "ruled" | "unknown" while stability is not computed
    facts: tuple[Fact, ...]
