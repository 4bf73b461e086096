"""Customers without groups: every dimension keeps its values and each two their correlation; nothing else is kept.

A Gaussian copula on the encoded matrix (methods reference, 3.2), extended to levels without order. A number, an
ordinal, a flag or a tag has one latent normal, whose ranks take the observed values in ascending order. The levels of
a nominal dimension choose in turn, the most frequent first: each takes, of the customers still free, those highest on
a latent of its own, as many as it has; the last one takes who is left. A flag is the same with two levels. So every
value and level occurs as often as observed, and one matrix of correlations between the latents ties all together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.columns import Kind
from seg.core.settings import setting
from seg.segments.encoding import Encoding

BALANCED = 4_000
"""Customers among whom the levels of a dimension are brought to their shares."""
CLOSE = 0.005
"""Correlations within this of the wanted ones are tuned: the accidents of 20,000 draws are larger."""


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


@dataclass(frozen=True, eq=False)
class Null:
    """Where sets without groups are drawn from: `traits`, `root` (q, q) with root @ root.T the correlations of their
    latents, and `seen` (n, d), which cells have a value: the same in every set."""

    traits: list[Trait]
    root: np.ndarray
    seen: np.ndarray

    @classmethod
    def of(cls, matrix: np.ndarray, encoding: Encoding, random: np.random.Generator) -> Null:
        """Fitted to an encoded matrix (n, d), NaN where a value is missing."""
        parts = traits(matrix, encoding)
        led = np.concatenate([part.led for part in parts])
        return cls(parts, _tuned(parts, correlations(matrix[:, led]), random), ~np.isnan(matrix))

    def draw(self, random: np.random.Generator) -> np.ndarray:
        """A set of as many customers, in the same encoding, with the same cells missing."""
        normal = random.normal(size=(len(self.seen), len(self.root)))
        latents = _uncorrelated(normal) @ self.root.T
        drawn, at = np.full(self.seen.shape, np.nan), 0
        for part in self.traits:
            rows = np.flatnonzero(self.seen[:, part.columns[0]])
            own = latents[rows, at : at + len(part.led)]
            drawn[np.ix_(rows, part.columns)] = part.given(own)
            at += len(part.led)
        return drawn


def correlations(columns: np.ndarray) -> np.ndarray:
    """(q, q) correlations of columns over the cells that both have; 0 with a constant, or where none has both."""
    seen = ~np.isnan(columns)
    centred = np.where(seen, columns - np.nanmean(columns, axis=0, dtype=np.float64), 0.0)
    sd = np.sqrt((centred**2).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))
    scaled = centred / np.where(sd > 1e-9, sd, np.inf)
    shared = seen.T.astype(np.float64) @ seen
    found = scaled.T @ scaled / np.maximum(shared, 1)
    np.fill_diagonal(found, 1.0)
    return found


def _tuned(parts: list[Trait], wanted: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The root of the latents' correlations that give the observed values the `wanted` ones, as nearly as any step did.

    A correlation of latents is weakened by what the values are: `kept` of each column is the correlation with its own
    latent, and the steps are that much longer for a flag than for a number.
    """
    base = _uncorrelated(random.normal(size=(int(setting("structure_tuning_rows")), len(wanted))))
    kept = (base * _standard(_values(parts, base))).mean(axis=0)
    gain = 0.4 / np.maximum(np.outer(kept, kept), 0.02)
    root, best, least = _root(wanted), None, np.inf
    for _ in range(int(setting("structure_tuning_steps"))):
        values = _standard(_values(parts, base @ root.T))
        short = wanted - values.T @ values / len(values)
        np.fill_diagonal(short, 0)
        if (short**2).sum() < least:
            best, least = root, (short**2).sum()
        if np.abs(short).max() < CLOSE:
            break
        root = _root(np.clip(root @ root.T + gain * short, -0.99, 0.99))
    return best


def _values(parts: list[Trait], latents: np.ndarray) -> np.ndarray:
    """(m, q) what customers with these latents have in the columns that have a latent."""
    found, at = [], 0
    for part in parts:
        drawn = part.given(latents[:, at : at + len(part.led)])
        found.append(drawn[:, part.led - part.columns[0]])
        at += len(part.led)
    return np.hstack(found)


def _standard(values: np.ndarray) -> np.ndarray:
    centred = values - values.mean(axis=0)
    sd = centred.std(axis=0)
    return centred / np.where(sd > 1e-9, sd, np.inf)


def _uncorrelated(normal: np.ndarray) -> np.ndarray:
    """Draws (m, q) whose correlations are 0 to the last digit, so that nothing follows an accident of them; as they
    are where there are too few for that."""
    m, q = normal.shape
    if m < 2 * q:
        return normal
    centred = normal - normal.mean(axis=0)
    return np.linalg.solve(np.linalg.cholesky(centred.T @ centred / m), centred.T).T


def _root(symmetric: np.ndarray) -> np.ndarray:
    """The root of the correlation matrix nearest by: eigenvalues floored at 1e-6, the diagonal 1 again."""
    symmetric = symmetric.copy()
    np.fill_diagonal(symmetric, 1.0)
    values, vectors = np.linalg.eigh(symmetric)
    root = vectors * np.sqrt(np.maximum(values, 1e-6))
    return root / np.linalg.norm(root, axis=1, keepdims=True)
