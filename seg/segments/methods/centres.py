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
