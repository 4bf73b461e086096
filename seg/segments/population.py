"""Which customers a recipe includes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import Column, Kind
from seg.core.errors import SegError
from seg.core.recipe import Filter


def included(customers: pa.Table, columns: Mapping[str, Column], filters: tuple[Filter, ...]) -> np.ndarray:
    """Row numbers, ascending uint32, of the customers that pass every filter.

    Customers whose value is missing do not pass. Raises `SegError` for a dimension the data does not have.
    """
    unknown = tuple(part.dimension for part in filters if part.dimension not in columns)
    if unknown:
        raise SegError("dimensions_unknown", dimensions=unknown, known=tuple(columns), count=len(unknown))
    keep = np.ones(len(customers), bool)
    for part in filters:
        keep &= _passes(customers[part.dimension], columns[part.dimension], part)
    return np.flatnonzero(keep).astype(np.uint32)


def _passes(values: pa.ChunkedArray, column: Column, part: Filter) -> np.ndarray:
    tests = []
    if part.among and column.kind is Kind.MULTI_VALUE:
        tags = [pc.match_substring(values, tag) for tag in part.among]
        tests.append(np.logical_or.reduce([_true(tag) for tag in tags]))
    elif part.among:
        tests.append(_true(pc.is_in(values, value_set=pa.array(part.among, pa.string()))))
    if part.low is not None:
        tests.append(_true(pc.greater_equal(values, _bound(part.low, column))))
    if part.high is not None:
        tests.append(_true(pc.less_equal(values, _bound(part.high, column))))
    return np.logical_and.reduce(tests) if tests else np.ones(len(values), bool)


def _bound(given: float | str, column: Column) -> pa.Scalar:
    if column.kind is Kind.DATE:
        return pa.scalar(str(given)).cast(pa.date32())
    return pa.scalar(float(given))


def _true(mask: pa.ChunkedArray) -> np.ndarray:
    return pc.fill_null(mask, False).to_numpy().astype(bool)
