"""Repairs of cells, by hand: the named values change, everything else stays to the letter."""

import pytest

from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.steps import Step
from seg.data.repairs.history import after, begun
from tests.data.repairs.worlds import column_of, rows_of, write_world


@pytest.fixture
def mend(tmp_path):
    """Takes one step on a table of one column beside ids; returns what the column is and its cells."""

    def run(values, repair, *of_step, label="thing"):
        rows = [(f"k{at:03d}", value) for at, value in enumerate(values)]
        prepared = begun(write_world(tmp_path, rows, ("customer_id", label)), ("customer_id", label))
        done = after(prepared, Step(repair, label, of_step), tmp_path)
        return column_of(done, label), [row[1] for row in rows_of(done)]

    return run


def test_spellings_of_nothing_become_missing_in_capitals_or_not(mend):
    column, cells = mend(["a", "N/A", " n/a ", "b", "-", None] * 5, "missing_values", "n/a", "-")
    assert cells == ["a", None, None, "b", None, None] * 5
    assert column.missing_share == pytest.approx(4 / 6)
    assert not [fact for fact in column.evidence if fact.key == "column.placeholders"]


def test_one_spelling_takes_the_place_of_others(mend):
    column, cells = mend(
        ["NL", "Holland ", "Netherlands", "PL", "nl"] * 5, "same_spelling", "NL", "Holland", "Netherlands"
    )
    assert cells == ["NL", "NL", "NL", "PL", "nl"] * 5
    assert column.distinct == 3


def test_case_accents_and_blanks_alone_make_no_other_value(mend):
    texts = ["Zürich", "zurich", "ZÜRICH ", "Zürich", "Łódź", "lodz", "Łódź", "Zug"] * 3
    assert (
        mend(texts, "alike_spellings")[1]
        == ["Zürich"] * 4 * 1 + ["Łódź"] * 3 + ["Zug"] + (["Zürich"] * 4 + ["Łódź"] * 3 + ["Zug"]) * 2
    )
    chosen = ["ZURICH"] * 4 + ["Łódź", "lodz", "Łódź", "Zug"]
    assert mend(texts, "alike_spellings", "ZURICH")[1] == chosen * 3


@pytest.mark.parametrize("values", [("a", "A"), (" ",)])
def test_spellings_to_keep_must_be_words_that_differ(mend, values):
    with pytest.raises(SegError, match="repair_bad_values"):
        mend(["a", "b"] * 9, "alike_spellings", *values)


def test_years_outside_are_missing_and_what_is_no_year_stays(mend):
    years = ["1893", "1950", "1950.0", "2090", "?!", "2024", "1914"] + ["1980"] * 100
    _, cells = mend(years, "implausible_years", "1914", "2024", label="birth_year")
    assert cells == [None, "1950", "1950.0", None, "?!", "2024", "1914"] + ["1980"] * 100


def test_years_of_dates(mend):
    days = ["1893-05-01", "1950-01-01", "2023-12-31"] + ["1980-01-01"] * 20
    column, cells = mend(days, "implausible_years", "1914", "2022", label="date_of_birth")
    assert column.kind is Kind.DATE
    assert cells == [None, "1950-01-01", None] + ["1980-01-01"] * 20


@pytest.mark.parametrize("values", [("2024", "1914"), ("1914",), ("x", "2000"), ("-5", "2000")])
def test_years_must_be_a_range(mend, values):
    with pytest.raises(SegError, match="repair_bad_values"):
        mend(["1950"] * 30, "implausible_years", *values, label="birth_year")


def test_ids_get_the_spelling_that_most_rows_have_else_the_first(tmp_path):
    ids = ["0042", "42", "42.0", "42", "ab1", "AB1", "7", "0070", "x", None, " "] + [f"n{at}" for at in range(20)]
    rows = [(text, "1") for text in ids]
    prepared = begun(write_world(tmp_path, rows, ("customer_id", "orders")), ("customer_id", "orders"))
    done = after(prepared, Step("bare_ids", "customer_id"), tmp_path)
    assert [row[0] for row in rows_of(done)][:11] == ["42"] * 4 + ["ab1", "ab1", "7", "0070", "x", None, " "]
    assert column_of(done, "customer_id").distinct == column_of(prepared, "customer_id").distinct - 3
