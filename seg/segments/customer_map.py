"""The map: two coordinates per customer, with how far to trust them (methods reference, section 4).

UMAP on landmarks with exact neighbours, PCA start and a fixed seed; everyone else is placed between the nearest
landmarks. It shows the same encoded matrix as the clustering and knows nothing of k. It is turned onto the PCA map of
the same customers, so that the one glides into the other, and is a function of the matrix, the detail and the seed.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from seg.core.results import CustomerMap, Landmarks
from seg.core.settings import setting
from seg.segments.kmeans import sorted_sample
from seg.segments.map_trust import near_on_map, trust
from seg.segments.orientation import turn_onto, turned_points
from seg.segments.pca_map import pca_map
from seg.segments.placing import filled, neighbours, placed, self_first

Report = Callable[[str, float], None]


def umap_map(
    matrix: np.ndarray, seed: int, detail: str = "balanced", report: Report = lambda stage, share: None
) -> CustomerMap:
    """The UMAP picture of all customers, within -1..1; the PCA picture of too few customers, or of one column."""
    x = filled(matrix)
    random = np.random.default_rng(seed)
    picked = sorted_sample(len(x), setting("map_landmarks"), random)
    count = setting(f"map_neighbours_{detail}")
    sketch = pca_map(x)
    report("stage.map_landmarks", 0.1)
    if _too_few(x[picked], count):
        landmarks = Landmarks(x[picked], sketch.xy[picked])
        sample, near = near_on_map(sketch.xy, seed)
        return replace(sketch, landmarks=landmarks, sample=sample, near=near)
    positions = _embedded(x[picked], seed, count)
    positions = _unit(turned_points(positions, turn_onto(positions, sketch.xy[picked])))
    landmarks = Landmarks(x[picked], positions)
    report("stage.map_placing", 0.7)
    xy = positions if len(picked) == len(x) else placed(x, landmarks)
    xy[picked] = positions
    report("stage.map_trust", 0.9)
    return _known(xy, x, landmarks, seed, random)


def placed_map(
    matrix: np.ndarray, base: Landmarks, method: str, seed: int, report: Report = lambda stage, share: None
) -> CustomerMap:
    """Customers on a map that stands, its landmarks where they are. `matrix` is encoded as the landmarks are.

    Nothing is scaled anew: the picture is comparable with the one it is laid on.
    """
    x = filled(matrix)
    report("stage.map_placing", 0.1)
    xy = placed(x, base)
    report("stage.map_trust", 0.8)
    found = _known(xy, x, base, seed, np.random.default_rng(seed))
    return found if method == "umap" else replace(found, method=method, trust={**found.trust, **pca_map(x).trust})


def _known(xy: np.ndarray, x: np.ndarray, landmarks: Landmarks, seed: int, random: np.random.Generator) -> CustomerMap:
    sample, near = near_on_map(xy, seed)
    return CustomerMap(xy, "umap", trust(x, xy, random), sample, near, landmarks=landmarks)


def _too_few(landmarks: np.ndarray, count: int) -> bool:
    """Whether UMAP has nothing to show: too few customers, or different ones, or one column."""
    if len(landmarks) <= setting("map_neighbours_balanced") + 1 or landmarks.shape[1] < 2:
        return True
    return len(np.unique(landmarks, axis=0)) < 4


def _embedded(landmarks: np.ndarray, seed: int, count: int) -> np.ndarray:
    import umap

    count = min(count, len(landmarks) - 1)
    at, distance = self_first(*neighbours(landmarks, landmarks, count))
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*precomputed_knn.*")
        warnings.filterwarnings("ignore", message=".*n_jobs value.*|.*Transforming new data.*")
        model = umap.UMAP(
            n_neighbors=count, min_dist=0.15, init="pca", n_epochs=setting("map_epochs"), random_state=seed,
            n_jobs=1, precomputed_knn=(at.astype(np.int32), distance.astype(np.float32)),
        )  # fmt: skip
        return np.asarray(model.fit_transform(landmarks), np.float32)


def _unit(xy: np.ndarray) -> np.ndarray:
    """Centred and scaled into -1..1, proportions kept."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    span = float((high - low).max()) or 1.0
    return ((xy - (low + high) / 2) * (2 / span)).astype(np.float32)
