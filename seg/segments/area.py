"""Who lies inside an outline on the map, and who is picked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seg.core.selection import Selection

Outline = Sequence[tuple[float, float]]


def inside(points: Outline, xy: np.ndarray) -> np.ndarray:
    """(n,) bool: which of `xy` (n, 2) lie inside the closed outline `points`, by the even-odd rule.

    Of two outlines that share an edge, a point on it is in exactly one: an edge counts for heights from its lower end,
    included, to its upper end, left out, and lies where it lies whichever way it is walked. Fewer than three points
    enclose nobody. Points are sorted by height once, so that an edge costs only those at its own heights.
    """
    outline = np.asarray(points, np.float64).reshape(-1, 2)
    found = np.zeros(len(xy), bool)
    if len(outline) < 3:
        return found
    (left, low), (right, high) = outline.min(axis=0), outline.max(axis=0)
    x, y = xy[:, 0], xy[:, 1]
    near = np.flatnonzero((x >= left) & (x <= right) & (y >= low) & (y <= high))
    near = near[np.argsort(y[near])]
    found[near] = _odd(outline, x[near].astype(np.float64), y[near].astype(np.float64))
    return found


def _odd(outline: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether a line from each point to the right crosses the outline an odd number of times; `y` ascends."""
    odd = np.zeros(len(x), bool)
    following = np.roll(outline, -1, axis=0)
    upward = (outline[:, 1] <= following[:, 1])[:, None]
    bottoms, tops = np.where(upward, outline, following), np.where(upward, following, outline)
    firsts, ends = np.searchsorted(y, bottoms[:, 1]), np.searchsorted(y, tops[:, 1])
    for (x0, y0), (x1, y1), first, end in zip(bottoms, tops, firsts, ends, strict=True):
        if first < end:  # a level edge has no heights
            along = (y[first:end] - y0) / (y1 - y0)
            odd[first:end] ^= x[first:end] < x0 + along * (x1 - x0)
    return odd


def circled(area: Selection, labels: np.ndarray, ids: Sequence[str], xy: np.ndarray) -> np.ndarray:
    """(n,) bool: who lies inside an outline on the map `xy` (n, 2) that it was drawn on, without those who are in
    segments that were hidden. Label i is the segment `ids[i]`."""
    return inside(area.points, xy) & ~in_segments(area.hidden, labels, ids)


def in_segments(segments: Sequence[str], labels: np.ndarray, ids: Sequence[str]) -> np.ndarray:
    """(n,) bool: who is in one of `segments`; one that is no longer there has nobody. Label i is `ids[i]`."""
    return np.isin(ids, segments)[labels] if len(ids) else np.zeros(len(labels), bool)


def marked(rows: np.ndarray, of: np.ndarray) -> np.ndarray:
    """(n,) bool: which of the row numbers `of` (n,) are among `rows`."""
    most = int(max(rows.max(initial=0), of.max(initial=0))) + 1
    flags = np.zeros(most, bool)
    flags[rows] = True
    return flags[of]
