"""Customers without groups: every dimension keeps its values and each two their correlation; nothing else is kept.

A Gaussian copula on the encoded matrix (methods reference, 3.2), extended to levels without order, see `traits`. First
the correlations of the latents are tuned, on many customers, until those of the values are the observed ones in the
mean. Then each set is steered to have nearly them itself, as the data has exactly its own. Left to chance, the
accidents of a set come on top of those of the data: sets are more tied than the data then, the test is far below its
5 % for flags and levels, and groups are found less often.

What it cannot do: a copula has no dependence of three, and too little where one dimension all but decides another, as
a city its region or an age its band. Then sets without groups are less tied than the data, and the data may be called
natural for it. The audit says which two dimensions nearly say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from seg.core.settings import setting
from seg.segments.encoding import Encoding
from seg.segments.structure.correlated import correlations, root, scaled, shared, uncorrelated
from seg.segments.structure.traits import Trait, traits

CLOSE = 0.005
"""Correlations within this of the wanted ones are tuned: the accidents of 20,000 draws are larger."""
RIDGE = 0.1
"""Of levels, one follows from the others, and of questions that say the same nearly so."""


@dataclass(frozen=True, eq=False)
class Null:
    """Where sets without groups are drawn from.

    `traits` with q latents in all, of which `root` @ `root`.T (q, q) are the correlations; `wanted` (q, q) those that
    the columns `led` by a latent have in the data, `kept` (q,) the correlation of each of them with its latent. `seen`
    (n, d) are the cells with a value, the same in every set.
    """

    traits: list[Trait]
    led: np.ndarray
    wanted: np.ndarray
    kept: np.ndarray
    root: np.ndarray
    seen: np.ndarray

    @classmethod
    def of(cls, matrix: np.ndarray, encoding: Encoding, random: np.random.Generator) -> Null:
        """Fitted to an encoded matrix (n, d), NaN where a value is missing."""
        parts = traits(matrix, encoding)
        led = np.concatenate([part.led for part in parts])
        many = np.ones((int(setting("structure_tuning_rows")), matrix.shape[1]), bool)
        base = uncorrelated(random, len(many), len(led))
        kept = np.maximum((base * scaled(_values(parts, base, many)[:, led])).mean(axis=0), 0.1)
        wanted = correlations(matrix[:, led])
        tuned = _tuned(lambda latents: _values(parts, base @ latents.T, many)[:, led], wanted, kept)
        return cls(parts, led, wanted, kept, tuned, ~np.isnan(matrix))

    def draw(self, random: np.random.Generator) -> np.ndarray:
        """A set (n, d) of as many customers, in the same encoding, with the same cells missing."""
        latents = uncorrelated(random, len(self.seen), len(self.root)) @ self.root.T
        drawn = _values(self.traits, latents, self.seen)
        both = shared(drawn[:, self.led])
        values = scaled(drawn[:, self.led])
        for _ in range(int(setting("structure_sweeps"))):
            for part, own in _with_latents(self.traits):
                self._steer(part, own, latents, drawn, values, both)
        return drawn

    def _steer(
        self,
        part: Trait,
        own: np.ndarray,
        latents: np.ndarray,
        drawn: np.ndarray,
        values: np.ndarray,
        both: np.ndarray,
    ) -> None:
        """Give a trait the correlations that its `own` columns of `values` still lack, in place.

        What is lacking is a regression on the values of all others. Where values come in steps this may overshoot:
        then half of it is tried, and a quarter, and at last it stays.
        """
        others = np.setdiff1d(np.arange(len(self.led)), own)
        if len(others) == 0:
            return
        pairs = np.ix_(others, own)
        around = values[:, others]
        lacking = self.wanted[pairs] - around.T @ values[:, own] / both[pairs]
        ties = around.T @ around / both[np.ix_(others, others)] + RIDGE * np.eye(len(others))
        push = around @ np.linalg.solve(ties, lacking / self.kept[own])
        rows = np.flatnonzero(self.seen[:, part.columns[0]])
        for share in (1, 0.5, 0.25):
            again = drawn[:, part.columns]
            again[rows] = part.given((latents[:, own] + share * push)[rows])
            new = scaled(again[:, part.led - part.columns[0]])
            if ((self.wanted[pairs] - around.T @ new / both[pairs]) ** 2).sum() < (lacking**2).sum():
                latents[:, own] += share * push
                drawn[:, part.columns], values[:, own] = again, new
                return


def _with_latents(parts: list[Trait]) -> list[tuple[Trait, np.ndarray]]:
    """Each trait with the positions of its latents among all."""
    ends = np.cumsum([len(part.led) for part in parts])
    return [(part, np.arange(end - len(part.led), end)) for part, end in zip(parts, ends, strict=True)]


def _values(parts: list[Trait], latents: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """(m, d) what customers with the latents (m, q) have in the cells that are `seen` (m, d)."""
    drawn = np.full(seen.shape, np.nan)
    for part, own in _with_latents(parts):
        rows = np.flatnonzero(seen[:, part.columns[0]])
        drawn[np.ix_(rows, part.columns)] = part.given(latents[np.ix_(rows, own)])
    return drawn


def _tuned(values: Callable[[np.ndarray], np.ndarray], wanted: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The root of the latents' correlations with which `values` (m, q) come nearest to the `wanted` ones.

    A correlation of latents is weakened by what the values are, so that a step is longer between flags than numbers.
    """
    gain = 0.4 / np.outer(kept, kept)
    now, best, least = root(wanted), root(wanted), np.inf
    for _ in range(int(setting("structure_tuning_steps"))):
        short = wanted - correlations(values(now))
        np.fill_diagonal(short, 0)
        if (short**2).sum() < least:
            best, least = now, (short**2).sum()
        if np.abs(short).max() < CLOSE:
            break
        now = root(np.clip(now @ now.T + gain * short, -0.99, 0.99))
    return best
