"""What the segments are: typical values in original units, index against all customers, effect sizes, markers."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.results import Solution
from seg.core.settings import setting
from seg.segments.encoders import (
    ENCODERS,
    OTHER,
    column_values,
    days_before,
    level_codes,
    min_level_count,
    multi_hot,
    numbers,
    ordered_levels,
    scores,
    value_counts,
)
from seg.segments.grouped import SortedValues, cramers_v, explained, quartiles


@dataclass(frozen=True)
class Typical:
    """One dimension in one group of customers.

    Numbers, dates (as days before the as-of date) and ordinals (as positions of their levels) have `mean`,
    `median`, `lower` and `upper` quartile; binaries, nominals and multi-values have `shares`, one per level.
    `index` is 100 x group / all customers (None where a ratio says nothing: dates, ordinals, values below 0);
    `effect` the standardised difference from all customers, of the level that differs most for nominals
    (`level`). `marker`: clearly more or less than all customers (methods reference, section 5).
    """

    n: int
    mean: float | None = None
    median: float | None = None
    lower: float | None = None
    upper: float | None = None
    shares: tuple[float, ...] = ()
    index: float | None = None
    effect: float = 0.0
    level: int | None = None
    marker: bool = False


@dataclass(frozen=True)
class DimensionProfile:
    """One dimension over all customers and over each segment, in label order.

    `separation` is how much of it the segments explain, 0..1: eta squared, epsilon squared for money and
    counts, bias-corrected Cramér's V for categories. `words` says "barely", "somewhat", "clearly" or "strongly".
    `sensitive` says that no segment may be named after it: what is held back is meant too.
    """

    dimension: str
    kind: str
    basis: str
    unit: str
    sensitive: bool
    forming: bool
    levels: tuple[str, ...]
    separation: float
    words: str
    overall: Typical
    segments: tuple[Typical, ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> DimensionProfile:
        typical = lambda part: Typical(**{**part, "shares": tuple(part["shares"])})  # noqa: E731
        parts = {
            "levels": tuple(raw["levels"]),
            "overall": typical(raw["overall"]),
            "segments": tuple(typical(part) for part in raw["segments"]),
        }
        return cls(**{**raw, **parts})


def profiles(
    customers: pa.Table,
    columns: Mapping[str, Column],
    forming: frozenset[str],
    solutions: Mapping[int, Solution],
    as_of: str,
) -> dict[int, tuple[DimensionProfile, ...]]:
    """The profile of every k: one entry per column of `columns` (by label), the best separating first: by the words for
    it, since V and eta squared are on different scales, and then by the figure."""
    of = lambda label: _of_every_k(customers, label, columns[label], label in forming, solutions, as_of)  # noqa: E731
    with ThreadPoolExecutor(int(setting("worker_threads"))) as threads:  # numpy and Arrow let them work side by side
        parts = list(threads.map(of, columns))
    rank = lambda part: (-STRENGTHS.index(part.words), -part.separation)  # noqa: E731
    return {k: tuple(sorted((of_k[k] for of_k in parts), key=rank)) for k in solutions}


def _of_every_k(
    customers: pa.Table, label: str, column: Column, forming: bool, solutions: Mapping[int, Solution], as_of: str
) -> dict[int, DimensionProfile]:
    values = column_values(customers, label, column.kind)
    measure = _shares_of if column.kind in SHARE_KINDS else _numbers_of
    return {
        k: DimensionProfile(
            label, column.kind, column.basis, column.unit, column.sensitive or column.held, forming,
            levels, separation, strength(separation, column.kind, len(levels), k), overall, segments,
        )
        for k, (overall, segments, separation, levels) in measure(values, column, solutions, as_of).items()
    }  # fmt: skip


SHARE_KINDS = frozenset({Kind.BINARY, Kind.NOMINAL, Kind.MULTI_VALUE})
AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT})
STRENGTHS = ("barely", "somewhat", "clearly", "strongly")
"""Words for how well segments are told apart, least first."""
LEAST_BASE = 0.02
"""The share of all customers below which a ratio to it says nothing."""


def strength(separation: float, kind: str, levels: int, k: int) -> str:
    """Cohen's words for an effect: eta squared at .01, .06, .14; V at .1, .3, .5 over sqrt(min(r-1, c-1))."""
    share = kind in SHARE_KINDS
    steps = (0.1, 0.3, 0.5) if share else (0.01, 0.06, 0.14)
    scale = np.sqrt(max(min(levels, k) - 1, 1)) if share else 1.0
    return STRENGTHS[sum(separation >= step / scale for step in steps)]


def _numbers_of(values: pa.Array, column: Column, solutions: Mapping[int, Solution], as_of: str) -> dict:
    levels = tuple(ordered_levels(values, column)) if column.kind is Kind.ORDINAL else ()
    ordered = SortedValues.of(measured(values, column, as_of))
    x = ordered.values
    if not len(x):
        empty = Typical(0)
        return {k: (empty, (empty,) * k, 0.0, levels) for k in solutions}
    even = evened(x, column.kind)
    ranked = ordered.ranks() if column.kind in AMOUNTS else even
    ratio = column.kind in NUMERIC_KINDS and column.unit != "year" and bool(x[0] >= 0)
    overall, span = summary(x), float(x[-1] - x[0])
    middle, sd = even.mean(), (even.std() if span else 0.0) or 1.0  # that of equal numbers is hardly ever just 0

    def of(k: int, labels: np.ndarray) -> tuple:
        places = ordered.places(labels, k)
        means = _means(even, places)
        ranks = means if ranked is even else _means(ranked, places)
        segments = []
        for at, effect in zip(places, (means - middle) / sd, strict=True):
            part = summary(x[at])
            index = 100 * part["mean"] / overall["mean"] if ratio and overall["mean"] and part["n"] else None
            gap = abs(part["mean"] - overall["mean"]) if part["n"] else 0.0
            marker = gap > 0.25 * span or (ratio and gap > 0.5 * abs(overall["mean"]))
            segments.append(Typical(**part, index=index, effect=float(effect) if part["n"] else 0.0, marker=marker))
        separation = explained(ranked, np.array([len(at) for at in places]), ranks) if span else 0.0
        return Typical(**overall, index=100.0 if ratio else None), tuple(segments), separation, levels

    return {k: of(k, solution.labels) for k, solution in solutions.items()}


def _means(values: np.ndarray, places: list[np.ndarray]) -> np.ndarray:
    """The mean of each group, 0 of nobody."""
    return np.array([values[at].mean() if len(at) else 0.0 for at in places])


def measured(values: pa.Array, column: Column, as_of: str) -> np.ndarray:
    """Numbers as they are, dates as days before `as_of`, ordinals as positions of their levels; NaN where missing."""
    if column.kind is Kind.DATE:
        return days_before(values, as_of)
    if column.kind is Kind.ORDINAL:
        return scores(values, ordered_levels(values, column))
    return numbers(values)


def evened(x: np.ndarray, kind: Kind) -> np.ndarray:
    """Amounts on the asinh scale of the encoding, so that one large order does not make a difference."""
    positive = x[x > 0]
    return np.arcsinh(x / np.median(positive)) if kind in AMOUNTS and positive.size else x


def summary(ascending: np.ndarray) -> dict:
    """What `Typical` says of ascending numbers."""
    if len(ascending) == 0:
        return {"n": 0}
    lower, median, upper = quartiles(ascending)
    return {"n": len(ascending), "mean": float(ascending.mean()), "median": median, "lower": lower, "upper": upper}


def _shares_of(values: pa.Array, column: Column, solutions: Mapping[int, Solution], as_of: str) -> dict:
    levels, rows, codes = _had(values, column)
    seen = values.is_valid().to_numpy(zero_copy_only=False)
    known = int(seen.sum())
    base = np.bincount(codes, minlength=len(levels)) / max(known, 1)
    several = column.kind is Kind.MULTI_VALUE  # a customer can have many: each tag is a table of its own
    shown = slice(1, 2) if column.kind is Kind.BINARY and len(levels) == 2 else slice(0, len(levels))
    overall = Typical(known, shares=tuple(base.tolist()), index=100.0 if known else None)

    def of(k: int, labels: np.ndarray) -> tuple:
        counts = np.bincount(labels[seen], minlength=k)
        table = np.bincount(codes * k + labels[rows], minlength=len(levels) * k).reshape(-1, k).T
        shares = table / np.maximum(counts, 1)[:, None]
        effects = share_effects(shares, base)
        segments = [_share_typical(counts[s], shares[s], base, effects[s], shown) for s in range(k)]
        tables = [np.stack([has, counts - has], axis=1) for has in table.T] if several else [table]
        return overall, tuple(segments), max(map(cramers_v, tables), default=0.0), levels

    return {k: of(k, solution.labels) for k, solution in solutions.items()}


def _had(values: pa.Array, column: Column) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """Levels, and of everything that anybody has: the row, and which level it is."""
    if column.kind is Kind.MULTI_VALUE:
        levels, member = membership(values, column)
        return levels, *member.nonzero()
    levels, codes = categories(values, column)
    rows = np.flatnonzero(codes >= 0)
    return levels, rows, codes[rows]


def _share_typical(n: int, shares: np.ndarray, base: np.ndarray, effects: np.ndarray, shown: slice) -> Typical:
    if n == 0 or not len(shares):
        return Typical(int(n))
    level = int(np.abs(effects[shown]).argmax()) + (shown.start or 0)
    return Typical(
        int(n), shares=tuple(shares.tolist()), index=share_index(shares[level], base[level]),
        effect=float(effects[level]), level=level, marker=share_marks(shares[level], base[level]),
    )  # fmt: skip


def share_effects(shares: np.ndarray, base: np.ndarray) -> np.ndarray:
    """How far shares are from those of all customers, in standard deviations of who has the level among all."""
    return (shares - base) / np.sqrt(np.maximum(base * (1 - base), 1e-9))


def share_index(share: float, base: float) -> float | None:
    """100 x share / share of all customers; None where so few have it that a ratio says nothing."""
    return 100 * share / base if base >= LEAST_BASE else None


def share_marks(share: float, base: float) -> bool:
    """Whether a share is a marker: a quarter of all away, or by half of what all customers have."""
    gap = abs(share - base)
    return bool(gap > 0.25 or (base >= LEAST_BASE and gap > 0.5 * base))


def membership(values: pa.Array, column: Column) -> tuple[tuple[str, ...], np.ndarray]:
    """Levels, and (n, levels) bool who has them; levels of nominals and tags by frequency, rare ones lumped."""
    if column.kind is Kind.MULTI_VALUE:
        tags = ENCODERS[column.kind].fit(values, column, "")["levels"]
        return tuple(tags), multi_hot(values, tags, column.separator) == 1
    levels, codes = categories(values, column)
    return levels, codes[:, None] == np.arange(len(levels))


def categories(values: pa.Array, column: Column) -> tuple[tuple[str, ...], np.ndarray]:
    """Levels of a binary or nominal, and (n,) which of them everybody has, -1 of who has none."""
    values = values.dictionary_encode()
    if column.kind is Kind.BINARY:
        levels = ordered_levels(values, column)[:2]
    else:
        counted = sorted(value_counts(values).items(), key=lambda item: (-item[1], item[0]))
        least = min_level_count(len(values) - values.null_count)
        levels = [level for level, count in counted if count >= least][:30]
        levels += [OTHER] if len(levels) < len(counted) else []
    return tuple(levels), level_codes(values, levels, unknown=len(levels) - 1 if OTHER in levels else -1)


def markers_per_segment(profile: tuple[DimensionProfile, ...], named: int) -> int:
    """The fewest markers any of the first `named` segments has among the forming dimensions; never below 2 where there
    are few."""
    forming = [part for part in profile if part.forming]
    if len(forming) < 3:
        return 2
    return min(sum(part.segments[s].marker for part in forming) for s in range(named))
