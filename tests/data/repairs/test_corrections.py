"""Corrections of what a column is, by hand: another kind forgets the old one and finds what it needs."""

import pytest

from seg.core.columns import Basis, Kind, Role
from seg.core.errors import SegError
from seg.core.steps import Step
from seg.data.repairs.history import after, begun
from tests.data.repairs.worlds import column_of, write_world

ROWS = 30


@pytest.fixture
def correct(tmp_path):
    """Takes steps on a table of one column beside ids; returns what the column is."""

    def run(values, *steps, label="thing"):
        rows = [(f"k{at:03d}", value) for at, value in enumerate(values * (ROWS // len(values)))]
        done = begun(write_world(tmp_path, rows, ("customer_id", label)), ("customer_id", label))
        for repair, *of_step in steps:
            done = after(done, Step(repair, label, tuple(of_step)), tmp_path)
        return column_of(done, label)

    return run


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        (["10-20", "under 10", "20+"], ("under 10", "10-20", "20+")),
        (["high", "low", "medium"], ("low", "medium", "high")),
        (["10", "9", "2", "n/a", "30", "4"], ("2", "4", "9", "10", "30")),
        (["beta", "alpha"], ("alpha", "beta")),
    ],
)
def test_levels_of_ordered_groups_are_found(correct, values, levels):
    column = correct(values, ("kind", "nominal"), ("kind", "ordinal"))
    assert (column.kind, column.levels) == (Kind.ORDINAL, levels)


def test_levels_can_be_put_in_another_order(correct):
    column = correct(["x", "y", "z"], ("levels", "z", "x", "y"))
    assert (column.kind, column.levels, column.distribution) == (Kind.ORDINAL, ("z", "x", "y"), (10, 10, 10))
    assert correct(["no", "yes"], ("levels", "yes", "no")).levels == ("yes", "no")
    for wrong in (("x",), ("x", "x", "y"), ("q", "r")):
        with pytest.raises(SegError, match="repair_bad_values"):
            correct(["x", "y", "z"], ("levels", *wrong))


def test_yes_or_no_has_two_values(correct):
    assert correct(["1", "2"], ("kind", "binary")).levels == ("1", "2")
    assert correct(["ja", "nee", "n/a"], ("kind", "binary")).levels == ("nee", "ja")
    with pytest.raises(SegError, match="kind_does_not_fit"):
        correct(["a", "b", "c"], ("kind", "binary"))


def test_numbers_are_read_as_the_file_writes_them(correct):
    column = correct(["1.234,5", "12,5", "x"], ("kind", "money"))
    assert (column.kind, column.decimal, column.thousands) == (Kind.MONEY, ",", ".")
    with pytest.raises(SegError, match="kind_does_not_fit"):
        correct(["a", "b", "c"], ("kind", "number"))


def test_money_and_counts_are_written_alike(correct):
    column = correct(["1.234,5", "12,5", "7,25"], ("kind", "number"), label="spend")
    assert (column.kind, column.decimal, column.thousands) == (Kind.NUMBER, ",", ".")


def test_dates_and_several_values(correct):
    assert correct(["20240131", "20240201", "20231224"], ("kind", "nominal"), ("kind", "date")).date_format == "%Y%m%d"
    assert correct(["a;b", "c", "b;d"], ("kind", "multi-value")).separator == ";"
    for kind in ("date", "multi-value"):
        with pytest.raises(SegError, match="kind_does_not_fit"):
            correct(["abc", "def", "ghi"], ("kind", kind))


def test_nothing_of_the_old_kind_stays(correct):
    column = correct(["1.234,5", "12,5", "7,25"], ("kind", "nominal"), label="spend")
    assert (column.kind, column.decimal, column.thousands, column.unit, column.levels) == (
        Kind.NOMINAL,
        ".",
        "",
        "",
        (),
    )


def test_a_date_format_settles_the_order_of_day_and_month(correct):
    days = ["01/02/2024", "03/04/2024", "05/06/2024"]
    assert "column.date_order_unsure" in {fact.key for fact in correct(days).evidence}
    column = correct(days, ("date_format", "%m/%d/%Y"))
    assert (column.date_format, column.kind) == ("%m/%d/%Y", Kind.DATE)
    assert "column.date_order_unsure" not in {fact.key for fact in column.evidence}
    assert correct(["x", "y"], ("date_format", "%d.%m.%Y|%Y-%m-%d %H:%M")).kind is Kind.DATE


@pytest.mark.parametrize("pattern", ["", "%d.%m", "%d.%m.%Q", "%d.%d.%m.%Y", "day", "%Y|", "%m.%y.%Y"])
def test_a_date_format_names_the_parts_of_a_day_once(correct, pattern):
    with pytest.raises(SegError, match="repair_bad_values"):
        correct(["01/02/2024"], ("date_format", pattern))


def test_contact_details_are_text_and_not_sensitive(correct):
    column = correct(["31", "32", "33"], ("role", "contact"), label="age")
    assert (column.role, column.kind, column.sensitive, column.distribution) == (Role.CONTACT, Kind.TEXT, False, ())


def test_sensitivity_and_basis(correct):
    flags = {"none": (False, False), "personal": (True, False), "held": (True, True)}
    for value, expected in flags.items():
        column = correct(["a", "b", "c"], ("sensitivity", value))
        assert (column.sensitive, column.held, column.sensitivity) == (*expected, value)
    assert correct(["a", "b", "c"], ("basis", "journey")).basis is Basis.JOURNEY
