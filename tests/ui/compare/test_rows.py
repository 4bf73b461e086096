"""The rows of a comparison."""

import numpy as np

from seg.segments.outcomes.compare import compare
from seg.segments.outcomes.measured import ORDER
from seg.ui.compare.rows import table
from seg.ui.words.words import words
from tests.segments.outcomes.answers import grouped, numbers


def test_of_ordered_groups_it_is_told_how_often_and_not_how_far():
    """Of 50 and 50 half of the first are on the third step and half on the second, of the others all are on the second:
    half of the pairs are higher and half equal."""
    steps = np.repeat([2.0, 1.0, 1.0], [25, 25, 50])
    found = compare(numbers(steps, ORDER, ("low", "middle", "high")), grouped(50, 50))
    rows = table(found, ("First", "Second"), words("en"))
    assert rows["higher"][0].startswith("75% (")
    assert not {"one", "other", "difference"} & set(rows)
    assert {"group", "customers", "against", "chance", "visible"} <= set(rows)
