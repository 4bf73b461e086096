"""KAMILA: numbers by how far they lie from a centre, categories by how often they occur, neither drowning the other.

After Foss, Markatou, Ray & Heching 2016, "A semiparametric method for clustering mixed data" (Machine Learning 105),
written from the paper. How likely a distance is, is estimated from all distances at once, so nothing has to be said of
how numbers are distributed nor of how much a category weighs against them.

Planned shares enter as in the paper's weights: numbers are stretched by the root of their share against the mean of
the numbers, and what a category says counts as often as its share against that mean. Equal shares change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.errors import SegError
from seg.core.results import Model
from seg.core.settings import setting
from seg.segments.kmeans import sorted_sample
from seg.segments.methods.method import Assigned, Material, Method, Report, register
from seg.segments.typed import Typed

NAME = "kamila"
MOST_ROWS = 200_000
ITERATIONS = 25
MORE_ITERATIONS = 8
"""With everybody, from where the sample came to rest."""
GRID = 512
SMOOTHING = 0.025
"""The share of each category that is spread evenly over its levels: no level is impossible."""


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The likeliest of several starts for every k. They compete on a sample; the best goes on with everybody."""
    random = np.random.default_rng(seed)
    cells = _Cells.of(material.take(sorted_sample(len(material), MOST_ROWS, random)))
    small = cells.take(sorted_sample(len(cells), setting("start_sample"), random))
    starts = setting("kamila_starts") if thorough else setting("kamila_starts_again")
    found = {}
    for k in ks:
        begun = [_settled(small, *_start(small, k, random), random) for _ in range(starts)]
        best = max(begun, key=lambda state: state.likelihood)
        if len(small) < len(cells):
            best = _settled(cells, best.centres, best.affinity, random, MORE_ITERATIONS)
        found[k] = best.model()
        report(len(found), len(ks))
    return found


def assign(model: Model, material: Material) -> Assigned:
    """Everybody to the likeliest segment, over what is known of them; confidence is how much likelier than the next."""
    n = len(material)
    labels, second = np.empty(n, np.uint8), np.empty(n, np.uint8)
    confidence, misfit = np.empty(n, np.uint8), np.empty(n, np.float32)
    size = setting("chunk_rows")
    for piece in (slice(start, start + size) for start in range(0, n, size)):
        cells = _Cells.of(material.take(piece))
        radial = _Radial(model.shared["grid"], model.shared["density"])
        scores = _scores(cells, model.per_segment["centres"], model.per_segment["affinity"], radial)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :2]
        labels[piece], second[piece] = order.T
        best, next_best = np.take_along_axis(scores, order, axis=1).T
        confidence[piece] = 100 * -np.expm1(next_best - best)
        misfit[piece] = -best
    return Assigned(labels, second, confidence, misfit)


def refused(material: Material) -> SegError | None:
    """Without numbers there are no distances to balance."""
    return None if material.take(slice(1)).typed.number_of else SegError("kamila_no_numbers")


@dataclass(frozen=True, eq=False)
class _Cells:
    """Customers as the method takes them: stretched `numbers` (n, p), 0 where missing, with `seen` 0/1; `hot` (n, sum
    of levels) 0/1; `blocks` the columns of each category in it, and `exponents` how often each counts; `weights` (n,).
    """

    numbers: np.ndarray
    seen: np.ndarray
    hot: np.ndarray
    blocks: tuple[slice, ...]
    exponents: tuple[float, ...]
    weights: np.ndarray

    @classmethod
    def of(cls, material: Material) -> _Cells:
        typed: Typed = material.typed
        p = typed.numbers.shape[1]
        against = typed.shares / typed.shares[:p].mean()
        seen = ~np.isnan(typed.numbers)
        numbers = np.where(seen, typed.numbers, 0) * np.sqrt(against[:p])
        ends = np.cumsum(typed.levels, dtype=int)
        blocks = tuple(slice(end - width, end) for end, width in zip(ends.tolist(), typed.levels, strict=True))
        weights = material.rows.weights
        weights = np.ones(len(numbers)) if weights is None else weights.astype(np.float64)
        return cls(numbers, seen.astype(np.float64), typed.one_hot(), blocks, tuple(against[p:].tolist()), weights)

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, rows: np.ndarray) -> _Cells:
        parts = (part[rows] for part in (self.numbers, self.seen, self.hot))
        return _Cells(*parts, self.blocks, self.exponents, self.weights[rows])

    def distances(self, centres: np.ndarray) -> np.ndarray:
        """(n, k) to the centres over what is observed, as if all were; 0 where nothing is."""
        p, known = self.numbers.shape[1], self.seen.sum(axis=1, keepdims=True)
        squares = (self.numbers**2).sum(axis=1, keepdims=True) - 2 * self.numbers @ centres.T
        squares += self.seen @ (centres**2).T
        return np.sqrt(np.maximum(squares, 0) * p / np.maximum(known, 1)) * (known > 0)


@dataclass(frozen=True, eq=False)
class _Radial:
    """`density` (GRID,) is the log likelihood of a place that lies so far from its centre as `grid` (GRID,) says."""

    grid: np.ndarray
    density: np.ndarray

    @classmethod
    def of(cls, radii: np.ndarray, weights: np.ndarray, p: int) -> _Radial:
        """Gaussian kernels on the (n,) distances to the nearest centre, with Silverman's width; that of a distance is
        shared by all places at it. Below a width all distances are alike."""
        low, high = np.quantile(radii, [0.25, 0.75])
        spread = min(radii.std(), (high - low) / 1.34) or radii.std() or 1e-3
        width = 0.9 * spread * len(radii) ** -0.2
        grid = np.linspace(0, radii.max() + 3 * width, GRID)
        at = radii / grid[1]
        lower = np.minimum(at.astype(int), GRID - 2)
        counts = np.bincount(lower, weights * (lower + 1 - at), GRID) + np.bincount(
            lower + 1, weights * (at - lower), GRID
        )
        kernel = np.exp(-((np.concatenate([-grid[:0:-1], grid]) / width) ** 2) / 2)
        density = np.convolve(kernel, counts, "valid") / (weights.sum() * width * np.sqrt(2 * np.pi))
        density = np.maximum(density, density.max() * 1e-12)
        return cls(grid, np.log(density) - (p - 1) * np.log(np.maximum(grid, width)))

    def __call__(self, distances: np.ndarray) -> np.ndarray:
        """The log likelihood at the distances; beyond the grid it falls as at its end, so that nearer is likelier."""
        steps = self.density[-1] - self.density[-2]
        beyond = np.maximum(distances - self.grid[-1], 0) / (self.grid[1] - self.grid[0])
        return np.interp(distances, self.grid, self.density) + beyond * steps


@dataclass(frozen=True, eq=False)
class _State:
    """Segments: `centres` (k, p), `affinity` (k, sum of levels) log likelihoods of the levels, and the radial part."""

    centres: np.ndarray
    affinity: np.ndarray
    radial: _Radial
    likelihood: float

    def model(self) -> Model:
        own = {"centres": self.centres.astype(np.float32), "affinity": self.affinity.astype(np.float32)}
        shared = {"grid": self.radial.grid, "density": self.radial.density}
        return Model(NAME, len(self.centres), own, {name: part.astype(np.float32) for name, part in shared.items()})


def _scores(cells: _Cells, centres: np.ndarray, affinity: np.ndarray, radial: _Radial) -> np.ndarray:
    """(n, k) log likelihoods, up to what is the same for all segments."""
    return radial(cells.distances(centres)) + cells.hot @ affinity.T


def _start(cells: _Cells, k: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """k customers drawn far apart, as k-means++ does, and how often levels occur drawn at random."""
    chosen = [int(random.integers(len(cells)))]
    for _ in range(k - 1):
        gaps = cells.distances(cells.numbers[chosen]).min(axis=1) ** 2 * cells.weights
        total = gaps.sum()
        chosen.append(int(random.choice(len(cells), p=gaps / total if total > 0 else None)))
    affinity = np.empty((k, cells.hot.shape[1]))
    for block, exponent in zip(cells.blocks, cells.exponents, strict=True):
        drawn = random.dirichlet(np.ones(block.stop - block.start), k)
        affinity[:, block] = exponent * np.log(np.maximum(drawn, 1e-6))
    return cells.numbers[chosen], affinity


def _settled(
    cells: _Cells, centres: np.ndarray, affinity: np.ndarray, random: np.random.Generator, iterations: int = ITERATIONS
) -> _State:
    """Assign and move in turn, until nobody moves."""
    before = None
    for _ in range(iterations):
        distances = cells.distances(centres)
        radial = _Radial.of(distances.min(axis=1), cells.weights, centres.shape[1])
        scores = radial(distances) + cells.hot @ affinity.T
        labels = scores.argmax(axis=1)
        state = _State(centres, affinity, radial, float(cells.weights @ scores.max(axis=1)))
        if before is not None and (labels == before).all():
            break
        centres, affinity = _moved(cells, labels, len(centres), random)
        before = labels
    return state


def _moved(cells: _Cells, labels: np.ndarray, k: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Centres and level likelihoods of the members; a segment that lost all of them begins anew at a customer."""
    member = (labels == np.arange(k)[:, None]) * cells.weights
    counts = member @ cells.seen
    anew = cells.numbers[random.integers(len(cells), size=k)]
    centres = np.where(counts > 0, member @ cells.numbers / np.maximum(counts, 1e-12), anew)
    totals = member @ cells.hot
    affinity = np.empty_like(totals)
    for block, exponent in zip(cells.blocks, cells.exponents, strict=True):
        affinity[:, block] = exponent * np.log(_smoothed(totals[:, block]))
    return centres, affinity


def _smoothed(totals: np.ndarray) -> np.ndarray:
    """(k, levels) how often levels occur among those of whom it is known, none of them never."""
    levels = totals.shape[1]
    known = totals.sum(axis=1, keepdims=True)
    shares = np.where(known > 0, totals / np.maximum(known, 1e-12), 1 / levels)
    shares = (1 - SMOOTHING * levels / max(levels - 1, 1)) * shares + SMOOTHING / max(levels - 1, 1)
    shares = np.maximum(shares, 1e-6)
    return shares / shares.sum(axis=1, keepdims=True)


register(Method(NAME, fit, assign, refused, most_rows=MOST_ROWS))
