"""Segments that the team already has: the values of a column of its own, or the groups of recency, frequency and money.

Nothing is looked for, so another sample of customers gives the same segments. Those without a value belong to none.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from seg.core.derived import Derivation
from seg.core.errors import SegError
from seg.core.recipe import K_MAX
from seg.core.results import Model
from seg.segments.methods.method import Assigned, Material, Method, Report, register

NAME, RFM = "column", "rfm"
RFM_MEASURE = "rfm_group"
OTHER = ""
"""The value that stands for all the rare ones together; no real value is empty."""
MOST = K_MAX - 1


def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    """The segments there are, whatever `ks`, under their number, those without a value included.

    Of more than 11 values the ten that most customers have are segments, and the others are one together.
    """
    counts = np.bincount(material.groups[material.groups >= 0], minlength=len(material.group_names))
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] > 0]
    values = [material.group_names[at] for at in order[: MOST - (len(order) > MOST)]]
    if len(order) > MOST:
        values.append(OTHER)
    own = {"values": np.array([*values, OTHER]), "given": np.arange(len(values) + 1) < len(values)}
    model = Model(NAME, len(values) + 1, own, {"column": np.array([material.group_column])}, unassigned=True)
    report(1, 1)
    return {model.k: model}


def assign(model: Model, material: Material) -> Assigned:
    """By value. One that the model does not know is one of the others, where there are others, and else none.

    Customers are in their segment or not: confidence is 100, and the next segment is that of none.
    """
    segment = {str(value): at for at, value in enumerate(model.per_segment["values"]) if model.per_segment["given"][at]}
    none = int(np.flatnonzero(~model.per_segment["given"])[0])
    places = [segment.get(name, segment.get(OTHER, none)) for name in material.group_names]
    labels = np.array([*places, none], np.uint8)[material.groups]  # -1, without a value, is the last
    second = np.where(labels == none, 0 if none else 1, none).astype(np.uint8)
    sure = np.full(len(labels), 100, np.uint8)
    return Assigned(labels, second, sure, np.zeros(len(labels), np.float32))


def refused(material: Material) -> SegError | None:
    """Without a column, or one with a single value, there are no segments to take."""
    if material.groups is None:
        return SegError("column_not_named")
    found = len(np.unique(material.groups[material.groups >= 0]))
    return None if found >= 2 else SegError("column_one_value", dimension=material.group_column)


def refused_rfm(material: Material) -> SegError | None:
    """As any column, and it must be that of the groups."""
    derivation = Derivation.parse(material.group_column)
    if derivation is None or derivation.measure != RFM_MEASURE:
        return SegError("rfm_no_orders")
    return refused(material)


def _fit_rfm(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
    return {k: replace(model, method=RFM) for k, model in fit(material, ks, seed, thorough, report).items()}


register(Method(NAME, fit, assign, refused, finds_k=True, resampled=False))
register(Method(RFM, _fit_rfm, assign, refused_rfm, finds_k=True, resampled=False))
