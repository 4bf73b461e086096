"""The ways to form segments, one contract: fit centres for every k on encoded rows; the nearest centre decides.

Centres are plain data, so that new customers are assigned, confidence is computed and results are kept in one
way for all of them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from seg.core.registry import Registry
from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.distances import Rows

Report = Callable[[int, int], None]
FitMethod = Callable[[Rows, tuple[int, ...], int, Report], dict[int, np.ndarray]]

METHODS: Registry[FitMethod] = Registry()

METHODS.add("kmeans")(kmeans.fit)


@METHODS.add("ward")
def ward(rows: Rows, ks: tuple[int, ...], seed: int, report: Report) -> dict[int, np.ndarray]:
    """Ward's tree on at most `ward_sample` customers; cutting it gives nested segments for every k.

    Missing cells hold the column mean (0) while the tree is built.
    """
    from sklearn.cluster import ward_tree

    random = np.random.default_rng(seed)
    sample = rows.take(kmeans.sorted_sample(len(rows), setting("ward_sample"), random)).filled.astype(np.float64)
    children, _, leaves, _ = ward_tree(sample)
    found = {}
    for k in ks:
        labels = _cut(children, leaves, k)
        found[k] = np.stack([sample[labels == label].mean(axis=0) for label in range(k)]).astype(np.float32)
        report(len(found), len(ks))
    return found


def _cut(children: np.ndarray, leaves: int, k: int) -> np.ndarray:
    """Labels 0..k-1 of the leaves when the tree's last k-1 merges are undone."""
    group = np.arange(leaves + len(children))
    for node in range(len(children) - 1, -1, -1):
        parent = leaves + node
        if node >= len(children) - (k - 1):
            continue  # undone: its children start groups of their own
        group[children[node]] = group[parent]
    return np.unique(group[:leaves], return_inverse=True)[1]
