"""Whether a recipe may form segments of the data, and which customers it includes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from seg.core.columns import NUMERIC_KINDS, Column, Kind
from seg.core.errors import SegError
from seg.core.recipe import Filter, Forming
from seg.core.settings import setting
from seg.data.events.assemble import CUSTOMER_ID
from seg.data.events.compute import KNOWN
from seg.segments.encoders import column_values, multi_hot


def check_held(forming: Iterable[Forming], columns: Mapping[str, Column]) -> None:
    """Raises `SegError` naming the dimensions that are held back and form segments without a reason."""
    held = [part for part in forming if part.dimension in columns and columns[part.dimension].held]
    silent = tuple(part.dimension for part in held if not part.explained)
    if silent:
        raise SegError("held_back", dimensions=silent, words=int(setting("reason_words")), count=len(silent))


def included(customers: pa.Table, columns: Mapping[str, Column], filters: tuple[Filter, ...]) -> np.ndarray:
    """Row numbers, ascending uint32, of the customers that pass every filter.

    Customers whose value is missing do not pass, nor does who is none yet on the as-of day (`KNOWN`). Raises
    `SegError` for a dimension the data does not have, and for values or limits that its kind does not.
    """
    unknown = tuple(part.dimension for part in filters if part.dimension not in columns)
    if unknown:
        raise SegError("dimensions_unknown", dimensions=unknown, known=tuple(columns), count=len(unknown))
    known = KNOWN in customers.column_names
    keep = _true(customers[KNOWN]) if known else np.ones(len(customers), bool)
    for part in filters:
        column = columns[part.dimension]
        keep &= _passes(column_values(customers, part.dimension, column.kind), column, part)
    return np.flatnonzero(keep).astype(np.uint32)


def by_id(customers: pa.Table, rows: np.ndarray) -> np.ndarray:
    """The rows in the order of the ids of their customers; as they are, where there are none."""
    if CUSTOMER_ID not in customers.column_names:
        return rows
    ids = customers[CUSTOMER_ID].take(pa.array(rows))
    return rows[pc.sort_indices(ids).to_numpy()]


def _passes(values: pa.Array, column: Column, part: Filter) -> np.ndarray:
    ranged = column.kind in NUMERIC_KINDS or column.kind is Kind.DATE
    if part.among if ranged else (part.low, part.high) != (None, None):
        raise SegError("filter_unfit", dimension=part.dimension)
    if part.among and column.kind is Kind.MULTI_VALUE:
        return multi_hot(values, list(part.among), column.separator).max(axis=1) > 0  # NaN, for missing, is not
    tests = [pc.is_in(values, value_set=pa.array(part.among, pa.string()))] if part.among else []
    if part.low is not None:
        tests.append(pc.greater_equal(values, _bound(part.low, part, column)))
    if part.high is not None:
        tests.append(pc.less_equal(values, _bound(part.high, part, column)))
    return np.logical_and.reduce([_true(test) for test in tests]) if tests else np.ones(len(values), bool)


def _bound(given: float | str, part: Filter, column: Column) -> pa.Scalar:
    try:
        if column.kind is Kind.DATE:
            return pa.scalar(date.fromisoformat(str(given)))
        return pa.scalar(float(given))
    except (TypeError, ValueError):
        raise SegError("filter_limit", dimension=part.dimension, given=str(given)) from None


def _true(mask: pa.Array) -> np.ndarray:
    return pc.fill_null(mask, False).to_numpy(zero_copy_only=False).astype(bool)
