"""k-means for 50 to 10 million customers, missing values included (methods reference, sections 1.3 and 2.1).

Many starts compete on a small sample, the best few are refined on a larger one, and the winner makes a few
passes over everybody. Rows with missing cells take part with what is observed (k-POD): a missing cell counts
as its own centre's value, which never makes the objective rise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from seg.core.settings import setting
from seg.segments.distances import Rows, nearest_labels, offsets


def lloyd(rows: Rows, centres: np.ndarray, passes: int) -> tuple[np.ndarray, float]:
    """Up to `passes` passes over `rows`; the centres after them and the SSE that was met on the last.

    Stops when a pass gains less than `pass_gain`. A centre that loses all its rows stays where it was.
    """
    last = np.inf
    for _ in range(passes):
        moved, sse = _pass(rows, centres)
        if last - sse <= setting("pass_gain") * sse:
            break
        centres, last = moved, sse
    return centres, sse


def _pass(rows: Rows, centres: np.ndarray) -> tuple[np.ndarray, float]:
    """One Lloyd pass: the means of the rows nearest to each centre, and the SSE to the centres before."""
    sums = np.zeros(centres.shape, np.float64)
    seen = np.zeros(centres.shape, np.float64)
    counts = np.zeros(len(centres), np.float64)
    sse = 0.0
    for _, part in rows.chunks():
        distances = offsets(part, centres)
        labels = nearest_labels(distances)
        member = (labels == np.arange(len(centres), dtype=np.uint8)[:, None]).astype(np.float32)
        sums += member @ part.filled
        counts += member.sum(axis=1)
        if part.seen is not None:
            seen += member @ part.seen
        sse += float(distances[labels, np.arange(len(labels))].sum(dtype=np.float64))
        sse += float((part.filled**2).sum(dtype=np.float64))
    if rows.seen is not None:  # unseen cells hold their own centre's value
        sums += (counts[:, None] - seen) * centres
    moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres)
    return moved.astype(np.float32), sse


def starting_centres(rows: Rows, k: int, starts: int, random: np.random.Generator) -> list[np.ndarray]:
    """`starts` quick k-means solutions of `rows`, the best first. Missing cells hold the column mean (0)."""
    found = []
    with threadpool_limits(1):  # 27 times faster on small data than with two threads
        for seed in random.integers(2**31, size=starts):
            fit = KMeans(k, n_init=1, max_iter=30, tol=1e-3, random_state=int(seed)).fit(rows.filled)
            found.append((fit.inertia_, fit.cluster_centers_))
    return [centres for _, centres in sorted(found, key=lambda pair: pair[0])]


def best_of(rows: Rows, k: int, starts: int, random: np.random.Generator, passes: int = 50) -> np.ndarray:
    """Centres of the best of `starts` starts on a small set of rows, (k, d)."""
    if rows.seen is None:
        with threadpool_limits(1):
            fit = KMeans(k, n_init=starts, max_iter=passes, tol=1e-4, random_state=int(random.integers(2**31)))
            return fit.fit(rows.filled).cluster_centers_
    tried = [lloyd(rows, centres, passes) for centres in starting_centres(rows, k, starts, random)[:3]]
    return min(tried, key=lambda pair: pair[1])[0]


def with_one_more(rows: Rows, centres: np.ndarray) -> np.ndarray:
    """The centres of k-1 and the row that is farthest from all of them: a warm start, so that SSE falls with k."""
    gaps = offsets(rows, centres).min(axis=0) + (rows.filled**2).sum(axis=1)
    return np.vstack([centres, rows.filled[gaps.argmax()]])


def fit(
    rows: Rows,
    ks: tuple[int, ...],
    seed: int,
    report: Callable[[int, int], None] = lambda done, of: None,
) -> dict[int, np.ndarray]:
    """Centres (k, d) float32 for every k of `ks` (ascending), the same for the same rows, ks and seed."""
    random = np.random.default_rng(seed)
    sample = rows.take(sorted_sample(len(rows), setting("fit_sample"), random))
    small = sample.take(sorted_sample(len(sample), setting("start_sample"), random))
    found: dict[int, np.ndarray] = {}
    for k in ks:
        candidates = starting_centres(small, k, setting("starts"), random)[: setting("finalists")]
        if k - 1 in found:
            candidates.append(with_one_more(sample, found[k - 1]))
        refined = [lloyd(sample, centres.astype(np.float32), setting("finalist_passes")) for centres in candidates]
        best = min(refined, key=lambda pair: pair[1])[0]
        found[k] = lloyd(rows, best, setting("lloyd_passes"))[0] if len(rows) > len(sample) else best
        report(len(found), len(ks))
    return found


def sorted_sample(n: int, most: int, random: np.random.Generator) -> np.ndarray:
    """Up to `most` of n row numbers, drawn without replacement, ascending."""
    return np.arange(n) if n <= most else np.sort(random.choice(n, most, replace=False))
