"""Gaussian mixture: segments of any width along each dimension, round or long, large or small.

Every encoded column is normal within a segment, on its own. A density counts to the power of the planned share of its
dimension times the number of dimensions, 1 when all count the same; the columns of one dimension share what it has.
"""

from __future__ import annotations

import numpy as np

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.settings import setting
from seg.segments.methods.method import Material, Method, register
from seg.segments.methods.mixture import View, assign, fit, pulls
from seg.segments.typed import CATEGORIES

NAME = "gaussian"


def view(material: Material) -> View:
    """The encoded matrix, all of it numbers."""
    rows, parts = material.rows, material.encoding.dimensions
    numbers = rows.filled.astype(np.float64)
    if rows.seen is not None:
        numbers[rows.seen == 0] = np.nan
    powers = np.repeat([part.planned_share * len(parts) / part.width for part in parts], [p.width for p in parts])
    names = tuple(part.dimension for part in parts for _ in range(part.width))
    return View(np.empty((len(rows), 0)), numbers, (), powers, names)


def refused(material: Material) -> SegError | None:
    """Bell curves of yes and no mean nothing."""
    kinds = {Kind(part.kind) for part in material.encoding.dimensions}
    return SegError("gaussian_needs_numbers") if kinds <= CATEGORIES else None


register(
    Method(
        NAME,
        fit(NAME, view, setting("gaussian_variance_floor")),
        assign(view),
        refused,
        most_rows=setting("mixture_rows"),
        pulls=pulls(view),
    )
)
