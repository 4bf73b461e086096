"""Events in words: lanes and tables of hand-made histories."""

from dataclasses import replace
from datetime import datetime

from seg.core.events import About, Part
from seg.data.events.choices import Choices
from seg.data.events.of_customer import COUNTS, LATER, OTHER_CURRENCY, TAKEN_OFF, Event, History
from seg.ui.charts import time_line as chart
from seg.ui.one_customer.events_told import event_rows, lanes, outcome_text, reasons, untimed, when, windows
from seg.ui.words.words import words
from tests.data.events.engines import event_table
from tests.data.events.world import ORDER_PARTS, Told

EN = words("en")
DAY = 86_400
MORNING = 19_797 * DAY + 10 * 3_600  # 2024-03-15 10:00
ORDERS = replace(
    event_table(Told("orders", About.ORDERS, ORDER_PARTS, ())), timed=True, values=((Part.CURRENCY, ("EUR",)),)
)
MAILS = replace(event_table(Told("emails", About.EMAILS, (Part.CUSTOMER, Part.TIME, Part.TYPE), ())), timed=False)


def order(second=MORNING, outcome=COUNTS, number="7", **parts):
    said = {Part(name): value for name, value in parts.items()} | ({Part.ORDER: number} if number else {})
    return Event("orders", second, outcome, tuple(said.items()))


def history(*events):
    found = {}
    for event in events:
        found[event.table, event.outcome] = found.get((event.table, event.outcome), 0) + 1
    return History(events, tuple((*key, count) for key, count in found.items()))


def test_each_outcome_has_words():
    for outcome in (COUNTS, TAKEN_OFF, OTHER_CURRENCY, LATER, "duplicate", "test", "cancelled", "zero", "returned"):
        assert outcome_text(outcome, EN)
    assert outcome_text("duplicate", EN) == "no: Told twice"
    assert len({outcome_text(each, EN) for each in (COUNTS, TAKEN_OFF, OTHER_CURRENCY, LATER)}) == 4


def test_rules_that_were_met_are_explained_once():
    told = reasons(history(order(), order(outcome="zero"), order(outcome="zero"), order(outcome=TAKEN_OFF)), EN)
    assert [each.partition(":")[0] for each in told] == ["**For nothing**", "**Returned**"]


def test_moments_with_a_time_only_where_the_table_has_times():
    assert when(MORNING, ORDERS, EN) == "15 Mar 2024 10:00"
    assert when(MORNING // DAY * DAY, MAILS, EN) == "15 Mar 2024"
    assert when(None, ORDERS, EN) == "no time"


def test_a_table_of_what_is_known():
    mail = Event("emails", MORNING // DAY * DAY, COUNTS, ((Part.TYPE, "opened"),))
    events = (order(value=12.5, product="Tea"), mail, order(None, "no_time", number="", value=1000.0))
    found = event_rows(events, (ORDERS, MAILS), Choices(), EN)
    assert found == {
        "When": ["15 Mar 2024 10:00", "15 Mar 2024", "no time"],
        "Events": ["Orders", "E-mails", "Orders"],
        "Does it count?": ["counts", "counts", "no: Without a readable time"],
        "Amount": ["€12.50", "", "€1,000"],
        "Order": ["7", "", ""],
        "Product": ["Tea", "", ""],
        "Type or question": ["", "opened", ""],
    }
    assert "Events" not in event_rows(events[:1], (ORDERS,), Choices(), EN)


def test_money_stands_in_the_currency_of_its_row():
    two = replace(ORDERS, values=((Part.CURRENCY, ("EUR", "GBP")),))
    events = (order(value=3.0, currency="GBP"), order(value=3.0, currency="EUR"))
    assert event_rows(events, (two,), Choices(), EN)["Amount"] == ["£3", "€3"]


def test_an_order_is_one_mark_with_all_that_is_known_of_it():
    products = ("Tea", "Cup", "Pot", "Lid", "x" * 60)
    lines = [order(value=2.0, product=product) for product in products]
    (lane,) = lanes(history(*lines), (ORDERS,), Choices(), EN)
    (mark,) = lane.marks
    assert (lane.name, lane.unit) == ("Orders", "EUR")
    assert (mark.at, mark.height, mark.how) == (datetime(2024, 3, 15, 10), 10.0, chart.COUNTS)
    assert mark.told == ("15 Mar 2024 10:00", "€10", "5 rows", "Product: Tea, Cup, Pot and 2 more", "Order: 7")


def test_colours_say_what_counts_and_the_pointer_why_not():
    found = history(order(), order(outcome=TAKEN_OFF), order(outcome="test"), order(outcome=LATER))
    (lane,) = lanes(found, (ORDERS,), Choices(), EN)
    hows = {mark.told[-1]: mark.how for mark in lane.marks}
    assert hows == {
        "Order: 7": chart.COUNTS,
        "taken off": chart.TAKEN_OFF,
        "no: Tests": chart.OUT,
        "not yet: after the as-of date": chart.OUT,
    }


def test_days_stand_at_noon_and_have_no_height():
    opened = Event("emails", MORNING // DAY * DAY, COUNTS, ((Part.TYPE, "opened"),))
    empty, lane = lanes(history(opened), (ORDERS, MAILS), Choices(), EN)
    assert not empty.marks
    assert (lane.marks[0].at, lane.marks[0].height) == (datetime(2024, 3, 15, 12), None)


def test_what_has_no_time_is_counted_and_not_drawn():
    found = history(order(None, "no_time"), order())
    assert untimed(found) == 1
    assert [len(lane.marks) for lane in lanes(found, (ORDERS,), Choices(), EN)] == [1]


def test_windows_are_those_that_dimensions_look_at():
    labels = ("orders:frequency", "orders:frequency(days=90)", "emails:event_count(days=90;type=opened)", "age")
    assert [(each.days, each.name) for each in windows((*labels, "x:monetary(days=30)"), EN)] == [
        (90, "last 90 days"),
        (30, "last 30 days"),
    ]
