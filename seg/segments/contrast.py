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

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.settings import setting
from seg.segments.encoders import column_values, ordered_levels
from seg.segments.names import SMALLEST_EFFECT
from seg.segments.profiles import SHARE_KINDS, Typical, categories, evened, measured, membership, summary
from seg.segments.two_groups import any_of, corrected, rank_test, table_test, welch

ONE, OTHER, NEITHER = 0, 1, 2
"""What the labels of a comparison mean."""
RANKED = frozenset({Kind.MONEY, Kind.COUNT, Kind.ORDINAL})
LIKELY = 0.05
"""A difference in what only describes is spoken of when it is rarer than this by chance, all that are shown counted."""


@dataclass(frozen=True)
class Difference:
    """One dimension in two groups, in original units.

    `effect` is the difference of the means, for categories of the share that have the level `level`, over the standard
    deviation of both groups together; amounts on the scale that evens them, dates and ordinals as `Typical` has them.
    `marker`: a clear difference, by a quarter of the span or by half of what the other group has. `p` and `q` (with
    all tests of the screen) are None of what forms the segments. A share that would tell of fewer than
    `min_cell_customers` is NaN; where fewer are known in a group, nothing is `told`.
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
    return Difference(**{**raw, **typical, "levels": tuple(raw["levels"])})


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
        levels, parts = _categories_compared(values, column, is_one)
    else:
        levels, parts = _numbers_compared(values, column, is_one, as_of)
    if forming:
        parts.pop("p", None)
    return Difference(
        column.label, column.kind, column.basis, column.unit, column.sensitive or column.held, column.held, forming,
        levels, **parts,
    )  # fmt: skip


def _too_few(*counts: int) -> bool:
    return min(counts) < setting("min_cell_customers")


def _numbers_compared(values: pa.Array, column: Column, is_one: np.ndarray, as_of: str) -> tuple[tuple, dict]:
    levels = tuple(ordered_levels(values, column)) if column.kind is Kind.ORDINAL else ()
    x = measured(values, column, as_of)
    known = ~np.isnan(x)
    one, other = np.sort(x[is_one & known]), np.sort(x[~is_one & known])
    if _too_few(len(one), len(other)):
        return levels, {"one": Typical(0), "other": Typical(0)}
    first, second = summary(one), summary(other)
    even = evened(np.concatenate([one, other]), column.kind)
    spread = float(even.std())
    effect = float(even[: len(one)].mean() - even[len(one) :].mean()) / spread if spread else 0.0
    gap, low = abs(first["mean"] - second["mean"]), min(one[0], other[0])
    ratio = column.kind in NUMERIC_KINDS and column.unit != "year" and low >= 0
    clear = gap > 0.25 * (max(one[-1], other[-1]) - low) or (ratio and gap > 0.5 * second["mean"])
    p = None if column.kind in RANKED else welch(one, other)
    return levels, {
        "one": Typical(**first),
        "other": Typical(**second),
        "effect": effect,
        "marker": bool(clear and abs(effect) >= SMALLEST_EFFECT),
        "p": rank_test(one, other) if p is None else p,
    }


def _categories_compared(values: pa.Array, column: Column, is_one: np.ndarray) -> tuple[tuple, dict]:
    levels, counts, known, p = _counted(values, column, is_one)
    if _too_few(*known) or not levels:
        return levels, {"one": Typical(0), "other": Typical(0)}
    shares = counts / known[:, None]
    base = counts.sum(axis=0) / known.sum()
    effects = (shares[0] - shares[1]) / np.sqrt(np.maximum(base * (1 - base), 1e-9))
    hidden = np.stack([_hidden(row, column.kind) for row in counts])
    visible = np.flatnonzero(~hidden.any(axis=0))
    spoken_of = visible[visible == 1] if column.kind is Kind.BINARY and len(levels) == 2 else visible
    shown = np.where(hidden, np.nan, shares)
    level = int(spoken_of[np.abs(effects[spoken_of]).argmax()]) if len(spoken_of) else None
    typicals = [Typical(int(n), shares=tuple(row.tolist()), level=level) for n, row in zip(known, shown, strict=True)]
    parts = {"one": typicals[0], "other": typicals[1], "level": level, "p": p}
    if level is not None:
        gap, theirs = abs(shares[0, level] - shares[1, level]), shares[1, level]
        clear = gap > 0.25 or (theirs >= 0.02 and gap > 0.5 * theirs)
        marker = bool(clear and abs(effects[level]) >= SMALLEST_EFFECT)
        parts |= {"effect": float(effects[level]), "marker": marker}
    return levels, parts


def _counted(values: pa.Array, column: Column, is_one: np.ndarray) -> tuple:
    """Levels, (2, levels) how many of each group have them, (2,) of how many it is known, and p."""
    known = ~values.is_null().to_numpy(zero_copy_only=False)
    sizes = np.array([int((known & is_one).sum()), int((known & ~is_one).sum())])
    if column.kind is Kind.MULTI_VALUE:
        levels, member = membership(values, column)
        counts = np.stack([member[is_one].sum(axis=0), member[~is_one].sum(axis=0)])
        tables = [np.stack([has, sizes - has], axis=1) for has in counts.T]
        return levels, counts, sizes, any_of([table_test(table) for table in tables])
    levels, codes = categories(values, column)
    seen = codes >= 0
    counts = np.bincount(codes[seen] * 2 + ~is_one[seen], minlength=2 * len(levels)).reshape(-1, 2).T
    return levels, counts, sizes, table_test(counts)


def _hidden(counts: np.ndarray, kind: str) -> np.ndarray:
    """Which cells of a group are not shown: small ones, and where one alone could be worked out from the others, the
    next smallest too."""
    small = (counts > 0) & (counts < setting("min_cell_customers"))
    if small.sum() == 1 and kind != Kind.MULTI_VALUE:  # tags do not add up to anything
        others = np.where(small | (counts == 0), np.iinfo(counts.dtype).max, counts)
        small[others.argmin()] = True
    return small
