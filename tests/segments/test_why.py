"""What pulls a customer to the own segment and away from the next adds up to how much better the own one fits."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.results import Model
from seg.segments.distances import Rows, nearest
from seg.segments.encoding import encode
from seg.segments.methods import METHODS, Material, Method, centres
from seg.segments.methods.solution import solution_of
from seg.segments.why import Pull, is_exact, pulls
from tests.samples import SHOP_COLUMNS, material, recipe, shop

NAN = np.nan


def test_by_hand():
    rows = material(np.array([[1, 5], [1, NAN]], np.float32))
    solution = solution_of(centres.model("kmeans", np.array([[0, 9], [4, 6]], np.float32)), rows)
    first = solution.centres.tolist().index([0, 9])
    told = pulls(solution, rows, first, 1 - first)  # squares to this centre 1 and 16, to the other 9 and 1
    assert told[0] == (Pull("x0", 8.0), Pull("x1", -15.0))
    assert told[1] == (Pull("x0", 8.0), Pull("x1", 0.0)), "what is not known pulls nowhere"
    back = pulls(solution, rows, 1 - first, first)
    assert [pull.pull for pull in back[0]] == [-8.0, 15.0]


@pytest.fixture(scope="module")
def shoppers():
    """Customers of every kind of dimension, with missing values, and three segments of k-means."""
    _, customers, _ = shop()
    columns = {each.label: each for each in SHOP_COLUMNS}
    encoded = encode(customers, columns, recipe(*columns), "2026-01-01")
    asked = Material(Rows.of(encoded.matrix), encoded.encoding)
    found = METHODS["kmeans"].fit(asked, (3,), 0, False, lambda done, of: None)
    return asked, solution_of(found[3], asked)


def test_they_add_up_to_the_difference_of_the_distances(shoppers):
    asked, solution = shoppers
    assert asked.rows.seen is not None, "some ages are missing"
    gone = nearest(asked.rows, solution.centres)
    for row in range(0, len(asked), 7):
        one = asked.take(slice(row, row + 1))
        (told,) = pulls(solution, one, int(solution.labels[row]), int(gone.next[row]))
        assert [pull.dimension for pull in told] == [part.dimension for part in asked.encoding.dimensions]
        assert sum(pull.pull for pull in told) == pytest.approx(gone.second[row] - gone.first[row], abs=1e-6)
        assert sum(pull.pull for pull in told) >= 0


def test_methods_that_say_it_themselves_are_believed_and_others_told_by_means(shoppers, monkeypatch):
    asked, solution = shoppers
    one = asked.take(slice(0, 1))
    silent = Method("silent", METHODS["kmeans"].fit, METHODS["kmeans"].assign)
    likely = replace(silent, name="likely", pulls=lambda model, material, own, other: np.array([[1.0] * 8 + [0.5]]))
    monkeypatch.setattr("seg.segments.why.METHODS", {"silent": silent, "likely": likely})
    mute = replace(solution, model=Model("silent", 3, {}))
    assert sum(p.pull for p in pulls(mute, one, 0, 1)[0]) == pytest.approx(distance(solution, asked, 1, 0), abs=1e-6)
    assert not is_exact(mute)
    spoken = replace(solution, model=Model("likely", 3, {}))
    assert pulls(spoken, one, 0, 1)[0][-1] == Pull("", 0.5), "what no dimension says is told too"
    assert is_exact(spoken)


def distance(solution, asked, far, near):
    """Squared distance of the first customer to one centre less that to another, over what is known."""
    x, seen = asked.rows.filled[0].astype(float), asked.rows.seen[0]
    gap = ((x - solution.centres[far]) ** 2 - (x - solution.centres[near]) ** 2) * seen
    return gap.sum()
