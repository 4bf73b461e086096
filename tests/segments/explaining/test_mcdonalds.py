"""The four segments of the book (Dolnicar, Gruen & Leisch 2018), told by rules: tasty or not, expensive or not."""

import numpy as np
import pyarrow as pa
import pytest

from seg.core.columns import Kind
from seg.segments.explaining.rules import told
from seg.segments.explaining.shortest import shortest_rules
from seg.segments.explaining.surrogate import surrogate
from seg.segments.explaining.typing_tool import typing_tool
from tests.samples import column
from tests.segments.published_answers import read

ITEMS = [
    "yummy",
    "convenient",
    "spicy",
    "fattening",
    "greasy",
    "fast",
    "cheap",
    "tasty",
    "expensive",
    "healthy",
    "disgusting",
]
TASTE, PRICE = {"yummy": 1, "tasty": 1, "disgusting": -1}, {"expensive": 1, "cheap": -1}


@pytest.fixture(scope="module")
def segments():
    """(customers, columns, labels, the four profiles as (tasty, expensive) by label)."""
    from sklearn.cluster import KMeans

    rows = read("mcdonalds")
    fitted = KMeans(4, n_init=20, random_state=0).fit(
        np.array([[cell == "Yes" for cell in row] for row in rows], float)
    )
    assert fitted.inertia_ <= 1604
    middles = [dict(zip(ITEMS, centre, strict=True)) for centre in fitted.cluster_centers_]
    profiles = {label: (middle["tasty"] > 0.5, middle["expensive"] > 0.5) for label, middle in enumerate(middles)}
    table = pa.table({name: list(values) for name, values in zip(ITEMS, zip(*rows, strict=True), strict=True)})
    columns = {name: column(name, Kind.BINARY, levels=("No", "Yes")) for name in ITEMS}
    return table, columns, fitted.labels_.astype(np.uint8), profiles


def said(conditions):
    """What conditions say of taste and price, as (tasty, expensive)."""
    found = {}
    for part in conditions:
        yes = part.among == ("Yes",)
        for at, words in enumerate((TASTE, PRICE)):
            if part.dimension in words:
                found[at] = yes == (words[part.dimension] > 0)
    return found[0], found[1]


def test_a_tree_of_four_leaves_says_the_profiles(segments):
    table, columns, labels, profiles = segments
    rules = told(surrogate(table, columns, labels, 4, seed=0), 4)
    assert {part.label: said(part.rules[0].conditions) for part in rules.segments} == profiles
    assert [len(part.rules) for part in rules.segments] == [1] * 4
    assert rules.fidelity > 0.8
    assert all(part.figures.lift > 2 for part in rules.segments)


def test_so_do_the_shortest_rules(segments):
    table, columns, labels, profiles = segments
    rules = shortest_rules(table, columns, labels, 4, seed=0)
    assert {rule.label: said(rule.conditions) for rule in rules} == profiles
    assert all(len(rule.conditions) == 2 for rule in rules)
    assert all(rule.figures.precision + rule.figures.recall > 1.6 for rule in rules)


def test_a_few_of_the_eleven_questions_place_nine_in_ten(segments):
    table, columns, labels, _ = segments
    tool = typing_tool(table, columns, labels, 4, seed=0)
    assert len(tool.questions) <= 5
    assert tool.reached
    assert tool.accuracy > 0.88
