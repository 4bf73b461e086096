"""Ward's tree: segments inside segments. Cutting it lower splits one segment and leaves the others as they are."""

from __future__ import annotations

import numpy as np

from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.methods.centres import assign, model, pulls
from seg.segments.methods.method import Material, Method, Model, Report, register

NAME = "ward"


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The tree on at most `ward_sample` customers, cut for every k.

    Missing cells hold the column mean (0) while the tree is built.
    """
    from sklearn.cluster import ward_tree

    random = np.random.default_rng(seed)
    picked = kmeans.sorted_sample(len(material), setting("ward_sample"), random)
    sample = material.rows.take(picked).filled.astype(np.float64)
    children, _, leaves, _ = ward_tree(sample)
    found = {}
    for k in ks:
        labels = _cut(children, leaves, k)
        found[k] = model(NAME, np.stack([sample[labels == label].mean(axis=0) for label in range(k)]))
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


register(Method(NAME, fit, assign, centred=True, pulls=pulls))
