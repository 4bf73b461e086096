"""From a model to a solution: everybody's segment, the largest segment first."""

from __future__ import annotations

import numpy as np

from seg.core.results import Model, Solution
from seg.segments.distances import Rows, from_own
from seg.segments.identity import by_size
from seg.segments.methods.method import METHODS, Material


def solution_of(model: Model, material: Material) -> Solution:
    """The segments that a model gives these customers, without ids and silhouette.

    Customers are assigned again once the segments are in order of size, so that ties fall as they will for others who
    are assigned later. Who belongs to none stays the last segment.
    """
    method = METHODS[model.method]
    named = model.k - model.unassigned
    order = by_size(method.assign(model, material).labels, model.k)
    order = np.concatenate([order[order < named], order[order >= named]])
    model = model.reordered(order)
    found = method.assign(model, material)
    centres = model.per_segment["centres"] if method.centred else means(material.rows, found.labels, model.k)
    sse = found.misfit.sum(dtype=np.float64) if method.centred else scatter(material.rows, found.labels, centres)
    return Solution(model.k, found.labels, centres, found.confidence, (), float(sse), 0.0, model)


def means(rows: Rows, labels: np.ndarray, k: int) -> np.ndarray:
    """(k, d) float32 means of what is observed of the members; 0, the mean of all, where nothing is."""
    sums, counts = np.zeros((k, rows.filled.shape[1])), np.zeros((k, rows.filled.shape[1]))
    for piece, part in rows.chunks():
        member = (labels[piece] == np.arange(k, dtype=np.uint8)[:, None]).astype(np.float32)
        member = member if part.weights is None else member * part.weights
        sums += member @ part.filled
        counts += member.sum(axis=1, keepdims=True) if part.seen is None else member @ part.seen
    return (sums / np.maximum(counts, 1e-12)).astype(np.float32)


def scatter(rows: Rows, labels: np.ndarray, centres: np.ndarray) -> float:
    """The sum of squared distances to the centre of the own segment, over what is observed."""
    squares = from_own(rows, centres, labels)
    return float((squares if rows.weights is None else squares * rows.weights).sum(dtype=np.float64))
