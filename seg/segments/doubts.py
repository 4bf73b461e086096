"""Who could as well be elsewhere: between two segments, known by too little, or far from everybody of their own.

Nobody is dropped for it: they are counted, and can be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from seg.core.results import Solution
from seg.core.settings import setting
from seg.segments.distances import Rows, from_own
from seg.segments.encoding import Encoding
from seg.segments.methods.method import METHODS, Material


@dataclass(frozen=True, eq=False)
class Doubts:
    """Per customer, in the order of the labels: `second` (n,) uint8 the next segment; bool (n,) whether somebody is
    nearly as near to it as to the own (`unsure`), known by too little (`thin`), far out in the own segment (`far`)."""

    second: np.ndarray
    unsure: np.ndarray
    thin: np.ndarray
    far: np.ndarray

    @cached_property
    def undecided(self) -> np.ndarray:
        """Between two segments, or known by too little to say."""
        return self.unsure | self.thin

    def of(self, rows: np.ndarray) -> Doubts:
        """The same for some of the customers, or in another order."""
        return Doubts(self.second[rows], self.unsure[rows], self.thin[rows], self.far[rows])


def doubts(solution: Solution, material: Material) -> Doubts:
    """What is doubtful about these customers in these segments. Who is in none is in no doubt."""
    second = METHODS[solution.model.method].assign(solution.model, material).second
    inside = solution.labels < solution.named
    known = known_shares(material.rows, material.encoding)
    return Doubts(
        second,
        inside & (solution.confidence < setting("undecided_confidence")),
        inside & (known < setting("enough_known_share")),
        inside & _far_out(solution, material.rows, known),
    )


def known_shares(rows: Rows, encoding: Encoding) -> np.ndarray:
    """(n,) how much of the variance that was planned is of dimensions that are known of each customer, 0..1."""
    if rows.seen is None:
        return np.ones(len(rows))
    shares = np.concatenate([np.full(part.width, part.planned_share / part.width) for part in encoding.dimensions])
    return rows.seen @ (shares / shares.sum())


def _far_out(solution: Solution, rows: Rows, known: np.ndarray) -> np.ndarray:
    """Whose distance to the own centre is beyond Q3 + 3 IQR of those in the segment.

    Squared distances over what is known are stretched to the whole budget (1.3 of methods), then compared unsquared.
    """
    gaps = np.sqrt(from_own(rows, solution.centres, solution.labels) / np.maximum(known, 1e-12))
    limits = np.full(solution.k, np.inf)
    for label in range(solution.named):
        own = gaps[solution.labels == label]
        if len(own):
            lower, upper = np.quantile(own, [0.25, 0.75])
            limits[label] = upper + setting("far_out_quartiles") * (upper - lower)
    return gaps > limits[solution.labels] + 1e-6


@dataclass(frozen=True)
class Between:
    """How many customers lie between two segments: labels, the lower one first, whichever of the two they are in."""

    first: int
    second: int
    count: int


def between(labels: np.ndarray, found: Doubts) -> tuple[Between, ...]:
    """The pairs of segments that undecided customers lie between, most customers first."""
    pairs = np.sort(np.stack([labels[found.unsure], found.second[found.unsure]]), axis=0)
    different, counts = np.unique(pairs, axis=1, return_counts=True)
    rows = [Between(int(a), int(b), int(n)) for (a, b), n in zip(different.T, counts, strict=True)]
    return tuple(sorted(rows, key=lambda row: -row.count))
