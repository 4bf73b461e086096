"""Why a customer is in a segment and not in the next: how much each dimension speaks for the one or the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seg.core.results import Solution
from seg.segments.methods.centres import gaps_to
from seg.segments.methods.method import METHODS, Material


@dataclass(frozen=True)
class Pull:
    """How much a dimension speaks for the own segment (above 0) or for the other (below); of dimension "" is what no
    dimension says, as that one segment is more frequent. All together are how much better the own segment fits: a
    difference of squared distances, or of log likelihoods."""

    dimension: str
    pull: float


def pulls(solution: Solution, material: Material, own: int, other: int) -> tuple[tuple[Pull, ...], ...]:
    """For each customer of `material` what speaks for segment `own` against `other`, labels of the solution.

    Methods that cannot say it are told by the means of the two segments, which need not be how they decided.
    """
    method = METHODS[solution.model.method]
    if method.pulls is None:
        table = gaps_to(solution.centres, material, own, other)
    else:
        table = method.pulls(solution.model, material, own, other)
    names = [*(part.dimension for part in material.encoding.dimensions), ""]
    kept = names if np.any(table[:, -1]) else names[:-1]
    return tuple(tuple(Pull(*pair) for pair in zip(kept, row, strict=False)) for row in table.tolist())


def is_exact(solution: Solution) -> bool:
    """Whether the pulls are those by which the method decides."""
    return METHODS[solution.model.method].pulls is not None
