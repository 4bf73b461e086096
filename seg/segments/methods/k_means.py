"""k-means: the default. Round groups of any size, as near to their middle as can be."""

from __future__ import annotations

import numpy as np

from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.methods.centres import assign, model
from seg.segments.methods.method import Material, Method, Model, Report, register

NAME = "kmeans"


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """Centres for every k. Not thorough, each is the best of a few starts."""
    if thorough:
        found = kmeans.fit(material.rows, ks, seed, report)
    else:
        random = np.random.default_rng(seed)
        found = {k: kmeans.best_of(material.rows, k, setting("stability_starts"), random) for k in ks}
    return {k: model(NAME, middle) for k, middle in found.items()}


register(Method(NAME, fit, assign, centred=True))
