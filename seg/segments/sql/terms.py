"""What each dimension adds to how far a customer is from each segment: a parabola of a number, a figure for a level."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from seg.core.columns import Kind
from seg.core.results import Model
from seg.segments.encoding import EncodedDimension, Encoding
from seg.segments.methods import METHODS
from seg.segments.sql.cells import NUMBERS


@dataclass(frozen=True, eq=False)
class Parabola:
    """`bend` (z - `middle`)^2 + `base` for each segment, (k,) each; z the number with mean 0 and variance 1."""

    part: EncodedDimension
    bend: np.ndarray
    middle: np.ndarray
    base: np.ndarray


@dataclass(frozen=True, eq=False)
class Levels:
    """`figures` (levels, k) for the code of a level; of a dimension of several values, for 0 and 1 of the tag at
    position `tag`."""

    part: EncodedDimension
    figures: np.ndarray
    tag: int | None = None


Term = Parabola | Levels
Curves = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Bend, middle and base, (k, columns) each."""


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms, and what is added for each segment whatever its customers are, (k,). The least sum decides, a squared
    distance or, `likely`, minus a log likelihood."""

    terms: tuple[Term, ...]
    constant: np.ndarray
    likely: bool


def of_centres(encoding: Encoding, model: Model) -> Terms:
    """Squared distance to the centres."""
    centres = model.per_segment["centres"].astype(np.float64)
    curves = np.ones(centres.shape), centres, np.zeros(centres.shape)
    return Terms(tuple(_of_columns(encoding, curves)), np.zeros(model.k), False)


def of_gaussian(encoding: Encoding, model: Model) -> Terms:
    """Minus the log density of the encoded columns."""
    return Terms(tuple(_of_columns(encoding, _curves(model))), -model.per_segment["log_share"], True)


def of_latent_class(encoding: Encoding, model: Model) -> Terms:
    """Minus the log density of numbers and categories, as `Typed` has them."""
    bend, middle, base = _curves(model)
    of_levels = -(model.per_segment["log_probability"] * model.shared["level_powers"]).T
    terms, numbers, levels = [], 0, 0
    for part in encoding.dimensions:
        kind = Kind(part.kind)
        if kind in NUMBERS:
            terms.append(Parabola(part, bend[:, numbers], middle[:, numbers], base[:, numbers]))
            numbers += 1
        elif kind is Kind.ORDINAL:
            own = slice(numbers, numbers + 1)
            values = _level_values(part) / part.scale
            terms.append(Levels(part, _figures(values, (bend[:, own], middle[:, own], base[:, own]))))
            numbers += 1
        elif kind is Kind.MULTI_VALUE:
            for tag in range(part.width):
                terms.append(Levels(part, of_levels[levels : levels + 2], tag))
                levels += 2
        else:
            width = 2 if kind is Kind.BINARY else part.width
            terms.append(Levels(part, of_levels[levels : levels + width]))
            levels += width
    return Terms(tuple(terms), -model.per_segment["log_share"], True)


TERMS: dict[str, Callable[[Encoding, Model], Terms]] = {
    **{name: of_centres for name, method in METHODS.items() if method.centred},
    "gaussian": of_gaussian,
    "latent_class": of_latent_class,
}


def _curves(model: Model) -> Curves:
    power, variance = model.shared["number_powers"], model.per_segment["variance"]
    return power / (2 * variance), model.per_segment["mean"], power * np.log(2 * np.pi * variance) / 2


def _of_columns(encoding: Encoding, curves: Curves) -> Iterator[Term]:
    """The terms of every dimension from the curves of its encoded columns."""
    for part in encoding.dimensions:
        own = tuple(curve[:, part.start : part.start + part.width] for curve in curves)
        if Kind(part.kind) in NUMBERS:
            bend, middle, base = (curve[:, 0] for curve in own)
            yield Parabola(part, bend * part.scale**2, middle / part.scale, base)
        elif Kind(part.kind) is Kind.MULTI_VALUE:
            for tag, mean in enumerate(part.parameters["means"]):
                values = (np.array([[0.0], [1.0]]) - mean) * part.scale
                yield Levels(part, _figures(values, tuple(curve[:, tag : tag + 1] for curve in own)), tag)
        else:
            yield Levels(part, _figures(_level_values(part), own))


def _level_values(part: EncodedDimension) -> np.ndarray:
    """(levels, width) the encoded columns of each level."""
    known = part.parameters
    if Kind(part.kind) is Kind.NOMINAL:
        return (np.eye(part.width) - np.array(known["means"])) * part.scale
    positions = np.arange(len(known["levels"]), dtype=np.float64)[:, None]
    return (positions - known["mean"]) / (known.get("sd") or 1.0) * part.scale


def _figures(values: np.ndarray, curves: Curves) -> np.ndarray:
    """(levels, k) from the columns (levels, w) of each level."""
    bend, middle, base = curves
    return (bend * (values[:, None] - middle) ** 2 + base).sum(axis=2)
