"""What a segment is called: the name a person gave, else a number until there is a profile."""

import numpy as np

from seg.core.results import Model
from seg.segments.identity import UNASSIGNED
from seg.segments.profiles import DimensionProfile, Typical
from seg.store.segmentations import SegmentWords
from seg.ui.naming import names_offered, segment_names
from seg.ui.words.words import words


def test_numbers_until_there_is_a_profile():
    assert segment_names(None, ("s2", "s1"), {}, words("en")) == ("Segment 1", "Segment 2")
    assert segment_names(None, ("s2", UNASSIGNED), {}, words("en")) == ("Segment 1", "Unassigned")


def test_a_given_name_wins_and_an_emptied_one_does_not():
    given = {"s1": SegmentWords("s1", "Ours", "", ""), "s2": SegmentWords("s2", "", "a note", "")}
    assert segment_names(None, ("s2", "s1"), given, words("en")) == ("Segment 1", "Ours")


def test_another_name_is_offered_and_the_proposed_one_comes_back():
    typical = lambda effect: Typical(9, effect=effect)  # noqa: E731
    profile = tuple(
        DimensionProfile(name, "money", "behavioural", "", False, True, (), 0.5, "", typical(0.0),
                         (typical(effect), typical(-effect)))
        for name, effect in (("spend", 1.0), ("visits", 0.8), ("age", 0.5))
    )  # fmt: skip
    proposed = segment_names(profile, ("s1", "s2"), {}, words("en"))
    offered = names_offered(profile, proposed, 0, words("en"))
    assert 2 <= len(offered) <= 3
    assert offered == {name: name for name in offered}
    assert not set(offered) & set(proposed)
    again = names_offered(profile, ("Ours", proposed[1]), 0, words("en"))
    assert next(iter(again.items())) == (proposed[0], "")
    taken = next(iter(offered))
    assert taken not in names_offered(profile, (taken, proposed[1]), 0, words("en"))


def test_segments_that_are_values_of_a_column_are_called_like_the_values():
    profile = DimensionProfile(
        "spend", "money", "behavioural", "", False, True, (), 0.0, "", Typical(9), (Typical(3),) * 4
    )
    ids = ("s1", "s2", "s3", UNASSIGNED)
    for label, values, expected in (
        ("tier", ["gold", "iMac", "", ""], ("gold", "iMac", "Other", "Unassigned")),
        ("orders:rfm_group", ["at_risk", "lost", "", ""], ("At risk", "Lost", "Other", "Unassigned")),
    ):
        shared = {"column": np.array([label])}
        model = Model("column", 4, {"values": np.array(values)}, shared, unassigned=True)
        assert segment_names((profile,), ids, {}, words("en"), model) == expected
