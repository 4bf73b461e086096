"""What each form of outcome is compared by: its yardsticks, what is typical of every group, and the test of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.columns import Kind
from seg.segments.grouped import cramers_v, eta_squared
from seg.segments.outcomes.bounded import bounded, counted
from seg.segments.outcomes.figures import DRAWN_UP_TO, pulled_in
from seg.segments.outcomes.measured import LEVELS, ORDER, RANKED, TAGS, YES, Outcome
from seg.segments.outcomes.several import any_mean, any_rank
from seg.segments.outcomes.survival import Curve, common_limit, curve, log_rank
from seg.segments.outcomes.thirds import explained
from seg.segments.outcomes.yardsticks import Means, Ranks, Shares, Times, Yardstick, few
from seg.segments.profiles import Typical, strength, summary
from seg.segments.two_groups import any_of, table_test


@dataclass(frozen=True, eq=False)
class Measured:
    """The first of `yardsticks` is the one that is spoken of. `p` is None where there is nothing to test beyond what
    each difference says itself."""

    yardsticks: tuple[Yardstick, ...]
    groups: tuple[tuple[Typical, Curve | None], ...]
    p: float | None
    separation: float
    words: str
    levels: tuple[str, ...] = ()
    pulled_in: tuple[float, float] | None = None
    limit: float | None = None


def _by_group(x: np.ndarray, labels: np.ndarray, k: int) -> list[np.ndarray]:
    return [x[labels == group] for group in range(k)]


def numbers(outcome: Outcome, labels: np.ndarray, k: int) -> Measured:
    """Means, and of what is skewed who has more too; of ordered levels that alone."""
    seen = labels >= 0
    x, own, limits = outcome.values, labels[seen], None
    if seen.sum() > DRAWN_UP_TO and outcome.form != ORDER:
        x = x.copy()
        x[seen], *limits = pulled_in(x[seen])
    groups = _by_group(x[seen], own, k)
    yardsticks: tuple[Yardstick, ...] = () if outcome.form == ORDER else (Means(x),)
    yardsticks += (Ranks(outcome.values),) if outcome.form in RANKED else ()
    p = None
    if k > 2:
        p = any_rank(groups) if outcome.form == ORDER else any_mean(groups)
        p = any_rank(groups) if p is None else p
    ranked = outcome.form in RANKED
    y = _ranks(x[seen]) if ranked else x[seen]
    separation = explained(y, own, k)
    typicals = tuple((Typical(**summary(np.sort(group))), None) for group in groups)
    words = strength(separation, Kind.NUMBER, 0, k)
    return Measured(yardsticks, typicals, p, separation, words, outcome.levels, limits and tuple(limits))


def _ranks(x: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    return rankdata(x)


def shares(outcome: Outcome, labels: np.ndarray, k: int) -> Measured:
    """The share of each level: of a yes or no that of its yes, of two levels that of the first."""
    seen = labels >= 0
    own, member, levels = labels[seen], outcome.member[seen], outcome.levels
    told, exact, may_be = bounded(member, own, k, outcome.form == LEVELS)
    first, last = int(outcome.form == YES), 1 if outcome.form == LEVELS and len(levels) == 2 else len(levels)
    yardsticks = tuple(
        Shares(_everywhere(told[:, level], seen), _everywhere(member[:, level], seen), exact[:, level],
               may_be[:, level], level)
        for level in range(first, last)
    )  # fmt: skip
    counts, sizes = counted(member, own, k), np.bincount(own, minlength=k)
    tables = [np.stack([has, sizes - has], axis=1) for has in counts.T]
    separation = max(map(cramers_v, tables if outcome.form == TAGS else [counts]), default=0.0)
    p = None
    if outcome.form == TAGS:
        p = any_of([_table_p(table) for table in tables])
    elif k > 2 or len(yardsticks) > 1:
        p = _table_p(counts)
    given = np.where(may_be, counted(told, own, k) / np.maximum(sizes, 1)[:, None], np.nan)
    typicals = tuple((Typical(int(n), shares=tuple(row.tolist())), None) for n, row in zip(sizes, given, strict=True))
    return Measured(yardsticks, typicals, p, separation, strength(separation, Kind.NOMINAL, len(levels), k), levels)


def _table_p(counts: np.ndarray) -> float | None:
    """p that the groups (rows) fall into categories alike."""
    return table_test(counts.T if counts.shape[0] > 2 and counts.shape[1] == 2 else counts)


def _everywhere(member: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """(n,) bool of all customers from those of the `seen` ones."""
    has = np.zeros(len(seen), bool)
    has[seen] = member
    return has


def times(outcome: Outcome, labels: np.ndarray, k: int) -> Measured:
    """The mean time up to the longest that enough of every group were looked at, and the curves up to there."""
    seen = labels >= 0
    own, time, happened = labels[seen], outcome.values[seen], outcome.happened[seen]
    groups = list(zip(_by_group(time, own, k), _by_group(happened, own, k), strict=True))
    limit = common_limit([group for group, _ in groups], few())
    curves = [curve(*group) for group in groups]
    p = log_rank(time, happened, own, k) if k > 2 else None
    yardstick = Times(outcome.values, outcome.happened, limit)
    described = [
        (Typical(len(group), median=each.median), each.up_to(limit))
        for (group, _), each in zip(groups, curves, strict=True)
    ]
    separation = eta_squared(np.minimum(time, limit), own, k)
    return Measured(
        (yardstick,), tuple(described), p, separation, strength(separation, Kind.NUMBER, 0, k), limit=limit
    )  # fmt: skip
