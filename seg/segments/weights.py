"""Weights that come nearer to what was planned: what sets the segments apart too much counts less, and the other way.

Categories draw borders to themselves beyond their share of the variance, and what correlates with others gets more than
its own, so that the segments need not differ as the weights say (1.2 of methods).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from seg.core.columns import Column
from seg.core.recipe import Recipe
from seg.core.settings import setting

Drivers = Mapping[str, Mapping[str, float]]
MOST = 2.0
"""No step changes what a dimension counts by more: methods, factors within 1/2 and 2."""
STEP, SMALLEST, LARGEST = 0.05, 0.25, 4.0
"""The weights that can be set by hand."""


def factors(drivers: Drivers) -> dict[str, float]:
    """By how much each dimension is to count more or less.

    It follows from the planned and the achieved share among what separates, half the way on the scale of ratios: what
    counts more also forms more of the segments, and the whole way overshoots. What hardly separates customers stays as
    it is: no weight makes it separate them.
    """
    separating = {name: part for name, part in drivers.items() if not hardly_separates(part)}
    planned = sum(part["planned"] for part in separating.values())
    achieved = sum(part["achieved"] for part in separating.values())
    found = dict.fromkeys(drivers, 1.0)
    for name, part in separating.items():
        ratio = (part["planned"] / planned) / (part["achieved"] / achieved)
        found[name] = min(max(ratio**0.5, 1 / MOST), MOST)
    return found


def hardly_separates(driver: Mapping[str, float]) -> bool:
    """Whether customers of different segments are alike in a dimension."""
    return driver["eta_squared"] < setting("hardly_separates")


def evened(recipe: Recipe, drivers: Drivers, columns: Mapping[str, Column]) -> Recipe:
    """The recipe with weights that bring the achieved shares nearer to the planned ones, in one step.

    Where a dimension is alone in its basis, the basis gets the weight: that is the one that people see.
    """
    by = factors(drivers)
    bases = [columns[part.dimension].basis for part in recipe.forming]
    of_basis = dict(recipe.basis_weights)
    forming = []
    for part, basis in zip(recipe.forming, bases, strict=True):
        factor = by.get(part.dimension, 1.0)
        if bases.count(basis) == 1:
            of_basis[basis] = _settable(of_basis.get(basis, 1.0) * factor)
        else:
            part = replace(part, weight=_settable(part.weight * factor))
        forming.append(part)
    weights = tuple((str(basis), weight) for basis, weight in of_basis.items() if weight != 1.0)
    return replace(recipe, forming=tuple(forming), basis_weights=weights)


def _settable(weight: float) -> float:
    return round(min(max(round(weight / STEP) * STEP, SMALLEST), LARGEST), 2)
