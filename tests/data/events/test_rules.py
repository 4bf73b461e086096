"""Each rule by hand: which rows meet it, and what each position of its switch does."""

from dataclasses import dataclass
from datetime import timedelta, timezone

import pytest

from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.data.events import rules
from seg.data.events.rules import RULES
from tests.data.events.oracle import DEFAULTS, Past
from tests.data.events.world import AS_OF, ORDER_PARTS, Sample, Told, at, line


@dataclass(frozen=True)
class Judged:
    """A row, and all rules that it meets."""

    row: dict
    met: set[str]


def row(*met, who="anna", when=None, value=10, **parts):
    return Judged(line(who, when or at(3), value, **({"order": "1", "quantity": 1.0} | parts)), set(met))


ROWS = {
    "plain": row(),
    "nobody": row("no_customer", who=None),
    "untimed": Judged(line("anna", None, 10), {"no_time"}),
    "returned by quantity": row("returned", quantity=-1.0),
    "returned by amount": row("returned", value=-10),
    "returned by both and a C": row("returned", "cancelled", value=-10, quantity=-1.0, order="C536379"),
    "called off by its number": row("cancelled", order="C536379"),
    "called off in small": row("cancelled", order="c536379"),
    "a C and more": row(order="C536379B"),
    "a C alone": row(order="C"),
    "free": row("zero", value=0),
    "free and returned": row("zero", "returned", value=0, quantity=-2.0),
    "nearly free": row(value=0.25),
    "no amount": row(value=None),
    "test as customer": row("test", who="TEST"),
    "test as product": row("test", product="Test"),
    "test with a number": row("test", product="test2"),
    "test as order": row("test", order="Test Order"),
    "test as type": row("test", type="testing"),
    "test as campaign": row("test", campaign="test"),
    "in a test as place": row(place="test"),
    "test tube": row(product="test tube"),
    "detest": row(product="detest"),
    "all at once": Judged(
        line(None, None, 0, status="cancelled", product="test", quantity=-1.0),
        {"no_customer", "no_time", "zero", "cancelled", "test", "returned"},
    ),
}
STATUSES = {  # in our languages and some more
    "cancelled": "Cancelled|Canceled|CANCELLATION|refused|failed|voided|Geannuleerd|annulering|Anulowane|Отменён|"
    "ОТМЕНА|Dibatalkan|Batal|Ikkanċellata|storniert|annulé",
    "returned": "Returned|Refunded|refund pending|Retour|retour ontvangen|Zwrot|zwrócone|Возврат|возвращён|"
    "Dikembalikan|Rimborż|remboursé",
    "": "paid|Complete|not cancelled|pending|unreturned|verzonden|оплачен|no refund|",
}
ROWS |= {
    f"status {text}": row(*({rule} - {""}), status=text)
    for rule, texts in STATUSES.items()
    for text in texts.split("|")
}

MANY = tuple(line("bob", at(5), 10, order=str(number), quantity=1.0) for number in range(20, 40))
"""Orders of a shop whose numbers have no letter."""


def table_of(rows, name="orders"):
    return Told(name, About.ORDERS, ORDER_PARTS, tuple(rows))


def judged_in(held):
    """name of a row -> the rules that it meets, and whether it counts, in an engine."""
    events = held.events["orders"]
    asked = {name: rules.met(events, name) for name in RULES} | {"counts": rules.counts(events)}
    found = held.backend.to_pyarrow(events.filter(events.discount.notnull()).select("discount", **asked)).to_pylist()
    by_number = {int(each["discount"]): ({name for name in RULES if each[name]}, each["counts"]) for each in found}
    return {name: by_number[at_] for at_, name in enumerate(ROWS, 1)}


COUNT_ALL_THE_SAME = ({"returned"}, {"returned", "cancelled"}, {"returned", "zero"})
"""What rows that count may meet: what went back is treated as that, also when it was called off or for nothing."""


def numbered():
    """The rows, told apart by their discount."""
    return [Judged(each.row | {Part.DISCOUNT: float(at_)}, each.met) for at_, each in enumerate(ROWS.values(), 1)]


@pytest.mark.parametrize("engine", ["files", "database"])
def test_which_rules_each_row_meets_and_whether_it_counts(engine, request):
    world = Sample(("anna",), (table_of([*(judged.row for judged in numbered()), *MANY]),))
    held = request.getfixturevalue(f"in_{engine}")(world)
    expected = {name: (row.met, not row.met or row.met in COUNT_ALL_THE_SAME) for name, row in ROWS.items()}
    assert judged_in(held) == expected


# --- switches --------------------------------------------------------------------------------------------------------

LATE = at(0, "23:30:00").replace(tzinfo=timezone(timedelta(hours=-5)))
KEPT = line("anna", at(9), 10, order="1", quantity=1.0)
SWITCHES = {  # rule -> the row that meets it, and orders and money with each position of the switch
    "no_customer": (line(None, at(3), 20, order="2"), {"out": (1, 10)}),
    "no_time": (line("anna", None, 20, order="2"), {"out": (1, 10), "in": (2, 30)}),
    "duplicate": (dict(KEPT), {"out": (1, 10), "in": (1, 20)}),  # the same order, told twice
    "test": (line("anna", at(3), 20, order="2", product="test"), {"out": (1, 10), "in": (2, 30)}),
    "returned": (line("anna", at(3), -4, order="2", quantity=-1.0), {"net": (1, 6), "out": (1, 10), "in": (2, 6)}),
    "cancelled": (line("anna", at(3), 20, order="2", status="cancelled"), {"out": (1, 10), "in": (2, 30)}),
    "zero": (line("anna", at(3), 0, order="2"), {"out": (1, 10), "in": (2, 10)}),
    "zoned": (line("anna", LATE, 20, order="2"), {"written": (2, 30), "utc": (1, 10)}),  # the day after, in UTC
}
SWITCHED = [(rule, position) for rule, (_, positions) in SWITCHES.items() for position in positions]


def orders_and_money(held, choices):
    wanted = (Derivation("orders", "frequency"), Derivation("orders", "monetary"))
    found = held.answers(AS_OF, wanted, choices)
    return tuple(found[each]["anna"] for each in wanted)


def test_every_rule_and_position_is_tried_by_hand():
    assert {name: set(rule.treatments) for name, rule in RULES.items()} == {
        name: set(positions) for name, (_, positions) in SWITCHES.items()
    }
    assert {name: rule.treatments[0] for name, rule in RULES.items()} == DEFAULTS


@pytest.mark.parametrize(("rule", "position"), SWITCHED)
def test_each_position_of_a_switch(rule, position, in_files):
    odd, positions = SWITCHES[rule]
    held = in_files(Sample(("anna",), (table_of([KEPT, odd]),)))
    assert orders_and_money(held, {f"orders/{rule}": position}) == positions[position]


@pytest.mark.parametrize("rule", SWITCHES)
def test_a_switch_that_is_not_set_or_set_to_nonsense_stands_at_its_default(rule, in_files):
    odd, positions = SWITCHES[rule]
    held = in_files(Sample(("anna",), (table_of([KEPT, odd]),)))
    assert orders_and_money(held, {}) == positions[DEFAULTS[rule]]
    assert orders_and_money(held, {f"orders/{rule}": "sideways"}) == positions[DEFAULTS[rule]]


def test_a_switch_is_that_of_its_table(in_files):
    odd = SWITCHES["test"][0]
    tables = (table_of([KEPT, odd]), table_of([KEPT, odd], "shop"))
    held = in_files(Sample(("anna",), tables))
    counted = [Derivation(name, "frequency") for name in ("orders", "shop")]
    found = held.answers(AS_OF, counted, {"shop/test": "in"})
    assert [found[each]["anna"] for each in counted] == [1, 2]


RETURNED_AND = {  # what went back is treated as that, though it is cancelled or for nothing; a test is none of ours
    "cancelled": (line("anna", at(3), -4, order="2", status="cancelled"), (1, 6)),
    "called off": (line("anna", at(3), -4, order="C2", quantity=-1.0), (1, 6)),
    "for nothing": (line("anna", at(3), 0, order="2", quantity=-1.0), (1, 10)),
    "a test": (line("anna", at(3), -4, order="2", product="test"), (1, 10)),
    "untimed": (line("anna", None, -4, order="2"), (1, 10)),
}


@pytest.mark.parametrize("name", RETURNED_AND)
def test_what_went_back_and_meets_another_rule(name, in_files):
    odd, expected = RETURNED_AND[name]
    world = Sample(("anna", "bob"), (table_of([KEPT, odd, *MANY]),))
    assert orders_and_money(in_files(world), {}) == expected
    past = Past(world, AS_OF)
    assert (past.value("anna", Derivation("orders", "frequency")), past.value("anna", MONEY)) == expected


MONEY = Derivation("orders", "monetary")


def test_a_number_with_a_c_means_nothing_where_most_have_one(in_files):
    rows = [line("anna", at(day), 10, order=f"C100{day}") for day in range(5)]
    assert orders_and_money(in_files(Sample(("anna",), (table_of(rows),))), {}) == (5, 50)


# --- copies ----------------------------------------------------------------------------------------------------------


def copies_in(held):
    """How many rows of a table are taken for copies."""
    events = held.events["orders"]
    return held.backend.to_pyarrow(events.filter(rules.met(events, "duplicate"))).num_rows


TIMES_AND_ORDERS = (Part.CUSTOMER, Part.TIME, Part.VALUE, Part.ORDER)
ALIKE = line("anna", at(9), 10, order="1")
COPIES = {  # parts, whether there are days only -> copies among three rows alike
    "a time of day": (TIMES_AND_ORDERS[:3], False, 2),
    "a day and an order": (TIMES_AND_ORDERS, True, 2),
    "a time of day and an order": (TIMES_AND_ORDERS, False, 2),
    "days only": (TIMES_AND_ORDERS[:3], True, 0),
    "no time": ((Part.CUSTOMER, Part.VALUE, Part.ORDER), False, 0),
}


@pytest.mark.parametrize("name", COPIES)
def test_what_tells_a_copy(name, in_files):
    parts, days_only, expected = COPIES[name]
    told = Told("orders", About.ORDERS, parts, (ALIKE,) * 3, days_only)
    assert copies_in(in_files(Sample(("anna",), (told,)))) == expected


def test_a_row_that_differs_in_any_part_is_no_copy(in_files):
    different = {Part.CUSTOMER: "bob", Part.TIME: at(9, "12:00:01"), Part.VALUE: 11.0, Part.ORDER: None}
    rows = [ALIKE, *(ALIKE | {part: value} for part, value in different.items())]
    told = Told("orders", About.ORDERS, TIMES_AND_ORDERS, tuple(rows))
    assert copies_in(in_files(Sample(("anna",), (told,)))) == 0


def test_a_database_has_no_copies(in_database):
    assert copies_in(in_database(Sample(("anna",), (table_of([ALIKE] * 3),)))) == 0
