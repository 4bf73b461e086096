"""What is attached is one answer, and survives JSON."""

import json
from dataclasses import replace

from seg.core.attached import Attached
from seg.core.events import About, Part

ORDERS = Attached("r1", "orders", About.ORDERS, "client", ((Part.TIME, "paid on"), (Part.VALUE, "sum")), bare=True)


def test_it_comes_back_from_json_exactly():
    for each in (ORDERS, Attached("", "x", About.OTHER, "")):
        again = Attached.from_json(json.loads(json.dumps(each.as_json())))
        assert again == each
        assert type(again.about) is About
        assert all(type(part) is Part for part, _ in again.parts)


def test_whose_events_they_are_is_the_first_part():
    assert ORDERS.parts == ((Part.CUSTOMER, "client"), (Part.TIME, "paid on"), (Part.VALUE, "sum"))
    assert replace(ORDERS, parts=(*ORDERS.parts[1:], ORDERS.parts[0])) == ORDERS


def test_the_customer_decides_which_column_that_is():
    assert replace(ORDERS, customer="e-mail").parts[0] == (Part.CUSTOMER, "e-mail")
    assert replace(ORDERS, customer="").parts == ORDERS.parts[1:]
