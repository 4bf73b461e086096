"""k-means for 50 to 10 million customers, missing values included (methods reference, sections 1.3 and 2.1).

Many starts compete on a small sample and the best few are refined on a larger one. Then every k offers its
neighbours a start: k-1 with one centre more, k+1 with one less. The winners make their passes over everybody.
Rows with missing cells take part with what is observed: distances and means are over observed cells, which is
where k-POD (Chi, Chi & Baraniuk 2016) comes to rest, in one step instead of many.

All in one thread: small fits are up to 27 times faster so, and sums of floats come out the same on any machine.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
from threadpoolctl import threadpool_limits

from seg.core.settings import setting
from seg.segments.distances import Rows, nearest_labels, offsets

Fitted = tuple[np.ndarray, float]
"""Centres (k, d) float32 and their SSE."""


def lloyd(rows: Rows, centres: np.ndarray, passes: int) -> Fitted:
    """Up to `passes` passes over `rows`; the centres after them and the SSE met on the last.

    Stops when the centres move by less than `centre_shift`, as scikit-learn does, which takes the passes where
    nothing is missing.
    """
    if rows.seen is None:
        fit = _kmeans(len(centres), rows, passes, setting("centre_shift"), init=centres.astype(np.float32))
        return fit.cluster_centers_, fit.inertia_
    mean = np.average(rows.filled, axis=0, weights=rows.weights)
    enough = setting("centre_shift") * float(np.average((rows.filled - mean) ** 2, axis=0, weights=rows.weights).mean())
    for _ in range(passes):
        moved, sse = _pass(rows, centres)
        shift = float(((moved - centres) ** 2).sum())
        centres = moved
        if shift <= enough:
            break
    return centres, sse


def _pass(rows: Rows, centres: np.ndarray) -> Fitted:
    """One pass: the means over what is observed of the rows nearest to each centre, and the SSE before.

    A centre that has lost all its rows stays where it was.
    """
    sums, counts, sse = np.zeros(centres.shape), np.zeros(centres.shape), 0.0
    for _, part in rows.chunks():
        distances = offsets(part, centres)
        labels = nearest_labels(distances)
        member = (labels == np.arange(len(centres), dtype=np.uint8)[:, None]).astype(np.float32)
        weights = np.ones(len(labels), np.float32) if part.weights is None else part.weights
        member *= weights
        sums += member @ part.filled
        counts += member.sum(axis=1, keepdims=True) if part.seen is None else member @ part.seen
        own = distances[labels, np.arange(len(labels))] + (part.filled**2).sum(axis=1)
        sse += float(weights.astype(np.float64) @ own)
    return np.where(counts > 0, sums / np.maximum(counts, 1), centres).astype(np.float32), sse


def _kmeans(k: int, rows: Rows, passes: int, shift: float, **choices):
    """scikit-learn's k-means of the filled rows, one start."""
    from sklearn.cluster import KMeans  # here, so that the server never loads it

    return KMeans(k, n_init=1, max_iter=passes, tol=shift, **choices).fit(rows.filled, sample_weight=rows.weights)


@contextmanager
def small_fits() -> Iterator[None]:
    """One thread, and no word of it when a sample has fewer different rows than k: `solve` sees to that."""
    from sklearn.exceptions import ConvergenceWarning

    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def starting_centres(rows: Rows, k: int, starts: int, random: np.random.Generator) -> list[np.ndarray]:
    """`starts` quick k-means solutions of `rows`, the best first. Missing cells hold the column mean (0).

    Starts are k-means++. Where rows stand for many, as many again are the means of a random share-out: from centres
    that are patterns themselves, ties stay as they fall, and the best solutions are rarely met.
    """
    fits = []
    for at, seed in enumerate(random.integers(2**31, size=starts * (1 if rows.weights is None else 2))):
        init = _shared_out(rows, k, int(seed)) if rows.weights is not None and at % 2 else "k-means++"
        fits.append(_kmeans(k, rows, 30, 1e-3, init=init, random_state=int(seed)))
    return [fit.cluster_centers_ for fit in sorted(fits, key=lambda fit: fit.inertia_)]


def _shared_out(rows: Rows, k: int, seed: int) -> np.ndarray:
    """The means of k groups that every row belongs to in part, at random."""
    part = np.random.default_rng(seed).dirichlet(np.ones(k), len(rows)).T * rows.weights
    return (part @ rows.filled / part.sum(axis=1, keepdims=True)).astype(np.float32)


def quick(rows: Rows, ks: tuple[int, ...], random: np.random.Generator) -> dict[int, np.ndarray]:
    """Centres for every k of `ks` (ascending) of a small set of rows, for samples that are drawn again and again.

    A few starts each, and every k learns from its neighbours: for many ks, better than ten starts, in half the time.
    A k for which there are too few rows is left out.
    """
    ks = tuple(k for k in ks if k <= len(rows))
    starts, passes = (
        max(setting("quick_starts"), setting("quick_starts_alone") // max(len(ks), 1)),
        setting("lloyd_passes"),
    )
    best: dict[int, Fitted] = {}
    with small_fits():
        for k in ks:
            candidates = starting_centres(rows, k, starts, random)
            best[k] = _best(lloyd(rows, centres, passes) for centres in candidates[: 1 if rows.seen is None else 2])
        _learn_from_neighbours(rows, best, random, passes)
    return {k: centres for k, (centres, _) in best.items()}


def small_groups(rows: Rows, count: int, random: np.random.Generator) -> np.ndarray:
    """Labels (n,) of many small groups of customers who are much alike, from one start at `count` of them."""
    begun = rows.filled[sorted_sample(len(rows), count, random)]
    with small_fits():
        return _kmeans(count, rows, setting("group_passes"), setting("centre_shift"), init=begun).labels_


def _best(fits: Iterable[Fitted]) -> Fitted:
    return min(fits, key=lambda fitted: fitted[1])


def with_one_more(rows: Rows, centres: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The centres and one row more, drawn by its squared distance from them (the step of k-means++)."""
    gaps = offsets(rows, centres).min(axis=0) + (rows.filled**2).sum(axis=1)
    chances = np.maximum(gaps, 0).astype(np.float64) * (1 if rows.weights is None else rows.weights)
    total = chances.sum()
    drawn = random.choice(len(rows), p=chances / total) if total > 0 else 0
    return np.vstack([centres, rows.filled[drawn]])


def with_one_less(rows: Rows, centres: np.ndarray) -> np.ndarray:
    """The centres without the one whose rows lose least by going to their second nearest."""
    distances = offsets(rows, centres)
    first, second = np.partition(distances, 1, axis=0)[:2]
    loss = (second - first) * (1 if rows.weights is None else rows.weights)
    losses = np.bincount(nearest_labels(distances), weights=loss, minlength=len(centres))
    return np.delete(centres, losses.argmin(), axis=0)


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
    best: dict[int, Fitted] = {}
    with small_fits():
        for k in ks:
            candidates = starting_centres(small, k, setting("starts"), random)[: setting("finalists")]
            best[k] = _best(lloyd(sample, centres, setting("finalist_passes")) for centres in candidates)
            report(len(best), 2 * len(ks))
        for _ in range(setting("neighbour_rounds")):
            before = [sse for _, sse in best.values()]
            _learn_from_neighbours(sample, best, random, setting("finalist_passes"))
            if [sse for _, sse in best.values()] == before:
                break
        found: dict[int, np.ndarray] = {}
        for k, (centres, _) in best.items():
            found[k] = lloyd(rows, centres, setting("lloyd_passes"))[0]
            report(len(ks) + len(found), 2 * len(ks))
    return found


def _learn_from_neighbours(sample: Rows, best: dict[int, Fitted], random: np.random.Generator, passes: int) -> None:
    """Replace each fit of `best` by one that starts from the next or the last k, where that is better.

    The way up comes last, so that no k is left with a higher SSE than the one before it.
    """
    ks = sorted(best)
    for k in reversed(ks):
        if k + 1 in best:
            best[k] = _best([best[k], lloyd(sample, with_one_less(sample, best[k + 1][0]), passes)])
    for k in ks:
        if k - 1 in best:
            best[k] = _best([best[k], lloyd(sample, with_one_more(sample, best[k - 1][0], random), passes)])


def sorted_sample(n: int, most: int, random: np.random.Generator) -> np.ndarray:
    """Up to `most` of n row numbers, drawn without replacement, ascending."""
    return np.arange(n) if n <= most else np.sort(random.choice(n, most, replace=False))
