"""Whether a group is so near to others that their numbers, taken from one another, are those of few persons.

The sum over one group less the sum over another is the sum over whoever is in the one alone, less that over whoever is
in the other alone: it is about few persons where both are few. Segments do not overlap, so what is told of several of
them is told of all of them together, and a group is held against every such union at once.

Other groups are looked at two at a time. That does not exclude what three or more of them say together (of A, B, and
who is in either, who is in both), nor that of the customers two groups differ in few are known to answer what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import numpy as np


def too_near(one: np.ndarray, other: np.ndarray, few: int) -> bool:
    """Whether two groups, (n,) bool each, differ, but by fewer than `few` customers either way. The same customers
    again say nothing new."""
    both = np.count_nonzero(one & other)
    return bool(0 < max(np.count_nonzero(one) - both, np.count_nonzero(other) - both) < few)


def pair_too_near(
    groups: Mapping[str, np.ndarray], shown: Iterable[tuple[str, np.ndarray]], few: int
) -> tuple[str, str] | None:
    """The first of `groups`, by name, that is too near to one that is `shown`, or to another of them; with the name of
    that one. Groups of fewer than `few` are told nothing of, and so are near to nobody.
    """
    told = {name: mask for name, mask in groups.items() if np.count_nonzero(mask) >= few}
    for near, other in chain(told.items(), shown):
        if np.count_nonzero(other) < few:
            continue
        for name, mask in told.items():
            if mask is not other and too_near(mask, other, few):
                return name, near
    return None


def union_too_near(group: np.ndarray, segments: Mapping[str, np.ndarray], few: int) -> tuple[str, ...]:
    """The names of segments, (n,) bool each and nobody in two, that a group is too near to when they are taken
    together; () where there are none. Segments of fewer than `few` are told nothing of."""
    united, inside, outside = [], 0, 0
    for name, segment in segments.items():
        size, shared = np.count_nonzero(segment), np.count_nonzero(segment & group)
        if size >= few and 2 * shared > size:
            united.append(name)
            inside, outside = inside + shared, outside + size - shared
    alone = np.count_nonzero(group) - inside
    return tuple(united) if np.count_nonzero(group) >= few and 0 < max(alone, outside) < few else ()
