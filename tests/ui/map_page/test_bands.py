"""Dimensions in bands: what the card at the pointer says, and what the colours stand for."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seg.core.columns import Column, Kind
from seg.ui.map_page.bands import banded, hover_table
from seg.ui.words.words import words

ENGLISH = words("en")


def column(kind: Kind, **more) -> Column:
    return Column("c1", "thing", kind=kind, **more)


def test_quarters_of_a_number_hold_as_many_customers_each():
    found = banded(pa.array([*range(1, 9), None] * 5), column(Kind.NUMBER), ENGLISH)
    assert found.codes.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4] * 5
    assert found.names == ("≤ 2.75", "2.75 – 4.5", "4.5 – 6.25", "> 6.25", "unknown")
    assert found.ordered


def test_a_value_that_half_of_all_have_is_one_band():
    found = banded(pa.array([0] * 60 + [1, 2, 3] * 10), column(Kind.COUNT), ENGLISH)
    assert len(set(found.codes[:60].tolist())) == 1
    assert len(found.names) == max(found.codes) + 2, "no band is empty but the one of those who are not known"


@pytest.mark.parametrize("values", [[], [None, None], [5] * 10 + [None]])
def test_nothing_to_part(values):
    found = banded(pa.array(values, pa.int64()), column(Kind.NUMBER), ENGLISH)
    assert len(found.names) == 2
    assert found.names[0] == ("5" if 5 in values else "")
    assert [code == 1 for code in found.codes.tolist()] == [value is None for value in values]


def test_years_are_written_as_years():
    birth = banded(pa.array([1950, 1960, 1970, 1980] * 5), column(Kind.NUMBER, unit="year"), ENGLISH, parts=2)
    assert birth.names == ("≤ 1965", "> 1965", "unknown")
    days = pa.array(np.array(["2020-05-01", "2021-01-01", "2024-12-31"] * 5, "M8[D]"))
    assert banded(days, column(Kind.DATE), ENGLISH, parts=2).names == ("≤ 2021", "> 2021", "unknown")


def test_categories_by_frequency_and_the_rest_together():
    values = pa.array(["b"] * 30 + ["a"] * 20 + ["c"] * 10 + [None])
    found = banded(values, column(Kind.NOMINAL), ENGLISH, most_levels=2)
    assert found.names == ("b", "a", "other", "unknown")
    assert found.codes.tolist() == [0] * 30 + [1] * 20 + [2] * 10 + [3]
    assert not found.ordered


def test_what_few_customers_have_is_not_told():
    """The one whose spending is known would be told exactly, and the nine of Gozo would be found at once."""
    for known in (1, 9):
        found = banded(pa.array([5432.1] * known + [None] * 50), column(Kind.MONEY), ENGLISH)
        assert found.names == ("", "unknown")
        assert set(found.codes.tolist()) == {1}
    values = pa.array(["Malta"] * 10 + ["Gozo"] * 9)
    found = banded(values, column(Kind.NOMINAL), ENGLISH)
    assert found.names == ("Malta", "other", "unknown")
    assert found.codes.tolist() == [0] * 10 + [1] * 9


def test_levels_that_have_an_order_keep_it():
    values, levels = pa.array(["high", "low", "high"]), ("low", "middle", "high")
    found = banded(values, column(Kind.ORDINAL, levels=levels), ENGLISH)
    assert found.names[:3] == levels
    assert found.codes.tolist() == [2, 0, 2]
    assert found.ordered


@given(st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), max_size=60), st.integers(2, 7))
def test_every_band_is_higher_than_the_one_before(values, parts):
    found = banded(pa.array(values, pa.float64()), column(Kind.NUMBER), ENGLISH, parts=parts)
    x = np.array([np.nan if value is None else value for value in values])
    assert len(found.codes) == len(values)
    assert found.codes.max(initial=0) < len(found.names) <= parts + 1
    for low, high in zip(range(parts), range(1, parts), strict=False):
        below, above = x[found.codes == low], x[found.codes == high]
        if len(below) and len(above) and high < len(found.names) - 1:
            assert below.max() < above.min()


def test_the_card_has_three_facts_at_most():
    table = pa.table({f"c{i}": [1, 2, 3] for i in range(5)})
    columns = tuple(Column(f"c{i}", f"thing {i}", kind=Kind.NUMBER) for i in range(5))
    found = hover_table(table, columns, ENGLISH)
    assert found.names == ("thing 0", "thing 1", "thing 2")
    assert found.bands.shape == (3, 3)
    assert hover_table(table, (), ENGLISH) is None
