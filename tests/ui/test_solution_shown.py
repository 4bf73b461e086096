"""The solution on the screen, as a legend tells it."""

import numpy as np
import pytest

from seg.core.results import Model, Solution
from seg.ui.solution_shown import Shown


def shown(labels, unassigned):
    model = Model("hdbscan", 3, {"centres": np.zeros((3, 1))}, unassigned=unassigned)
    labels, centres = np.array(labels, np.uint8), np.zeros((3, 1), np.float32)
    solution = Solution(3, labels, centres, labels, ("s1", "s2", "s3"), 0.0, 0.0, model)
    return Shown(solution, np.arange(len(labels)), "", ("A", "B", "Out"), (0, 1, 2), {}, None, True)


@pytest.mark.parametrize(
    ("labels", "unassigned", "names"),
    [
        ([0, 0, 1, 2], True, ["A", "B", "Out"]),
        ([0, 0, 1, 1], True, ["A", "B"]),
        ([0, 0, 1, 1], False, ["A", "B", "Out"]),
    ],
    ids=["somebody is left out", "nobody is", "an empty segment is told"],
)
def test_those_in_no_segment_are_in_the_legend_where_there_is_somebody(labels, unassigned, names):
    assert [entry.name for entry in shown(labels, unassigned).legend] == names
    assert list(shown(labels, unassigned).to_choose.values()) == names[: 3 - unassigned]
