"""How far a segment is from what chance would give, as the deviate of a normal distribution: a key to sort by.

The test values of FactoMineR's `catdes` (Lebart, Morineau & Piron 1995; methods reference, section 5): beyond 2, the
difference is rarer than 5 in 100 by chance alone. With many customers everything is, so effects are told first.
"""

from __future__ import annotations

import numpy as np

FARTHEST = 37.0
"""Beyond, the chance is less than the smallest number there is."""


def v_of_level(inside: int, size: int, having: int, n: int) -> float:
    """Of `inside` customers who have a level, in a segment of `size`, when `having` of all `n` have it.

    Twice the smaller hypergeometric tail, of what was seen itself half: as often more as less.
    """
    from scipy.special import ndtri

    if not 0 < having < n or not 0 < size < n:
        return 0.0
    way = np.sign(inside / size - having / n)
    return float(way * min(abs(ndtri(chance_of_level(inside, size, having, n) / 2)), FARTHEST))


def chance_of_level(inside: int, size: int, having: int, n: int) -> float:
    """The chance, either way, of as uneven a share."""
    from scipy.stats import hypergeom

    drawn = hypergeom(n, having, size)
    exactly = drawn.pmf(inside)
    return float(min(2 * drawn.cdf(inside - 1) + exactly, 2 * drawn.sf(inside) + exactly, 1.0))
