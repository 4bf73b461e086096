"""Whether more than two groups differ at all, and what several looks cost: one test for each form of outcome."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def any_mean(groups: Sequence[np.ndarray]) -> float | None:
    """p that all means are the same, whatever the variances (Alexander & Govern 1994); None where a group does not
    vary."""
    from scipy.stats import alexandergovern

    if any(len(group) < 2 or group.min() == group.max() for group in groups):
        return None
    return float(alexandergovern(*groups).pvalue)


def any_rank(groups: Sequence[np.ndarray]) -> float | None:
    """p that no group tends to have more (Kruskal & Wallis 1952); None where all values are the same."""
    from scipy.stats import kruskal

    together = np.concatenate(groups)
    return float(kruskal(*groups).pvalue) if len(together) and together.min() < together.max() else None


def holm(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """p of each for having looked at all of them (Holm 1979); None stays None."""
    known = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    found: list[float | None] = [None] * len(ps)
    highest = 0.0
    for done, (p, at) in enumerate(known):
        highest = max(highest, min(1.0, p * (len(known) - done)))
        found[at] = highest
    return tuple(found)
