"""The encoded matrix: every dimension gets exactly its share of the total variance.

For a centred block Z of dimension v with planned share s_v, Z is scaled by sqrt(s_v / T_v), T_v the sum of its
population variances; two random customers then differ on v by 2 s_v expected squared distance, whatever the
kind of v. This is the additive, commensurable mixed distance of van de Velden et al. 2024 (arXiv 2411.00429).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
import pyarrow as pa

from seg.core.columns import UNORDERED_KINDS, Column, Kind
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.recipe import Forming, Recipe
from seg.segments.encoders import ENCODERS, Parameters, column_values


@dataclass(frozen=True)
class EncodedDimension:
    """How one dimension became columns `start .. start + width` of the matrix; all that applying it again takes."""

    dimension: str
    kind: str
    basis: str
    planned_share: float
    start: int
    width: int
    scale: float
    parameters: Parameters


@dataclass(frozen=True)
class Encoding:
    """The parameters of every dimension, as data: JSON that can be read and applied to new customers."""

    dimensions: tuple[EncodedDimension, ...]

    @property
    def width(self) -> int:
        return sum(part.width for part in self.dimensions)

    @property
    def labels(self) -> tuple[str, ...]:
        """The dimensions, in the order of their columns."""
        return tuple(part.dimension for part in self.dimensions)

    def without(self, dimension: str) -> tuple[Encoding, np.ndarray]:
        """The encoding of the other dimensions, and which columns of the matrix are theirs.

        They share among them what was planned for it; their columns are as they were.
        """
        others = [part for part in self.dimensions if part.dimension != dimension]
        left = sum(part.planned_share for part in others)
        starts = np.cumsum([0, *(part.width for part in others)])
        moved = tuple(
            replace(part, start=int(start), planned_share=part.planned_share / left)
            for part, start in zip(others, starts, strict=False)
        )
        columns = [np.arange(part.start, part.start + part.width) for part in others]
        return Encoding(moved), np.concatenate(columns) if columns else np.empty(0, int)

    def as_json(self) -> dict:
        return {"dimensions": [asdict(part) for part in self.dimensions]}

    @classmethod
    def from_json(cls, raw: Mapping) -> Encoding:
        return cls(tuple(EncodedDimension(**part) for part in raw["dimensions"]))


@dataclass(frozen=True, eq=False)
class Encoded:
    """`matrix` (n, width), NaN where a value is missing; `notes` say which dimensions could not take part."""

    matrix: np.ndarray
    encoding: Encoding
    notes: tuple[Fact, ...]


def planned_shares(recipe: Recipe, columns: Mapping[str, Column]) -> dict[str, float]:
    """Share of total variance per forming dimension, summing to 1: its weight times that of its basis, times the
    emphasis of categories where it is one.

    Without weights every dimension counts the same, so that a basis with one dimension does not decide against
    one with eight.
    """
    of_basis = dict(recipe.basis_weights)
    of_kind = dict.fromkeys(UNORDERED_KINDS, recipe.category_emphasis)

    def weight(part: Forming) -> float:
        column = columns[part.dimension]
        return part.weight * of_basis.get(column.basis, 1.0) * of_kind.get(column.kind, 1.0)

    weights = {part.dimension: weight(part) for part in recipe.forming}
    total = sum(weights.values())
    return {dimension: weight / total for dimension, weight in weights.items()}


def encode(
    customers: pa.Table, columns: Mapping[str, Column], recipe: Recipe, as_of: str, dtype: type = np.float32
) -> Encoded:
    """Encode the forming dimensions of `customers`, a table keyed by dimension label.

    Dimensions without two different values among these customers are left out, and the others keep their
    proportions. Raises `SegError` when nothing is left, or a dimension is unknown or cannot form segments.
    """
    _check_dimensions(recipe, columns)
    fitted = {part.dimension: _fit(customers, columns[part.dimension], as_of) for part in recipe.forming}
    shares = planned_shares(recipe, columns)
    constant = tuple(name for name, (_, _, variance) in fitted.items() if variance <= 1e-12)
    if len(constant) == len(fitted):
        raise SegError("constant_dimensions", dimensions=constant, count=len(constant))
    left = sum(share for name, share in shares.items() if name not in constant)

    parts, blocks, start = [], [], 0
    for name, (parameters, block, variance) in fitted.items():
        if name in constant:
            continue
        share = shares[name] / left
        floor = ENCODERS[columns[name].kind].variance_floor
        scale = float(np.sqrt(share / max(variance, floor)))
        column = columns[name]
        parts.append(EncodedDimension(name, column.kind, column.basis, share, start, block.shape[1], scale, parameters))
        blocks.append((block * scale).astype(dtype))
        start += block.shape[1]
    notes = tuple(Fact.of("encoding.constant", dimension=name) for name in constant)
    return Encoded(np.hstack(blocks), Encoding(tuple(parts)), notes)


def apply(encoding: Encoding, customers: pa.Table, dtype: type = np.float32) -> np.ndarray:
    """The matrix of other customers in the same encoding, (n, width).

    Values that the encoding never saw count as missing, or as "other" where it has that level. Raises
    `SegError` naming the dimensions the table does not have.
    """
    missing = tuple(part.dimension for part in encoding.dimensions if part.dimension not in customers.column_names)
    if missing:
        raise SegError("dimensions_missing", dimensions=missing, count=len(missing))
    return np.hstack([_applied(part, customers).astype(dtype) for part in encoding.dimensions])


def _applied(part: EncodedDimension, customers: pa.Table) -> np.ndarray:
    kind = Kind(part.kind)
    return ENCODERS[kind].block(column_values(customers, part.dimension, kind), part.parameters) * part.scale


def block_variance(block: np.ndarray) -> float:
    """Sum over the columns of the population variance of what is observed."""
    return float(np.nanvar(block, axis=0).sum()) if block.size and np.isfinite(block).any() else 0.0


def _fit(customers: pa.Table, column: Column, as_of: str) -> tuple[dict, np.ndarray, float]:
    encoder = ENCODERS[column.kind]
    values = column_values(customers, column.label, column.kind)
    parameters = encoder.fit(values, column, as_of)
    block = encoder.block(values, parameters)
    return parameters, block, block_variance(block)


def _check_dimensions(recipe: Recipe, columns: Mapping[str, Column]) -> None:
    if not recipe.forming:
        raise SegError("no_dimensions")
    unknown = tuple(name for name in recipe.dimensions if name not in columns)
    if unknown:
        raise SegError("dimensions_unknown", dimensions=unknown, known=tuple(columns), count=len(unknown))
    unfit = tuple(p.dimension for p in recipe.forming if columns[p.dimension].kind not in ENCODERS)
    if unfit:
        raise SegError("dimensions_unfit", dimensions=unfit, count=len(unfit))
