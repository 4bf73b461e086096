"""Who is in which of several groups at once: every combination with its customers, and how alike two groups are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.segments.rough_counts import EXACT, told

MOST_SETS = 20
"""Groups that a picture of combinations can hold."""


@dataclass(frozen=True)
class Combination:
    """The customers who are in just these groups (numbers, ascending) and in no other, and how their number may be told
    (`seg.segments.rough_counts`)."""

    groups: tuple[int, ...]
    count: int
    told: int = EXACT

    @classmethod
    def from_json(cls, raw: Mapping) -> Combination:
        return cls(tuple(raw["groups"]), raw["count"], raw["told"])


@dataclass(frozen=True)
class Overlap:
    """`sizes` of the groups, every combination that somebody is in, the largest first, and who is in none.

    `jaccard` has a row and a column for each group: the customers in both over those in either; None where it would
    tell of few.
    """

    sizes: tuple[int, ...]
    combinations: tuple[Combination, ...]
    nowhere: Combination
    jaccard: tuple[tuple[float | None, ...], ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Overlap:
        each = tuple(map(Combination.from_json, raw["combinations"]))
        jaccard = tuple(map(tuple, raw["jaccard"]))
        return cls(tuple(raw["sizes"]), each, Combination.from_json(raw["nowhere"]), jaccard)


def overlap(masks: Sequence[np.ndarray]) -> Overlap:
    """How groups overlap, (n,) bool each over the same customers. Raises `SegError` for none, or too many."""
    if not 1 <= len(masks) <= MOST_SETS:
        raise SegError("sets_to_overlap", count=len(masks), most=MOST_SETS)
    member = np.stack(masks)
    nowhere, *parts = _parts(member)
    together = np.array([[np.count_nonzero(one & other) for other in member] for one in member])
    sizes = member.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - together
    few = int(setting("min_cell_customers"))
    hidden = np.array([[_tells(parts, {one, other}) for other in range(len(masks))] for one in range(len(masks))])
    unsaid = ((together > 0) & (together < few)) | (hidden & (either < 100 * few))
    np.fill_diagonal(unsaid, False)
    return Overlap(
        tuple(sizes.tolist()),
        tuple(sorted(parts, key=lambda part: (-part.count, part.groups))),
        nowhere,
        tuple(map(tuple, np.where(unsaid, None, together / np.maximum(either, 1)).tolist())),
    )


def _parts(member: np.ndarray) -> list[Combination]:
    """Who is in none of the groups (k, n), and every combination that somebody is in. How many are in each group that
    is not small, and how many customers there are, is known."""
    codes = (1 << np.arange(len(member))) @ member
    found, counts = np.unique(np.append(codes, 0), return_counts=True)
    counts[0] -= 1  # the one that was added, so that nobody comes first even if everybody is somewhere
    inside = (found >> np.arange(len(member))[:, None] & 1).astype(bool)
    few = int(setting("min_cell_customers"))
    known = inside[member.sum(axis=1) >= few]
    how = told(counts, np.vstack([np.ones(len(found), bool), known]), few)
    return [
        Combination(tuple(np.flatnonzero(column).tolist()), int(count), int(each))
        for column, count, each in zip(inside.T, counts, how, strict=True)
    ]


def _tells(parts: Sequence[Combination], groups: set[int]) -> bool:
    """Whether the share of the customers in both groups is a share of a number that is not told."""
    return any(part.told != EXACT for part in parts if groups <= set(part.groups))


def in_combination(masks: Sequence[np.ndarray], groups: Sequence[int], only: bool = True) -> np.ndarray:
    """(n,) bool: who is in all of `groups`; with `only`, in no other of the groups either."""
    member = np.stack(masks)
    wanted = np.isin(np.arange(len(masks)), groups)
    inside = member[wanted].all(axis=0)
    return inside & ~member[~wanted].any(axis=0) if only else inside
