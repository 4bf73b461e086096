"""How one group of customers differs from another: typical values of both, effects, markers, tests (methods, 5 and 8).

A group is held against everybody else or against another group. Dimensions that form the segments get no p-value: the
map was drawn from them, and whoever is circled on it differs in them by the way they were picked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.core.settings import setting
from seg.segments.compared import categories_compared, numbers_compared
from seg.segments.encoders import column_values
from seg.segments.names import SMALLEST_EFFECT
from seg.segments.profiles import SHARE_KINDS, Typical
from seg.segments.two_groups import corrected

ONE, OTHER, NEITHER = 0, 1, 2
"""What the labels of a comparison mean."""
LIKELY = 0.05
"""A difference in what only describes is spoken of when it is rarer than this by chance, all that are shown counted."""


@dataclass(frozen=True)
class Difference:
    """One dimension in two groups, in original units.

    `effect` is the difference of the means, for categories of the share that have the level `level`, over the standard
    deviation of both groups together; amounts on the scale that evens them, dates and ordinals as `Typical` has them.
    `marker`: a clear difference, by a quarter of the span or by half of what the other group has. `p` and `q` (with
    all tests of the screen) are None of what forms the segments. A share that would tell of fewer than
    `min_cell_customers` is NaN, and that of the level which is spoken of a bound: `bounds` says for both groups
    whether it is "under" or "over" that, or the share itself (""). The effect is then the least that the bounds leave,
    0 where they leave open who has more. Where fewer are known in a group, nothing is `told`.
    """

    dimension: str
    kind: str
    basis: str
    unit: str
    sensitive: bool
    held: bool
    forming: bool
    levels: tuple[str, ...]
    one: Typical
    other: Typical
    effect: float = 0.0
    level: int | None = None
    marker: bool = False
    p: float | None = None
    q: float | None = None
    bounds: tuple[str, str] = ("", "")

    @property
    def told(self) -> bool:
        return bool(self.one.n and self.other.n) and (self.kind not in SHARE_KINDS or self.level is not None)

    @property
    def stands_out(self) -> bool:
        """Whether it is worth a word: large enough, and more than chance where that can be told."""
        return self.told and abs(self.effect) >= SMALLEST_EFFECT and (self.q is None or self.q < LIKELY)


@dataclass(frozen=True)
class Contrast:
    """Two groups and their differences: those that stand out first, markers before others, then by effect.

    `sizes` are the customers of both, `shared` how many were left out for being in both; `few` that a group is too
    small for numbers that are not about persons.
    """

    sizes: tuple[int, int]
    shared: int
    as_of: str
    differences: tuple[Difference, ...]

    @property
    def few(self) -> bool:
        return min(self.sizes) < setting("min_cell_customers")

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Contrast:
        differences = tuple(_difference(part) for part in raw["differences"])
        return cls(**{**raw, "sizes": tuple(raw["sizes"]), "differences": differences})


def _difference(raw: Mapping[str, Any]) -> Difference:
    typical = {side: Typical(**{**raw[side], "shares": tuple(raw[side]["shares"])}) for side in ("one", "other")}
    return Difference(**{**raw, **typical, "levels": tuple(raw["levels"]), "bounds": tuple(raw["bounds"])})


def sides(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(n,) labels of a comparison of two groups, given as masks. Who is in both is in neither, so that the groups are
    independent; but where one group lies inside the other, it is held against the rest of that."""
    both = one & other
    labels = np.full(len(one), NEITHER, np.uint8)
    labels[one], labels[other], labels[both] = ONE, OTHER, NEITHER
    if both.sum() == other.sum():
        labels[both] = OTHER
    elif both.sum() == one.sum():
        labels[both] = ONE
    return labels


def contrast(
    customers: pa.Table,
    columns: Mapping[str, Column],
    forming: frozenset[str],
    labels: np.ndarray,
    as_of: str,
    shared: int = 0,
) -> Contrast:
    """The differences between the customers labelled `ONE` and those labelled `OTHER`, one for each of `columns`.

    `customers` is keyed by label, one row per label; who is in `NEITHER` counts nowhere. No differences where a group
    has fewer than `min_cell_customers`.
    """
    counts = np.bincount(labels, minlength=3)
    found = Contrast((int(counts[ONE]), int(counts[OTHER])), shared, as_of, ())
    if found.few:
        return found
    if counts[NEITHER]:
        customers, labels = customers.filter(pa.array(labels != NEITHER)), labels[labels != NEITHER]
    is_one = labels == ONE
    each = [_compared(customers, column, is_one, label in forming, as_of) for label, column in columns.items()]
    rates = corrected([part.p for part in each])
    each = [replace(part, q=q) for part, q in zip(each, rates, strict=True)]
    each.sort(key=lambda part: (not part.told, not part.stands_out, not part.marker, -abs(part.effect)))
    return replace(found, differences=tuple(each))


def _compared(customers: pa.Table, column: Column, is_one: np.ndarray, forming: bool, as_of: str) -> Difference:
    values = column_values(customers, column.label, column.kind)
    if column.kind in SHARE_KINDS:
        levels, parts = categories_compared(values, column, is_one)
    else:
        levels, parts = numbers_compared(values, column, is_one, as_of)
    if forming:
        parts.pop("p", None)
    return Difference(
        column.label, column.kind, column.basis, column.unit, column.sensitive or column.held, column.held, forming,
        levels, **parts,
    )  # fmt: skip
