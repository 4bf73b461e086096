"""Methods whose segments are centres: whoever is nearest belongs to it, over what is known of each customer."""

from __future__ import annotations

import numpy as np

from seg.segments.distances import nearest
from seg.segments.methods.method import Assigned, Material, Model


def model(method: str, centres: np.ndarray) -> Model:
    """The model of (k, d) centres."""
    return Model(method, len(centres), {"centres": centres.astype(np.float32)})


def assign(model: Model, material: Material) -> Assigned:
    """Everybody to the nearest centre; ties go to the lower position."""
    found = nearest(material.rows, model.per_segment["centres"])
    return Assigned(found.labels, found.next, found.confidence(), found.first)


def pulls(model: Model, material: Material, own: int, other: int) -> np.ndarray:
    """The difference of squared distances to the two centres over the cells of each dimension; nothing is of none."""
    return gaps_to(model.per_segment["centres"], material, own, other)


def gaps_to(centres: np.ndarray, material: Material, own: int, other: int) -> np.ndarray:
    """(n, dimensions + 1) float64: by how much the centre `own` is nearer than `other` in each dimension, squared."""
    x = material.rows.filled.astype(np.float64)
    near, far = centres[own].astype(np.float64), centres[other].astype(np.float64)
    gaps = (x - far) ** 2 - (x - near) ** 2
    gaps = gaps if material.rows.seen is None else gaps * material.rows.seen
    starts = [part.start for part in material.encoding.dimensions]
    return np.hstack([np.add.reduceat(gaps, starts, axis=1), np.zeros((len(x), 1))])
