"""Ids found by their beginning, and shown so that they are not given away."""

import pyarrow as pa
import pytest

from seg.ui.one_customer.ids import MOST_MATCHES, Matches, masked, matches, row_of, told_apart

IDS = pa.array(["0017", "17", "a-17", "A-1", "170", "171", "1700", "é1"])


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("17", ("17", "170", "1700", "171")),
        ("171", ("171",)),
        ("00", ("0017",)),
        ("a-1", ("A-1", "a-17")),
        ("A-1", ("A-1", "a-17")),
        (" 1700 ", ("1700",)),
        ("é", ("é1",)),
        ("7", ()),
        (".", ()),
        ("%", ()),
    ],
)
def test_ids_that_begin_so(beginning, found):
    assert matches(IDS, beginning) == Matches(found, len(found))


def test_the_first_of_many_and_how_many_there_are():
    many = pa.array([f"C{number:04d}" for number in range(999, -1, -1)])
    found = matches(many, "C0")
    assert found.ids == tuple(f"C{number:04d}" for number in range(MOST_MATCHES))
    assert found.count == 1000
    assert matches(pa.array(["C", *many.to_pylist()]), "C").ids[0] == "C"


def test_the_very_text_comes_first_and_once():
    upper_and_lower = pa.array(["AB", "ab", "abc"])
    assert matches(upper_and_lower, "ab").ids == ("ab", "AB", "abc")


def test_a_row_is_found_by_the_exact_id_only():
    assert row_of(IDS, "17") == 1
    assert row_of(IDS, "0017") == 0
    assert row_of(IDS, "A-17") is None
    assert row_of(IDS, "") is None


@pytest.mark.parametrize(
    ("customer", "shown"),
    [
        ("C-0017850", "••••17850"),
        ("17850", "••••850"),
        ("1234", "••••34"),
        ("12", "••••2"),
        ("123456789012", "••••89012"),
        ("1", "••••"),
    ],
)
def test_only_the_end_of_an_id_is_shown(customer, shown):
    assert masked(customer) == shown


def test_what_somebody_typed_stays():
    assert masked("C-0017850", 4) == "C-00••••850"
    assert masked("1785", 4) == "1785"
    assert masked("1785", 3) == "1785"


def test_ids_that_would_look_the_same_are_shown_in_full():
    assert told_apart(("12345", "13345", "13346"), 1) == ("12345", "13345", "1••••46")
