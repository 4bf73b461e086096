"""Where customers are cut in five: who is alike stays together, however it was added up."""

from itertools import count

import pytest

from seg.core.derived import Derivation
from seg.core.events import About
from seg.data.events.derive import cut_points
from tests.data.events.world import AS_OF, ORDER_PARTS, Sample, Told, at, line

SCORE, GROUP = Derivation("orders", "m_score"), Derivation("orders", "rfm_group")
NUMBERS = count(1)


def bought(who, *amounts, day=5):
    return [line(who, at(day), amount, order=str(next(NUMBERS))) for amount in amounts]


def world_of(*purchases):
    rows = tuple(row for each in purchases for row in each)
    customers = tuple(dict.fromkeys(next(iter(row.values())) for row in rows))
    return Sample(customers, (Told("orders", About.ORDERS, ORDER_PARTS, rows),))


@pytest.mark.parametrize("engine", ["files", "database"])
def test_who_spent_as_much_has_the_same_score(engine, request):
    """Three times 9.95 is 29.849999999999998 to a machine, and 29.85 to everybody else."""
    low = [bought(f"low{at_}", 1 + at_) for at_ in range(4)]
    alike = [bought(f"same in three {at_}", 9.95, 9.95, 9.95) for at_ in range(3)]
    alike += [bought(f"same in two {at_}", 20.15, 9.70) for at_ in range(3)]
    alike += [bought(f"same at once {at_}", 29.85) for at_ in range(3)]
    high = [bought(f"high{at_}", 100 + at_) for at_ in range(6)]
    held = request.getfixturevalue(f"in_{engine}")(world_of(*low, *alike, *high))
    found = held.answers(AS_OF, [SCORE])[SCORE]
    assert len({score for who, score in found.items() if who.startswith("same")}) == 1


CUTS_BY_HAND = {  # money of each customer -> cut points
    "six, at the customers themselves": ((0.25, 1, 2, 3, 4, 5), (1, 2, 3, 4)),
    "two": ((10, 20), (12, 14, 16, 18)),
    "one": ((10,), (10, 10, 10, 10)),
    "most alike": ((5, 5, 5, 5, 5, 5, 5, 10, 15), (7, 9, 11, 13)),  # of 5, 10, 15
    "nobody": ((), ()),
}


@pytest.mark.parametrize("name", CUTS_BY_HAND)
def test_cut_points_by_hand(name, in_files):
    money, expected = CUTS_BY_HAND[name]
    odd = [line("returned only", at(5), -500, order="1", quantity=-1.0)]  # did not order: cuts nobody
    held = in_files(world_of(odd, *(bought(f"c{at_}", each) for at_, each in enumerate(money))))
    found = cut_points(held.backend, held.world(AS_OF), [SCORE])
    assert found == {"orders:monetary": pytest.approx(expected)}


def test_a_customer_at_a_cut_stays_below_it(in_files):
    held = in_files(world_of(*(bought(f"c{each}", each or 0.25) for each in range(6))))
    assert list(held.answers(AS_OF, [SCORE])[SCORE].values()) == ["1", "1", "2", "3", "4", "5"]


def test_cut_points_that_were_frozen_stay(in_files):
    held = in_files(world_of(bought("anna", 10), bought("bob", 20)))
    choices = {"cuts/orders:monetary": "1/2/3/15"}
    assert held.answers(AS_OF, [SCORE], choices)[SCORE] == {"anna": "4", "bob": "5"}
    assert cut_points(held.backend, held.world(AS_OF, choices), [SCORE]) == {"orders:monetary": (1, 2, 3, 15)}


def test_who_never_ordered_has_no_score_and_no_group(in_files):
    held = in_files(world_of(bought("anna", 10), [line("bob", at(5), -10, order="1", quantity=-1.0)]))
    found = held.answers(AS_OF, [SCORE, GROUP])
    assert (found[SCORE]["bob"], found[GROUP]["bob"]) == (None, None)
