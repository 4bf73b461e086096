"""Customers as a mixture sees them: one matrix whose product with coefficients is every log density at once.

The log of a probability is a sum over the levels that customers have; that of a normal density is linear in x^2, x and
whether x is observed. So are the sums that the next estimates take. What is missing is 0 in all columns, and adds
nothing to either: full-information maximum likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Layout:
    """What the columns are: `levels` of each category, side by side, then numbers.

    `level_powers` (L,) and `number_powers` (p,) are the exponents of densities: how much a column counts, 1 for plain
    likelihood. `centre` and `spread` (p,) are mean and variance of the numbers fitted on, `floor` (p,) the least
    variance that a segment may have.
    """

    levels: tuple[int, ...]
    level_powers: np.ndarray
    number_powers: np.ndarray
    centre: np.ndarray
    spread: np.ndarray
    floor: np.ndarray

    @cached_property
    def starts(self) -> np.ndarray:
        """Where the levels of each category begin."""
        return np.concatenate([[0], np.cumsum(self.levels)[:-1]]).astype(int) if self.levels else np.empty(0, int)

    @property
    def parameters_each(self) -> int:
        """Free parameters of one segment, its share aside."""
        return sum(self.levels) - len(self.levels) + 2 * len(self.centre)


@dataclass(frozen=True, eq=False)
class Features:
    """`matrix` (n, L + 3p) float64: levels 0/1, then x^2, x and 1 of every number that is observed; `weights` (n,)."""

    matrix: np.ndarray
    weights: np.ndarray
    layout: Layout

    @classmethod
    def of(
        cls,
        hot: np.ndarray,
        numbers: np.ndarray,
        levels: tuple[int, ...],
        powers: np.ndarray,
        floor_share: float,
        weights: np.ndarray | None,
    ) -> Features:
        """From 0/1 levels (n, L), numbers (n, p) with NaN where missing, and powers (categories, then numbers).

        The least variance of a number is `floor_share` of its variance among these rows.
        """
        weights = np.ones(len(hot)) if weights is None else weights.astype(np.float64)
        matrix = design(hot, numbers)
        squares, sums, counts = np.split(weights @ matrix[:, hot.shape[1] :], 3)
        counts = np.maximum(counts, 1e-12)
        centre = sums / counts
        spread = np.maximum(squares / counts - centre**2, 1e-12)
        by_level = np.repeat(powers[: len(levels)], levels)
        layout = Layout(levels, by_level, powers[len(levels) :], centre, spread, floor_share * spread)
        return cls(matrix, weights, layout)

    def __len__(self) -> int:
        return len(self.matrix)

    def take(self, rows: np.ndarray | slice) -> Features:
        return replace(self, matrix=self.matrix[rows], weights=self.weights[rows])


def design(hot: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The columns of `Features.matrix`."""
    seen = ~np.isnan(numbers)
    filled = np.where(seen, numbers, 0.0)
    return np.hstack([hot, filled**2, filled, seen])
