"""k-means: the default. Round groups of any size, as near to their middle as can be."""

from __future__ import annotations

import numpy as np

from seg.segments import kmeans
from seg.segments.methods.centres import assign, model, pulls
from seg.segments.methods.method import Material, Method, Model, Report, register
from seg.segments.patterns import collapsed

NAME = "kmeans"


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """Centres for every k. Customers alike are fitted as one."""
    rows = collapsed(material.rows)
    found = kmeans.fit(rows, ks, seed, report) if thorough else kmeans.quick(rows, ks, np.random.default_rng(seed))
    return {k: model(NAME, centres) for k, centres in found.items()}


register(Method(NAME, fit, assign, centred=True, pulls=pulls))
