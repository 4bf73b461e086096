"""Whether two groups are so near to each other that their numbers, taken from one another, are those of few persons.

The sum over one group less the sum over another is the sum over whoever is in the one alone, less that over whoever is
in the other alone. So two groups of which either is only 1 to `few` - 1 customers are not both told of.

Groups are looked at two at a time. That does not exclude what three or more of them say together (of A, B, and who is
in either, who is in both), nor that of the customers two groups differ in few are known to answer what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

import numpy as np


def too_near(one: np.ndarray, other: np.ndarray, few: int) -> bool:
    """Whether 1 to `few` - 1 customers are in one of the groups, (n,) bool each, and not in the other. The same
    customers again say nothing new."""
    both = np.count_nonzero(one & other)
    return any(0 < np.count_nonzero(group) - both < few for group in (one, other))


def pair_too_near(
    groups: Mapping[str, np.ndarray], shown: Iterable[tuple[str, np.ndarray]], few: int
) -> tuple[str, str] | None:
    """The first of `groups`, by name, that is too near to one that is `shown`, or to another of them; with the name of
    that one. Groups of fewer than `few` are told nothing of, and so are near to nobody: not a segment of five either.
    """
    told = {name: mask for name, mask in groups.items() if np.count_nonzero(mask) >= few}
    for near, other in chain(told.items(), shown):
        if np.count_nonzero(other) < few:
            continue
        for name, mask in told.items():
            if mask is not other and too_near(mask, other, few):
                return name, near
    return None
