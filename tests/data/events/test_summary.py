"""How values lie, by hand, and pairs that say the same."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.data.events.summary import alike, summed_up


def test_numbers_in_bins():
    column = Column("a", "a", kind=Kind.NUMBER)
    told = summed_up(column, pa.array([0.0] * 50 + [12.0] * 49 + [None]))
    assert (told.missing_share, told.distinct) == (0.01, 2)
    assert (told.distribution[0], told.distribution[-1], sum(told.distribution)) == (50, 49, 99)


def test_one_number_only_and_none_at_all():
    column = Column("a", "a", kind=Kind.COUNT)
    assert summed_up(column, pa.array([3.0, 3.0, 3.0])).distribution == (3,)
    assert summed_up(column, pa.array([None, None], pa.float64())).distribution == ()
    assert summed_up(column, pa.array([None, None], pa.float64())).missing_share == 1


def test_levels_in_their_order_others_by_frequency():
    values = pa.array(["b", "a", "b", None])
    ordered = summed_up(Column("a", "a", kind=Kind.ORDINAL, levels=("a", "b", "c")), values)
    assert ordered.distribution == (1, 2, 0)
    assert summed_up(Column("a", "a", kind=Kind.NOMINAL), values).distribution == (2, 1)


def test_pairs_that_say_the_same():
    random = np.random.default_rng(0)
    spend = random.lognormal(size=500)
    values = {
        "spend": spend,
        "cents": spend * 100,  # the same in another unit
        "rank": -(spend**3),  # the same the other way round
        "else": random.normal(size=500),
        "unknown": np.full(500, np.nan),
    }
    found = [(pair.first, pair.second, round(pair.r, 9)) for pair in alike(values)]
    assert found == [("cents", "rank", -1.0), ("spend", "cents", 1.0), ("spend", "rank", -1.0)]


def test_compared_where_both_are_known():
    one, other = np.arange(100.0), np.arange(100.0)
    other[:85] = np.nan
    assert alike({"one": one, "other": other}) == ()  # 15 customers are too few to say
    other[70:85] = np.arange(70.0, 85.0)
    assert [pair.r for pair in alike({"one": one, "other": other})] == [1.0]
