"""Latent classes: categories and numbers each by their own kind of distribution, without putting them on one scale.

Categories are multinomial, numbers normal, independent of each other within a segment (Vermunt & Magidson 2002). A
density counts to the power of the planned share of its dimension times the number of dimensions: 1 when all count the
same, which is the plain likelihood; the tags of one dimension share what it has.
"""

from __future__ import annotations

import numpy as np

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.segments.methods.method import Material, Method, register
from seg.segments.methods.mixture import View, assign, fit, pulls

NAME = "latent_class"
FEWEST_CATEGORIES = 3
"""Two questions of yes and no have three shares to be explained by five parameters."""


def view(material: Material) -> View:
    """Customers as they were before they were put on one scale."""
    typed = material.typed
    powers = typed.shares * len({*typed.number_of, *typed.category_of})
    by_kind = np.roll(powers, -len(typed.number_of))  # categories first
    return View(typed.one_hot(), typed.numbers, typed.levels, by_kind, (*typed.category_of, *typed.number_of))


def refused(material: Material) -> SegError | None:
    """Too few categories, and no number beside them, can't tell classes apart."""
    typed = material.take(slice(1)).typed
    if typed.number_of or len(typed.levels) >= FEWEST_CATEGORIES:
        return None
    return SegError("latent_class_needs_more", found=len(typed.levels), needed=FEWEST_CATEGORIES)


register(
    Method(
        NAME,
        fit(NAME, view, setting("mixture_variance_floor")),
        assign(view),
        refused,
        most_rows=setting("mixture_rows"),
        pulls=pulls(view),
    )
)
