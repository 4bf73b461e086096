"""What the table shows of a dimension, and what becomes of ticks."""

import pyarrow as pa
import pytest

from seg.core.columns import Basis, Column, Kind
from seg.core.recipe import Forming, Recipe
from seg.data.events.summary import glance
from seg.ui.dimensions import table
from seg.ui.dimensions.available import Group, shown_first
from seg.ui.dimensions.changes import DESCRIBES, FORMS
from seg.ui.dimensions.table import row, with_ticks
from seg.ui.words.words import words

RECIPE = Recipe("d", (Forming("a"),), ("b",))
COLUMNS = {
    label: Column(label, label, kind=Kind.COUNT, held=label == "held", distinct=3) for label in ("a", "b", "held")
}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(table, "words", lambda: words("en"))
    monkeypatch.setattr(table, "t", words("en").text)


def tick(label, kind, on, n=1):
    return {"n": n, "label": label, "kind": kind, "on": on}


def of(values, kind, **more):
    """A dimension of these values, and a glance at it."""
    column = Column("x", "x", kind=kind, **({"distinct": 2} | more))
    values = pa.array(values)
    return column, glance(column, values)


def test_ticks_are_taken_one_after_the_other():
    changed = with_ticks(RECIPE, [tick("b", FORMS, True), tick("a", FORMS, False), tick("a", DESCRIBES, True)], COLUMNS)
    assert (changed.forming, changed.describing) == ((Forming("b"),), ("a",))


def test_what_is_held_back_only_describes_from_here_and_what_is_not_there_is_left():
    assert with_ticks(RECIPE, [tick("held", FORMS, True), tick("nobody knows", DESCRIBES, True)], COLUMNS) == RECIPE
    assert with_ticks(RECIPE, [tick("held", DESCRIBES, True)], COLUMNS).describing == ("b", "held")
    reasoned = Recipe("d", (Forming("held", reason="our members asked for it"),))
    assert with_ticks(reasoned, [tick("held", FORMS, False)], COLUMNS).forming == ()


def test_a_number_is_told_by_its_range_and_its_middle():
    column, seen = of([0.0, 10.0, 20.0, 30.0, None], Kind.MONEY, unit="EUR")
    assert (seen.total, seen.having, seen.customers) == (60.0, 3, 5)
    shown = row(column, seen, "")
    assert shown["glance"] == "From €0.30 to €29.70, half of the customers up to €15"
    assert shown["missing"] == "20%"
    assert shown["kind"] == "Money, EUR"
    assert sum(shown["bars"]) == 4
    assert shown["can"] == [FORMS, DESCRIBES]


def test_groups_are_told_by_their_shares_of_all_customers():
    column, seen = of(["web", "web", "shop", None], Kind.NOMINAL)
    assert row(column, seen, "")["glance"] == "web 50% · shop 25%"
    assert seen.having == 3


def test_whoever_did_it_has_it():
    _, seen = of(["no", "yes", "no", "yes", "yes"], Kind.BINARY, levels=("no", "yes"))
    assert seen.having == 3


def test_values_that_are_not_there_yet_are_waited_for():
    shown = row(Column("x", "x", kind=Kind.COUNT, distinct=2), None, "")
    assert shown["waiting"]
    assert (shown["bars"], shown["missing"], shown["note"]) == ([], "", "")


@pytest.mark.parametrize(
    ("values", "note"),
    [([1.0, 1.0], "The same for every customer: it tells nobody apart."), ([None], "Not known of any customer.")],
)
def test_what_tells_nobody_apart_cannot_be_ticked_and_says_why(values, note):
    values = pa.array(values, pa.float64())
    column = Column("x", "x", kind=Kind.COUNT, distinct=2)
    shown = row(column, glance(column, values), "")
    assert (shown["can"], shown["note"]) == ([], note)


def test_what_is_held_back_can_be_ticked_to_describe_only():
    shown = row(Column("x", "x", kind=Kind.NOMINAL, held=True, distinct=2), None, "", waits=False)
    assert (shown["held"], shown["can"]) == (True, [DESCRIBES])


def test_a_few_of_a_long_group_are_shown_first_and_all_of_a_short_one():
    def group(count):
        return Group("orders", tuple(Column(f"c{n}", f"c{n}", basis=Basis.NEEDS) for n in range(count)))

    assert shown_first(group(20), ("c19",)) == {"c0", "c1", "c2", "c3", "c4", "c19"}
    assert len(shown_first(group(7), ())) == 7
    assert len(shown_first(group(8), ())) == 5
