"""Levels of a category of which nothing tells of few persons: rare ones are put together until none does."""

from __future__ import annotations

import numpy as np

from seg.segments.encoders import OTHER
from seg.segments.outcomes.yardsticks import few


def small_cells(counts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Which of the `counts` (groups, levels), of groups of those `sizes`, are about few who have a level or do not."""
    rest = sizes[:, None] - counts
    return ((counts > 0) & (counts < few())) | ((rest > 0) & (rest < few()))


def counted(member: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """(k, levels): how many of each group have each level."""
    return np.stack([member[labels == group].sum(axis=0) for group in range(k)])


def lumped(
    levels: tuple[str, ...], member: np.ndarray, labels: np.ndarray, k: int
) -> tuple[tuple[str, ...], np.ndarray]:
    """Levels and (n, levels) members of a category, those with a small cell in any group together as `OTHER`; the
    smallest of the others joins them as long as they are few themselves. No levels where fewer than two are left."""
    sizes = np.bincount(labels, minlength=k)
    counts = counted(member, labels, k)
    apart = small_cells(counts, sizes).any(axis=0) | np.array([level == OTHER for level in levels])
    while True:
        kept = np.flatnonzero(~apart)
        if len(kept) < 1 + (not apart.any()):
            return (), member[:, :0]
        rest = counts[:, apart].sum(axis=1, keepdims=True)
        if not apart.any() or not small_cells(rest, sizes).any():
            break
        apart[kept[counts[:, kept].sum(axis=0).argmin()]] = True
    names = tuple(levels[at] for at in kept)
    if not apart.any():
        return names, member[:, kept]
    return (*names, OTHER), np.column_stack([member[:, kept], member[:, apart].any(axis=1)])


def without_few(
    levels: tuple[str, ...], member: np.ndarray, labels: np.ndarray, k: int
) -> tuple[tuple[str, ...], np.ndarray]:
    """Tags, of which a customer can have several, without those that have a small cell in any group."""
    kept = np.flatnonzero(~small_cells(counted(member, labels, k), np.bincount(labels, minlength=k)).any(axis=0))
    return tuple(levels[at] for at in kept), member[:, kept]
