"""Distances from customers to centres over what is observed, in pieces that fit the processor's cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seg.core.settings import setting


@dataclass(frozen=True, eq=False)
class Rows:
    """An encoded matrix ready for passes: `filled` (n, d) float32 with 0 for missing, `seen` the same shape
    with 1 where observed, or None when nothing is missing; `weights` (n,) float32 how many customers a row stands
    for, None where it is one each."""

    filled: np.ndarray
    seen: np.ndarray | None
    weights: np.ndarray | None = None

    @classmethod
    def of(cls, matrix: np.ndarray) -> Rows:
        missing = np.isnan(matrix)
        if not missing.any():
            return cls(np.ascontiguousarray(matrix, np.float32), None)
        return cls(np.where(missing, 0, matrix).astype(np.float32), (~missing).astype(np.float32))

    def __len__(self) -> int:
        return len(self.filled)

    def take(self, rows: np.ndarray | slice) -> Rows:
        seen, weights = (None if part is None else part[rows] for part in (self.seen, self.weights))
        return Rows(self.filled[rows], seen, weights)

    def chunks(self) -> Iterator[tuple[slice, Rows]]:
        size = setting("chunk_rows")
        for start in range(0, len(self), size):
            piece = slice(start, start + size)
            yield piece, self.take(piece)


def offsets(rows: Rows, centres: np.ndarray) -> np.ndarray:
    """(k, n) squared distance to each centre over observed cells, less a constant per row.

    Enough to find the nearest centre: M (C^2)' - 2 X0 C' (k-POD; Chi, Chi & Baraniuk 2016).
    """
    squares = centres**2
    lengths = squares.sum(axis=1)[:, None] if rows.seen is None else squares @ rows.seen.T
    return lengths - 2 * (centres @ rows.filled.T)


@dataclass(frozen=True, eq=False)
class Nearest:
    """Per row: `labels` and `next` uint8, the nearest centre and the one after it; their squared distances `first` and
    `second`, float32, over the cells that are observed."""

    labels: np.ndarray
    next: np.ndarray
    first: np.ndarray
    second: np.ndarray

    def confidence(self) -> np.ndarray:
        """0..100 per row: 1 - d1 / d2, the simplified silhouette in percent (0 on the border of two)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.sqrt(self.first / self.second)
        return np.clip(100 * (1 - np.nan_to_num(ratio, nan=1.0)), 0, 100).astype(np.uint8)


def nearest_labels(distances: np.ndarray) -> np.ndarray:
    """uint8 position of the smallest of (k, n) distances per column; ties go to the lower position."""
    labels = np.zeros(distances.shape[1], np.uint8)
    best = distances[0].copy()
    for label in range(1, len(distances)):
        closer = distances[label] < best
        labels[closer] = label
        np.minimum(best, distances[label], out=best)
    return labels


def two_nearest(distances: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions of the smallest and the next of (k, n) distances per column, uint8, and both distances, (2, n).

    Ties go to the lower position.
    """
    labels, following = np.zeros(distances.shape[1], np.uint8), np.ones(distances.shape[1], np.uint8)
    two = np.array([distances[0], np.full_like(distances[0], np.inf)])
    for label in range(1, len(distances)):
        found = distances[label]
        closer, closer_than_next = found < two[0], found < two[1]
        following[closer_than_next] = label
        following[closer] = labels[closer]
        two[1] = np.where(closer, two[0], np.minimum(two[1], found))
        labels[closer] = label
        two[0][closer] = found[closer]
    return labels, following, two


def from_own(rows: Rows, centres: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(n,) float32 squared distance of every row to the centre of its own label, over observed cells."""
    squares = np.empty(len(rows), np.float32)
    for piece, part in rows.chunks():
        gaps = part.filled - centres[labels[piece]]
        gaps = gaps if part.seen is None else gaps * part.seen
        squares[piece] = np.einsum("ij,ij->i", gaps, gaps)
    return squares


def nearest_to_one(rows: Rows, at: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The `count` rows nearest to the row `at`, itself left out, and their distances, nearest first.

    Over the cells that both have, as a share of all of them (as `quality.pairwise_distances`); who shares none is near
    nobody. The first of several that are as near.
    """
    own = rows.take(slice(at, at + 1))
    squares = np.empty(len(rows), np.float32)
    for piece, part in rows.chunks():
        gaps = part.filled - own.filled
        if rows.seen is None:
            squares[piece] = np.einsum("ij,ij->i", gaps, gaps)
            continue
        both = part.seen * own.seen
        shared = both.sum(axis=1)
        total = np.einsum("ij,ij,ij->i", gaps, gaps, both) * gaps.shape[1]
        squares[piece] = np.divide(total, shared, out=np.full(len(part), np.inf, np.float32), where=shared > 0)
    squares[at] = np.inf
    found = np.argsort(squares, kind="stable")[: min(count, len(rows) - 1)]
    found = found[np.isfinite(squares[found])]
    return found, np.sqrt(squares[found])


def nearest(rows: Rows, centres: np.ndarray) -> Nearest:
    """Assign every row to its nearest centre, (k, d) float32 with k >= 2, over observed cells."""
    n = len(rows)
    labels, following = np.empty(n, np.uint8), np.empty(n, np.uint8)
    first, second = np.empty(n, np.float32), np.empty(n, np.float32)
    for piece, part in rows.chunks():
        labels[piece], following[piece], two = two_nearest(offsets(part, centres))
        first[piece], second[piece] = np.maximum(two + (part.filled**2).sum(axis=1), 0)
    return Nearest(labels, following, first, second)
