"""The stages of the journey: each by hand with both sides of its edges, and all of them over a random world."""

from datetime import date

import pytest

from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.data.events.measures.journey import STAGES
from tests.data.events.engines import in_duckdb
from tests.data.events.world import AS_OF, Sample, Told, at, line, sample

STAGE = Derivation("orders", "stage")
REGULAR = (20, 50, 80)
OFTEN = (20, 50, 80, 110, 140, 170, 200, 230)
ORDERS = {  # days before the as-of day: the stage
    "once": [(20,), (365,)],
    "second": [(20, 50), (365, 730), (20, 20), (300, 310)],
    "regular": [REGULAR, (60, 90, 120), (10, 10, 10), (20, 50, 80, 110, 140, 170, 200)],
    "champion": [OFTEN, (60, 90, 120, 150, 180, 210, 240, 270)],
    "slipping": [(61, 91, 121), (61, 91, 121, 151, 181, 211, 241, 271), (200, 201, 202)],
    "lapsed": [(366,), (366, 400), (400, 430, 460)],
    "returned_after_lapse": [(10, 376), (10, 376, 377, 378), (0, 366)],
}
BEHIND = [(f"small_{number}", (20,)) for number in range(100)]
"""Customers with one order each, so that all others are among the fifth who spend most."""


def world(orders, visits=(), support=(), value=True):
    """Who ordered how many days ago; who visited; who asked for help how many days ago, and what became of it."""
    orders = dict(orders)
    parts = (Part.CUSTOMER, Part.TIME, *((Part.VALUE,) if value else ()))
    rows = tuple(
        line(who, at(day, f"{hour:02}:00:00"), (1 if who.startswith("small") else 10) if value else None)
        for who, days in orders.items()
        for hour, day in enumerate(days)
    )
    tables = [Told("orders", About.ORDERS, parts, rows)]
    if visits:
        rows = tuple(line(who, at(3)) for who in visits)
        tables.append(Told("visits", About.VISITS, (Part.CUSTOMER, Part.TIME), rows))
    if support:
        rows = tuple(line(who, at(day), status=status) for who, day, status in support)
        tables.append(Told("support", About.SUPPORT, (Part.CUSTOMER, Part.TIME, Part.STATUS), rows))
    return Sample(tuple(dict.fromkeys([*orders, *visits, *(who for who, _, _ in support), "nobody"])), tuple(tables))


def stages(told, folder, as_of=AS_OF, **choices):
    """By customer. Choices are those of the stage."""
    given = {f"stage/{name}": str(value) for name, value in choices.items()}
    return in_duckdb(told, folder).answers(as_of, [STAGE], given)[STAGE]


def test_every_stage_of_who_ordered(tmp_path):
    cases = [(f"{name}_{case}", name, days) for name, told in ORDERS.items() for case, days in enumerate(told)]
    found = stages(world(BEHIND + [(who, days) for who, _, days in cases]), tmp_path)
    assert {who: found[who] for who, _, _ in cases} == {who: name for who, name, _ in cases}


def test_who_never_ordered_visited_or_not(tmp_path):
    found = stages(world([("buyer", (20,))], visits=("buyer", "looker")), tmp_path)
    assert found == {"buyer": "once", "looker": "visitor", "nobody": "prospect"}


def test_without_visits_and_support_nobody_visits_or_waits(tmp_path):
    assert stages(world([("buyer", (20,))]), tmp_path) == {"buyer": "once", "nobody": "prospect"}


def test_an_order_after_the_day_is_none_yet(tmp_path):
    found = stages(world([("early", (20,)), ("late", (-1,)), ("today", (0,))]), tmp_path)
    assert found == {"early": "once", "late": "prospect", "today": "once", "nobody": "prospect"}


def test_waiting_for_an_answer_comes_before_all(tmp_path):
    """Of a champion, of who lapsed, of who never ordered; for 30 days, and not once it is answered."""
    orders = [*BEHIND, ("champion", OFTEN), ("lapsed", (500,)), ("answered", REGULAR), ("long_ago", REGULAR)]
    support = [
        ("champion", 0, "open"),
        ("lapsed", 30, "pending"),
        ("prospect", 5, "Open"),
        ("long_ago", 31, "open"),
        ("answered", 9, "open"),
        ("answered", 8, "solved"),
    ]
    found = stages(world(orders, support=support), tmp_path)
    assert {who: found[who] for who in ("champion", "lapsed", "prospect", "long_ago", "answered", "nobody")} == {
        "champion": "unanswered",
        "lapsed": "unanswered",
        "prospect": "unanswered",
        "long_ago": "regular",
        "answered": "regular",
        "nobody": "prospect",
    }


def test_support_that_does_not_say_what_is_open(tmp_path):
    told = world([("buyer", (20,))])
    rows = (line("buyer", at(2), type="question"),)
    support = Told("support", About.SUPPORT, (Part.CUSTOMER, Part.TIME, Part.TYPE), rows)
    assert stages(Sample(told.customers, (*told.tables, support)), tmp_path)["buyer"] == "once"


def test_a_champion_is_among_the_fifth_who_spend_most(tmp_path):
    """Of six who spend more and more the 80 % cut point is what the fifth spends: that one is a champion too."""
    parts = (Part.CUSTOMER, Part.TIME, Part.VALUE)
    rows = tuple(line(f"spends_{much}", at(day), much) for much in range(1, 7) for day in OFTEN)
    told = Sample(tuple(f"spends_{much}" for much in range(1, 7)), (Told("orders", About.ORDERS, parts, rows),))
    assert stages(told, tmp_path) == {
        **dict.fromkeys(("spends_1", "spends_2", "spends_3", "spends_4"), "regular"),
        **dict.fromkeys(("spends_5", "spends_6"), "champion"),
    }


@pytest.mark.parametrize("value", [True, False])
def test_without_amounts_the_orders_alone_make_a_champion(tmp_path, value):
    orders = [("small_one", OFTEN), *((f"big_{number}", REGULAR) for number in range(9))]
    found = stages(world(orders, value=value), tmp_path)
    assert found["small_one"] == ("regular" if value else "champion")
    assert found["big_0"] == "regular"


@pytest.mark.parametrize(
    ("days", "choices", "stage"),
    [
        ((20,), {"lapsed_days": 19}, "lapsed"),
        ((20,), {"lapsed_days": 20}, "once"),
        ((5, 50), {"lapsed_days": 44}, "returned_after_lapse"),
        ((5, 50), {"lapsed_days": 45}, "second"),
        ((20, 50), {"regular_orders": 2}, "regular"),
        (REGULAR, {"regular_orders": 4}, "second"),
        ((31, 61, 91), {"slipping_times": 1}, "slipping"),
        ((30, 60, 90), {"slipping_times": 1}, "regular"),
        ((90, 120, 150), {"slipping_times": 3}, "regular"),
        (REGULAR, {"champion_orders": 3}, "champion"),
        (OFTEN, {"champion_orders": 9}, "regular"),
    ],
)
def test_moved_boundaries(tmp_path, days, choices, stage):
    assert stages(world([*BEHIND, ("mine", days)]), tmp_path, **choices)["mine"] == stage


def test_a_moved_boundary_of_waiting(tmp_path):
    told = world([("buyer", (20,))], support=[("buyer", 12, "open")])
    for allowed, stage in ((11, "once"), (12, "unanswered")):
        (folder := tmp_path / str(allowed)).mkdir()
        assert stages(told, folder, unanswered_days=allowed)["buyer"] == stage


FACTS = (
    "recency_days",
    "frequency",
    "monetary",
    "median_gap_days",
    "gap_before_last_days",
)


def rules(facts, visits, waits, cut):
    """The stages whose own sentence is true of a customer, in the order in which they count."""
    recency, orders, money, gap, before = facts
    never = orders == 0
    regular = orders >= 3
    return {
        "unanswered": waits is not None and waits <= 30,
        "visitor": never and visits > 0,
        "prospect": never,
        "lapsed": recency is not None and recency > 365,
        "returned_after_lapse": before is not None and before > 365,
        "slipping": regular and gap is not None and recency > 2 * gap,
        "champion": orders >= 8 and money >= cut,
        "regular": regular,
        "second": orders >= 2,
        "once": orders >= 1,
    }


@pytest.mark.parametrize("as_of", [date(2022, 3, 20), date(2023, 6, 1), AS_OF, date(2026, 1, 1)])
def test_everybody_of_a_random_world_is_in_one_stage(tmp_path, as_of):
    """The first stage that is true of a customer, and for each customer one is."""
    told = sample()
    held = in_duckdb(told, tmp_path)
    others = [Derivation("visits", "frequency"), Derivation("support", "unanswered_days")]
    asked = [STAGE, *(Derivation("orders", name) for name in FACTS), *others]
    found = list(held.answers(as_of, asked).values())
    by_customer = list(zip(*(each.values() for each in found), strict=True))
    spent = sorted(facts[2] for _, *facts in by_customer if facts[1] > 0)
    cut = _quintile(spent, 4)
    for stage, *facts, visits, waits in by_customer:
        true = [name for name, holds in rules(facts, visits, waits, cut).items() if holds]
        assert stage == true[0]
        assert stage in STAGES


def test_every_stage_is_somewhere_in_the_random_world(tmp_path):
    assert set(stages(sample(), tmp_path).values()) == set(STAGES)


def _quintile(values, fifth):
    """Type 7; of the different values where two quintiles are the same."""
    cuts = [_at(values, each / 5) for each in range(1, 5)]
    different = sorted(set(values))
    return cuts[fifth - 1] if len(set(cuts)) == 4 else _at(different, fifth / 5)


def _at(values, share):
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
