"""Segments that stay themselves: who a segment was before the number, the dimensions or the data changed.

Two groups are the same segment when they overlap most among all pairs (Hungarian matching on Jaccard overlap,
methods reference, section 9) and the overlap is at least `keep_identity_overlap`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from seg.core.settings import setting

UNASSIGNED = "unassigned"
"""The id of those who belong to no segment. It is never that of a group of customers, nor the other way round."""
NO_COLOUR = -1
"""Their colour number: one of no segment."""


def crossed(one: np.ndarray, other: np.ndarray, one_k: int, other_k: int) -> np.ndarray:
    """(one_k, other_k) how many customers have each pair of labels; both label the same customers."""
    return np.bincount(one.astype(np.int64) * other_k + other, minlength=one_k * other_k).reshape(one_k, other_k)


def overlaps(old: np.ndarray, new: np.ndarray, old_k: int, new_k: int) -> np.ndarray:
    """(old_k, new_k) Jaccard overlaps of two labellings of the same customers."""
    return jaccard(crossed(old, new, old_k, new_k))


def jaccard(both: np.ndarray) -> np.ndarray:
    """Overlaps of counts as `crossed` gives them: customers in both over customers in either, 0..1."""
    union = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
    return both / np.maximum(union, 1)


def matched(worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the pairs that are worth most together, each in one pair at most (Hungarian method)."""
    from scipy.optimize import linear_sum_assignment  # here, so that the server starts without it

    return linear_sum_assignment(-worth)


def in_both(rows: np.ndarray, other_rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where in either the customers stand that both have, in the same order."""
    if rows is other_rows or np.array_equal(rows, other_rows):
        everybody = np.arange(len(rows))
        return everybody, everybody
    place = np.full(max(int(rows.max(initial=0)), int(other_rows.max(initial=0))) + 1, -1, np.int64)
    place[other_rows] = np.arange(len(other_rows))
    there = place[rows]
    here = np.flatnonzero(there >= 0)
    return here, there[here]


def carried_ids(
    old: np.ndarray,
    old_ids: tuple[str, ...],
    new: np.ndarray,
    new_k: int,
    taken: frozenset[str] = frozenset(),
    unassigned: bool = False,
) -> tuple[str, ...]:
    """Ids for the `new_k` new labels: the old id where a segment lives on, else the next free `s<number>`.

    `old` and `new` label the same customers. `taken` are further ids that must not be given out again. With
    `unassigned`, the last new label holds those who belong to none.
    """
    overlap = overlaps(old, new, len(old_ids), new_k)
    overlap[[segment == UNASSIGNED for segment in old_ids]] = 0
    overlap[:, new_k - unassigned :] = 0
    rows, columns = matched(overlap)
    kept = {
        new_label: old_ids[old_label]
        for old_label, new_label in zip(rows.tolist(), columns.tolist(), strict=True)
        if overlap[old_label, new_label] >= setting("keep_identity_overlap")
    }
    used = set(old_ids) | taken | set(kept.values())
    fresh = (f"s{number}" for number in range(1, len(used) + new_k + 1) if f"s{number}" not in used)
    named = tuple(kept.get(label) or next(fresh) for label in range(new_k - unassigned))
    return (*named, UNASSIGNED) if unassigned else named


def first_ids(k: int, unassigned: bool = False) -> tuple[str, ...]:
    """s1 .. sk, for labels in order of size; the last is of those who belong to none, where there are any."""
    named = tuple(f"s{number}" for number in range(1, k - unassigned + 1))
    return (*named, UNASSIGNED) if unassigned else named


def by_size(labels: np.ndarray, k: int) -> np.ndarray:
    """Old label per position, the largest segment first; ties by label."""
    return np.argsort(-np.bincount(labels, minlength=k), kind="stable")


def lineage(labels: Mapping[int, np.ndarray], unassigned: bool = False) -> dict[int, tuple[str, ...]]:
    """Ids of the labels of every k (ascending), followed from each k to the next.

    With `unassigned`, the last label of every k holds those who belong to none.
    """
    ids: dict[int, tuple[str, ...]] = {}
    taken: frozenset[str] = frozenset()
    last = None
    for k, current in labels.items():
        if last is None:
            ids[k] = first_ids(k, unassigned)
        else:
            ids[k] = carried_ids(labels[last], ids[last], current, k, taken, unassigned)
        taken |= set(ids[k])
        last = k
    return ids


def colour_numbers(ids: Mapping[int, tuple[str, ...]], palette: int) -> dict[str, int]:
    """A colour number per id, 0..palette-1, that no other segment of the same solution has; none for `UNASSIGNED`."""
    colours: dict[str, int] = {}
    for present in ids.values():
        for segment in present:
            if segment == UNASSIGNED:
                colours[segment] = NO_COLOUR
            elif segment not in colours:
                shown = {colours[other] for other in present if other in colours}
                colours[segment] = next(number for number in range(palette) if number not in shown)
    return colours
