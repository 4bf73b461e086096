"""One event more, less or moved changes what it should, of whom it should, and nothing else."""

from dataclasses import dataclass, replace

import pytest

from seg.core.derived import Derivation
from seg.core.events import Part
from tests.data.events.oracle import Past
from tests.data.events.test_three_engines import CUTS
from tests.data.events.world import AS_OF, at, line

LABELS = """
orders:recency_days orders:frequency orders:monetary orders:average_order_value orders:tenure_days orders:active_months
orders:median_gap_days orders:gap_before_last_days orders:overdue orders:spend_trend orders:returns_share
orders:discount_share orders:basket_size orders:categories_bought orders:category_share(category=Wine)
orders:channel_share(channel=web) orders:preferred_channel orders:last_channel orders:channels_used
orders:largest_value orders:did_any orders:did_any(days=30) orders:frequency(days=30) orders:monetary(days=30)
orders:did(type=sale) orders:weekend_share orders:daypart_share(daypart=morning) orders:occasion_share(occasion=january)
orders:r_score orders:f_score orders:m_score orders:rfm_group orders:stage
visits:frequency visits:recency_days visits:pages_seen visits:cart_abandoned emails:did(days=30;type=opened)
emails:at_least(days=30;times=3;type=opened) support:complaints support:unanswered_days
answers:latest_answer(type=nps) ratings:nps_group ratings:latest_score
"""
WANTED = [Derivation.parse(label) for label in LABELS.split()]


@dataclass(frozen=True)
class Mutation:
    """What is done to a table, and which labels of whom change by hand: label -> (before, after)."""

    table: str
    who: str
    change: object
    labels: dict[str, tuple]


def without(who, at_):
    return lambda rows: _replaced(rows, who, at_, ())


def moved(who, at_, to):
    return lambda rows: _replaced(rows, who, at_, lambda row: (row | {Part.TIME: to},))


def added(row):
    return lambda rows: (*rows, row)


def _replaced(rows, who, moment, by):
    """The rows, with the only one of a customer at a moment replaced."""
    (found,) = [place for place, row in enumerate(rows) if (row[Part.CUSTOMER], row[Part.TIME]) == (who, moment)]
    return (*rows[:found], *(by(rows[found]) if by else ()), *rows[found + 1 :])


NEW = {"order": "99001", "quantity": 2.0}
MUTATIONS = {
    "the second order never was": Mutation(
        "orders",
        "stage_second",  # ordered 20 and 50 days ago, for 300 each, and filled a cart 19 days ago
        without("stage_second", at(20)),
        {
            "orders:recency_days": (20, 50),
            "orders:frequency": (2, 1),
            "orders:monetary": (600, 300),
            "orders:active_months": (2, 1),
            "orders:median_gap_days": (30, None),
            "orders:gap_before_last_days": (30, None),
            "orders:overdue": (20 / 30, None),
            "orders:did_any(days=30)": ("yes", "no"),
            "orders:frequency(days=30)": (1, 0),
            "orders:monetary(days=30)": (300, 0),
            "orders:occasion_share(occasion=january)": (0.5, 1.0),  # the other was on 25 January
            "orders:weekend_share": (0.5, 0.0),  # 20 days before a Friday is a Saturday
            "orders:r_score": ("4", "3"),  # cuts 10, 20, 365
            "orders:f_score": ("2", "1"),  # cuts 1, 2
            "orders:m_score": ("4", "3"),  # cuts 8, 300, 2400
            "orders:rfm_group": ("potential_loyalists", "about_to_sleep"),
            "orders:stage": ("second", "once"),
        },
    ),
    "the only order never was": Mutation(
        "orders",
        "stage_once",
        without("stage_once", at(20)),
        {
            "orders:recency_days": (20, None),
            "orders:frequency": (1, 0),
            "orders:monetary": (300, 0),
            "orders:average_order_value": (300, None),
            "orders:tenure_days": (20, None),
            "orders:active_months": (1, 0),
            "orders:spend_trend": (1, None),
            "orders:returns_share": (0, None),
            "orders:discount_share": (0, None),
            "orders:category_share(category=Wine)": (0, None),
            "orders:largest_value": (300, None),
            "orders:did_any": ("yes", "no"),
            "orders:did_any(days=30)": ("yes", "no"),
            "orders:frequency(days=30)": (1, 0),
            "orders:monetary(days=30)": (300, 0),
            "orders:weekend_share": (1, None),
            "orders:daypart_share(daypart=morning)": (0, None),
            "orders:occasion_share(occasion=january)": (0, None),
            "orders:r_score": ("4", None),
            "orders:f_score": ("1", None),
            "orders:m_score": ("3", None),
            "orders:rfm_group": ("potential_loyalists", None),
            "orders:stage": ("once", "visitor"),
            "visits:cart_abandoned": ("no", "yes"),
        },
    ),
    "a day over the edge of a window": Mutation(
        "orders",
        "on_the_first_second",  # one order, 29 days ago at midnight
        moved("on_the_first_second", at(29, "00:00:00"), at(30, "00:00:00")),
        {
            "orders:recency_days": (29, 30),
            "orders:tenure_days": (29, 30),
            "orders:did_any(days=30)": ("yes", "no"),
            "orders:frequency(days=30)": (1, 0),
            "orders:monetary(days=30)": (8, 0),
        },
    ),
    "a day over the as-of date": Mutation(
        "orders",
        "on_the_last_second",
        moved("on_the_last_second", at(0, "23:59:59"), at(-1, "00:00:00")),
        {
            "orders:recency_days": (0, None),
            "orders:frequency": (1, 0),
            "orders:monetary": (8, 0),
            "orders:average_order_value": (8, None),
            "orders:tenure_days": (0, None),
            "orders:active_months": (1, 0),
            "orders:spend_trend": (1, None),
            "orders:returns_share": (0, None),
            "orders:discount_share": (0, None),
            "orders:category_share(category=Wine)": (0, None),
            "orders:largest_value": (8, None),
            "orders:did_any": ("yes", "no"),
            "orders:did_any(days=30)": ("yes", "no"),
            "orders:frequency(days=30)": (1, 0),
            "orders:monetary(days=30)": (8, 0),
            "orders:weekend_share": (0, None),
            "orders:daypart_share(daypart=morning)": (0, None),
            "orders:occasion_share(occasion=january)": (0, None),
            "orders:r_score": ("5", None),
            "orders:f_score": ("1", None),
            "orders:m_score": ("2", None),
            "orders:rfm_group": ("potential_loyalists", None),
            "orders:stage": ("once", "prospect"),
        },
    ),
    "an order after the as-of date": Mutation(
        "orders", "trend_up", added(line("trend_up", at(-1, "00:00:00"), 500, channel="web", **NEW)), {}
    ),
    "an order of nobody": Mutation("orders", "tied", added(line(None, at(1), 500, channel="web", **NEW)), {}),
    "an order that was called off": Mutation(
        "orders", "twice_a_day", added(line("twice_a_day", at(1), 500, channel="web", status="cancelled", **NEW)), {}
    ),
    "an order on the as-of date": Mutation(
        "orders",
        "stage_lapsed",  # ordered 366 and 400 days ago, for 300 each, and filled a cart yesterday
        added(line("stage_lapsed", at(0, "08:00:00"), 600, channel="web", category="Wine", type="sale", **NEW)),
        {
            "orders:recency_days": (366, 0),
            "orders:frequency": (2, 3),
            "orders:monetary": (600, 1200),
            "orders:average_order_value": (300, 400),
            "orders:active_months": (2, 3),
            "orders:median_gap_days": (34, 200),
            "orders:gap_before_last_days": (34, 366),
            "orders:overdue": (366 / 34, 0),
            "orders:spend_trend": (None, 1),
            "orders:basket_size": (None, 2),
            "orders:categories_bought": (0, 1),
            "orders:category_share(category=Wine)": (0, 0.5),
            "orders:channel_share(channel=web)": (None, 1),
            "orders:preferred_channel": (None, "web"),
            "orders:last_channel": (None, "web"),
            "orders:channels_used": (0, 1),
            "orders:largest_value": (300, 600),
            "orders:did_any(days=30)": ("no", "yes"),
            "orders:frequency(days=30)": (0, 1),
            "orders:monetary(days=30)": (0, 600),
            "orders:did(type=sale)": ("no", "yes"),
            "orders:daypart_share(daypart=morning)": (0, 1 / 3),
            "orders:r_score": ("2", "5"),
            "orders:f_score": ("2", "3"),
            "orders:rfm_group": ("at_risk", "champions"),
            "orders:stage": ("lapsed", "returned_after_lapse"),
            "visits:cart_abandoned": ("yes", "no"),
        },
    ),
    "a return": Mutation(
        "orders",
        "stage_regular",  # ordered 20, 50 and 80 days ago, for 300 each
        added(line("stage_regular", at(1), -60, channel="web", order="99001", quantity=-1.0)),
        {
            "orders:monetary": (900, 840),
            "orders:average_order_value": (300, 280),
            "orders:returns_share": (0, 60 / 900),
            "orders:monetary(days=30)": (300, 240),
        },
    ),
    "an answer to a question": Mutation(
        "support",
        "stage_unanswered",
        added(line("stage_unanswered", at(1), type="question", status="closed")),
        {"support:unanswered_days": (30, None), "orders:stage": ("unanswered", "once")},
    ),
    "a third mail opened before the window": Mutation(
        "emails",
        "opened_thrice",  # twice 5 days ago, once 29 and once 30 days ago
        moved("opened_thrice", at(29, "10:00:00"), at(30, "11:00:00")),
        {"emails:at_least(days=30;times=3;type=opened)": ("yes", "no")},
    ),
    "a bad mark": Mutation(
        "ratings",
        "promoter_9",
        added(line("promoter_9", at(1), score=6.0)),
        {"ratings:latest_score": (None, 6), "ratings:nps_group": (None, "detractor")},
    ),
}


def mutated(world, mutations):
    for mutation in mutations:
        world = world.with_rows(mutation.table, mutation.change(world.table(mutation.table).rows))
    return world


def changed(before, after):
    """customer -> label -> (before, after)."""
    found = {}
    for each in WANTED:
        for who, was in before[each].items():
            if after[each][who] != pytest.approx(was, rel=1e-9):
                found.setdefault(who, {})[each.label] = (was, after[each][who])
    return found


@pytest.fixture(scope="module")
def found(world, duckdb_world, in_files_for_all):
    """What changes when all of it is done, each to another customer: customer -> label -> (before, after).

    With frozen cuts, so that nobody's rank moves for what another did.
    """
    held = in_files_for_all(mutated(world, MUTATIONS.values()))
    return changed(duckdb_world.answers(AS_OF, WANTED, CUTS), held.answers(AS_OF, WANTED, CUTS))


@pytest.mark.parametrize("name", MUTATIONS)
def test_changes_what_it_should(name, found):
    mutation = MUTATIONS[name]
    expected = {label: pytest.approx(values) for label, values in mutation.labels.items()}
    assert found.get(mutation.who, {}) == expected


def test_changes_nothing_of_anybody_else(found):
    customers = [mutation.who for mutation in MUTATIONS.values()]
    assert len(customers) == len(set(customers))
    assert found.keys() == {mutation.who for mutation in MUTATIONS.values() if mutation.labels}


CUT = ("recency_days", "frequency", "monetary")
RANKED = [Derivation("orders", name) for name in ("r_score", "f_score", "m_score", "rfm_group", "stage")]


@pytest.mark.parametrize("name", ["the only order never was", "an order on the as-of date"])
def test_with_fresh_cuts_the_ranks_of_others_move_as_they_should(name, world, in_files):
    needed = replace(world, tables=tuple(world.table(told) for told in ("orders", "visits", "support")))
    other = mutated(needed, [MUTATIONS[name]])
    past, found = Past(other, AS_OF), in_files(other).answers(AS_OF, RANKED)
    assert found == {each: past.answers(each) for each in RANKED}
    assert any(Past(needed, AS_OF).cuts("orders", measure) != past.cuts("orders", measure) for measure in CUT)
