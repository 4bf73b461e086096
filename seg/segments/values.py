"""The values of one dimension as groups of customers, for methods that take the segments from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import CATEGORY_KINDS, NUMERIC_KINDS, Column
from seg.core.errors import SegError
from seg.segments.methods import Material

KINDS = CATEGORY_KINDS | NUMERIC_KINDS


def check_source(source: str, columns: Mapping[str, Column]) -> None:
    """Raises `SegError` when the data has no such dimension, or its values are dates or several for one customer."""
    if source and source not in columns:
        raise SegError("dimensions_unknown", dimensions=(source,), known=tuple(columns), count=1)
    if source and columns[source].kind not in KINDS:
        raise SegError("segments_from_unfit", dimension=source)


def with_groups(material: Material, customers: pa.Table, column: str) -> Material:
    """The material with the values of a column of the same customers as groups; without a column, as it is.

    Raises `SegError` when the table lacks it.
    """
    if not column:
        return material
    if column not in customers.column_names:
        raise SegError("dimensions_missing", dimensions=(column,), count=1)
    values = _as_text(customers[column].combine_chunks())
    names = pc.unique(values.drop_null()).sort()
    found = pc.fill_null(pc.index_in(values, value_set=names), -1).to_numpy(zero_copy_only=False)
    found = np.where(values.is_null().to_numpy(zero_copy_only=False), -1, found).astype(np.int32)
    return replace(material, groups=found, group_names=tuple(names.to_pylist()), group_column=column)


def _as_text(values: pa.Array) -> pa.Array:
    """Values as text, numbers in the shortest way: 3, 2.5. What is no number is missing."""
    if not pa.types.is_floating(values.type):
        return values.cast(pa.string())
    known = [None if x is None or x != x else f"{x:.15g}" for x in values.to_pylist()]
    return pa.array(known, pa.string())
