"""Placing customers on a map that stands: each at a kernel-weighted mean of the nearest landmarks, wherever anybody
else lies (methods reference, section 4)."""

from __future__ import annotations

import numpy as np

from seg.core.results import Landmarks
from seg.core.settings import setting


def filled(matrix: np.ndarray) -> np.ndarray:
    """Encoded customers as the map sees them: a missing cell holds the column mean, 0."""
    return np.nan_to_num(matrix, nan=0.0).astype(np.float32, copy=False)


def neighbours(x: np.ndarray, among: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Exact `count` nearest rows of `among` to each row of `x`: positions and distances, nearest first.

    Candidates come from blocked matrix products; distances are then computed again row by row, so that they do
    not depend on which rows share a block.
    """
    from sklearn.neighbors import NearestNeighbors

    found = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(among)
    at = found.kneighbors(x, return_distance=False)
    distance = np.empty(at.shape, np.float32)
    for start in range(0, len(x), 8_192):
        piece = slice(start, start + 8_192)
        gaps = x[piece, None, :] - among[at[piece]]
        distance[piece] = np.sqrt(np.einsum("ijk,ijk->ij", gaps, gaps))
    order = np.lexsort((at, distance), axis=1)
    return np.take_along_axis(at, order, axis=1), np.take_along_axis(distance, order, axis=1)


def self_first(at: np.ndarray, distance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every row as its own first neighbour, also among duplicates."""
    own = np.arange(len(at))
    place = np.where((at == own[:, None]).any(axis=1), (at == own[:, None]).argmax(axis=1), at.shape[1] - 1)
    at, distance = at.copy(), distance.copy()
    at[own, place], distance[own, place] = at[:, 0], distance[:, 0]
    at[:, 0], distance[:, 0] = own, 0.0
    return at, distance


def placed(x: np.ndarray, landmarks: Landmarks) -> np.ndarray:
    """Each row of `x` at the kernel-weighted mean of its nearest landmarks' positions, (n, 2) float32.

    The kernel narrows towards a landmark: who is the same as one lies where it lies, so that customers who have not
    changed stay in their place when a map is drawn again.
    """
    count = min(setting("map_placement_neighbours"), len(landmarks.encoded))
    at, distance = neighbours(x, landmarks.encoded, count)
    nearest = distance[:, :1]
    width = np.minimum(distance.mean(axis=1, keepdims=True) - nearest, nearest) + 1e-6
    weights = np.exp(-(distance - nearest) / width)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("ij,ijk->ik", weights, landmarks.positions[at]).astype(np.float32)
