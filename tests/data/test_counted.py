"""The different values of columns and their sizes, against counting each row."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seg.core.columns import Column, Kind
from seg.data import counted
from seg.data.counted import Sizes, sized, tallies
from seg.data.engine import opened
from tests.data.tables import write_raw

MONEY = Column("c0", "a", kind=Kind.MONEY, decimal=",", thousands=".", distinct=9)
COUNT = Column("c1", "b", kind=Kind.COUNT, distinct=9)
SINCE = Column("c2", "c", kind=Kind.DATE, date_format="%d.%m.%Y", distinct=9)
PLACE = Column("c3", "d", kind=Kind.NOMINAL, distinct=9)
COLUMNS = (MONEY, COUNT, SINCE, PLACE)


@pytest.fixture
def table(tmp_path):
    values = {
        "a": ["1.234,5", "7", " 7", None, "oops"],
        "b": ["3", "3", "-", "", "1000000"],
        "c": ["31.12.2023", "31.12.2023", "30.02.2024", "01.01.1970", None],
        "d": ["x", "y", "y ", "y", None],
    }
    write_raw(tmp_path / "raw.parquet", values)
    with opened(tmp_path / "raw.parquet") as found:
        yield found


@pytest.mark.parametrize("many", [200_000, 0], ids=["each value once", "each row for itself"])
def test_sizes_are_the_same_whether_values_are_counted_first_or_not(table, many, monkeypatch):
    monkeypatch.setattr(counted, "MANY", many)
    tally = tallies(*table, COLUMNS if many else (PLACE,))
    found = {column.label: values for column, values in sized(*table, COLUMNS, tally)}
    assert found.keys() == {"a", "b", "c"}
    days = (date(2023, 12, 31) - date(1970, 1, 1)).days
    expected = {"a": [7, 7, 1234.5], "b": [3, 3, 1_000_000], "c": [0, days, days]}
    for label, sizes in expected.items():
        each_row = np.repeat(found[label].sizes, found[label].rows)
        assert sorted(each_row[~np.isnan(each_row)]) == sizes
    assert found["a"].texts.filter(np.isnan(found["a"].sizes)).to_pylist() == ["oops"]
    assert sorted(set(found["c"].years[~np.isnan(found["c"].years)])) == [1970, 2023]


def test_values_are_cleaned_and_the_most_frequent_come_first(table):
    assert tallies(*table, COLUMNS)["c3"].to_pylist() == [
        {"text": "y", "n": 3, "at": 1},
        {"text": "x", "n": 1, "at": 0},
    ]


@given(numbers=st.lists(st.integers(-50, 50), min_size=1), share=st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_quantiles_are_those_of_all_rows(numbers, share):
    sizes, rows = np.unique(np.array(numbers, float), return_counts=True)
    values = Sizes(None, np.append(sizes, np.nan), np.append(rows, 5))
    assert values.quantiles(share)[0] == pytest.approx(np.quantile(numbers, share), abs=1e-9)


def test_no_values_have_no_quantiles():
    assert np.isnan(Sizes(None, np.array([np.nan]), np.array([3])).quantiles(0.5)).all()


def test_years_of_days_before_and_after_1970():
    days = [date(1899, 12, 31), date(1970, 1, 1), date(2024, 2, 29)]
    sizes = np.array([(day - date(1970, 1, 1)) / timedelta(days=1) for day in days])
    assert Sizes(None, sizes, np.ones(3, int)).years.tolist() == [1899, 1970, 2024]
