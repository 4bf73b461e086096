"""Groups held against each other on an outcome: differences with intervals, tests, what could be behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.segments.encoders import column_values
from seg.segments.outcomes import figures
from seg.segments.outcomes.chances import with_chances
from seg.segments.outcomes.forms import Measured, numbers, shares, times
from seg.segments.outcomes.found import EVERYBODY_ELSE, Comparison, Gap, Group
from seg.segments.outcomes.groups import Grouping
from seg.segments.outcomes.measured import LEVELS, TAGS, TIME, YES, Outcome
from seg.segments.outcomes.strata import Strata, strata, within
from seg.segments.outcomes.survival import waiting_scores
from seg.segments.outcomes.thirds import thirds
from seg.segments.outcomes.yardsticks import MEAN, Means, Yardstick, few

MEASURES = {YES: shares, LEVELS: shares, TAGS: shares, TIME: times}
"""What an outcome of that form is compared by; any other by its numbers."""


def compare(
    outcome: Outcome,
    grouping: Grouping,
    as_of: str = "",
    circular: bool = False,
    inside: Strata | None = None,
    seed: int = 0,
    drawn: int = figures.RESAMPLED,
    against: int = EVERYBODY_ELSE,
) -> Comparison:
    """Hold two groups against each other, or each of several against all others together, or against the group
    `against`.

    `circular`: the groups were made of the outcome, so nothing is tested. `inside` are the strata within which the
    differences are looked at too. Groups with fewer than `min_cell_customers` of whom the outcome is known are told
    nothing of and compared with nobody. `drawn` samples give the interval of a difference of means.
    """
    told = told_groups(outcome, grouping)
    found = replace(_nothing_told(outcome, grouping, as_of, circular), against=against)
    if len(told) < 2 or (against >= 0 and against not in told):
        return found
    reference = int(np.searchsorted(told, against)) if against >= 0 else EVERYBODY_ELSE
    labels = renumbered(outcome, grouping, told)
    measured = MEASURES.get(outcome.form, numbers)(outcome, labels, len(told))
    gaps = [gap for each in measured.yardsticks for gap in _gaps(each, labels, told, reference, circular, inside)]
    if gaps and gaps[0].measure == MEAN and measured.pulled_in is None:
        gaps = _drawn(gaps, outcome.values, labels, told, reference, seed, drawn)
    found = replace(
        found,
        levels=measured.levels,
        groups=_described(found.groups, told, measured),
        gaps=tuple(gaps),
        p=None if circular else measured.p,
        separation=measured.separation,
        words=measured.words,
        pulled_in=measured.pulled_in,
        limit=measured.limit,
    )
    if inside is not None:
        parts = {"strata_levels": inside.levels, "strata_cuts": inside.cuts}
        found = replace(found, within=inside.dimension, within_kind=str(inside.kind), **parts)
    return with_chances((found,))[0]


def told_groups(outcome: Outcome, grouping: Grouping) -> np.ndarray:
    """The groups, ascending, of which something may be told."""
    labels = np.where(outcome.known, grouping.labels, -1)
    sizes = np.bincount(labels[labels >= 0], minlength=grouping.k)
    return np.flatnonzero(sizes >= few())


def renumbered(outcome: Outcome, grouping: Grouping, told: np.ndarray) -> np.ndarray:
    """(n,) the place of everybody's group among those that are told, -1 of who is in none or of whom nothing is
    known."""
    place = np.full(grouping.k + 1, -1)  # the last is where -1 points
    place[told] = np.arange(len(told))
    return np.where(outcome.known, place[grouping.labels], -1)


def _nothing_told(outcome: Outcome, grouping: Grouping, as_of: str, circular: bool) -> Comparison:
    known = np.bincount(grouping.labels[(grouping.labels >= 0) & outcome.known], minlength=grouping.k)
    groups = tuple(Group(int(n), int(of)) for n, of in zip(grouping.sizes, known, strict=True))
    return Comparison(
        outcome.dimension, outcome.form, outcome.kind, outcome.unit, outcome.since, as_of, outcome.levels, groups,
        grouping.shared, circular,
    )  # fmt: skip


def _described(groups: tuple[Group, ...], told: np.ndarray, measured: Measured) -> tuple[Group, ...]:
    found = list(groups)
    for at, (typical, curve) in zip(told, measured.groups, strict=True):
        found[at] = replace(found[at], told=True, typical=typical, curve=curve)
    return tuple(found)


def _pairs(
    labels: np.ndarray, k: int, yardstick: Yardstick, reference: int
) -> Iterator[tuple[int, int, np.ndarray, np.ndarray]]:
    """Places of a group and of what it is held against (-1: all others), with the rows of both.

    Not those of whom nothing may be told; and nobody is held against a bound, but in a pair: where there are two, or a
    `reference`.
    """
    told, sure = getattr(yardstick, "told", np.ones(k, bool)), getattr(yardstick, "sure", np.ones(k, bool))
    if k == 2 or reference >= 0:
        other = reference if reference >= 0 else 1
        for group in np.flatnonzero(told) if told[other] else ():
            if group != other:
                yield int(group), other, np.flatnonzero(labels == group), np.flatnonzero(labels == other)
        return
    for group in np.flatnonzero(told):
        others = (labels >= 0) & (labels != group) & sure[labels]
        if others.any():
            yield int(group), EVERYBODY_ELSE, np.flatnonzero(labels == group), np.flatnonzero(others)


def _gaps(
    yardstick: Yardstick,
    labels: np.ndarray,
    told: np.ndarray,
    reference: int,
    circular: bool,
    inside: Strata | None,
) -> Iterator[Gap]:
    for group, against, one, other in _pairs(labels, len(told), yardstick, reference):
        if not yardstick.holds(one, other):
            continue
        first, second, interval = yardstick.apart(one, other)
        more = interval.value > yardstick.neutral
        looked_into = within(yardstick, one, other, inside) if inside else None
        if looked_into and circular:
            looked_into = replace(looked_into, p=None, differ_p=None)
        yield Gap(
            int(told[group]),
            int(told[against]) if against >= 0 else against,
            yardstick.name,
            first,
            second,
            interval.value,
            interval.low,
            interval.high,
            yardstick.level,
            _bound(yardstick, group, against),
            p=None if circular else yardstick.p(one, other),
            visible=None if circular else yardstick.visible(one, other, more),
            within=looked_into,
        )


def _bound(yardstick: Yardstick, group: int, against: int) -> bool:
    """Whether a number of one of the groups is a bound."""
    sure = getattr(yardstick, "sure", None)
    return sure is not None and not (sure[group] and (against < 0 or sure[against]))


def _drawn(
    gaps: list[Gap],
    x: np.ndarray,
    labels: np.ndarray,
    told: np.ndarray,
    reference: int,
    seed: int,
    times_drawn: int,
) -> list[Gap]:
    """The differences of means with the percentiles of samples drawn anew as their intervals."""
    seen, k = labels >= 0, len(told)
    sums, counts = figures.resampled_sums(x[seen], labels[seen], k, seed, times_drawn)
    rest, others = sums.sum(axis=1, keepdims=True) - sums, counts.sum(axis=1, keepdims=True) - counts
    with np.errstate(invalid="ignore", divide="ignore"):  # a sample may hold nobody of a small group
        means, of_others = sums / counts, rest / others
    shown = [gap for gap in gaps if gap.measure == MEAN]
    for gap, (place, held, one, other) in zip(shown, _pairs(labels, k, Means(x), reference), strict=True):
        apart = means[:, place] - (means[:, held] if held >= 0 else of_others[:, place])
        low, high = figures.percentiles(apart, *figures.welch_error(x[one], x[other]))
        gaps[gaps.index(gap)] = replace(gap, low=low, high=high)
    return gaps


def with_thirds(
    found: Comparison, outcome: Outcome, grouping: Grouping, customers: pa.Table, columns: Mapping[str, Column]
) -> Comparison:
    """With what else could be behind it, of the dimensions `columns` of the same customers."""
    told = told_groups(outcome, grouping)
    if not found.told:
        return found
    labels = renumbered(outcome, grouping, told)
    others = {label: column for label, column in columns.items() if label != outcome.dimension}
    return replace(found, thirds=thirds(customers, others, labels, len(told), spoken_of(found, outcome), found.as_of))


def spoken_of(found: Comparison, outcome: Outcome) -> np.ndarray:
    """(n,) the outcome as one number: amounts evened, of times how much longer than expected it took, of categories
    whether somebody has the level that is spoken of."""
    if outcome.form == TIME:
        scores = np.full(len(outcome.values), np.nan)
        scores[outcome.known] = waiting_scores(outcome.values[outcome.known], outcome.happened[outcome.known])
        return scores
    if outcome.form not in (LEVELS, TAGS):
        return outcome.even()
    return np.where(outcome.known, outcome.member[:, found.strongest.level], np.nan)


def strata_of(customers: pa.Table, column: Column, outcome: Outcome, grouping: Grouping, as_of: str) -> Strata | None:
    """The strata of a dimension among the customers who are compared; None of a multi-value one."""
    if column.kind is Kind.MULTI_VALUE:
        return None
    among = renumbered(outcome, grouping, told_groups(outcome, grouping)) >= 0
    return strata(column_values(customers, column.label, column.kind), column, as_of, among)
