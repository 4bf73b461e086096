"""The order in which dimensions stand in a picture: those that go together in customers are neighbours.

As in the segment profile plot of Dolnicar, Grün & Leisch (2018): hierarchical clustering of the columns.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.segments.encoders import column_values
from seg.segments.profiles import SHARE_KINDS, DimensionProfile, evened, measured, membership


def columns_in_order(
    sample: pa.Table, columns: Mapping[str, Column], profile: tuple[DimensionProfile, ...], as_of: str
) -> tuple[str, ...]:
    """The dimensions of a profile by average linkage of 1 - r over a sample of the customers.

    A category stands for its value that differs most. What is the same for everybody stands last.
    """
    scored = {part.dimension: _scores(sample, columns[part.dimension], part, as_of) for part in profile}
    varied = [label for label, x in scored.items() if x.std() > 0]
    constant = tuple(label for label in scored if label not in varied)
    if len(varied) < 3:
        return (*varied, *constant)
    return (*(varied[at] for at in _leaves(np.corrcoef([scored[label] for label in varied]))), *constant)


def _leaves(r: np.ndarray) -> np.ndarray:
    """The order of the leaves of the tree, turned so that neighbours are as near as they can be."""
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1 - r, 0, 2)
    np.fill_diagonal(distance, 0)
    return leaves_list(linkage(squareform(distance, checks=False), "average", optimal_ordering=True))


def _scores(sample: pa.Table, column: Column, part: DimensionProfile, as_of: str) -> np.ndarray:
    """A dimension as one number for each customer, the mean where it is not known."""
    values = column_values(sample, column.label, column.kind)
    if part.kind in SHARE_KINDS:
        levels, member = membership(values, column)
        wanted = _telling(part)
        return member[:, levels.index(wanted)].astype(float) if wanted in levels else np.zeros(len(values))
    x = measured(values, column, as_of)
    known = ~np.isnan(x)
    if not known.any():
        return np.zeros(len(x))
    x = np.where(known, x, np.median(x[known]))
    return evened(x, column.kind)


def _telling(part: DimensionProfile) -> str | None:
    """The value of a category that differs most in any segment."""
    told = [typical for typical in part.segments if typical.level is not None]
    return part.levels[max(told, key=lambda typical: abs(typical.effect)).level] if told else None
