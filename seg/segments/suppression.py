"""Counts of customers, by segment and by a value, that can be shown without telling of persons.

Two things are kept from whoever reads such tables:

1. A small cell. Fewer than `min_cell_customers` are hidden, and so are as many other cells as it takes that no hidden
   one can be worked out from the totals. A table is a graph: rows and columns are its nodes, hidden cells its edges,
   and a hidden cell can be worked out exactly where no way leads from its row to its column over other hidden cells
   (Gusfield 1988). So a ring of cells is hidden around each, that of the fewest customers.
2. One customer. Two filters that differ by a few customers give two tables whose difference would be about these few.
   Every count is therefore varied at random, by 2 in the mean: whatever is seen, it is at most twice as likely with a
   customer in the table as without, and 2^d times with d of them (the geometric mechanism, Ghosh, Roughgarden &
   Sundararajan 2012, epsilon = ln 2). The same customers give the same numbers again, so asking often teaches nothing.

It does not protect from somebody who may look at the customers themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from seg.core.settings import setting

HALF = 0.5
"""How much less likely a count is varied by one more, either way."""


@dataclass(frozen=True, eq=False)
class ShownCounts:
    """A table (rows, columns) as it may be shown: `counts`, varied, and which of them are `hidden`. Its totals are
    those of the varied counts."""

    counts: np.ndarray
    hidden: np.ndarray

    @property
    def shares(self) -> np.ndarray:
        """(rows, columns) what part of its row each cell is; NaN where it is hidden."""
        return np.where(self.hidden, np.nan, self.counts / self.counts.sum(axis=1, keepdims=True).clip(1))

    @property
    def base(self) -> np.ndarray:
        """(columns,) the share of each column of all."""
        return self.counts.sum(axis=0) / max(int(self.counts.sum()), 1)


def shown(counts: np.ndarray, seed: int) -> ShownCounts:
    """A table of counts (rows, columns), at least two of each, as it may be shown with its totals.

    `seed` must follow from who is counted, and from nothing that changes while the same are.
    """
    varied = counts + geometric(counts.shape, seed)
    few = setting("min_cell_customers")
    return ShownCounts(varied, ringed(varied, (counts < few) | (varied < few)))


def geometric(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """Whole numbers around 0, z as likely as 1/3 of 2^-|z|: the difference of two that are geometric."""
    random = np.random.default_rng(seed)
    return random.geometric(1 - HALF, shape) - random.geometric(1 - HALF, shape)


def ringed(counts: np.ndarray, hidden: np.ndarray, least: int = 0) -> np.ndarray:
    """(rows, columns) bool the hidden cells and those hidden with them: none of them follows from the totals of rows
    and columns. Costs as little as a cell after the other can: the fewest customers in each ring.

    Cells of fewer than `least` are in a ring only where there is no other, hidden or not: as no count is below 0, they
    leave their neighbours little to vary by.
    """
    found = hidden.copy()
    last = np.where(counts < least, counts.clip(0).sum() + counts.size, 0)
    for row, column in zip(*np.nonzero(hidden), strict=True):
        cost = np.where(found, 0, counts.clip(0) + 1) + last
        for at in _ring(cost, int(row), int(column)):
            found[at] = True
    return found


def _ring(cost: np.ndarray, row: int, column: int) -> list[tuple[int, int]]:
    """The cells of the way from the row of a cell to its column over other cells that costs least.

    Dijkstra's. Nodes are rows, and columns after them.
    """
    rows, columns = cost.shape
    least, before, queue = {row: 0}, {}, [(0, row)]
    while queue:
        so_far, node = heappop(queue)
        if node == rows + column:
            break
        if so_far > least[node]:
            continue
        for other in range(rows, rows + columns) if node < rows else range(rows):
            at = (node, other - rows) if node < rows else (other, node - rows)
            total = so_far + int(cost[at])
            if at != (row, column) and total < least.get(other, np.inf):
                least[other], before[other] = total, (node, at)
                heappush(queue, (total, other))
    way, node = [], column + rows
    while node != row and node in before:
        node, at = before[node]
        way.append(at)
    return way


def pinned(hidden: np.ndarray, rises: np.ndarray, falls: np.ndarray) -> np.ndarray:
    """(rows, columns) bool the hidden cells that can only be what they are, where all totals stay, and a hidden cell
    can be more only if it `rises`, and less only if it `falls`.

    A cell can be more by 1 where a way leads from its column back to its row: down a cell that falls, up one that
    rises. As cells are whole numbers within limits, one step is possible wherever any change is.
    """
    rows, columns = hidden.shape
    onward = np.zeros((rows + columns, rows + columns), bool)
    onward[:rows, rows:], onward[rows:, :rows] = hidden & rises, (hidden & falls).T
    found = np.zeros_like(hidden)
    for row, column in zip(*np.nonzero(hidden), strict=True):
        one, other = int(row), rows + int(column)
        without = onward.copy()
        without[one, other] = without[other, one] = False
        more = rises[row, column] and _leads(without, other, one)
        found[row, column] = not (more or (falls[row, column] and _leads(without, one, other)))
    return found


def _leads(onward: np.ndarray, start: int, end: int) -> bool:
    """Whether a way leads from one node to another."""
    seen = np.zeros(len(onward), bool)
    seen[start], new = True, np.array([start])
    while len(new) and not seen[end]:
        new = np.nonzero(onward[new].any(axis=0) & ~seen)[0]
        seen[new] = True
    return bool(seen[end])
