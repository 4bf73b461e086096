"""What an outcome is of every customer, of each kind of dimension."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.measured import outcome, time_until
from tests.samples import SHOP_COLUMNS, column, shop
from tests.segments.outcomes.answers import grouped

AS_OF = "2024-12-31"


@pytest.mark.parametrize("each", SHOP_COLUMNS, ids=lambda each: each.label)
def test_every_kind_but_text_can_be_one(each):
    """The planted groups differ on every dimension."""
    _, customers, truth = shop(per_group=200)
    found = outcome(customers, each, "2026-01-01")
    order = np.argsort(truth, kind="stable")
    again = outcome(customers.take(pa.array(order)), each, "2026-01-01")
    assert again.known.sum() == found.known.sum()
    told = compare(again, grouped(200, 300, 400), "2026-01-01", drawn=50)
    assert any(gap.clear for gap in told.gaps)


def test_later_dates_are_more():
    days = pa.table({"joined": pa.array([date(2024, 12, 30), date(2024, 1, 1), None])})
    found = outcome(days, column("joined", Kind.DATE), AS_OF)
    assert found.values[:2].tolist() == [-1.0, -365.0]
    assert found.known.tolist() == [True, True, False]


def test_text_can_be_none():
    with pytest.raises(SegError, match="outcome_unfit"):
        outcome(pa.table({"x": ["a"]}), column("x", Kind.TEXT), AS_OF)


def test_days_from_one_date_to_another():
    joined = [date(2024, 1, 1), date(2024, 12, 1), date(2024, 5, 1), date(2025, 2, 1), None, date(2024, 6, 1)]
    left = [date(2024, 1, 11), None, date(2025, 3, 1), None, date(2024, 1, 1), date(2024, 5, 1)]
    table = pa.table({"left": pa.array(left, pa.date32()), "joined": pa.array(joined, pa.date32())})
    found = time_until(table, column("left", Kind.DATE), column("joined", Kind.DATE), AS_OF)
    assert found.values[:3].tolist() == [10.0, 30.0, 244.0], "a day after the as-of date has not come"
    assert found.happened.tolist() == [True, False, False, False, False, False]
    assert found.known.tolist() == [True, True, True, False, False, False]


def test_a_yes_or_no_after_a_time():
    table = pa.table({"churn": ["Yes", "No", None, "Yes"], "tenure": [3.0, 8.0, 5.0, None]})
    churn = column("churn", Kind.BINARY, levels=("No", "Yes"))
    found = time_until(table, churn, column("tenure", Kind.COUNT, unit="months"), AS_OF)
    assert found.known.tolist() == [True, True, False, False]
    assert found.happened.tolist() == [True, False, False, False]
    assert found.unit == "months"
    with pytest.raises(SegError, match="outcome_time_unfit"):
        time_until(table, column("tenure", Kind.COUNT), churn, AS_OF)
