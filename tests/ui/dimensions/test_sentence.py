"""Sentences as definitions, and which can be said of a table."""

from dataclasses import replace

import pytest

from seg.core.events import About, EventTable, Part
from seg.core.reading import TableReading
from seg.data.events.choices import Choices
from seg.data.events.derive import measure_of
from seg.ui.dimensions.sentence import (
    COUNTRY,
    DAYS,
    EVERYTHING,
    MONTHS,
    QUESTIONS,
    Answer,
    Of,
    abouts,
    days,
    questions,
)

READING = TableReading("mails.csv", "mails", "0" * 64, (), 9, 9, 0)
PARTS = (Part.CUSTOMER, Part.TIME, Part.TYPE)
MAILS = EventTable(
    "emails", About.EMAILS, READING, (), tuple((part, part.value) for part in PARTS), "", 9,
    values=((Part.TYPE, ("sent", "opened")),),
)  # fmt: skip
ORDERS = EventTable(
    "orders", About.ORDERS, READING, (),
    tuple((part, part.value) for part in (Part.CUSTOMER, Part.TIME, Part.VALUE, Part.CATEGORY, Part.CURRENCY)), "", 9,
    values=((Part.CATEGORY, ("Wine",)), (Part.CURRENCY, ("EUR", "PLN"))),
)  # fmt: skip
GOODS = replace(ORDERS, parts=ORDERS.parts[:2] + ORDERS.parts[3:])
EUROS = Choices((("orders/currency", "EUR"),))


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (Answer("count", MAILS, Of()), "emails:frequency"),
        (Answer("count", MAILS, Of("type", "opened"), within=DAYS, last=90), "emails:event_count(days=90;type=opened)"),
        (Answer("at_least", MAILS, Of("type", "opened"), times=5), "emails:at_least(times=5;type=opened)"),
        (Answer("whether", MAILS, Of(), within=MONTHS, last=12), "emails:did_any(days=365)"),
        (Answer("whether", MAILS, Of("type", "sent")), "emails:did(type=sent)"),
        (Answer("share", MAILS, Of("type", "opened")), "emails:type_share(type=opened)"),
        (Answer("share", MAILS, Of(COUNTRY, "MT")), "emails:holiday_share(country=MT)"),
        (Answer("sum", ORDERS, Of(), within=MONTHS, last=1), "orders:monetary(days=30)"),
        (Answer("share", ORDERS, Of("category", "Wine; more")), "orders:category_share(category=Wine%3B more)"),
        (Answer("share", GOODS, Of("category", "Wine")), "orders:category_lines_share(category=Wine)"),
        (Answer("largest", ORDERS, Of()), "orders:largest_value"),
        (Answer("largest", ORDERS, Of("category", "Wine")), "orders:largest_value(category=Wine)"),
        (Answer("sum", ORDERS, Of("category", "Wine"), within=DAYS, last=9), "orders:monetary(category=Wine;days=9)"),
        (Answer("at_least", ORDERS, Of(), times=3, within=MONTHS, last=12), "orders:often(days=365;times=3)"),
        (Answer("at_least", ORDERS, Of("category", "Wine"), times=3), "orders:often(category=Wine;times=3)"),
        (Answer("whether_not", ORDERS, Of(), within=DAYS, last=90), "orders:did_not(days=90)"),
        (Answer("whether_not", MAILS, Of("type", "opened")), "emails:did_not(type=opened)"),
    ],
)  # fmt: skip
def test_a_sentence_is_a_definition(answer, label):
    assert answer.derivation(EUROS).label == label
    assert measure_of(answer.derivation(EUROS))


def test_months_add_up_to_a_year():
    assert [days(MONTHS, last) for last in (1, 3, 12, 24)] == [30, 91, 365, 730]
    assert days(DAYS, 90) == 90


def test_a_table_is_asked_only_what_it_can_answer():
    assert questions(MAILS, Choices()) == ("count", "share", "whether", "whether_not", "at_least")
    assert abouts("count", MAILS, Choices()) == (Of(EVERYTHING), Of("type", "sent"), Of("type", "opened"))
    assert abouts("at_least", MAILS, Choices()) == (Of(EVERYTHING), Of("type", "sent"), Of("type", "opened"))
    untimed = replace(MAILS, parts=MAILS.parts[::2])
    assert Of(COUNTRY) in abouts("share", MAILS, Choices())
    assert Of(COUNTRY) not in abouts("share", untimed, Choices())


BARE = replace(MAILS, parts=MAILS.parts[:1], values=())
RICH = replace(
    ORDERS,
    parts=(*ORDERS.parts, *((part, part.value) for part in (Part.TYPE, Part.CHANNEL, Part.CAMPAIGN))),
    values=tuple((part, ("one", "other")) for part in (Part.TYPE, Part.CATEGORY, Part.CHANNEL, Part.CAMPAIGN)),
)


@pytest.mark.parametrize("about", About)
def test_whatever_a_table_is_about_all_that_its_parts_allow_can_be_asked(about):
    assert questions(replace(BARE, about=about), Choices()) == ("count", "whether", "whether_not", "at_least")
    rich = replace(RICH, about=about)
    each = [Of(part, value) for part in ("type", "category", "channel", "campaign") for value in ("one", "other")]
    assert questions(rich, Choices()) == tuple(QUESTIONS)
    assert abouts("share", rich, Choices()) == (*each, Of(COUNTRY))
    others = QUESTIONS.keys() - {"share"}
    assert {question: abouts(question, rich, Choices()) for question in others} == dict.fromkeys(
        others, (Of(EVERYTHING), *each)
    )


def test_there_is_no_question_of_money_before_a_currency_is_chosen():
    assert "sum" not in questions(ORDERS, Choices())
    assert "largest" not in questions(ORDERS, Choices())
    assert {"sum", "largest"} <= set(questions(ORDERS, EUROS))
    assert Of("category", "Wine") in abouts("share", ORDERS, EUROS)
