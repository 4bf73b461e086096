"""Features that part the customers alike: the plainest stands for all."""

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.segments.explaining.features import features, plainest

N = 8
PHONE = ["Yes"] * 6 + ["No"] * 2
LINES = ["several"] * 3 + ["one"] * 3 + ["no phone service"] * 2
TV = ["yes"] * 2 + ["no"] * 2 + ["no internet"] * 4
INTERNET = ["fibre"] * 4 + ["no"] * 4


def told(**columns):
    """(dimension, level) of what is left."""
    kinds = {"Phone": Kind.BINARY, "Spend": Kind.NUMBER}
    table = pa.table(columns)
    made = [
        Column(name, name, kind=kinds.get(name, Kind.NOMINAL), levels=("No", "Yes") if name == "Phone" else ())
        for name in columns
    ]
    found, matrix = plainest(*features(table, made))
    assert matrix.shape == (N, len(found))
    return [(feature.dimension, feature.level) for feature in found]


def test_a_yes_or_no_stands_for_a_value_that_only_the_others_have():
    found = told(Lines=LINES, Phone=PHONE)
    assert ("Phone", "") in found
    assert ("Lines", "no phone service") not in found
    assert {level for dimension, level in found if dimension == "Lines"} == {"several", "one"}


def test_the_fewest_letters_stand_for_the_others_wherever_they_are():
    """Two values of one column part alike as well: who has not one has the other."""
    for columns in ({"Television": TV, "Net": INTERNET}, {"Net": INTERNET, "Television": TV}):
        found = told(**columns)
        assert ("Net", "no") in found
        assert not {("Net", "fibre"), ("Television", "no internet")} & set(found)
        assert {("Television", "yes"), ("Television", "no")} <= set(found)


def test_who_is_not_known_makes_another_feature():
    unknown = [None if at == 0 else value for at, value in enumerate(INTERNET)]
    assert {dimension for dimension, _ in told(Net=INTERNET, Web=unknown)} == {"Net", "Web"}


def test_numbers_stand_for_themselves():
    assert told(Spend=np.repeat([1.0, 2.0], 4), Net=INTERNET) == [("Spend", ""), ("Net", "no")]
