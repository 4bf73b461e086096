"""What the columns of an encoded matrix are to sets without groups: values that latent normals give away.

A number, an ordinal, a flag or a tag has one latent, whose ranks take the observed values in ascending order. Of a
nominal dimension every level has one, and a customer has the level whose latent is highest (multinomial probit), after
each got a handicap that brings it to its count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.columns import Kind
from seg.segments.encoding import Encoding

BALANCED = 4_000
"""Customers among whom the levels of a dimension are brought to their shares."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """One column of the matrix, of values with an order: `columns` is its place, `values` (n seen,) ascending."""

    columns: np.ndarray
    values: np.ndarray

    @property
    def led(self) -> np.ndarray:
        """The columns that have a latent of their own."""
        return self.columns

    def given(self, latents: np.ndarray) -> np.ndarray:
        """(m, 1) values of m customers with the latents (m, 1), the quantiles of what was observed."""
        drawn = np.empty_like(latents)
        drawn[latents[:, 0].argsort(), 0] = self.values[_stretched(len(self.values), len(latents))]
        return drawn


@dataclass(frozen=True, eq=False)
class Levels:
    """A block of columns, one for each level of a dimension without order.

    `led` are the columns of the levels that somebody has, `shares` how many do, and `blocks` (levels, width) what a
    customer of the level has in `columns`.
    """

    columns: np.ndarray
    led: np.ndarray
    shares: np.ndarray
    blocks: np.ndarray

    @classmethod
    def of(cls, block: np.ndarray, start: int) -> Levels:
        """Of the observed rows of a block, the columns of which begin at `start`."""
        levels, first, counts = np.unique(block.argmax(axis=1), return_index=True, return_counts=True)
        return cls(start + np.arange(block.shape[1]), start + levels, counts / len(block), block[first])

    def given(self, latents: np.ndarray) -> np.ndarray:
        """(m, width) blocks of m customers with the latents (m, levels): each has the level that is highest for it."""
        return self.blocks[(latents + self._handicaps(latents[:BALANCED])).argmax(axis=1)]

    def _handicaps(self, latents: np.ndarray) -> np.ndarray:
        """What each level adds to its latent so that as many have it as should, to a customer or two.

        The steps get shorter, or the counts would go on swinging around what they should be.
        """
        added = np.zeros(len(self.shares))
        for step in np.linspace(0.7, 0, 20, endpoint=False):
            counts = np.bincount((latents + added).argmax(axis=1), minlength=len(added))
            added += step * np.log(self.shares * len(latents) / np.maximum(counts, 0.5))
        return added


def _stretched(n: int, m: int) -> np.ndarray:
    """Positions of m evenly spaced quantiles among n sorted values; each one once when m = n."""
    return ((np.arange(m) + 0.5) * n / m).astype(int)


Trait = Ranked | Levels


def traits(matrix: np.ndarray, encoding: Encoding) -> list[Trait]:
    """What the columns of the matrix are to the null; dimensions that nobody has a value of are left out."""
    found: list[Trait] = []
    for part in encoding.dimensions:
        block = matrix[:, part.start : part.start + part.width]
        seen = block[~np.isnan(block[:, 0])]
        if part.kind == Kind.NOMINAL and len(seen):
            found.append(Levels.of(seen, part.start))
        elif len(seen):
            found += [Ranked(np.array([part.start + j]), np.sort(seen[:, j])) for j in range(part.width)]
    return found
