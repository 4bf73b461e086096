"""What else could be behind a difference: dimensions in which the groups differ and that go with the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import sqrt

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.settings import setting
from seg.segments.encoders import column_values
from seg.segments.grouped import SortedValues, cramers_v, eta_squared
from seg.segments.outcomes.several import any_rank
from seg.segments.outcomes.strata import QUARTERED, Strata, strata
from seg.segments.outcomes.yardsticks import few
from seg.segments.profiles import SHARE_KINDS, categories, measured, strength, summary
from seg.segments.two_groups import corrected

DIFFERS = ("clearly", "strongly")
GOES_WITH = ("somewhat", "clearly", "strongly")
CHANCE = 0.05


@dataclass(frozen=True)
class Third:
    """A dimension beside the outcome. `groups` is how much the groups differ in it (as `DimensionProfile.separation`),
    `outcome` the share of the outcome that its strata explain, 0..1. `typical` is what each group has: medians (dates
    as days before the as-of date, ordinals as positions), or shares of the level `level`; None of too few."""

    dimension: str
    kind: str
    unit: str
    groups: float
    outcome: float
    typical: tuple[float | None, ...]
    level: str = ""

    @property
    def pull(self) -> float:
        """How much of a difference it can bring about, in standard deviations of the outcome."""
        return sqrt(self.groups * self.outcome)

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Third:
        return cls(**{**raw, "typical": tuple(raw["typical"])})


def explained(y: np.ndarray, codes: np.ndarray, count: int) -> float:
    """The share of the variance of `y` that lies between strata, less what chance puts there (adjusted R squared)."""
    k = len(np.unique(codes))
    if len(y) <= k or k < 2:
        return 0.0
    raw = eta_squared(y, codes, count)
    return max(0.0, 1 - (1 - raw) * (len(y) - 1) / (len(y) - k))


def thirds(
    customers: pa.Table, columns: Mapping[str, Column], labels: np.ndarray, k: int, y: np.ndarray, as_of: str
) -> tuple[Third, ...]:
    """The dimensions among `columns` in which the groups `labels` (n,), -1 for none, differ clearly and that go with
    the outcome `y` (n,), NaN where unknown, both by more than chance; what pulls most comes first.

    Not those that say nearly the same as the outcome: they are the outcome.
    """
    found, ps = [], []
    for label, column in columns.items():
        if column.kind is Kind.MULTI_VALUE:
            continue
        third = _third(column_values(customers, label, column.kind), column, labels, k, y, as_of)
        if third is not None:
            found.append(third[0])
            ps.append(third[1])
    sure = [third for third, q in zip(found, corrected(ps), strict=True) if q is not None and q < CHANCE]
    return tuple(sorted(sure, key=lambda third: -third.pull))


def _third(
    values: pa.Array, column: Column, labels: np.ndarray, k: int, y: np.ndarray, as_of: str
) -> tuple[Third, float] | None:
    """The dimension, and the larger p of its having nothing to do with the groups or with the outcome."""
    among = (labels >= 0) & ~np.isnan(y)
    of = strata(values, column, as_of, among)
    seen = among & (of.codes >= 0)
    if of.count < 2 or seen.sum() <= of.count + k:
        return None
    own, codes = labels[seen], of.codes[seen]
    goes = explained(y[seen], codes, of.count)
    if strength(goes, Kind.NUMBER, 0, k) not in GOES_WITH or goes > setting("correlated") ** 2:
        return None
    differs, word = _apart(values, column, labels, k, of, seen, as_of)
    if word not in DIFFERS:
        return None
    typical, level = _typical(values, column, labels, k, of, seen, as_of)
    third = Third(column.label, column.kind, column.unit, differs, goes, typical, level)
    goes_p = any_rank([y[seen & (of.codes == code)] for code in np.unique(codes)])
    return third, max(_p(own, codes, k, of.count), 1.0 if goes_p is None else goes_p)


def _apart(
    values: pa.Array, column: Column, labels: np.ndarray, k: int, of: Strata, seen: np.ndarray, as_of: str
) -> tuple[float, str]:
    """How much the groups differ in it, as profiles say it, less what chance does."""
    if column.kind in SHARE_KINDS:
        found = cramers_v(_table(labels[seen], of.codes[seen], k, of.count))
    else:
        x = measured(values, column, as_of)[seen]
        ordered = SortedValues.of(x)
        y = ordered.ranks() if column.kind in (Kind.MONEY, Kind.COUNT) else ordered.values
        found = explained(y, labels[seen][ordered.rows], k)
    return found, strength(found, column.kind, of.count, k)


def _table(labels: np.ndarray, codes: np.ndarray, k: int, count: int) -> np.ndarray:
    return np.bincount(labels * count + codes, minlength=k * count).reshape(k, count)


def _p(labels: np.ndarray, codes: np.ndarray, k: int, count: int) -> float:
    """p that groups and strata have nothing to do with each other."""
    from scipy.stats import chi2_contingency

    table = _table(labels, codes, k, count)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    return float(chi2_contingency(table, correction=False).pvalue) if min(table.shape) > 1 else 1.0


def _typical(
    values: pa.Array, column: Column, labels: np.ndarray, k: int, of: Strata, seen: np.ndarray, as_of: str
) -> tuple[tuple[float | None, ...], str]:
    if column.kind in QUARTERED or column.kind is Kind.ORDINAL:
        x = measured(values, column, as_of)
        groups = [np.sort(x[seen & (labels == group)]) for group in range(k)]
        return tuple(summary(own)["median"] if len(own) >= few() else None for own in groups), ""
    levels, _ = categories(values, column)
    table = _table(labels[seen], of.codes[seen], k, of.count)
    sizes = table.sum(axis=1)
    shares = table / np.maximum(sizes, 1)[:, None]
    told = sizes >= few()
    spread = np.ptp(shares[told], axis=0) if told.any() else np.zeros(of.count)
    level = 1 if column.kind is Kind.BINARY and of.count == 2 else int(spread.argmax())
    cells = table[:, level]
    small = ((cells > 0) & (cells < few())) | ((cells < sizes) & (sizes - cells < few()))
    hidden = ~told | small
    return tuple(None if hide else float(x) for x, hide in zip(shares[:, level], hidden, strict=True)), levels[level]
