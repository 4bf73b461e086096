"""Spellings of one value are told from different values."""

import pytest

from seg.core.columns import Column
from seg.data.counted import tallies
from seg.data.engine import opened
from seg.data.spellings import alike_ids, alike_words, word_key
from tests.data.tables import write_raw


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Amsterdam", "amsterdam", True),
        ("Zürich", "ZURICH", True),
        ("Łódź", "Lodz", True),
        ("Den  Haag", "den haag", True),
        ("New York", "NewYork", True),
        ("Amsterdam", "Amstelveen", False),
        ("c", "c++", False),
        ("10", "1", False),
    ],
)
def test_case_accents_and_blanks_do_not_count(one, other, same):
    assert (word_key(one) == word_key(other)) is same


def test_groups_have_the_most_frequent_first(tmp_path):
    write_raw(tmp_path / "raw.parquet", {"x": ["b", "B", "b ", "a", "Á", "á", "Á", "c", None]})
    with opened(tmp_path / "raw.parquet") as (backend, table):
        tally = tallies(backend, table, (Column("c0", "x"),))["c0"]
    assert tally.to_pylist() == [
        {"text": "b", "n": 2, "at": 0},
        {"text": "Á", "n": 2, "at": 4},
        {"text": "B", "n": 1, "at": 1},
        {"text": "a", "n": 1, "at": 3},
        {"text": "á", "n": 1, "at": 5},
        {"text": "c", "n": 1, "at": 7},
    ]
    assert alike_words(tally) == (("b", "B"), ("Á", "a", "á"))


def test_ids_that_lost_zeros_or_gained_decimals(tmp_path):
    ids = ["7", "007", "7.0", "7.5", "AB-1", "ab-1", "70", "0.0", "0", None, " 7 "]
    write_raw(tmp_path / "raw.parquet", {"x": ids})
    with opened(tmp_path / "raw.parquet") as (backend, table):
        found = alike_ids(backend, table, Column("c0", "x"))
    assert sorted(found) == [("0.0", "0"), ("7", "007", "7.0"), ("AB-1", "ab-1")]
