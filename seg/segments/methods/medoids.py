"""k-medoids: every segment stands around one real customer, by Gower's distance between answers of any kind.

FasterPAM (Schubert & Rousseeuw 2021, "Fast and eager k-medoids clustering", Information Systems 101), written from the
paper. The distance is commensurable (methods reference, 2.2): every dimension counts for what was planned, divided by
what it differs between two customers on average, since categories, that differ by all or nothing, else outweigh
numbers. What is missing of one of two customers is left out, and the others count for more.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from seg.core.errors import SegError
from seg.core.results import Model
from seg.core.settings import setting
from seg.segments.distances import two_nearest
from seg.segments.methods.method import Assigned, Material, Method, Report, register
from seg.segments.typed import Typed

NAME = "medoids"
MOST_ROWS = 3_000
PAIRS = 2_000
BLOCK = 64
"""Candidates that are looked at together: the first block with one that is better gives its best."""


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The best of a few starts for every k: the greedy one, and others drawn at random."""
    random = np.random.default_rng(seed)
    units = _units(material.typed, random)
    typed = material.take(_well_known(material.typed, units["weights"], max(ks))).typed
    distances, n = gower(typed, material.typed, units), len(typed.numbers)
    weights = np.ones(len(material), np.float32) if material.rows.weights is None else material.rows.weights
    greedy = _greedy(distances, weights, max(ks))
    found = {}
    for k in ks:
        starts = [greedy[:k]] + [random.choice(n, k, replace=False) for _ in range(setting("medoid_starts") * thorough)]
        settled = [_swapped(distances, weights, np.array(start)) for start in starts]
        best = min(settled, key=lambda medoids: float(weights @ distances[medoids].min(axis=0)))
        own = {"numbers": typed.numbers[best].astype(np.float32), "categories": typed.categories[best]}
        found[k] = Model(NAME, k, own, units)
        report(len(found), len(ks))
    return found


def assign(model: Model, material: Material) -> Assigned:
    """Everybody to the nearest medoid; who has nothing in common with any, to the first."""
    n, size = len(material), setting("chunk_rows")
    labels, second = np.empty(n, np.uint8), np.empty(n, np.uint8)
    confidence, misfit = np.empty(n, np.uint8), np.empty(n, np.float32)
    for piece in (slice(start, start + size) for start in range(0, n, size)):
        distances = gower(_medoids(model), material.take(piece).typed, model.shared)
        labels[piece], second[piece], two = two_nearest(distances)
        with np.errstate(invalid="ignore"):
            confidence[piece] = 100 * (1 - np.nan_to_num(two[0] / two[1], nan=1.0))
        misfit[piece] = two[0] ** 2
    return Assigned(labels, second, confidence, misfit)


def refused(material: Material) -> SegError | None:
    """Every two customers are compared."""
    return SegError("medoids_too_many", customers=len(material), most=MOST_ROWS) if len(material) > MOST_ROWS else None


def gower(one: Typed, other: Typed, units: dict[str, np.ndarray]) -> np.ndarray:
    """(len of one, len of other) float32 distances over what is known of both; 1 is that of two customers on average,
    and of those who have nothing in common that is known.

    `units`: the `ranges` (p,) of the numbers, how much each column (numbers, then categories) differs on average
    (`means`), and how much it is to count (`weights`).
    """
    shape = len(one.numbers), len(other.numbers)
    total, known = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for at, (weight, mean) in enumerate(zip(units["weights"].tolist(), units["means"].tolist(), strict=True)):
        gaps, both = _column(one, other, units["ranges"], at)
        total += np.where(both, gaps, 0) * np.float32(weight / mean)
        known += both * np.float32(weight)
    return np.where(known > 0, total / np.maximum(known, np.float32(1e-9)), np.float32(1))


def _column(one: Typed, other: Typed, ranges: np.ndarray, at: int) -> tuple[np.ndarray, np.ndarray]:
    """How far any two differ in one column, 0 to 1, and whether that is known."""
    p = len(ranges)
    if at < p:
        gaps = np.abs(np.float32(one.numbers[:, at])[:, None] - np.float32(other.numbers[:, at]))
        return np.minimum(gaps / np.float32(ranges[at]), 1), ~np.isnan(gaps)
    ours, theirs = one.categories[:, at - p][:, None], other.categories[:, at - p]
    return ours != theirs, (ours >= 0) & (theirs >= 0)


def _well_known(typed: Typed, weights: np.ndarray, k: int) -> np.ndarray:
    """Rows of those who may be medoids: customers of whom everything is known, or the tenth of whom most is. Of whom
    little is known, little sets them apart, and they would seem near to everybody."""
    seen = np.hstack([~np.isnan(typed.numbers), typed.categories >= 0])
    known = np.round(seen @ weights, 9)
    enough = min(len(known), max(2 * k, ceil(len(known) / 10)))
    return np.flatnonzero(known >= np.sort(known)[-enough])


def _units(typed: Typed, random: np.random.Generator) -> dict[str, np.ndarray]:
    """What the distance is measured in, over these customers: see `gower`. Tags of one dimension share a mean."""
    n, p = typed.numbers.shape
    ranges = np.ones(p)
    for at in range(p):
        seen = typed.numbers[~np.isnan(typed.numbers[:, at]), at]
        spread = np.subtract(*np.quantile(seen, [0.99, 0.01])) if len(seen) else 0.0
        ranges[at] = spread or (np.ptp(seen) if len(seen) else 0.0) or 1.0
    one, other = random.integers(n, size=(2, PAIRS))
    means = np.array([_mean_gap(typed, ranges, one, other, at) for at in range(p + typed.categories.shape[1])])
    names = np.array([*typed.number_of, *typed.category_of])
    for name in set(names.tolist()):
        means[names == name] = means[names == name].mean()
    return {"ranges": ranges, "means": np.maximum(means, 1e-6), "weights": typed.shares / typed.shares.sum()}


def _mean_gap(typed: Typed, ranges: np.ndarray, one: np.ndarray, other: np.ndarray, at: int) -> float:
    """The mean difference of the pairs in one column, of those of whom it is known."""
    p = len(ranges)
    if at < p:
        gaps = np.minimum(np.abs(typed.numbers[one, at] - typed.numbers[other, at]) / ranges[at], 1)
        return float(np.nanmean(gaps)) if not np.isnan(gaps).all() else 0.0
    ours, theirs = typed.categories[one, at - p], typed.categories[other, at - p]
    both = (ours >= 0) & (theirs >= 0)
    return float((ours != theirs)[both].mean()) if both.any() else 0.0


def _medoids(model: Model) -> Typed:
    parts = model.per_segment
    return Typed(parts["numbers"].astype(np.float64), parts["categories"], (), (), (), model.shared["weights"])


def _greedy(distances: np.ndarray, weights: np.ndarray, most: int) -> list[int]:
    """Medoids one after the other, each the one that brings all nearest (BUILD): the first k are a start for k.

    `distances` (candidates, n).
    """
    nearest = distances @ weights
    medoids = [int(nearest.argmin())]
    closest = distances[medoids[0]].copy()
    for _ in range(most - 1):
        gains = np.maximum(closest - distances, 0) @ weights
        gains[medoids] = -1
        medoids.append(int(gains.argmax()))
        np.minimum(closest, distances[medoids[-1]], out=closest)
    return medoids


def _swapped(distances: np.ndarray, weights: np.ndarray, medoids: np.ndarray) -> np.ndarray:
    """The medoids after every swap of one for another customer that brings all together nearer, until none does."""
    n, k = len(distances), len(medoids)
    untouched, start = 0, 0
    state = _Nearest(distances, weights, medoids)
    while untouched < n:
        block = np.arange(start, min(start + BLOCK, n))
        change = state.change(block)
        change[np.isin(block, medoids)] = np.inf
        candidate, leaving = np.unravel_index(change.argmin(), (len(block), k))
        if change[candidate, leaving] < 0:
            swapped = np.where(np.arange(k) == leaving, block[candidate], medoids)
            after = _Nearest(distances, weights, swapped)
            if after.cost < state.cost:  # sums of floats may promise a gain that is none
                medoids, state, untouched = swapped, after, 0
                continue
        untouched += len(block)
        start = int(block[-1] + 1) % n
    return medoids


class _Nearest:
    """The distances of everybody to the nearest medoid and the next, and what a swap changes."""

    def __init__(self, distances: np.ndarray, weights: np.ndarray, medoids: np.ndarray) -> None:
        self.distances, self.weights = distances, weights
        labels, _, (self.first, self.second) = two_nearest(distances[medoids])
        self.member = (labels[:, None] == np.arange(len(medoids))) * weights[:, None].astype(np.float32)
        self.cost = float(weights.astype(np.float64) @ self.first)
        self.loss = (self.second - self.first) @ self.member

    def change(self, candidates: np.ndarray) -> np.ndarray:
        """(candidates, k) how the sum of distances changes when a candidate takes the place of a medoid."""
        theirs = self.distances[candidates]
        gained = np.minimum(theirs - self.first, 0) @ self.weights
        regained = np.minimum(np.maximum(theirs, self.first) - self.second, 0) @ self.member
        return gained[:, None] + regained + self.loss


register(Method(NAME, fit, assign, refused, most_rows=MOST_ROWS))
