"""Names of columns are clean and unique, and every change is told."""

from seg.data.reading.labels import clean_labels


def test_names_are_unique_without_regard_to_case_even_against_made_names():
    labels, _ = clean_labels(["a", "A", "a_2", "a", ""])
    assert labels == ("a", "A_2", "a_2_2", "a_3", "column_5")


def test_names_are_composed_trimmed_and_freed_of_what_cannot_be_seen():
    labels, notes = clean_labels(["e\u0301te\u0301", " x\n y ", "\u202eevil\u200b", "kept"])
    assert labels == ("été", "x y", "evil", "kept")
    assert notes[0]["count"] == 3


def test_a_long_name_is_cut_and_told():
    labels, (note,) = clean_labels(["n" * 250])
    assert labels == ("n" * 200,)
    assert (note.key, note["limit"]) == ("reading.columns_cut", 200)
