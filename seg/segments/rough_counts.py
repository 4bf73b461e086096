"""Counts of customers of which sums are known: which to tell only roughly, so that no small one follows from the rest.

A small count can be another one exactly where others can change with it, while every known sum stays: where a vector of
changes has a 1 at it and leaves all sums as they are. Hidden is what changes in the cheapest such vector, that of the
fewest customers (the linear programming heuristic for cell suppression; Fischetti & Salazar, Mathematical Programming
84, 1999).
"""

from __future__ import annotations

import numpy as np

EXACT, SMALL, ROUGH, HIDDEN = 0, 1, 2, 3
"""How a count is told: as it is, as under `few`, about, or not at all."""
MOST_WEIGHED = 64
"""Counts of which it is looked for what is cheapest to hide: a quarter of a second on one core."""
SMALL_COST = 1e6
"""A small count is not to hide another: it has little room to change."""


def told(counts: np.ndarray, sums: np.ndarray, few: int) -> np.ndarray:
    """(m,) how each of the counts is told. `sums` (s, m) bool: which of them are in each sum that is known.

    Whoever knows the sums and what is told finds more than one answer for every count between 1 and `few` - 1, unless
    the sums and where nobody is tell it by themselves. Of more counts than `MOST_WEIGHED` none that is not small is
    exact: what is cheapest to hide takes a look at all of them for each small one.
    """
    found = np.where((counts > 0) & (counts < few), SMALL, EXACT)
    small = np.flatnonzero(found == SMALL)
    if len(small) and len(counts) > MOST_WEIGHED:
        found[(found == EXACT) & (counts > 0)] = ROUGH
    else:
        for at in small:
            changing = _cheapest_change(counts, sums, found, int(at))
            found[(found == EXACT) & (counts > 0) & changing] = ROUGH
    return _hiding_more(counts, sums, found, few)


def _hiding_more(counts: np.ndarray, sums: np.ndarray, found: np.ndarray, few: int) -> np.ndarray:
    """With as much hidden as it takes that no small count follows; as it was, where nothing helps."""
    follow = _following(counts, sums, found, few)
    for wider in (found == ROUGH, (found != SMALL) & (counts > 0)):
        if not follow:
            break
        hiding = np.where(wider, HIDDEN, found)
        if len(still := _following(counts, sums, hiding, few)) < len(follow):
            found, follow = hiding, still
    return found


def about(count: int, few: int) -> int:
    """A count that is not small as it is told roughly: to the nearest of steps of twice what is few, halves up."""
    return (count + few) // (2 * few) * 2 * few


def _cheapest_change(counts: np.ndarray, sums: np.ndarray, found: np.ndarray, at: int) -> np.ndarray:
    """(m,) bool what changes with the count `at`; nothing where nothing can."""
    from scipy.optimize import linprog

    m = len(counts)
    cost = np.where(found == EXACT, counts + 1.0, np.where(found == SMALL, SMALL_COST, 0.0))
    cost[counts == 0] = SMALL_COST**2  # nobody is told of anyway, and cannot be fewer
    up_and_down = np.concatenate([cost, cost])
    fixed = np.zeros(2 * m)
    fixed[[at, m + at]] = 1, -1
    rows = np.vstack([np.hstack([sums, -sums.astype(float)]), fixed])
    solved = linprog(up_and_down, A_eq=rows, b_eq=[*np.zeros(len(sums)), 1], method="highs")
    return np.abs(solved.x[:m] - solved.x[m:]) > 1e-9 if solved.success else np.zeros(m, bool)


def _following(counts: np.ndarray, sums: np.ndarray, found: np.ndarray, few: int) -> list[int]:
    """The small counts that can only be what they are, for whoever knows all that is told.

    One answer shows of many counts at once that they could be another number: these are looked for first by moving all
    that are left together, each by another weight, and one by one when this shows nothing new.
    """
    from scipy.optimize import linprog

    limits = [_limits(int(count), how, few) for count, how in zip(counts, found, strict=True)]
    left, follow, weights = np.flatnonzero(found == SMALL), [], np.random.default_rng(0)
    low, high = counts.astype(float), counts.astype(float)
    together = True
    while len(left):
        moved = left if together else left[:1]
        aim = np.zeros(len(counts))
        aim[moved] = weights.uniform(-1, 1, len(moved)) if together else 1
        for sign in (1, -1):
            answer = linprog(sign * aim, A_eq=sums.astype(float), b_eq=sums @ counts, bounds=limits, method="highs").x
            low, high = np.minimum(low, answer), np.maximum(high, answer)
        fixed = left[high[left] - low[left] < 1 - 1e-6]
        if not together and len(fixed) and fixed[0] == left[0]:
            follow.append(int(fixed[0]))
            fixed = fixed[1:]
        together = len(fixed) < len(left)
        left = fixed
    return follow


def _limits(count: int, how: int, few: int) -> tuple[float, float | None]:
    middle = about(count, few)
    rough = (max(middle - few, few), middle + few - 1)
    return {EXACT: (count, count), SMALL: (1, few - 1), ROUGH: rough, HIDDEN: (0, None)}[how]
