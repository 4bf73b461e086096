"""What a headline does not say: how many of a segment are on the other side of the average, and how many of those who
are as it says are in another segment.

"Older on average (52 against 45)" is about a mean. Most members may be younger than the average customer all the same,
and most older customers may be somewhere else: moving every member to the mean is what stereotyping is (Abbasi et al.,
SDM 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.condition import Condition
from seg.core.settings import setting
from seg.segments.explaining.conditions import holds, opposite
from seg.segments.explaining.features import Feature, features
from seg.segments.explaining.round_numbers import roundest, roundest_day
from seg.segments.fairness.overlap import overlap, shared, superiority
from seg.segments.names import SMALLEST_EFFECT
from seg.segments.profiles import SHARE_KINDS, DimensionProfile
from seg.segments.small_cells import hidden_cells


@dataclass(frozen=True)
class Counter:
    """One headline about the segment `label`, and what speaks against taking it for everybody.

    `here` and `everybody` are means, or with `median` medians (dates in days since 1970, ordinals as places of their
    levels); of categories the shares who are as `beyond` says. `across`: the share of the segment on the other side of
    the middle of all customers, or not so. `beyond` is who is as the headline says, `elsewhere` the share of these who
    are in other segments. Both are 0 for fewer than `min_cell_customers`, and 1 for all but as few. `overlap` and
    `superiority` are those of two normal groups as far apart, the `overlap` of shares that of these.
    """

    label: int
    dimension: str
    kind: str
    more: bool
    median: bool
    here: float
    everybody: float
    across: float
    beyond: Condition
    elsewhere: float
    overlap: float
    superiority: float

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Counter:
        return cls(**{**raw, "beyond": Condition.from_json(raw["beyond"])})


def counters(
    customers: pa.Table,
    columns: Mapping[str, Column],
    profile: Sequence[DimensionProfile],
    labels: np.ndarray,
    named: int,
) -> tuple[Counter, ...]:
    """One for every dimension of the profile in which one of the first `named` segments differs enough for a headline,
    the largest difference of each segment first."""
    found = []
    for label in range(named):
        spoken = [part for part in profile if abs(part.segments[label].effect) >= SMALLEST_EFFECT]
        spoken.sort(key=lambda part: -abs(part.segments[label].effect))
        found += [counter(customers, columns[part.dimension], part, labels, label) for part in spoken]
    return tuple(each for each in found if each is not None)


def counter(
    customers: pa.Table, column: Column, part: DimensionProfile, labels: np.ndarray, label: int
) -> Counter | None:
    """The counter-statement to one difference; None where it is about no value of its own, known of few of the segment,
    or the middle of the segment is not on the side that the effect says (one large order can pull it there)."""
    if part.segments[label].n < setting("min_cell_customers"):
        return None
    effect, own = part.segments[label].effect, labels == label
    more = effect > 0 if column.kind is not Kind.DATE else effect < 0  # measured as days before the as-of date
    if column.kind in SHARE_KINDS:
        found = _of_level(customers, column, part, own, label, more)
    else:
        found = _of_number(customers, column, own, more)
    if found is None:
        return None
    middles, across, beyond, median = found
    is_so = holds(beyond, customers)
    common = shared(*middles) if column.kind in SHARE_KINDS else overlap(effect)
    return Counter(
        label, column.label, column.kind, more, median, *middles, across, beyond, _share(is_so & ~own, is_so),
        common, superiority(abs(effect)),
    )  # fmt: skip


Found = tuple[tuple[float, float], float, Condition, bool]
"""The middles here and of all, the share across, who is beyond, and whether the middles are medians."""


def _of_level(
    customers: pa.Table, column: Column, part: DimensionProfile, own: np.ndarray, label: int, more: bool
) -> Found | None:
    at = part.segments[label].level
    if at is None or not part.levels[at] or hidden_cells(part)[at, 0]:  # how many have it would tell of few elsewhere
        return None
    levels = tuple(part.levels) if column.kind is Kind.BINARY else ()
    has = Condition(column.label, column.kind, among=(part.levels[at],), levels=levels, separator=column.separator)
    lacks = replace(opposite(has), unknown=False)
    beyond, others = (has, lacks) if more else (lacks, has)
    is_so, is_not = holds(beyond, customers), holds(others, customers)
    known = is_so | is_not
    here, everybody = _told(is_so, own & known), _told(is_so, known)
    if here <= everybody:
        return None
    return (here, everybody), _share(is_not & own, known & own), beyond, False


def _of_number(customers: pa.Table, column: Column, own: np.ndarray, more: bool) -> Found | None:
    (feature,), matrix = features(customers, (column,))
    x = matrix[:, 0]
    known, sign = ~np.isnan(x), 1 if more else -1
    for median in (True, False) if column.kind in (Kind.MONEY, Kind.COUNT) else (False,):
        middle = np.median if median else np.mean
        here, everybody = float(middle(x[known & own])), float(middle(x[known]))
        if sign * (here - everybody) > 0:
            across = sign * (x - everybody) < 0
            beyond = _beyond(feature, min(here, everybody), max(here, everybody), everybody, more)
            return (here, everybody), _share(across & own, known & own), beyond, median
    return None


def _beyond(feature: Feature, low: float, high: float, everybody: float, more: bool) -> Condition:
    """Who is on the side of the segment: from a round border between the middles on, or of the levels on that side."""
    if feature.levels:
        first = int(np.floor(everybody)) + 1 if more else int(np.ceil(everybody))
        among = feature.levels[first:] if more else feature.levels[:first]
        return Condition(feature.dimension, feature.kind, among=among, levels=feature.levels)
    at = roundest_day(np.ceil(low), high) if feature.kind is Kind.DATE else roundest(low, high)
    low_side = feature.at_most(at)
    return replace(opposite(low_side), unknown=False) if more else low_side


def _share(part: np.ndarray, whole: np.ndarray) -> float:
    """What part of the whole; nothing or all where it, or the rest, is too few to tell of."""
    few, count = setting("min_cell_customers"), int(whole.sum())
    inside = int((part & whole).sum())
    return 0.0 if inside < few else 1.0 if count - inside < few else inside / count


def _told(part: np.ndarray, whole: np.ndarray) -> float:
    """What part of the whole, or where few are in it, or are not: what it would be with as many as may be told."""
    few, count = min(int(setting("min_cell_customers")), int(whole.sum()) // 2), int(whole.sum())
    inside = int((part & whole).sum())
    return inside / count if inside in (0, count) else float(np.clip(inside, few, count - few)) / count
