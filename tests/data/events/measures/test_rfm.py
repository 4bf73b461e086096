"""Scores and groups: as the R package rfm published them, and by hand where ties and holes could be."""

import csv
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import product

import ibis
import numpy as np
import pyarrow as pa
import pytest

from seg.core.derived import Derivation
from seg.core.events import About, Part
from seg.data.events.derive import cut_points, derived
from seg.data.events.measures.rfm import GROUPS, OTHERS, gridded, together
from tests.data.events.engines import in_duckdb
from tests.data.events.world import Sample, Told
from tests.data.tables import DATA

AS_OF = date(2006, 12, 31)
CLASSIC = {"rfm/scoring": "classic"}
SCORES = ("r_score", "f_score", "m_score")
RANKED = ("recency_days", "frequency", "monetary")
EDGES = {
    "recency_days": (115, 181, 297.4, 482),
    "frequency": (4, 5, 6, 8),
    "monetary": (255.8, 382, 506.4, 666),
}
FIRST_ROWS = {
    "Abbey O'Reilly": (205, 6, 472, "343"),
    "Add Senger": (140, 3, 340, "412"),
    "Aden Lesch": (194, 4, 405, "323"),
    "Aden Murphy": (98, 7, 596, "544"),
    "Admiral Senger": (132, 5, 448, "433"),
}
BOXES = {  # customers, orders, revenue
    "champions": (158, 1234, 120178),
    "loyal": (278, 1708, 166712),
    "potential_loyalists": (229, 801, 65873),
    "at_risk": (86, 438, 44178),
    "lost": (111, 244, 20955),
    "about_to_sleep": (50, 127, 10914),
    "need_attention": (35, 144, 13287),
    "others": (48, 210, 22061),
}
GRID = {
    "loyal": 187,
    "potential_loyalists": 159,
    "at_risk": 158,
    "lost": 128,
    "champions": 102,
    "hibernating": 69,
    "about_to_sleep": 67,
    "need_attention": 45,
    "cant_lose_them": 42,
    "promising": 21,
    "new_customers": 17,
}
PICTURE = """
    5 new_customers    potential_loyalists potential_loyalists champions champions
    4 promising        potential_loyalists potential_loyalists loyal     loyal
    3 about_to_sleep   about_to_sleep      need_attention      loyal     loyal
    2 hibernating      hibernating         at_risk             at_risk   cant_lose_them
    1 lost             lost                at_risk             at_risk   cant_lose_them
"""
NAMES = {int(row): names for row, *names in map(str.split, PICTURE.strip().splitlines())}

needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real files are not on this machine")


def definitions(*measures):
    return [Derivation("orders", measure) for measure in measures]


def shop(orders, folder):
    """Who ordered on which day for how much, in the engine."""
    parts = (Part.CUSTOMER, Part.TIME, Part.VALUE)
    rows = tuple(dict(zip(parts, order, strict=True)) for order in orders)
    customers = tuple(dict.fromkeys(row[Part.CUSTOMER] for row in rows))
    return in_duckdb(Sample(customers, (Told("orders", About.ORDERS, parts, rows, days_only=True),)), folder)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    with (DATA / "rfm_r" / "rfm_data_orders.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    orders = [(row["customer_id"], date.fromisoformat(row["order_date"]), float(row["revenue"])) for row in rows]
    return shop(orders, tmp_path_factory.mktemp("rfm"))


def answers(held, choices, *measures, as_of=AS_OF):
    """By customer, the values of the measures."""
    found = held.answers(as_of, definitions(*measures), choices)
    return dict(zip(held.sample.customers, zip(*(each.values() for each in found.values()), strict=True), strict=True))


@needs_data
def test_published_cut_points(published):
    """The package adds one to each quintile."""
    found = cut_points(published.backend, published.world(AS_OF), definitions(*SCORES))
    assert {f"orders:{name}": pytest.approx([edge - 1 for edge in edges]) for name, edges in EDGES.items()} == found


@needs_data
def test_published_first_rows(published):
    found = answers(published, CLASSIC, *RANKED, *SCORES)
    first = {who: (*found[who][:3], "".join(found[who][3:])) for who in sorted(found)[:5]}
    assert first == FIRST_ROWS


@needs_data
def test_published_groups(published):
    found = answers(published, CLASSIC, "rfm_group", "frequency", "monetary")
    totals = defaultdict(lambda: np.zeros(3))
    for group, orders, revenue in found.values():
        totals[group] += (1, orders, revenue)
    assert {group: tuple(total) for group, total in totals.items()} == BOXES


@needs_data
def test_the_grid_on_the_scores_of_the_package(published):
    world = published.world(AS_OF, CLASSIC)
    world = replace(world, cuts=cut_points(published.backend, world, definitions(*SCORES)))
    scores = derived(world, definitions(*SCORES))
    r, f, m = (scores[f"orders:{name}"].cast("int64") for name in SCORES)
    groups = published.backend.to_pyarrow(scores.select(group=gridded(r, together(f, m))))
    assert Counter(groups["group"].to_pylist()) == GRID


@needs_data
def test_our_scores_keep_to_the_quintiles(published):
    """Without the one added, a customer between two whole numbers moves: worked out again with numpy."""
    found = answers(published, {}, *RANKED, *SCORES, "rfm_group")
    ranked = np.array([values[:3] for values in found.values()])
    above = np.stack([np.searchsorted(np.quantile(column, [0.2, 0.4, 0.6, 0.8]), column) for column in ranked.T])
    r, f, m = 5 - above[0], above[1] + 1, above[2] + 1
    assert [values[3:6] for values in found.values()] == [tuple(map(str, each)) for each in zip(r, f, m, strict=True)]
    groups = [NAMES[row][column - 1] for row, column in zip(r, np.floor((f + m) / 2 + 0.5).astype(int), strict=True)]
    assert [values[6] for values in found.values()] == groups
    assert Counter(groups) == GRID | {"loyal": 186, "cant_lose_them": 43}


@needs_data
def test_frequency_alone(published):
    found = answers(published, {"rfm/fm": "frequency"}, *SCORES, "rfm_group")
    assert all(group == NAMES[int(r)][int(f) - 1] for r, f, _, group in found.values())


def test_every_cell_of_the_grid_has_its_name():
    r, fm = zip(*product(range(1, 6), repeat=2), strict=True)
    cells = ibis.memtable(pa.table({"r": r, "fm": fm}))
    cells = cells.mutate(group=gridded(cells.r, cells.fm))
    found = {(row["r"], row["fm"]): row["group"] for row in cells.to_pyarrow().to_pylist()}
    assert found == {(r, fm): name for r, names in NAMES.items() for fm, name in enumerate(names, 1)}
    assert len(found) == 25
    assert set(found.values()) == {*GROUPS} - {OTHERS}
    assert len(set(found.values())) == 11


def test_frequency_and_money_together_round_a_half_up():
    f, m = zip(*product(range(1, 6), repeat=2), strict=True)
    pairs = ibis.memtable(pa.table({"f": f, "m": m}))
    found = pairs.mutate(both=together(pairs.f, pairs.m)).to_pyarrow().to_pylist()
    assert all(row["both"] == int((row["f"] + row["m"]) / 2 + 0.5) for row in found)


def ordering(*numbers):
    """Customers who made so many orders each, one a day."""
    return [(f"c{who}", date(2006, 12, 1 + day), 10.0) for who, number in enumerate(numbers) for day in range(number)]


def test_who_is_alike_scores_alike(tmp_path):
    """Six of ten bought once: quintiles of all repeat, those of the different numbers 1, 2, 3, 4, 5 do not."""
    held = shop(ordering(1, 1, 1, 1, 1, 1, 2, 3, 4, 5), tmp_path)
    cuts = cut_points(held.backend, held.world(AS_OF), definitions("f_score"))
    assert cuts == {"orders:frequency": pytest.approx((1.8, 2.6, 3.4, 4.2))}
    found = answers(held, {}, "f_score")
    assert [score for (score,) in found.values()] == ["1"] * 6 + ["2", "3", "4", "5"]


def test_quintiles_that_do_not_repeat_are_of_all(tmp_path):
    held = shop(ordering(1, 1, 2, 3, 4, 4, 5, 6, 8, 9), tmp_path)
    cuts = cut_points(held.backend, held.world(AS_OF), definitions("f_score"))
    assert cuts == {"orders:frequency": pytest.approx((1.8, 3.6, 4.4, 6.4))}


def test_a_number_on_a_cut_point_stays_below(tmp_path):
    """Of 1 to 6 the quintiles are 2, 3, 4 and 5 themselves."""
    held = shop(ordering(1, 2, 3, 4, 5, 6), tmp_path)
    found = answers(held, {}, "f_score")
    assert [score for (score,) in found.values()] == ["1", "1", "2", "3", "4", "5"]
    found = answers(held, CLASSIC, "f_score")
    assert [score for (score,) in found.values()] == ["1", "1", "2", "3", "4", "5"]


def test_everybody_alike(tmp_path):
    """One value has no fifths: recency, frequency and money stay at the end that nothing lies beyond."""
    held = shop(ordering(1, 1, 1), tmp_path)
    assert set(answers(held, {}, *SCORES, "rfm_group").values()) == {("5", "1", "1", "new_customers")}


def test_who_never_ordered_is_in_no_group(tmp_path):
    """Money that went back, or an order after the day, is none."""
    orders = [*ordering(1, 2, 3), ("back", date(2006, 12, 1), -50.0), ("later", date(2007, 1, 1), 50.0)]
    held = shop(orders, tmp_path)
    for choices in ({}, CLASSIC):
        found = answers(held, choices, *SCORES, "rfm_group")
        assert found["back"] == found["later"] == (None, None, None, None)
        assert None not in {value for who in ("c0", "c1", "c2") for value in found[who]}


def test_who_never_ordered_moves_no_cut_point(tmp_path):
    orders = ordering(1, 2, 3, 4, 5, 6)
    never = [(f"n{who}", date(2006, 12, 1), -50.0) for who in range(9)]
    cuts = []
    for name, rows in (("all", [*orders, *never]), ("some", orders)):
        (folder := tmp_path / name).mkdir()
        held = shop(rows, folder)
        cuts.append(cut_points(held.backend, held.world(AS_OF), definitions(*SCORES)))
    assert cuts[0] == cuts[1]
    assert cuts[0]["orders:monetary"] == pytest.approx((20, 30, 40, 50))


def test_money_is_unknown_in_a_table_without_any(tmp_path):
    rows = tuple({Part.CUSTOMER: who, Part.TIME: day} for who, day, _ in ordering(1, 2))
    told = Told("orders", About.ORDERS, (Part.CUSTOMER, Part.TIME), rows, days_only=True)
    held = in_duckdb(Sample(("c0", "c1"), (told,)), tmp_path)
    assert set(answers(held, {}, "average_order_value", "m_score").values()) == {(None, None)}
    assert cut_points(held.backend, held.world(AS_OF), definitions("m_score")) == {}


def test_nobody_ordered(tmp_path):
    held = shop(ordering(1, 2), tmp_path)
    found = answers(held, {}, *SCORES, "rfm_group", as_of=date(2000, 1, 1))
    assert set(found.values()) == {(None, None, None, None)}


def test_frozen_cut_points_stay(tmp_path):
    """Cut points of last year rank this year's customers; the others are made anew."""
    held = shop(ordering(1, 2, 3, 4, 5, 6), tmp_path)
    choices = {"cuts/orders:frequency": "1/2/3/5.5"}
    assert [f for (f,) in answers(held, choices, "f_score").values()] == ["1", "2", "3", "4", "4", "5"]
    world = held.world(AS_OF, choices)
    cuts = cut_points(held.backend, replace(world, cuts={"orders:monetary": (7.0,)}), definitions(*SCORES))
    assert cuts["orders:frequency"] == (1, 2, 3, 5.5)
    assert cuts["orders:monetary"] == (7.0,)
    assert len(cuts["orders:recency_days"]) == 4
