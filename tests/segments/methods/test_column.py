"""Segments that are the values of a column: by value, the rare ones together, and nobody without one."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.values import check_source, with_groups
from tests.samples import column, material

COLUMN, RFM = METHODS["column"], METHODS["rfm"]


def given(values, label="tier"):
    values = values if isinstance(values, pa.Array) else pa.array(values, pa.string())
    return with_groups(material(np.zeros((len(values), 1))), pa.table({label: values}), label)


def fitted(method, known):
    (model,) = method.fit(known, (4,), 0, True, silent).values()
    return model


def test_a_value_is_a_segment_and_nobody_without_one_is_in_any():
    model = fitted(COLUMN, given(["gold", "basic", None, "basic", "gold", "basic", "plus"]))
    assert model.per_segment["values"].tolist() == ["basic", "gold", "plus", ""]
    assert (model.k, model.unassigned, model.column) == (4, True, "tier")
    others = COLUMN.assign(model, given(["plus", "silver", None, "gold"]))
    assert others.labels.tolist() == [2, 3, 3, 1]  # nobody had silver
    assert others.second.tolist() == [3, 0, 0, 3]
    assert COLUMN.assign(model, given([None])).labels.tolist() == [3]


def test_of_more_than_eleven_values_the_ten_most_common_are_segments():
    values = [f"city {number:02d}" for number in range(15) for _ in range(20 - number)]
    model = fitted(COLUMN, given(values))
    assert model.per_segment["values"].tolist() == [f"city {number:02d}" for number in range(10)] + ["", ""]
    assert model.k == 12
    labels = COLUMN.assign(model, given(["city 03", "city 14", "a village", None])).labels
    assert labels.tolist() == [3, 10, 10, 11]
    eleven = fitted(COLUMN, given(values[: values.index("city 11")]))
    assert eleven.per_segment["values"].tolist() == [f"city {number:02d}" for number in range(11)] + [""]


def test_numbers_are_values_too():
    known = given(pa.array([3.0, 2.5, 3.0, None, float("nan"), 1e6]))
    assert known.group_names == ("1000000", "2.5", "3")
    assert known.groups.tolist() == [2, 1, 2, -1, -1, 0]


def test_it_needs_a_column_with_two_values():
    assert COLUMN.refused(given(["a", "b"])) is None
    assert COLUMN.refused(material(np.zeros((3, 1)))).fact.key == "error.column_not_named"
    assert COLUMN.refused(given(["a", None, "a"])).fact.key == "error.column_one_value"
    assert COLUMN.refused(given(["a", "b"]).take(slice(1))).fact.key == "error.column_one_value"


def test_rfm_needs_the_groups_of_a_table_of_orders():
    assert RFM.refused(given(["lost", "loyal"], "orders:rfm_group")) is None
    for known in (given(["lost", "loyal"]), material(np.zeros((3, 1)))):
        assert RFM.refused(known).fact.key == "error.rfm_no_orders"
    assert fitted(RFM, given(["lost", "loyal"], "orders:rfm_group")).method == "rfm"


def test_a_source_is_a_dimension_with_one_category_for_each_customer():
    columns = {each.label: each for each in (column("tier", Kind.NOMINAL), column("joined", Kind.DATE))}
    check_source("tier", columns)
    check_source("", columns)
    for source, key in (("joined", "error.segments_from_unfit"), ("size", "error.dimensions_unknown")):
        with pytest.raises(SegError) as problem:
            check_source(source, columns)
        assert problem.value.fact.key == key
    with pytest.raises(SegError) as problem:
        with_groups(replace(given(["a"])), pa.table({"x": [1]}), "tier")
    assert problem.value.fact.key == "error.dimensions_missing"
