"""Who has which level, told so that nothing is about few persons.

Where fewer than `min_cell_customers` of a group have a level, or do not have it, just as many are taken to: what is
said is then a bound. Such groups are held against the others, but none of these against them: or what they have could
be worked out.
"""

from __future__ import annotations

import numpy as np

from seg.segments.outcomes.yardsticks import few


def counted(member: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """(k, levels): how many of each group have each level."""
    return np.stack([member[labels == group].sum(axis=0) for group in range(k)])


def bounded(member: np.ndarray, labels: np.ndarray, k: int, adds_up: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(n, levels) who has which level, for telling; (k, levels) bool which of the counts are `exact`, and which may be
    `told` at all.

    `adds_up`: everybody has just one level. Then one bound alone could be worked out from the others, and the smallest
    of these is rounded too, to a whole number of `few`.
    """
    counts, sizes = counted(member, labels, k), np.bincount(labels, minlength=k)[:, None]
    small, large = (counts > 0) & (counts < few()), (counts < sizes) & (sizes - counts < few())
    exact, told = ~(small | large), ~(small & large)
    wanted = np.where(small, few(), np.where(large, sizes - few(), counts))
    if adds_up:
        for group in np.flatnonzero((~exact).sum(axis=1) == 1):
            others = np.flatnonzero(exact[group] & (counts[group] > 0))
            if len(others):
                level = others[counts[group, others].argmin()]
                exact[group, level] = False
                wanted[group, level] = counts[group, level] // few() * few()
    return _with_counts(member, labels, counts, wanted, ~exact & told), exact, told


def _with_counts(
    member: np.ndarray, labels: np.ndarray, counts: np.ndarray, wanted: np.ndarray, changed: np.ndarray
) -> np.ndarray:
    """Members of whom as many have a level as is `wanted`: whoever it is, only their number is told."""
    found = member.copy()
    for group, level in np.argwhere(changed):
        own = np.flatnonzero(labels == group)
        more = int(wanted[group, level] - counts[group, level])
        has = member[own, level]
        found[own[~has][:more] if more > 0 else own[has][:-more], level] = more > 0
    return found
