"""Differences within a third dimension as a table: a row for each group, a column for each stratum."""

import numpy as np

from seg.core.columns import Column, Kind
from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.measured import AMOUNT
from seg.segments.outcomes.strata import Strata
from seg.ui.compare.strata_rows import strata_table, stratum_names
from seg.ui.words.words import MISSING, words
from tests.segments.outcomes.answers import grouped, numbers

AGE = Column("c0", "age", kind=Kind.NUMBER)


def test_a_row_for_each_group_and_nothing_told_where_only_one_group_is():
    """Both groups are up to 30, where the first has 4 more; only the first is older."""
    spread = np.tile([-1.0, 0, 1], 20)
    spend = np.concatenate([14 + spread, 50 + spread, 10 + spread])
    age = np.repeat([0, 1, 0], 60)
    found = compare(numbers(spend, AMOUNT), grouped(120, 60), inside=Strata("age", "number", age, cuts=(30.0,)))
    assert stratum_names(found, AGE, words("en")) == ("up to 30", "over 30")
    table = strata_table(found, ("First", "Other"), AGE, words("en"))
    assert list(table) == ["group", "0", "1", "together"]
    assert table["group"] == ["First"]
    assert table["0"][0].startswith("4 (3.")
    assert table["1"] == [MISSING]
    assert table["together"] == table["0"]
