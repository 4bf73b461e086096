"""What is said of what went back, by the switch, by the measure, and by whether anything did."""

from dataclasses import replace

import pytest

from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.data.events.measures import MEASURES
from seg.data.events.rules import RULES
from seg.ui.dimensions.meaning import notes
from seg.ui.words.english import sentences
from seg.ui.words.words import words

READING = TableReading("orders.csv", "orders", "0" * 64, (), 9, 9, 0)
PARTS = tuple((part, part.value) for part in Part if part is not Part.ORDER)
ORDERS = EventTable("orders", About.ORDERS, READING, (), PARTS, "", 9, met=(("returned", 2), ("zero", 1)))
MAILS = EventTable("emails", About.EMAILS, READING, (), PARTS, "", 9, met=(("returned", 0),))


def said(label, given=(), tables=(ORDERS, MAILS)):
    return " ".join(words("en").named(*each) for each in notes(label, tables, given))


@pytest.mark.parametrize(
    ("measure", "net", "out", "counted"),
    [
        ("frequency", "does not count", "does not count", "counts like everything else"),
        ("monetary", "is taken off", "is not taken off", "as it stands: below 0 it is taken off"),
        ("mean_score", "counts too", "does not count", "counts too"),
        ("returns_share", "marked as returned", "left out now", "count like everything else now"),
        ("stage", "", "", ""),
    ],
)
def test_the_switch_decides_what_is_said(measure, net, out, counted):
    label = f"orders:{measure}"
    found = [said(label, given) for given in ((), (("orders/returned", "out"),), (("orders/returned", "in"),))]
    for sentence, part in zip(found, (net, out, counted), strict=True):
        assert part in sentence if part else sentence == ""


def test_nothing_is_said_where_nothing_went_back_or_of_what_is_no_event():
    assert said("emails:frequency", (("emails/returned", "in"),)) == ""
    assert said("emails:did_not(days=90;type=opened)") == ""
    assert said("age") == said("visits:frequency") == said("orders:nonsense") == ""


def test_only_where_there_are_orders_their_lines_are_one():
    numbered = replace(ORDERS, parts=(*ORDERS.parts, (Part.ORDER, "number")), met=())
    assert said("orders:often(times=3)", tables=(numbered,)) == "All lines of one order are one."
    assert said("orders:often(times=3)", tables=(replace(ORDERS, met=()),)) == ""


@pytest.mark.parametrize("measure", MEASURES)
def test_the_sentence_of_a_measure_leaves_that_to_the_switch(measure):
    """Whatever it says of itself is true in every position."""
    sentence = sentences().get(f"dimension.{measure}.means", "")
    assert "went back" not in sentence or MEASURES[measure].returned == "sought"
    for position in RULES["returned"].treatments:
        found = notes(f"orders:{measure}", (ORDERS,), (("orders/returned", position),))
        assert all(words("en").named(*each) for each in found)
