"""Expectation and maximisation (Dempster, Laird & Rubin 1977), many mixtures side by side.

Densities are taken to the power of their columns, so that a dimension counts for what was planned. Each step still
raises the sum of log densities: estimates of one column do not change with its power.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.segments.mixtures.features import Features, Layout

LEAST_PROBABILITY = 1e-8
"""Of a level in a segment where nobody has it: somebody may yet, and belongs elsewhere without being impossible."""
CELLS_AT_ONCE = 2**18
"""Responsibilities worked on at once, 2 MB: they stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Mixtures:
    """s mixtures of k segments: `log_share` (s, k), `log_probability` (s, k, L), `mean` and `variance` (s, k, p)."""

    log_share: np.ndarray
    log_probability: np.ndarray
    mean: np.ndarray
    variance: np.ndarray

    def __len__(self) -> int:
        return len(self.log_share)

    @property
    def k(self) -> int:
        return self.log_share.shape[1]

    def take(self, which: np.ndarray | slice) -> Mixtures:
        return Mixtures(*(part[which] for part in self.parts))

    @property
    def parts(self) -> tuple[np.ndarray, ...]:
        return self.log_share, self.log_probability, self.mean, self.variance

    @classmethod
    def together(cls, several: list[Mixtures]) -> Mixtures:
        return cls(*(np.concatenate(parts) for parts in zip(*(each.parts for each in several), strict=True)))


def coefficients(mixtures: Mixtures, level_powers: np.ndarray, number_powers: np.ndarray) -> np.ndarray:
    """(s, k, L + 3p): the product with a row of features is the log density of a customer in a segment."""
    precision = number_powers / mixtures.variance
    constant = mixtures.mean**2 * precision + number_powers * np.log(2 * np.pi * mixtures.variance)
    of_levels = mixtures.log_probability * level_powers
    return np.concatenate([of_levels, -precision / 2, mixtures.mean * precision, -constant / 2], axis=2)


def joint(mixtures: Mixtures, coefficient: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """(s, k, n) log density of each customer together with each segment."""
    flat = coefficient.reshape(-1, coefficient.shape[2]) @ matrix.T
    return flat.reshape(len(mixtures), mixtures.k, -1) + mixtures.log_share[:, :, None]


def step(mixtures: Mixtures, features: Features) -> tuple[Mixtures, np.ndarray]:
    """The next estimates, and the log likelihood (s,) of those before."""
    layout = features.layout
    coefficient = coefficients(mixtures, layout.level_powers, layout.number_powers)
    sums = np.zeros((len(mixtures) * mixtures.k, features.matrix.shape[1]))
    sizes, log_likelihood = np.zeros(mixtures.log_share.shape), np.zeros(len(mixtures))
    at_once = max(256, CELLS_AT_ONCE // mixtures.log_share.size)
    for start in range(0, len(features), at_once):
        part = features.take(slice(start, start + at_once))
        member, logs = posterior(joint(mixtures, coefficient, part.matrix))
        member *= part.weights
        log_likelihood += logs @ part.weights
        sizes += member.sum(axis=2)
        sums += member.reshape(len(sums), -1) @ part.matrix
    return estimates(sizes, sums.reshape(*mixtures.log_share.shape, -1), layout), log_likelihood


def posterior(logs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(s, k, n) the probability of each segment, and (s, n) the log density, of joint log densities."""
    highest = logs.max(axis=1, keepdims=True)
    member = np.exp(logs - highest)
    total = member.sum(axis=1, keepdims=True)
    member /= total
    return member, (np.log(total) + highest)[:, 0]


def estimates(sizes: np.ndarray, sums: np.ndarray, layout: Layout) -> Mixtures:
    """The most likely mixtures: `sizes` (s, k) customers in each segment, `sums` (s, k, L + 3p) of their features."""
    of_levels, numbers = np.split(sums, [len(layout.level_powers)], axis=2)
    squares, firsts, counts = np.split(numbers, 3, axis=2)
    known = counts > 1e-9  # else as everybody: nothing of it is known in the segment
    counts = np.where(known, counts, 1.0)
    mean = np.where(known, firsts / counts, layout.centre)
    variance = np.where(known, np.maximum(squares / counts - mean**2, layout.floor), layout.spread)
    shares = np.maximum(sizes / sizes.sum(axis=1, keepdims=True), 1e-300)
    return Mixtures(np.log(shares), np.log(_probabilities(of_levels, layout)), mean, variance)


def _probabilities(counts: np.ndarray, layout: Layout) -> np.ndarray:
    """Shares of the levels within each category, none below the least; the others give what that takes."""
    if not layout.levels:
        return counts
    of = np.repeat(np.arange(len(layout.levels)), layout.levels)
    within = lambda values: np.add.reduceat(values, layout.starts, axis=2)[:, :, of]  # noqa: E731
    total = within(counts)
    even = 1 / np.repeat(layout.levels, layout.levels)
    shares = np.where(total > 1e-9, counts / np.maximum(total, 1e-9), even)
    rare = shares < LEAST_PROBABILITY
    left = 1 - LEAST_PROBABILITY * within(rare.astype(float))
    return np.where(rare, LEAST_PROBABILITY, shares * left / within(np.where(rare, 0.0, shares)))


def fitted(mixtures: Mixtures, features: Features, passes: int, gain: float) -> tuple[Mixtures, np.ndarray]:
    """The mixtures after up to `passes` steps, and their log likelihood (s,).

    They stop when none gains `gain` per customer any more.
    """
    before, enough = np.full(len(mixtures), -np.inf), gain * features.weights.sum()
    for _ in range(passes):
        following, log_likelihood = step(mixtures, features)
        if (log_likelihood - before <= enough).all():
            return mixtures, log_likelihood
        mixtures, before = following, log_likelihood
    return mixtures, step(mixtures, features)[1]
