"""Figures of how far apart segments lie, and of how far two labellings agree."""

from __future__ import annotations

import numpy as np

from seg.segments.distances import Rows


def pairwise_distances(rows: Rows) -> np.ndarray:
    """(n, n) Euclidean distances over the cells both rows have, rescaled to the whole budget."""
    x = rows.filled.astype(np.float64)
    if rows.seen is None:
        squares = (x**2).sum(axis=1)
        return np.sqrt(np.maximum(squares[:, None] + squares - 2 * x @ x.T, 0))
    seen = rows.seen.astype(np.float64)
    shared = seen @ seen.T
    squares = (x**2) @ seen.T
    total = squares + squares.T - 2 * x @ x.T
    return np.sqrt(np.maximum(total, 0) * x.shape[1] / np.maximum(shared, 1))


def silhouette(distances: np.ndarray, labels: np.ndarray, k: int) -> float:
    """Mean silhouette of (n, n) distances (Rousseeuw 1987); a customer alone in a segment counts 0."""
    member = np.eye(k)[labels]
    counts = member.sum(axis=0)
    sums = distances @ member
    own = np.arange(len(labels)), labels
    inside = sums[own] / np.maximum(counts[labels] - 1, 1)
    means = sums / np.maximum(counts, 1)
    means[own] = np.inf
    means[:, counts == 0] = np.inf
    nearest_other = means.min(axis=1)
    outside = np.where(np.isfinite(nearest_other), nearest_other, inside)  # nobody else is there
    scores = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(counts[labels] > 1, scores, 0).mean())


def adjusted_rand(one: np.ndarray, other: np.ndarray, k: int) -> float:
    """Adjusted Rand index of two labellings with up to k labels each (Hubert & Arabie 1985)."""
    table = np.bincount(one.astype(np.int64) * k + other, minlength=k * k).reshape(k, k).astype(np.float64)
    pairs = lambda counts: float((counts * (counts - 1) / 2).sum())  # noqa: E731
    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / max(pairs(np.array([len(one)], np.float64)), 1)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
