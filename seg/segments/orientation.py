"""Turning a map so that customers lie where they lay: a rotation or a reflection, never a change of scale.

A map means the same however it is turned. Orthogonal Procrustes (Schoenemann 1966) finds the turn that brings it
nearest to another map of the same customers.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from seg.core.results import CustomerMap, Landmarks
from seg.segments.identity import in_both

Turn = tuple[tuple[float, float], tuple[float, float]]
AS_IT_IS: Turn = ((1.0, 0.0), (0.0, 1.0))
FEWEST = 3
"""Customers that tell a reflection from a rotation."""


def turn_onto(moving: np.ndarray, fixed: np.ndarray) -> Turn:
    """The turn that brings `moving` (n, 2) nearest to `fixed` (n, 2), both of the same customers.

    None at all where there are too few of them, or all lie in one place; no reflection where they lie in a line.
    """
    if len(moving) < FEWEST:
        return AS_IT_IS
    one, other = (np.asarray(xy, np.float64) - xy.mean(axis=0, dtype=np.float64) for xy in (moving, fixed))
    left, lengths, right = np.linalg.svd(one.T @ other)
    if lengths[0] <= 1e-12 * max(float(np.sqrt((one**2).sum() * (other**2).sum())), 1e-300):
        return AS_IT_IS
    if lengths[1] <= 1e-9 * lengths[0] and np.linalg.det(left @ right) < 0:
        left[:, 1] = -left[:, 1]
    return tuple(tuple(float(part) for part in row) for row in left @ right)


def turn_of_shared(moving: np.ndarray, moving_rows: np.ndarray, fixed: np.ndarray, fixed_rows: np.ndarray) -> Turn:
    """The turn by the customers that both maps have; `..._rows` say who they are, (n,) numbers of customers."""
    here, there = in_both(moving_rows, fixed_rows)
    return turn_onto(moving[here], fixed[there])


def flips_of(turn: Turn) -> Turn:
    """The turn that is nearest to `turn` and keeps both axes what they are: a reflection of either, or none."""
    return tuple(
        tuple((1.0 if turn[row][row] >= 0 else -1.0) if row == column else 0.0 for column in (0, 1)) for row in (0, 1)
    )


def turned_points(xy: np.ndarray, turn: Turn) -> np.ndarray:
    """Coordinates (n, 2), turned around the origin, in their own type."""
    return xy if turn == AS_IT_IS else (xy @ np.array(turn, xy.dtype))


def turned(drawn: CustomerMap, turn: Turn) -> CustomerMap:
    """The map with everything on it turned."""
    if turn == AS_IT_IS:
        return drawn
    ends = [turned_points(np.array([[arrow.x, arrow.y]]), turn)[0] for arrow in drawn.arrows]
    arrows = tuple(replace(a, x=float(x), y=float(y)) for a, (x, y) in zip(drawn.arrows, ends, strict=True))
    marks = drawn.landmarks
    marks = Landmarks(marks.encoded, turned_points(marks.positions, turn)) if marks else None
    return replace(drawn, xy=turned_points(drawn.xy, turn), arrows=arrows, landmarks=marks)
