"""Names that are told apart, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.core.unique import unique


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], []),
        (["A", "B"], ["A", "B"]),
        (["A", "A", "A"], ["A", "A (2)", "A (3)"]),
        (["A", "A", "A (2)"], ["A", "A (2)", "A (2) (2)"]),
        (["A (3)", "A", "A", "A"], ["A (3)", "A", "A (2)", "A (4)"]),
    ],
)
def test_a_number_behind_those_that_were_there(names, told):
    assert unique(names) == told


@given(st.lists(st.sampled_from(["A", "B", "A (2)", "A (3)", "A (2) (2)"])))
def test_no_two_are_the_same(names):
    told = unique(names)
    assert len(set(told)) == len(names)
    assert all(one.startswith(name) for one, name in zip(told, names, strict=True))
