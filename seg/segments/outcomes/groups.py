"""Groups that are held against each other: disjoint, and who is in two of them is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seg.core.errors import SegError

MOST_GROUPS = 12
"""As many as there are colours that can be told apart."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """`labels` (n,) int16: the group of every customer, 0..k-1, and -1 of who is in none. `shared` customers are in
    none for being in several groups."""

    labels: np.ndarray
    k: int
    shared: int = 0

    @property
    def sizes(self) -> np.ndarray:
        """Customers per group, (k,)."""
        return np.bincount(self.labels[self.labels >= 0], minlength=self.k)


def grouping(masks: Sequence[np.ndarray], everybody_else: bool = False) -> Grouping:
    """The groups of who is picked, (n,) bool each; with `everybody_else`, the last group is who is in none of them.

    Who is in several is left out, so that groups are independent; but where one group lies inside another, that one is
    held against the rest of it. Raises `SegError` for fewer than two groups, or too many.
    """
    k = len(masks) + everybody_else
    if not 2 <= k <= MOST_GROUPS:
        raise SegError("groups_to_compare", count=k, most=MOST_GROUPS)
    member = np.stack(masks)
    sizes = member.sum(axis=1)
    together = np.array([[np.count_nonzero(one & other) for other in member] for one in member])
    inside = (together == sizes[:, None]) & (sizes[:, None] < sizes[None, :])
    labels = np.full(member.shape[1], -1, np.int16)
    for group, own in enumerate(member):
        rivals = ~inside[group]
        rivals[group] = False
        labels[own & ~member[rivals].any(axis=0)] = group
    picked = member.any(axis=0)
    shared = int((picked & (labels < 0)).sum())
    if everybody_else:
        labels[~picked] = len(masks)
    return Grouping(labels, k, shared)
