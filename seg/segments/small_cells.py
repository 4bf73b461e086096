"""Cells of a profile that would tell of few persons, and those hidden with them: none can be worked out from the rest.

All customers are the sum of the segments, and the levels of a category are the sum of who is known: so a table of
levels by all customers and segments has as little freedom as one with its totals, and the same rings hide its small
cells (`seg.segments.suppression`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from seg.core.columns import Kind
from seg.core.settings import setting
from seg.segments.profiles import SHARE_KINDS, DimensionProfile
from seg.segments.suppression import pinned, ringed

PARTS = (50, 20, 10)
LEAST = 2
"""Customers of a cell that can hide another: one of 0 or 1 can hardly be less."""


def few(counts: np.ndarray) -> np.ndarray:
    """Which counts of customers are some, but fewer than `min_cell_customers`."""
    return (counts > 0) & (counts < setting("min_cell_customers"))


def counted(part: DimensionProfile) -> np.ndarray:
    """(levels, 1 + k) how many of all customers, then of each segment, have each level.

    Of what has no shares (1, 1 + k): how many are known.
    """
    known = _known(part)
    if part.kind not in SHARE_KINDS:
        return known[None, :]
    groups = (part.overall, *part.segments)
    shares = np.array([typical.shares or (0.0,) * len(part.levels) for typical in groups])
    return np.rint(shares.T * known).astype(int)


def _known(part: DimensionProfile) -> np.ndarray:
    return np.array([typical.n for typical in (part.overall, *part.segments)])


@lru_cache(maxsize=2_000)
def hidden_cells(part: DimensionProfile) -> np.ndarray:
    """Which cells of `counted` are not shown: the small ones, and those hidden with them. Not to be written to.

    A share of a yes or no question, or of one of several values, tells as well how many are not of it. What can be
    measured has sums: of two groups at least they are hidden, where of any. Of a group that is known of few persons
    nothing is shown, not even what none of them has.
    """
    if part.kind in SHARE_KINDS:
        hidden = np.zeros((len(part.levels), 1 + len(part.segments)), bool)
        for levels, table in _tables(part):
            hidden[levels] = _ringed(table)[: len(levels)]
        hidden |= few(_known(part))
    else:
        known = _known(part)
        hidden = _ringed(np.array([known, known]))[:1]
    hidden.setflags(write=False)
    return hidden


def hidden_answers(yes: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, bool]:
    """(1 + k,) of which groups it is not shown how many of those `known` say `yes`, nor how many do not; and whether
    these may be `bounded`."""
    table = np.array([yes, known - yes])
    return _ringed(table)[0], _have_room(table)


@lru_cache(maxsize=2_000)
def bounded(part: DimensionProfile) -> tuple[bool, ...]:
    """Of each level whether it may be said what hidden shares are under, over, or about: where this leaves every one of
    them room to be something else. () of what can be measured."""
    found = [False] * (len(part.levels) if part.kind in SHARE_KINDS else 0)
    for levels, table in _tables(part) if found else ():
        for level in levels:
            found[level] = _have_room(table)
    return tuple(found)


def _tables(part: DimensionProfile) -> list[tuple[list[int], np.ndarray]]:
    """Tables of which every column adds up to who is known, each with the levels that its first rows are of."""
    counts, known = counted(part), _known(part)
    levels = list(range(len(counts)))
    if part.kind != Kind.MULTI_VALUE and len(counts) > 1:
        return [(levels, counts)]
    return [([level], np.array([counts[level], known - counts[level]])) for level in levels]


def _ringed(table: np.ndarray) -> np.ndarray:
    """A question of two answers is hidden in both: one tells the other."""
    small = few(table)
    return ringed(table, small.any(axis=0) | np.zeros_like(small) if len(table) == 2 else small, LEAST)


def _have_room(table: np.ndarray) -> bool:
    """Whether every hidden cell could be another number, for whoever knows the bounds of `bound_of`."""
    known = table.sum(axis=0)
    low, high = _least(table, known), known - _least(known - table, known)
    rises, falls = table < high, table > low
    rises[:, 0], falls[:, 0] = falls[:, 0].copy(), rises[:, 0].copy()  # all customers are more where a segment is
    return not pinned(_ringed(table), rises, falls).any()


def _least(table: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The fewest customers that a hidden cell can have by what `bound_of` says, or does not say, of it."""
    least = int(setting("min_cell_customers"))
    parts = _parts(known)
    by_parts = np.ceil((np.rint(parts * table / np.maximum(known, 1)) - 0.5) / np.maximum(parts, 1) * known)
    about = np.where(parts > 0, np.maximum(by_parts, least), least)
    bounds = np.where(few(table), 1, np.where(few(known - table), known - least + 1, about))
    return np.where(known < 2 * least, 0, bounds)


def bound_of(has: int, known: int) -> tuple[str, float] | None:
    """What may be told of a hidden share where this is `bounded`: that it is "under" or "over" a share; of one that is
    hidden with others what it is "about", to a tenth or finer, as long as a step is twice a small cell."""
    least = int(setting("min_cell_customers"))
    if known < 2 * least:
        return None
    if 0 < has < least:
        return "under", least / known
    if 0 < known - has < least:
        return "over", 1 - least / known
    parts = int(_parts(np.array(known)))
    if not parts:
        return None
    step = float(np.rint(parts * has / known))
    if step in (0, parts):  # some have it, and some do not
        return ("over", 1 - 1 / parts) if step else ("under", 1 / parts)
    return "about", step / parts


def _parts(known: np.ndarray) -> np.ndarray:
    """Into how many parts the shares of so many customers are told: 0 for too few."""
    least = setting("min_cell_customers")
    return np.select([known >= 2 * least * parts for parts in PARTS], PARTS, 0)
