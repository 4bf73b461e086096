"""Through the whole pipeline: customers who belong to no segment, and segments that the team already has."""

import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from seg import pipeline
from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.results import Model
from seg.segments.encoding import Encoding
from seg.segments.identity import NO_COLOUR, UNASSIGNED
from seg.segments.names import proposed_names
from seg.segments.verdict import verdict
from tests.samples import blobs, column, dataset, recipe

TEAMS = ("north", "south", "east", "West")
COLUMNS = (column("x", Kind.NUMBER), column("y", Kind.NUMBER), column("team", Kind.NOMINAL))


def world():
    """Four islands of 100 with a team each, and 60 customers of no team between them."""
    x, truth = blobs([[0, 0], [9, 0], [0, 9], [9, 9]])
    x = np.vstack([x, np.random.default_rng(0).uniform(-3, 12, (60, 2))])
    truth = np.r_[truth, np.full(60, 4)]
    teams = pa.array([*TEAMS, None]).take(pa.array(truth))
    return dataset(COLUMNS, len(x)), pa.table({"x": x[:, 0], "y": x[:, 1], "team": teams}), truth


def solved(**choices):
    data, customers, truth = world()
    asked = recipe("x", "y", k=3, **choices)
    who = pipeline.population(data, customers, asked)
    solutions = pipeline.solve(who, asked)
    ((k, solution),) = solutions.by_k.items()
    described = pipeline.describe(data, who, asked, solutions)
    checked = pipeline.check(who, asked, solutions, rounds=5)
    choice = pipeline.choose(asked, solutions, described, checked)
    return who, solutions, solution, described[k], (checked, choice), truth


@pytest.fixture(scope="module")
def islands():
    return solved(method="hdbscan")


@pytest.fixture(scope="module")
def teams():
    return solved(method="column", segments_from="team")


def test_those_between_the_islands_are_a_segment_of_its_own_and_the_last(islands):
    _, solutions, solution, profile, _, truth = islands
    assert (solution.k, solution.named) == (5, 4)  # whatever k was asked for
    assert solution.ids == ("s1", "s2", "s3", "s4", UNASSIGNED)
    assert solutions.colours == {"s1": 0, "s2": 1, "s3": 2, "s4": 3, UNASSIGNED: NO_COLOUR}
    assert solution.sizes.sum() == len(truth)
    assert solution.sizes[4] < solution.sizes[0]
    assert adjusted_rand_score(truth[:400], solution.labels[:400]) > 0.97
    names = proposed_names(profile, solution.model)
    assert names[4] == (Fact.of("name.unassigned"),)
    assert Fact.of("name.unassigned") not in {fact for name in names[:4] for fact in name}


def test_they_are_left_out_of_what_is_measured_of_segments(islands):
    who, solutions, solution, _, checked, _ = islands
    matrix, inside = who.encoded.matrix.astype(float), solution.labels < 4
    assert solution.silhouette == pytest.approx(silhouette_score(matrix[inside], solution.labels[inside]), abs=1e-4)
    for at, name in enumerate(("x", "y")):
        known, labels = matrix[inside, at], solution.labels[inside]
        between = sum((labels == s).mean() * (known[labels == s].mean() - known.mean()) ** 2 for s in range(4))
        assert solutions.drivers[5][name]["eta_squared"] == pytest.approx(between / known.var(), abs=1e-4)
    stability, choice = checked
    found = stability[5]
    assert len(found.segments) == 4
    assert min(found.segments) > 0.9
    assert (choice.k, choice.holds) == (5, True)
    few = replace(solution, labels=np.where(solution.labels == 4, 0, solution.labels))
    for given, told in ((solution, 1), (few, 0)):
        facts = [fact.key for fact in verdict(given, found, None).facts]
        assert facts.count("verdict.unassigned") == told
        assert "verdict.small_segments" not in facts


def test_the_values_of_a_column_are_the_segments(teams):
    _, solutions, solution, profile, checked, truth = teams
    assert adjusted_rand_score(truth, solution.labels) == 1
    assert solution.sizes.tolist() == [100, 100, 100, 100, 60]
    assert solution.ids[4] == UNASSIGNED
    values = [name[0]["level"] for name in proposed_names(profile, solution.model)[:4]]
    assert [set(truth[solution.labels == at]) for at in range(4)] == [{TEAMS.index(value)} for value in values]
    stability, choice = checked
    assert (stability, choice.k, choice.holds) == ({}, 5, True)
    said = verdict(solution, None, None)
    assert said.grade == "ruled"
    assert [fact.key for fact in said.facts] == ["verdict.ruled", "verdict.separate", "verdict.unassigned"]
    assert solutions.drivers[5]["x"]["eta_squared"] > 0.9


def test_others_are_told_by_their_value_with_what_was_written_down(teams):
    who, _, solution, *_ = teams
    others = pa.table({"x": [0.0, 0.0, 0.0], "y": [0.0, 0.0, 0.0], "team": ["West", "south", "centre"]})
    read = json.loads(json.dumps([solution.model.as_json(), who.encoded.encoding.as_json()]))
    found = pipeline.score(Encoding.from_json(read[1]), Model.from_json(read[0]), others)
    values = solution.model.per_segment["values"]
    assert [str(values[label]) for label in found.labels] == ["West", "south", ""]
    assert found.labels[2] == 4
    with pytest.raises(SegError) as problem:
        pipeline.score(who.encoded.encoding, solution.model, others.drop_columns(["team"]))
    assert problem.value.fact.key == "error.dimensions_missing"


@pytest.mark.parametrize(
    ("choices", "key"),
    [
        ({"method": "column"}, "error.column_not_named"),
        ({"method": "column", "segments_from": "region"}, "error.dimensions_unknown"),
        ({"method": "rfm", "segments_from": "team"}, "error.rfm_no_orders"),
    ],
)
def test_a_column_that_makes_no_segments_is_refused(choices, key):
    with pytest.raises(SegError) as problem:
        solved(**choices)
    assert problem.value.fact.key == key


def test_a_column_that_is_held_back_makes_segments_only_when_somebody_says_why():
    data, customers, _ = world()
    held = tuple(replace(each, held=each.label == "team") for each in data.columns)
    asked = recipe("x", "y", method="column", segments_from="team")
    with pytest.raises(SegError) as problem:
        pipeline.population(replace(data, columns=held), customers, asked)
    assert problem.value.fact.key == "error.held_back"
    pipeline.population(replace(data, columns=held), customers, replace(asked, method="kmeans"))
