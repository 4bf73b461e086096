"""One dimension in two groups of customers: typical values, effect, marker, p; nothing that tells of few persons."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.settings import setting
from seg.segments.encoders import ordered_levels
from seg.segments.names import SMALLEST_EFFECT
from seg.segments.profiles import Typical, categories, evened, measured, membership, summary
from seg.segments.two_groups import any_of, rank_test, table_test, welch

RANKED = frozenset({Kind.MONEY, Kind.COUNT, Kind.ORDINAL})


def _too_few(*counts: int) -> bool:
    return min(counts) < setting("min_cell_customers")


def numbers_compared(values: pa.Array, column: Column, is_one: np.ndarray, as_of: str) -> tuple[tuple, dict]:
    """Levels and parts of a `Difference`: amounts by ranks, other numbers and dates by their means."""
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


def categories_compared(values: pa.Array, column: Column, is_one: np.ndarray) -> tuple[tuple, dict]:
    """Levels and parts of a `Difference`: of the level that differs most, of a binary of its yes."""
    levels, counts, known, p = _counted(values, column, is_one)
    if _too_few(*known) or not levels:
        return levels, {"one": Typical(0), "other": Typical(0)}
    bounded, bounds = _bounded(counts, known[:, None])
    shares = bounded / known[:, None]
    base = bounded.sum(axis=0) / known.sum()
    gaps = np.where(_either_way(shares, bounds), 0.0, shares[0] - shares[1])
    effects = gaps / np.sqrt(np.maximum(base * (1 - base), 1e-9))
    spoken_of = np.flatnonzero(~np.isnan(effects))
    if column.kind is Kind.BINARY and len(levels) == 2:
        spoken_of = spoken_of[spoken_of == 1]
    level = int(spoken_of[np.abs(effects[spoken_of]).argmax()]) if len(spoken_of) else None
    shown = np.where(bounds == "", shares, np.nan)
    if column.kind is not Kind.MULTI_VALUE:  # tags do not add up to anything
        _hide_what_adds_up(shown, counts)
    if level is not None:
        shown[:, level] = shares[:, level]
    typicals = [Typical(int(n), shares=tuple(row.tolist()), level=level) for n, row in zip(known, shown, strict=True)]
    parts = {"one": typicals[0], "other": typicals[1], "level": level, "p": p}
    if level is not None:
        gap, theirs = abs(gaps[level]), shares[1, level]
        clear = gap > 0.25 or (theirs >= 0.02 and gap > 0.5 * theirs)
        marker = bool(clear and abs(effects[level]) >= SMALLEST_EFFECT)
        parts |= {"effect": float(effects[level]), "marker": marker, "bounds": tuple(bounds[:, level].tolist())}
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


def _bounded(counts: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Counts (2, levels) that tell of no few persons, of those `known` (2, 1), and what they are bounds of.

    Few who have a level, or few who do not, are as many as may be told: "under" and "over". Where both are few the
    count is NaN.
    """
    few = int(setting("min_cell_customers"))
    small, large = (counts > 0) & (counts < few), (counts < known) & (counts > known - few)
    bounded = np.where(small, few, np.where(large, known - few, counts)).astype(float)
    bounded[small & large] = np.nan
    return bounded, np.where(small, "under", np.where(large, "over", ""))


def _either_way(shares: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """(levels,) where the shares (2, levels) that may be told leave open which group has more: "under 40 %" may be less
    than 20 %."""
    more, less = np.where(shares[0] > shares[1], bounds, bounds[::-1])
    return (shares[0] != shares[1]) & ((more == "under") | (less == "over"))


def _hide_what_adds_up(shares: np.ndarray, counts: np.ndarray) -> None:
    """Where one share of a group alone is hidden it could be worked out from the others: hide the smallest of these."""
    for row, count in zip(shares, counts, strict=True):
        others = np.flatnonzero(~np.isnan(row) & (count > 0))
        if np.isnan(row).sum() == 1 and len(others):
            row[others[count[others].argmin()]] = np.nan
