"""Whether an attribute that is no input can be told all the same: from the inputs, or from the segment alone.

Five-fold: nobody is predicted by a model that has seen them. A forest finds bends that a line does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.settings import setting

STEPS = ((0.75, "red"), (0.65, "amber"))
"""From which area under the curve on it is how grave: methods reference, section 11."""
FOLDS = 5
TREES, LEAF = 60, 20


@dataclass(frozen=True)
class Proxy:
    """The area under the ROC curve (0.5: no better than chance, 1: always right) with which the attribute is told from
    the `inputs`, None where there is no other than itself, and from the `segment` alone."""

    inputs: float | None
    segment: float

    @property
    def grade(self) -> str:
        """ "red", "amber", or "" for none."""
        most = max(self.inputs or 0.0, self.segment)
        return next((grade for least, grade in STEPS if most >= least), "")


def proxy(matrix: np.ndarray, labels: np.ndarray, k: int, codes: np.ndarray, seed: int) -> Proxy | None:
    """How well `codes` (n,), -1 where not known, are told from the encoded inputs `matrix` (n, d), NaN where missing,
    without those of the attribute itself, and from the segment. At a sample of `proxy_sample` customers.

    Several levels are told one from the others, and count as often as they are. None where too few are known.
    """
    random = np.random.default_rng([seed, k])
    known = np.flatnonzero(codes >= 0)
    picked = np.sort(random.permutation(known)[: int(setting("proxy_sample"))])
    levels, own = np.unique(codes[picked], return_inverse=True)
    if len(levels) < 2 or np.bincount(own).min() < FOLDS:
        return None
    fold = _folds(own, random)
    from_segment = _auc_of(_by_segment(labels[picked], k, own, fold), own)
    if not matrix.shape[1]:
        return Proxy(None, from_segment)
    return Proxy(_auc_of(_by_forest(matrix[picked], own, fold, seed), own), from_segment)


def _folds(own: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """(n,) the fold of each customer: every level is spread evenly over them."""
    found = np.empty(len(own), np.int64)
    for level in range(own.max() + 1):
        rows = random.permutation(np.flatnonzero(own == level))
        found[rows] = np.arange(len(rows)) % FOLDS
    return found


def _by_segment(labels: np.ndarray, k: int, own: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """(n, levels) the shares of the levels in the segment of each customer, among the customers of other folds."""
    levels = own.max() + 1
    found = np.empty((len(own), levels))
    for at in range(FOLDS):
        others = fold != at
        table = np.bincount(labels[others].astype(np.int64) * levels + own[others], minlength=k * levels)
        table = table.reshape(k, levels) + np.bincount(own[others], minlength=levels) / others.sum()
        found[~others] = (table / table.sum(axis=1, keepdims=True))[labels[~others]]
    return found


def _by_forest(matrix: np.ndarray, own: np.ndarray, fold: np.ndarray, seed: int) -> np.ndarray:
    from sklearn.ensemble import RandomForestClassifier

    found = np.empty((len(own), own.max() + 1))
    for at in range(FOLDS):
        others = fold != at
        forest = RandomForestClassifier(TREES, min_samples_leaf=LEAF, random_state=seed % 2**32)
        found[~others] = forest.fit(matrix[others], own[others]).predict_proba(matrix[~others])
    return found


def _auc_of(chances: np.ndarray, own: np.ndarray) -> float:
    """The area for each level against all others, weighted by how frequent it is; of two levels both have the same."""
    counts = np.bincount(own)
    return float(sum(area(chances[:, at], own == at) * count for at, count in enumerate(counts)) / counts.sum())


def area(chance: np.ndarray, has: np.ndarray) -> float:
    """The chance that one who has it is given a higher chance than one who has not (Mann-Whitney), ties half."""
    order = np.sort(chance[~has])
    ahead = np.searchsorted(order, chance[has], "left") + np.searchsorted(order, chance[has], "right")
    return float(ahead.sum() / 2 / max(has.sum() * (~has).sum(), 1))
