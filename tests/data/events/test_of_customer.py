"""The history of one customer: each event with its outcome, nobody else's, nothing that people may not see."""

from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.data.days import day_number
from seg.data.events.choices import Choices
from seg.data.events.of_customer import (
    COUNTING,
    COUNTS,
    LATER,
    OTHER_CURRENCY,
    TAKEN_OFF,
    Event,
    deeds,
    of_customer,
    shown_parts,
)
from tests.data.events.engines import event_table
from tests.data.events.oracle import Past
from tests.data.events.world import AS_OF, ORDER_PARTS, Sample, Told, at, line

EARLIER = date(2023, 7, 1)
CASES = (
    (AS_OF, {}),
    (EARLIER, {"orders/returned": "out", "till/currency": "GBP"}),
    (AS_OF, {"orders/returned": "in", "orders/cancelled": "in", "orders/zero": "in", "till/currency": "EUR"}),
    (EARLIER, {f"orders/{rule}": "in" for rule in ("no_time", "duplicate", "test", "cancelled", "zero")}),
)


@pytest.fixture(scope="module")
def files(duckdb_world, tmp_path_factory):
    """The tables of the small world as canonical files, by name."""
    folder = tmp_path_factory.mktemp("canonical")
    return written(duckdb_world, folder)


def written(held, folder):
    paths = {}
    for name, events in held.events.items():
        paths[name] = folder / f"{name}.parquet"
        pq.write_table(held.backend.to_pyarrow(events.drop("key")), paths[name])
    return paths


def history(world, files, who, as_of=AS_OF, choices=None, used=()):
    tables = tuple(map(event_table, world.tables))
    row = world.customers.index(who)
    return of_customer(row, tables, files, as_of.isoformat(), Choices.of((choices or {}).items()), used)


def outcomes(found, table="orders"):
    return {outcome: count for name, outcome, count in found.outcomes if name == table}


@pytest.mark.parametrize(("as_of", "choices"), CASES)
def test_what_counts_is_what_dimensions_are_made_of(world, files, as_of, choices):
    past = Past(world, as_of, choices)
    for who in world.customers[::20]:
        found = history(world, files, who, as_of, choices)
        for told in world.tables:
            lines = past.events[told.name].get(who)
            lines = lines.lines if lines else ()
            rows = [row for row in told.rows if row[Part.CUSTOMER] == who]
            mine = [event for event in found.events if event.table == told.name]
            assert len(mine) == len(rows) == sum(outcomes(found, told.name).values())
            assert sum(event.outcome in COUNTING for event in mine) == len(lines)
            assert sum(event.outcome == TAKEN_OFF for event in mine) == sum(line.returned for line in lines)


WHY = {
    "only_cancelled": {"cancelled": 5},
    "only_tests": {"test": 4},
    "only_free": {"zero": 1},
    "free_too": {"zero": 1, COUNTS: 1},
    "only_untimed": {"no_time": 1},
    "told_twice": {COUNTS: 2, "duplicate": 2},
    "on_the_last_second": {COUNTS: 1},
    "after_the_last_second": {LATER: 1},
    "returned_and_cancelled": {TAKEN_OFF: 1, COUNTS: 1},
    "returned_for_nothing": {TAKEN_OFF: 1},
    "returned_by_status": {COUNTS: 1, TAKEN_OFF: 2},
    "half_returned": {COUNTS: 1, TAKEN_OFF: 1},
}


@pytest.mark.parametrize("who", WHY)
def test_the_rule_why_not_by_hand(world, files, who):
    assert outcomes(history(world, files, who)) == WHY[who]


def test_a_switch_decides(world, files):
    left_out = history(world, files, "returned_and_cancelled", choices={"orders/returned": "out"})
    assert outcomes(left_out) == {"returned": 1, COUNTS: 1}
    counted = history(world, files, "only_free", choices={"orders/zero": "in"})
    assert outcomes(counted) == {COUNTS: 1}


def test_moments_are_those_that_are_counted(world, files):
    latest = day_number(AS_OF.isoformat()) * 86_400 + 20 * 3_600  # 20:00 in New York
    written, utc = (
        history(world, files, "new_york", choices={"terminals/zoned": choice}) for choice in ("written", "utc")
    )
    assert (written.events[0].second, written.events[0].outcome) == (latest, COUNTS)
    assert (utc.events[0].second, utc.events[0].outcome) == (latest + 4 * 3_600, LATER)


def test_money_of_another_currency_is_none_of_ours(world, files):
    with_both = next(who for who in world.customers if currencies(world, who) == {"EUR", "GBP"})
    found = history(world, files, with_both, choices={"till/currency": "GBP"})
    till = [event for event in found.events if event.table == "till" and event.outcome in {COUNTS, OTHER_CURRENCY}]
    assert {event.outcome: event.get(Part.CURRENCY) for event in till} == {COUNTS: "GBP", OTHER_CURRENCY: "EUR"}
    heights = {deed.outcome: deed.height for deed in deeds(till, map(event_table, world.tables))}
    assert heights[OTHER_CURRENCY] is None
    assert heights[COUNTS] > 0


def currencies(world, who):
    """Of what a customer bought at the till and did not bring back, in time."""
    rows = [row for row in world.table("till").rows if row[Part.CUSTOMER] == who and row[Part.TIME] <= AS_OF]
    return {row[Part.CURRENCY] for row in rows if (row.get(Part.QUANTITY) or -1) > 0}


def test_the_latest_first_and_those_without_a_time_last(world, files):
    seconds = [event.second for event in history(world, files, "untimed_too").events]
    assert seconds[-1] is None
    for who in world.customers[::20]:
        known = [event.second for event in history(world, files, who).events if event.second is not None]
        assert known == sorted(known, reverse=True)


def test_the_same_whatever_the_order_of_the_rows(world, files, in_files, tmp_path):
    mixed = world.shuffled(5)
    other = written(in_files(mixed), tmp_path)
    for who in ("told_twice", "tied", "alike_on_one_day", *world.customers[:3]):
        assert history(mixed, other, who) == history(world, files, who)


def test_of_very_many_the_latest_are_read_and_all_are_counted(world, files, monkeypatch):
    monkeypatch.setattr("seg.data.events.of_customer.MOST_READ", 3)
    found = history(world, files, "on_all_edges")
    assert [event.second // 86_400 for event in found.events] == [day_number(AS_OF.isoformat()) - d for d in (-1, 0, 1)]
    assert found.count == 17


def test_comes_back_from_json_as_it_was(world, files):
    for event in history(world, files, "half_returned").events:
        assert Event.from_json(event.as_json()) == event


def test_lines_of_one_order_are_one_deed_but_what_went_back_is_another(in_files, tmp_path):
    bag = {"order": "1", "quantity": 1.0}
    rows = (
        line("anna", at(9, "10:00:00"), 8, product="p2", **bag),
        line("anna", at(9, "10:00:00"), 4, product="p1", **bag),
        line("anna", at(5), -4, product="p1", **(bag | {"quantity": -1.0})),
        line("anna", at(2, "08:00:00"), 2, product="p1"),
        line("anna", at(2, "09:00:00"), 1, product="p1"),
        line("bob", at(9), 100, order="2"),
    )
    world = Sample(("anna", "bob"), (Told("orders", About.ORDERS, ORDER_PARTS, rows),))
    found = history(world, written(in_files(world), tmp_path), "anna")
    drawn = deeds(found.events, map(event_table, world.tables))
    assert [(deed.outcome, deed.rows, deed.height) for deed in drawn] == [
        (COUNTS, 1, 1),
        (COUNTS, 1, 2),
        (TAKEN_OFF, 1, -4),
        (COUNTS, 2, 12),
    ]
    assert set(dict(drawn[-1].texts)[Part.PRODUCT]) == {"p1", "p2"}
    assert drawn[-1].second == day_number((AS_OF).isoformat()) * 86_400 - 9 * 86_400 + 10 * 3_600


def test_scores_are_not_added_up():
    table = event_table(Told("answers", About.ANSWERS, (Part.CUSTOMER, Part.TIME, Part.SCORE), ()))
    events = [Event("answers", 60, COUNTS, ((Part.SCORE, score),)) for score in (9.0, 6.0)]
    assert [deed.height for deed in deeds(events, [table])] == [7.5]


COLUMNS = (
    Column("c0", "the order", Role.ID, Kind.TEXT),
    Column("c1", "the product", Role.CONTACT, Kind.TEXT),
    Column("c2", "the channel", Role.CHANNEL, Kind.NOMINAL, sensitive=True, held=True),
    Column("c3", "the place", Role.LOCATION, Kind.NOMINAL, sensitive=True),
    Column("c4", "the price", Role.AMOUNT, Kind.MONEY),
    Column("c5", "the status", Role.IGNORED, Kind.NOMINAL),
)
PARTS = (Part.CUSTOMER, Part.TIME, Part.PRICE, Part.ORDER, Part.PRODUCT, Part.CHANNEL, Part.PLACE, Part.STATUS)


@pytest.mark.parametrize(
    ("used", "shown"),
    [
        ((), {Part.VALUE, Part.ORDER}),
        (("orders:frequency", "other:preferred_channel"), {Part.VALUE, Part.ORDER}),
        (("orders:preferred_channel",), {Part.VALUE, Part.ORDER, Part.CHANNEL}),
    ],
)
def test_contact_details_never_and_personal_parts_only_where_they_are_used(used, shown):
    table = replace(event_table(Told("orders", About.ORDERS, PARTS, ())), columns=COLUMNS)
    assert set(shown_parts(table, map(Derivation.parse, used))) == shown


def test_what_is_not_shown_is_not_read(world, files):
    columns = (Column("c0", "the product", Role.CONTACT, Kind.TEXT),)
    tables = tuple(replace(event_table(told), columns=columns) for told in world.tables)
    found = of_customer(world.customers.index("returned_last"), tables, files, AS_OF.isoformat(), Choices())
    told = {part for event in found.events for part, _ in event.parts}
    assert Part.CATEGORY in told
    assert not {Part.PRODUCT, Part.CUSTOMER, Part.TIME} & told
