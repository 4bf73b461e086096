"""Whether segments are further apart than those of customers without groups (methods reference, 3.2).

Any cloud can be cut, and has a silhouette then. So the same clustering is done on sets that keep the values of every
dimension, and the correlations between them, but have no groups (Hennig & Lin 2015); the data must stand out among
them at the number of segments where it stands out most.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np

from seg.core.results import Structure
from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.distances import Rows, nearest_labels, offsets
from seg.segments.encoding import Encoding
from seg.segments.quality import pairwise_distances, silhouette
from seg.segments.structure.null import Null

LEAST_SPREAD = 1e-6
"""Silhouettes that differ by less than this between sets are the same."""
PASSES = 50
"""Of one start, at most; a thousand customers are at rest before."""


def check_structure(
    matrix: np.ndarray,
    encoding: Encoding,
    seed: int,
    sets: int,
    report: Callable[[int, int], None] = lambda done, of: None,
    known: Structure | None = None,
) -> Structure | None:
    """The test of an encoded matrix (n, d), NaN where a value is missing, against `sets` sets without groups.

    `known` is what the same matrix and seed gave with fewer sets: only the others are drawn then, and the result is as
    if all had been. `report` is told after every set how many of all are done; what it raises ends the test. None
    where fewer than three different customers leave nothing to cut.

    The same for the same customers, in whatever order they come as long as there are no more than
    `structure_sample`, and however many threads there are.
    """
    sample = _sorted(matrix[kmeans.sorted_sample(len(matrix), int(setting("structure_sample")), _random(seed, 0))])
    ks = _ks(sample)
    if not ks:
        return None
    with kmeans.small_fits():
        data = known.silhouettes if known else silhouettes(sample, ks, _random(seed, 1))
        null = Null.of(sample, encoding, _random(seed, 2))
        done = list(known.null_silhouettes[:sets]) if known else []
        while len(done) < sets:
            random = _random(seed, 3, len(done))
            done.append(silhouettes(null.draw(random), ks, random))
            report(len(done), sets)
    return judged(ks, data, tuple(done), len(sample))


def judged(ks: tuple[int, ...], data: tuple[float, ...], null: tuple[tuple[float, ...], ...], rows: int) -> Structure:
    """The result from the silhouettes of the data and of each set, both in the order of `ks`.

    Each set, the data among them, is measured in standard deviations of all the others, at the k where it is furthest
    above them: p is the share of sets that are as far above as the data.
    """
    table = np.array([data, *null])
    z = np.stack([_stands_out(table, i) for i in range(len(table))])
    best = int(z[0].argmax())
    p = float((z.max(axis=1) >= z[0].max()).mean())
    gap = float(table[0, best] - table[1:, best].mean())
    natural = p <= setting("structure_p") and gap >= setting("structure_gap")
    return Structure(ks[best], p, gap, natural, ks, data, null, rows)


def _stands_out(table: np.ndarray, i: int) -> np.ndarray:
    others = np.delete(table, i, axis=0)
    return (table[i] - others.mean(axis=0)) / np.maximum(others.std(axis=0, ddof=1), LEAST_SPREAD)


def silhouettes(matrix: np.ndarray, ks: tuple[int, ...], random: np.random.Generator) -> tuple[float, ...]:
    """Silhouette of the best k-means for every k, with as many starts on data as on sets without groups."""
    rows = Rows.of(matrix)
    distances = pairwise_distances(rows)
    return tuple(round(silhouette(distances, _labels(rows, k, random), k), 6) for k in ks)


def _labels(rows: Rows, k: int, random: np.random.Generator) -> np.ndarray:
    """Labels of the best of `structure_starts` starts.

    Where cells are missing, the starts have them filled in and may look better than they are: the best of each third
    goes on with what is observed.
    """
    starts = int(setting("structure_starts"))
    if rows.seen is None:
        return _fitted(rows, k, starts, random).labels_
    thirds = [_fitted(rows, k, ceil(starts / 3), random).cluster_centers_ for _ in range(3)]
    centres, _ = min((kmeans.lloyd(rows, each, PASSES) for each in thirds), key=lambda fit: fit[1])
    return nearest_labels(offsets(rows, centres))


def _fitted(rows: Rows, k: int, starts: int, random: np.random.Generator):
    """All starts in one call, which is twice as fast as one by one."""
    from sklearn.cluster import KMeans  # here, so that the server never loads it

    return KMeans(k, n_init=starts, max_iter=PASSES, random_state=int(random.integers(2**31))).fit(rows.filled)


def _sorted(matrix: np.ndarray) -> np.ndarray:
    return matrix[np.lexsort(np.nan_to_num(matrix, nan=np.inf).T)]


def _ks(ordered: np.ndarray) -> tuple[int, ...]:
    """The numbers of segments to try: fewer than there are different customers."""
    filled = np.nan_to_num(ordered, nan=np.inf)
    different = 1 + int((filled[1:] != filled[:-1]).any(axis=1).sum()) if len(filled) else 0
    return tuple(range(2, min(different - 1, int(setting("structure_most_segments"))) + 1))


def _random(seed: int, *part: int) -> np.random.Generator:
    return np.random.default_rng([seed, *part])
