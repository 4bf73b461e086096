"""Who is where when the same customers are cut in another way: who stays together, and who moved.

A segment lives on in the one that it overlaps with most, each in one at most (as in `identity`, but for any two
solutions and without a least overlap); its customers who are there stay together, all others moved. Who belongs to no
segment is no segment to live on in: only who belongs to none in both stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from seg.core.results import Solution
from seg.segments.identity import crossed, in_both, jaccard, matched


@dataclass(frozen=True)
class Move:
    """`count` customers of one segment who are in another than the one it lives on in; labels of both solutions.

    `share` is their part of the segment that they come from.
    """

    origin: int
    target: int
    count: int
    share: float


@dataclass(frozen=True, eq=False)
class Movement:
    """`counts` (k, other k) customers by both labels, `lives_on` the label of the other solution per label, None
    where another segment has a better claim to it. `only_one` and `only_other` are in one of the solutions alone."""

    counts: np.ndarray
    lives_on: tuple[int | None, ...]
    only_one: int
    only_other: int

    @property
    def compared(self) -> int:
        """Customers who are in both solutions."""
        return int(self.counts.sum())

    @property
    def together(self) -> int:
        """Customers who are where their segment lives on."""
        return sum(int(self.counts[label, to]) for label, to in enumerate(self.lives_on) if to is not None)

    def moves(self, least: int) -> tuple[Move, ...]:
        """All moves of at least so many customers, the largest first."""
        sizes = self.counts.sum(axis=1)
        found = [
            Move(int(origin), int(target), int(count), float(count / sizes[origin]))
            for (origin, target), count in np.ndenumerate(self.counts)
            if count >= max(least, 1) and self.lives_on[origin] != target
        ]
        return tuple(sorted(found, key=lambda move: (-move.count, move.origin, move.target)))


def movement(rows: np.ndarray, one: Solution, other_rows: np.ndarray, other: Solution) -> Movement:
    """How the customers of `one` lie in `other`; `rows` say who is labelled, each by position in the same table."""
    here, there = in_both(rows, other_rows)
    counts = crossed(one.labels[here], other.labels[there], one.k, other.k)
    lives_on = _lives_on(counts, one.named, other.named)
    return Movement(counts, lives_on, len(rows) - len(here), len(other_rows) - len(there))


def crossings(solutions: Mapping[int, Solution]) -> dict[int, np.ndarray]:
    """For every k (ascending) after the first: (k before, k) customers by the label they had and have."""
    ks = tuple(solutions)
    pairs = [(solutions[before], solutions[k]) for before, k in pairwise(ks)]
    return {to.k: crossed(of.labels, to.labels, of.k, to.k) for of, to in pairs}


def _lives_on(counts: np.ndarray, named: int, other_named: int) -> tuple[int | None, ...]:
    overlap = jaccard(counts)
    overlap[:named, other_named:] = overlap[named:, :other_named] = 0
    origins, targets = matched(overlap)
    found = {int(of): int(to) for of, to in zip(origins, targets, strict=True) if overlap[of, to]}
    return tuple(found.get(label) for label in range(len(counts)))
