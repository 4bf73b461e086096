"""Segments that hang on one dimension, on one month, or on nothing at all."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.results import Model
from seg.segments import breaking
from seg.segments.breaking import CUSTOMERS, DIMENSION, MONTH, Trial, told, trials
from seg.segments.distances import Rows
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from seg.segments.methods.solution import solution_of
from tests.samples import blobs, material, mixed


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(
        breaking, "setting", lambda name, real=breaking.setting: 9 if name == "breaking_trials" else real(name)
    )


def solved(x, k):
    return solved_by("kmeans", material(x), k)


def solved_by(method, made, k):
    return made, solution_of(METHODS[method].fit(made, (k,), 0, True, silent)[k], made)


def groups():
    """Two groups that only x0 tells apart, and two that x1 and x2 both do."""
    return blobs([[0, 0, 0], [8, 0, 0], [0, 8, 8], [8, 8, 8]], per_group=60)[0]


def test_only_the_dimension_that_the_groups_hang_on_breaks_them():
    made, solution = solved(groups(), 4)
    found = [trial for trial in trials(made, solution, 0, {}) if trial.kind == DIMENSION]
    assert {trial.what for trial in found} == {"x0", "x1", "x2"}
    for trial in found:
        assert (len(trial.lost) > 0) == (trial.what == "x0")
        assert trial.stayed == pytest.approx(0.5, abs=0.1) if trial.what == "x0" else trial.stayed == 1


def test_a_fifth_of_the_customers_less_changes_nothing_where_groups_are_apart():
    made, solution = solved(groups(), 4)
    found = [trial for trial in trials(made, solution, 0, {}) if trial.kind == CUSTOMERS]
    assert [(trial.stayed, trial.lost) for trial in found] == [(1.0, ())] * 4


def test_a_lost_month_is_another_world_for_the_same_customers():
    x = groups()
    made, solution = solved(x, 4)
    flat = replace(made, rows=Rows.of(x * [0, 1, 1] + np.random.default_rng(0).normal(size=x.shape) * [3, 0, 0]))
    months = {"2025-11-01": lambda: flat, "2025-12-01": lambda: made, "2026-01-01": lambda: None}
    found = {trial.what: trial for trial in trials(made, solution, 0, months) if trial.kind == MONTH}
    assert set(found) == {"2025-11-01", "2025-12-01"}
    assert found["2025-12-01"] == Trial(MONTH, "2025-12-01", 1.0, ())
    assert found["2025-11-01"].stayed < 0.7


def test_one_dimension_is_never_left_out_and_turns_repeat_themselves():
    made, solution = solved(groups()[:, :1], 2)
    one, two = (tuple(trials(made, solution, 3, {})) for _ in range(2))
    assert one == two
    assert {trial.kind for trial in one} == {CUSTOMERS}
    assert len(one) == 9
    assert [Trial.from_json(trial.as_json()) for trial in one] == list(one)


def test_who_is_in_no_segment_is_no_segment_that_could_be_lost_or_lived_on_in():
    islands = Model("hdbscan", 3, {}, unassigned=True)  # two, and those between
    labels = np.repeat([0, 1, 2], [40, 30, 30])
    drowned = np.repeat([0, 2], [40, 60])  # the second is between now
    assert breaking._judged(CUSTOMERS, "", labels, islands, drowned, islands) == Trial(CUSTOMERS, "", 0.7, (1,))
    risen = np.repeat([0, 1, 1], [40, 30, 30])  # nobody is between, the second is twice itself
    assert breaking._judged(CUSTOMERS, "", labels, islands, risen, islands) == Trial(CUSTOMERS, "", 0.7, ())
    none = Model("hdbscan", 1, {}, unassigned=True)
    assert breaking._judged(CUSTOMERS, "", labels, islands, labels * 0, none) == Trial(CUSTOMERS, "", 0.3, (0, 1))


def test_what_is_left_may_allow_fewer_segments():
    patterns = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], float)
    made, solution = solved(np.repeat(patterns, 20, axis=0), 6)
    found = [trial for trial in trials(made, solution, 0, {}) if trial.kind == DIMENSION]
    assert {trial.what for trial in found} == {"x0", "x1", "x2"}
    assert all(len(trial.lost) >= 2 for trial in found), "four customers differ, and no more"


def test_a_dimension_that_the_method_cannot_do_without_is_left_in():
    random = np.random.default_rng(0)
    made = mixed(random.normal(size=(120, 1)), random.integers(3, size=(120, 2)), 3)
    found = trials(*solved_by("kamila", made, 3), 0, {})
    assert {trial.what for trial in found if trial.kind == DIMENSION} == {"d1", "d2"}


def test_what_was_planned_for_a_dimension_goes_to_the_others():
    random = np.random.default_rng(0)
    made = mixed(random.normal(size=(60, 2)), random.integers(3, size=(60, 1)), 3, shares=(0.5, 0.3, 0.2))
    left, columns = made.encoding.without("d0")
    assert [(part.dimension, part.planned_share) for part in left.dimensions] == [
        ("d1", pytest.approx(0.6)), ("d2", pytest.approx(0.4))
    ]  # fmt: skip
    assert columns.tolist() == [1, 2, 3, 4]


def test_what_is_told():
    found = (
        Trial(DIMENSION, "spend", 0.5, (1,)),
        Trial(DIMENSION, "age", 0.98, ()),
        Trial(CUSTOMERS, "", 0.9, ()),
        Trial(CUSTOMERS, "", 0.8, ()),
        Trial(MONTH, "2026-01-01", 0.9, ()),
    )
    first, of_dimension, of_month, of_customers = told(found, ("Loyal", "New"))
    assert (first["held"], first["count"]) == (4, 5)
    assert (of_dimension.key, of_dimension["dimension"], of_dimension["segments"]) == (
        "breaking.dimension", "spend", ("New",)
    )  # fmt: skip
    assert (of_month.key, of_month["count"], of_month["stayed_share"]) == ("breaking.no_month", 1, 0.9)
    assert (of_customers.key, of_customers["stayed_share"]) == ("breaking.customers", pytest.approx(0.85))
    lost = told((replace(found[2], lost=(0,)),), ("Loyal", "New"))[1]
    assert (lost.key, lost["segments"]) == ("breaking.customers_lost", ("Loyal",))
