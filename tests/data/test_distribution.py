"""Bars at a glance, against counting by hand and by numpy."""

from datetime import date, timedelta

import numpy as np
import pytest

from seg.core.columns import Column, Kind, Role
from seg.data.distribution import BARS, with_distributions
from tests.data.tables import write_raw


@pytest.fixture
def bars(tmp_path):
    def run(values, **of_column):
        write_raw(tmp_path / "raw.parquet", {"x": values})
        distinct = len({value for value in values if value})
        return with_distributions(tmp_path / "raw.parquet", (Column("c0", "x", distinct=distinct, **of_column),))[0]

    return lambda values, **of_column: run(values, **of_column).distribution


def test_numbers_are_counted_in_equal_bins_and_the_ends_take_the_rest(bars):
    x = np.random.default_rng(1).lognormal(3, 1, 5_000).round(2)
    ends = np.quantile(x, [0.01, 0.99])
    at = np.floor((x - ends[0]) / ((ends[1] - ends[0]) / BARS)).clip(0, BARS - 1).astype(int)
    expected = np.bincount(at, minlength=BARS)
    found = bars([str(value) for value in x] + ["oops", None], kind=Kind.MONEY)
    assert found == tuple(expected)
    assert sum(found) == 5_000


def test_numbers_in_the_notation_of_the_column(bars):
    texts = [f"1.{at:03d},5" for at in range(120)]
    assert sum(bars(texts, kind=Kind.NUMBER, decimal=",", thousands=".")) == 120
    assert bars(["0,5"] * 50, kind=Kind.NUMBER, decimal=",") == (50, *[0] * 11)


def test_nearly_everybody_with_the_same_number_still_has_bars(bars):
    assert bars(["0"] * 999 + ["12"], kind=Kind.COUNT) == (999, *[0] * 10, 1)


def test_dates_from_the_first_to_the_last(bars):
    days = [(date(2024, 1, 1) + timedelta(days=at)).strftime("%d.%m.%Y") for at in range(240)]
    found = bars([*days, "31.02.2024"], kind=Kind.DATE, date_format="%d.%m.%Y")
    assert sum(found) == 240
    assert max(found) - min(found) <= 3


def test_categories_by_frequency_with_the_others_last(bars):
    texts = ["b"] * 5 + ["a "] * 3 + ["a"] * 4 + [None, " "]
    assert bars(texts, kind=Kind.NOMINAL) == (7, 5)
    many = [f"v{at}" for at in range(20) for _ in range(20 - at)]
    assert bars(many, kind=Kind.NOMINAL) == (*range(20, 9, -1), sum(range(1, 10)))
    twelve = [f"v{at}" for at in range(12) for _ in range(12 - at)]
    assert bars(twelve, kind=Kind.NOMINAL) == tuple(range(12, 0, -1))


def test_ordered_groups_in_their_order(bars):
    texts = ["low"] * 2 + ["high"] * 5 + ["mid"] * 3 + ["odd"]
    assert bars(texts, kind=Kind.ORDINAL, levels=("low", "mid", "high", "top")) == (2, 3, 5, 0)
    assert bars(["yes", "no", "no"], kind=Kind.BINARY, levels=("no", "yes")) == (2, 1)


def test_ids_contacts_and_texts_have_none(bars):
    assert bars(["a", "b"], kind=Kind.TEXT) == ()
    assert bars(["a;b", "b"], kind=Kind.MULTI_VALUE, separator=";") == ()
    assert bars(["1", "2"], kind=Kind.NUMBER, role=Role.ID) == ()
    assert bars(["1", "2"], kind=Kind.NUMBER, role=Role.CONTACT) == ()
    assert bars([None, None], kind=Kind.NUMBER) == ()
    assert bars(["x", "y"], kind=Kind.NUMBER) == ()


def test_many_columns_at_once(tmp_path):
    write_raw(tmp_path / "raw.parquet", {f"x{at}": ["a"] * at + ["b"] * (100 - at) for at in range(45)})
    columns = tuple(Column(f"c{at}", f"x{at}", kind=Kind.NOMINAL, distinct=2) for at in range(45))
    found = with_distributions(tmp_path / "raw.parquet", columns)
    assert [column.distribution for column in found[:2]] == [(100,), (99, 1)]
    assert found[44].distribution == (56, 44)
