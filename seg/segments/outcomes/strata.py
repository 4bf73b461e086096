"""The same difference within the levels or quarters of a third dimension, and all of these together.

Differences are pooled with weights 1 / variance; whether they are alike is told by Cochran's Q. Where the pooled
difference points the other way than the plain one, it is a Simpson reversal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.segments.encoders import ordered_levels
from seg.segments.outcomes.figures import Interval
from seg.segments.outcomes.yardsticks import Yardstick
from seg.segments.profiles import categories, measured

QUARTERED = frozenset({Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.DATE})
CLEARLY_SMALLER = 2 / 3
"""Of the plain difference: what is left within the strata is then spoken of as smaller."""


@dataclass(frozen=True, eq=False)
class Strata:
    """Customers like each other in a third dimension: `codes` (n,) the stratum of each, -1 where it is not known.

    `levels` of a category, or `cuts`, ascending: a stratum ends with its cut (dates are days before the as-of date).
    """

    dimension: str
    kind: str
    codes: np.ndarray
    levels: tuple[str, ...] = ()
    cuts: tuple[float, ...] = ()

    @property
    def count(self) -> int:
        return len(self.levels) or len(self.cuts) + 1


def strata(values: pa.Array, column: Column, as_of: str, among: np.ndarray) -> Strata:
    """The levels of a category, or the quarters of the customers `among` (n,) bool; fewer where values are the same."""
    if column.kind in QUARTERED:
        x = measured(values, column, as_of)
        seen = x[among & ~np.isnan(x)]
        cuts = np.unique(np.quantile(seen, [0.25, 0.5, 0.75], method="lower")) if len(seen) else np.array([])
        cuts = cuts[cuts < seen.max(initial=-np.inf)]
        codes = np.where(np.isnan(x), -1, np.searchsorted(cuts, x, "left"))
        return Strata(column.label, column.kind, codes, cuts=tuple(cuts.tolist()))
    if column.kind is Kind.ORDINAL:
        levels, x = ordered_levels(values, column), measured(values, column, as_of)
        return Strata(column.label, column.kind, np.where(np.isnan(x), -1, x).astype(int), tuple(levels))
    levels, codes = categories(values, column)
    return Strata(column.label, column.kind, codes, levels)


@dataclass(frozen=True)
class Stratum:
    """The difference in one stratum: its number, the customers of both groups, and the interval; no difference where
    there are too few."""

    code: int
    n: int
    other_n: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Within:
    """One difference within the strata of a third dimension.

    `crude` is the plain difference of the customers in the strata that are pooled, `difference` the pooled one with its
    interval and p (of times up to `limit`), `differ_p` how easily strata that are alike would differ so much. `change`
    is "reversed", "gone", "smaller", "larger" or "same". `left_out` customers are in strata without enough of both
    groups, or in none.
    """

    strata: tuple[Stratum, ...]
    crude: float
    difference: float
    low: float
    high: float
    p: float | None
    differ_p: float | None
    change: str
    left_out: int
    chance: float | None = None
    differ_chance: float | None = None
    limit: float | None = None

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Within:
        return cls(**{**raw, "strata": tuple(Stratum(**part) for part in raw["strata"])})


def within(yardstick: Yardstick, one: np.ndarray, other: np.ndarray, of: Strata) -> Within | None:
    """The difference between two groups, given as row numbers; None where no stratum has enough of both.

    Which strata count is decided by how many customers they have alone, never by their outcome. Strata whose numbers
    would tell of few persons are pooled but not shown, nor is another if it is only one.
    """
    rows = [(one[of.codes[one] == code], other[of.codes[other] == code]) for code in range(of.count)]
    used = {code: pair for code, pair in enumerate(rows) if yardstick.enough(*pair)}
    yardstick = yardstick.within(list(used.values())) if used else yardstick
    used = {code: pair for code, pair in used.items() if yardstick.weight(*pair)}
    if not used:
        return None
    parts = {code: yardstick.apart(*pair)[2] for code, pair in used.items()}
    shown = [code for code, pair in used.items() if yardstick.may_be_shown(*pair)]
    if len(used) - len(shown) == 1 and shown:
        shown.remove(min(shown, key=lambda code: sum(map(len, used[code]))))
    found = [Stratum(code, len(first), len(second)) for code, (first, second) in enumerate(rows)]
    for code in shown:
        found[code] = replace(found[code], difference=parts[code].value, low=parts[code].low, high=parts[code].high)
    counted = [np.concatenate(side) for side in zip(*used.values(), strict=True)]
    crude = yardstick.apart(*counted)[2]
    pooled, p, differ_p = _pooled(yardstick, list(used.values()), [part.value for part in parts.values()])
    return Within(
        tuple(found), crude.value, pooled.value, pooled.low, pooled.high, p, differ_p,
        _change(crude, pooled, yardstick.neutral), len(one) + len(other) - sum(map(len, counted)),
        limit=getattr(yardstick, "limit", None),
    )  # fmt: skip


def _pooled(
    yardstick: Yardstick, pairs: Sequence[tuple[np.ndarray, np.ndarray]], differences: Sequence[float]
) -> tuple[Interval, float | None, float | None]:
    """The pooled difference, p that there is none, and p that it is the same in all strata."""
    from scipy.stats import t

    weights, values = np.array([yardstick.weight(*pair) for pair in pairs]), np.array(differences)
    shares = weights / weights.sum()
    value = float(shares @ values)
    se, degrees = _together(shares, *_errors(yardstick, pairs, value))
    half = float(t.ppf(0.975, degrees)) * se
    if_none, of_none = _together(shares, *_errors(yardstick, pairs, yardstick.neutral))
    p = float(2 * t.sf(abs(value - yardstick.neutral) / if_none, of_none)) if if_none else None
    return Interval(value, value - half, value + half, se), p, cochran(values, *_errors(yardstick, pairs, value))


def _errors(
    yardstick: Yardstick, pairs: Sequence[tuple[np.ndarray, np.ndarray]], value: float
) -> tuple[np.ndarray, np.ndarray]:
    errors, degrees = zip(*(yardstick.error(*pair, value) for pair in pairs), strict=True)
    return np.array(errors), np.array(degrees, float)


def _together(shares: np.ndarray, errors: np.ndarray, degrees: np.ndarray) -> tuple[float, float]:
    """The standard error of a weighted sum and its degrees of freedom (Satterthwaite)."""
    parts = shares**2 * errors**2
    uncertain = (parts**2 / degrees).sum()
    return float(np.sqrt(parts.sum())), float(parts.sum() ** 2 / uncertain) if uncertain else np.inf


def cochran(values: np.ndarray, errors: np.ndarray, degrees: np.ndarray) -> float | None:
    """p that values with these standard errors are all the same: Cochran's Q, with Welch's (1951) correction for errors
    that are only estimated. None for one value, or where one is without error."""
    from scipy.stats import chi2, f

    m = len(values)
    if m < 2 or not errors.all():
        return None
    weights = errors**-2.0
    q = float(weights @ (values - weights @ values / weights.sum()) ** 2)
    unsure = float(((1 - weights / weights.sum()) ** 2 / degrees).sum())
    if not unsure:
        return float(chi2.sf(q, m - 1))
    ratio = q / (m - 1) / (1 + 2 * (m - 2) / (m * m - 1) * unsure)
    return float(f.sf(ratio, m - 1, (m * m - 1) / (3 * unsure)))


def _change(crude: Interval, pooled: Interval, neutral: float) -> str:
    plain, left = crude.value - neutral, pooled.value - neutral
    there = [not part.low <= neutral <= part.high for part in (crude, pooled)]
    if all(there) and plain * left < 0:
        return "reversed"
    if there[0] and not there[1]:
        return "gone"
    if abs(left) < CLEARLY_SMALLER * abs(plain):
        return "smaller"
    return "larger" if abs(left) * CLEARLY_SMALLER > abs(plain) else "same"
