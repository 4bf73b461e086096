"""The original values as columns that a tree can split: numbers, dates as days, ordinals as the places of their
levels, and for every value of a category, or tag, whether a customer has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.condition import Condition
from seg.segments.encoders import OTHER, column_values, numbers, ordered_levels, scores
from seg.segments.explaining.conditions import RANGED
from seg.segments.profiles import membership


@dataclass(frozen=True)
class Feature:
    """One column of the matrix: a dimension, or one `level` of it. `levels` are those of an order."""

    dimension: str
    kind: Kind
    level: str = ""
    levels: tuple[str, ...] = ()
    separator: str = ""
    whole: bool = False

    def at_most(self, border: float) -> Condition:
        """Who lies at or below the border: of a level or tag, who does not have it. Nobody who is not known."""
        name = {"dimension": self.dimension, "kind": self.kind}
        if self.kind in RANGED:
            return Condition(**name, most=border, whole=self.whole)
        if self.levels:
            return Condition(**name, among=self.levels[: int(np.floor(border)) + 1], levels=self.levels)
        return Condition(**name, without=(self.level,), separator=self.separator)

    @property
    def is_number(self) -> bool:
        """Whether borders between its values can be rounded."""
        return self.kind in RANGED


def features(customers: pa.Table, columns: Iterable[Column]) -> tuple[tuple[Feature, ...], np.ndarray]:
    """The features of the columns, and their matrix (n, features) float64, NaN where a value is missing.

    Rare values of a category have no feature: who has one has none of the others.
    """
    found: list[tuple[Feature, np.ndarray]] = []
    for column in columns:
        found += _of(column, column_values(customers, column.label, column.kind))
    matrix = np.stack([values for _, values in found], axis=1) if found else np.empty((len(customers), 0))
    return tuple(feature for feature, _ in found), matrix


def plainest(made: Sequence[Feature], matrix: np.ndarray) -> tuple[tuple[Feature, ...], np.ndarray]:
    """The features without those that part the customers as a plainer one does: of "no internet service" in six
    columns one is enough. A yes or no is the plainest, then what takes the fewest letters."""
    found: dict[tuple, int] = {}
    for at, (feature, x) in enumerate(zip(made, matrix.T, strict=True)):
        sides = _sides(feature, x) or (at,)
        if sides not in found or _plainness(feature) < _plainness(made[found[sides]]):
            found[sides] = at
    kept = sorted(found.values())
    return tuple(made[at] for at in kept), matrix[:, kept]


def _sides(feature: Feature, x: np.ndarray) -> tuple[bytes, bytes] | None:
    """Of whom a feature with two values is known, and who is on the side of the first of these; None for others."""
    known = ~np.isnan(x)
    values = x[known]
    if feature.is_number or not len(values) or len(np.unique(values)) != 2:
        return None
    return np.packbits(known).tobytes(), np.packbits(values == values[0]).tobytes()


def _plainness(feature: Feature) -> tuple[bool, int]:
    return not feature.levels, len(feature.dimension) + len(feature.level)


def _of(column: Column, values: pa.Array) -> Iterator[tuple[Feature, np.ndarray]]:
    label, kind = column.label, column.kind
    if kind in RANGED:
        x = numbers(values.cast(pa.int32())) if kind is Kind.DATE else numbers(values)
        known = x[~np.isnan(x)]
        yield Feature(label, kind, whole=bool((known == np.floor(known)).all())), x
    elif kind in (Kind.ORDINAL, Kind.BINARY):
        levels = tuple(ordered_levels(values, column))
        levels = levels[:2] if kind is Kind.BINARY else levels
        yield Feature(label, kind, levels=levels), scores(values, list(levels))
    else:
        missing = values.is_null().to_numpy(zero_copy_only=False)
        levels, member = membership(values, column)
        for level, has in zip(levels, member.T, strict=True):
            if level != OTHER:
                feature = Feature(label, kind, level, separator=column.separator)
                yield feature, np.where(missing, np.nan, has.astype(np.float64))
