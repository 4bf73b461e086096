"""Distances from customers to centres over what is observed, in pieces that fit the processor's cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seg.core.settings import setting


@dataclass(frozen=True, eq=False)
class Rows:
    """An encoded matrix ready for passes: `filled` (n, d) float32 with 0 for missing, `seen` the same shape
    with 1 where observed, or None when nothing is missing."""

    filled: np.ndarray
    seen: np.ndarray | None

    @classmethod
    def of(cls, matrix: np.ndarray) -> Rows:
        missing = np.isnan(matrix)
        if not missing.any():
            return cls(np.ascontiguousarray(matrix, np.float32), None)
        return cls(np.where(missing, 0, matrix).astype(np.float32), (~missing).astype(np.float32))

    def __len__(self) -> int:
        return len(self.filled)

    def take(self, rows: np.ndarray | slice) -> Rows:
        return Rows(self.filled[rows], None if self.seen is None else self.seen[rows])

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
    """Per row: `labels` uint8, and the `first` and `second` smallest squared distance to a centre, float32,
    over the cells that are observed."""

    labels: np.ndarray
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


def nearest(rows: Rows, centres: np.ndarray) -> Nearest:
    """Assign every row to its nearest centre, (k, d) float32 with k >= 2, over observed cells."""
    n = len(rows)
    labels, first, second = np.empty(n, np.uint8), np.empty(n, np.float32), np.empty(n, np.float32)
    for piece, part in rows.chunks():
        distances = offsets(part, centres)
        labels[piece] = nearest_labels(distances)
        two = np.partition(distances, 1, axis=0)[:2] + (part.filled**2).sum(axis=1)
        first[piece], second[piece] = np.maximum(two, 0)
    return Nearest(labels, first, second)
