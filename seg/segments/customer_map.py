"""The map: two coordinates per customer, with how far to trust them (methods reference, section 4).

UMAP on landmarks with exact neighbours, PCA start and a fixed seed; everyone else lies at a kernel-weighted mean
of the nearest landmarks, wherever anybody else lies. It shows the same encoded matrix as the clustering and knows
nothing of k. Missing cells hold the column mean (0).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np

from seg.core.results import CustomerMap
from seg.core.settings import setting
from seg.segments.kmeans import sorted_sample

Report = Callable[[str, float], None]


def pca_map(matrix: np.ndarray) -> CustomerMap:
    """The two main directions of the encoded matrix; `trust` has the share of variation they hold."""
    x = filled(matrix)
    mean = x.mean(axis=0, dtype=np.float64)
    covariance = (x.T.astype(np.float64) @ x) / len(x) - np.outer(mean, mean)
    values, vectors = np.linalg.eigh(covariance)
    main = vectors[:, ::-1][:, :2]
    if main.shape[1] < 2:
        main = np.hstack([main, np.zeros_like(main)])
    signs = np.sign(main[np.abs(main).argmax(axis=0), np.arange(2)])
    main = main * np.where(signs == 0, 1, signs)
    xy = ((x - mean.astype(np.float32)) @ main.astype(np.float32)).astype(np.float32)
    shares = values[::-1][:2] / max(float(values.sum()), 1e-12)
    return CustomerMap(_unit(xy), "pca", {"variance_share": float(shares.sum())})


def umap_map(matrix: np.ndarray, seed: int, report: Report = lambda stage, share: None) -> CustomerMap:
    """The UMAP picture of all customers; the PCA picture of too few customers, or of one column."""
    x = filled(matrix)
    random = np.random.default_rng(seed)
    picked = sorted_sample(len(x), setting("map_landmarks"), random)
    landmarks = x[picked]
    too_few = len(landmarks) <= setting("map_neighbours") + 1 or len(np.unique(landmarks, axis=0)) < 4
    if too_few or x.shape[1] < 2:
        return pca_map(matrix)
    report("stage.map_landmarks", 0.1)
    positions = _embedded(landmarks, seed)
    report("stage.map_placing", 0.7)
    xy = positions if len(landmarks) == len(x) else placed(x, landmarks, positions)
    xy[picked] = positions
    report("stage.map_trust", 0.9)
    xy = _unit(xy)
    return CustomerMap(xy, "umap", trust(x, xy, random))


def filled(matrix: np.ndarray) -> np.ndarray:
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


def _embedded(landmarks: np.ndarray, seed: int) -> np.ndarray:
    import umap

    count = setting("map_neighbours")
    at, distance = _self_first(*neighbours(landmarks, landmarks, count))
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*precomputed_knn.*")
        warnings.filterwarnings("ignore", message=".*n_jobs value.*|.*Transforming new data.*")
        model = umap.UMAP(
            n_neighbors=count, min_dist=0.15, init="pca", n_epochs=setting("map_epochs"), random_state=seed,
            n_jobs=1, precomputed_knn=(at.astype(np.int32), distance.astype(np.float32)),
        )  # fmt: skip
        return np.asarray(model.fit_transform(landmarks), np.float32)


def _self_first(at: np.ndarray, distance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every row as its own first neighbour, also among duplicates."""
    own = np.arange(len(at))
    place = np.where((at == own[:, None]).any(axis=1), (at == own[:, None]).argmax(axis=1), at.shape[1] - 1)
    at, distance = at.copy(), distance.copy()
    at[own, place], distance[own, place] = at[:, 0], distance[:, 0]
    at[:, 0], distance[:, 0] = own, 0.0
    return at, distance


def placed(x: np.ndarray, landmarks: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Each row at the kernel-weighted mean of its nearest landmarks' positions, (n, 2) float32."""
    count = min(setting("map_placement_neighbours"), len(landmarks))
    at, distance = neighbours(x, landmarks, count)
    width = distance.mean(axis=1, keepdims=True) - distance[:, :1] + 1e-6
    weights = np.exp(-(distance - distance[:, :1]) / width)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.einsum("ij,ijk->ik", weights, positions[at]).astype(np.float32)


def trust(x: np.ndarray, xy: np.ndarray, random: np.random.Generator) -> dict[str, float]:
    """Trustworthiness (10 neighbours) and recall of the 15 nearest, on a sample of customers."""
    from sklearn.manifold import trustworthiness

    picked = sorted_sample(len(x), setting("map_trust_sample"), random)
    high, low = x[picked], xy[picked]
    count = min(15, len(picked) // 3)
    true, shown = (_self_first(*neighbours(part, part, count))[0].tolist() for part in (high, low))
    recall = np.mean([len(set(a) & set(b)) - 1 for a, b in zip(true, shown, strict=True)])
    return {
        "trustworthiness": float(trustworthiness(high, low, n_neighbors=min(10, len(picked) // 3))),
        "recall_share": float(recall / max(count - 1, 1)),
        "sample": len(picked),
    }


def _unit(xy: np.ndarray) -> np.ndarray:
    """Centred and scaled into -1..1, proportions kept."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    span = float((high - low).max()) or 1.0
    return ((xy - (low + high) / 2) * (2 / span)).astype(np.float32)
