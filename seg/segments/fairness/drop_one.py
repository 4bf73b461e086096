"""What each input brings: how closely the segments would go together with an attribute without it, and how far they
would still be the same; and the recipe that does without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from seg.core.errors import SegError
from seg.core.recipe import Recipe
from seg.core.results import Solution
from seg.core.settings import setting
from seg.segments.breaking import without_dimension
from seg.segments.fairness.attributes import Attribute
from seg.segments.grouped import cramers_v
from seg.segments.kmeans import sorted_sample
from seg.segments.methods import Material
from seg.segments.quality import adjusted_rand

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Without:
    """The segments that would form without a `dimension`: V with each attribute, in their order, and the agreement
    (adjusted Rand index) with the segments as they are."""

    dimension: str
    v: tuple[float, ...]
    agreement: float

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Without:
        return cls(**{**raw, "v": tuple(raw["v"])})


def drop_each(
    material: Material,
    solution: Solution,
    found: Sequence[Attribute],
    seed: int,
    report: Report = lambda done, of: None,
) -> tuple[Without, ...]:
    """One entry for each forming dimension that the segments can do without, in the order of the encoding.

    Fitted at a sample of `stability_sample` customers, as many segments as there are.
    """
    picked = sorted_sample(len(material), setting("stability_sample"), np.random.default_rng([seed, solution.k]))
    base, labels = material.take(picked), solution.labels[picked]
    dropped, dimensions = [], [part.dimension for part in material.encoding.dimensions]
    for at, dimension in enumerate(dimensions):
        report(at, len(dimensions))
        again = without_dimension(base, solution, dimension, seed)
        if again is not None:
            new, k = again[0], max(again[1].k, solution.k)
            v = tuple(cramers_v(replace(each, codes=each.codes[picked]).table(new, k)) for each in found)
            dropped.append(Without(dimension, v, adjusted_rand(labels, new, k)))
    report(len(dimensions), len(dimensions))
    return tuple(dropped)


def without(recipe: Recipe, dimensions: Iterable[str]) -> Recipe:
    """The recipe that forms segments without these dimensions: they describe them, so that one sees what is left.

    Raises `SegError` where nothing would form segments any more.
    """
    named = set(dimensions)
    left = tuple(part for part in recipe.forming if part.dimension not in named)
    if not left:
        raise SegError("no_dimensions")
    gone = [part.dimension for part in recipe.forming if part.dimension in named]
    return replace(recipe, forming=left, describing=tuple(dict.fromkeys((*recipe.describing, *gone))))
