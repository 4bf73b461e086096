"""Who is in which of several groups at once: every combination with its customers, and how alike two groups are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from seg.core.errors import SegError
from seg.core.settings import setting

MOST_SETS = 20
"""Groups that a picture of combinations can hold."""


@dataclass(frozen=True)
class Combination:
    """The customers who are in just these groups (numbers, ascending) and in no other; `few` where their number would
    tell of persons."""

    groups: tuple[int, ...]
    count: int
    few: bool


@dataclass(frozen=True)
class Overlap:
    """`sizes` of the groups, every combination that somebody is in, the largest first, and how many are in none.

    `jaccard` has a row and a column for each group: the customers in both over those in either; None where few are in
    both.
    """

    sizes: tuple[int, ...]
    combinations: tuple[Combination, ...]
    nowhere: int
    jaccard: tuple[tuple[float | None, ...], ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Overlap:
        each = tuple(Combination(tuple(part["groups"]), part["count"], part["few"]) for part in raw["combinations"])
        jaccard = tuple(map(tuple, raw["jaccard"]))
        return cls(tuple(raw["sizes"]), each, raw["nowhere"], jaccard)


def overlap(masks: Sequence[np.ndarray]) -> Overlap:
    """How groups overlap, (n,) bool each over the same customers. Raises `SegError` for none, or too many."""
    if not 1 <= len(masks) <= MOST_SETS:
        raise SegError("sets_to_overlap", count=len(masks), most=MOST_SETS)
    member = np.stack(masks)
    codes = (1 << np.arange(len(masks))) @ member
    found, counts = np.unique(codes, return_counts=True)
    few = int(setting("min_cell_customers"))
    parts = [
        Combination(tuple(np.flatnonzero(code >> np.arange(len(masks)) & 1).tolist()), int(count), bool(count < few))
        for code, count in zip(found, counts, strict=True)
        if code
    ]
    together = np.array([[np.count_nonzero(one & other) for other in member] for one in member])
    sizes = member.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - together
    told = np.where((together > 0) & (together < few), np.nan, together / np.maximum(either, 1))
    return Overlap(
        tuple(sizes.tolist()),
        tuple(sorted(parts, key=lambda part: (-part.count, part.groups))),
        int((codes == 0).sum()),
        tuple(tuple(None if np.isnan(x) else float(x) for x in row) for row in told),
    )


def in_combination(masks: Sequence[np.ndarray], groups: Sequence[int], only: bool = True) -> np.ndarray:
    """(n,) bool: who is in all of `groups`; with `only`, in no other of the groups either."""
    member = np.stack(masks)
    wanted = np.isin(np.arange(len(masks)), groups)
    inside = member[wanted].all(axis=0)
    return inside & ~member[~wanted].any(axis=0) if only else inside
