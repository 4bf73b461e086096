"""What a segment is called: the name a person gave, else a number until there is a profile."""

from seg.store.segmentations import SegmentWords
from seg.ui.naming import segment_names
from seg.ui.words.words import words


def test_numbers_until_there_is_a_profile():
    assert segment_names(None, ("s2", "s1"), {}, words("en")) == ("Segment 1", "Segment 2")


def test_a_given_name_wins_and_an_emptied_one_does_not():
    given = {"s1": SegmentWords("s1", "Ours", "", ""), "s2": SegmentWords("s2", "", "a note", "")}
    assert segment_names(None, ("s2", "s1"), given, words("en")) == ("Segment 1", "Ours")
