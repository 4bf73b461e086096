"""The one run, from customers and a recipe to segments with their evidence."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_info, threadpool_limits

from seg import pipeline
from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.recipe import K_MAX, Filter, Forming
from seg.segments.encoding import Encoding
from seg.segments.names import proposed_names
from seg.segments.verdict import verdict
from tests.samples import SHOP_COLUMNS, blobs, column, dataset, recipe, shop

ALL = tuple(each.label for each in SHOP_COLUMNS)
FORMING = tuple(label for label in ALL if label != "age")


def bits(run):
    """One fingerprint of every array and figure of a run."""
    digest = hashlib.sha256(run.map.xy.tobytes())
    for k, solution in run.solutions.by_k.items():
        for array in (solution.labels, solution.centres, solution.confidence):
            digest.update(array.tobytes())
        profile = [part.as_json() for part in run.profiles[k]]
        figures = [
            solution.ids,
            solution.sse,
            solution.silhouette,
            run.solutions.drivers[k],
            run.stability[k].median,
        ]
        digest.update(json.dumps([figures, profile]).encode())
    return digest.hexdigest()


def small_run():
    """A run over every kind of dimension with missing values, small enough to repeat."""
    data, customers, _ = shop(per_group=40)
    return pipeline.run(data, customers, recipe(*FORMING, describing=("age",)), trials=3)


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def run(compiled_umap, told):
    data, customers, _ = shop()
    choices = recipe(*FORMING, describing=("age",))
    return pipeline.run(data, customers, choices, lambda stage, share: told.append((stage, share)))


def test_the_planted_groups_are_found_and_suggested(run):
    _, _, truth = shop()
    assert adjusted_rand_score(truth, run.solutions.by_k[3].labels) > 0.97
    assert run.stability[3].median > 0.95
    assert run.choice.holds
    assert run.k == run.choice.k >= 3  # members and others of the third group are stable parts of it
    assert verdict(run.solutions.by_k[3], run.stability[3], run.structure).grade == "natural"


def test_every_customer_is_counted_for_every_k(run):
    assert list(run.solutions.by_k) == list(run.profiles) == list(run.stability) == list(range(2, K_MAX + 1))
    for k, solution in run.solutions.by_k.items():
        assert solution.sizes.sum() == len(run.population.rows) == 900
        assert solution.sizes.tolist() == sorted(solution.sizes.tolist(), reverse=True)
        assert [part.n for part in profile_of(run.profiles[k], "orders").segments] == solution.sizes.tolist()
        assert len(set(solution.ids)) == k
        assert len({run.solutions.colours[segment] for segment in solution.ids}) == k
    sse = [solution.sse for solution in run.solutions.by_k.values()]
    assert sse == sorted(sse, reverse=True)


def profile_of(profile, dimension):
    return next(part for part in profile if part.dimension == dimension)


def test_a_segment_keeps_its_id_where_it_lives_on(run):
    three, four = run.solutions.by_k[3], run.solutions.by_k[4]
    lives_on = set(three.ids) & set(four.ids)
    assert len(lives_on) >= 2
    for segment in lives_on:
        before, after = three.labels == three.ids.index(segment), four.labels == four.ids.index(segment)
        assert (before & after).sum() / (before | after).sum() >= 0.3


def test_names_are_unique_and_silent_about_what_is_sensitive(run):
    for profile in run.profiles.values():
        names = proposed_names(profile)
        assert len({frozenset(name) for name in names}) == len(names)
        assert "age" not in {value for name in names for fact in name for _, value in fact.values}


def test_drivers_share_out_what_sets_segments_apart(run):
    for drivers in run.solutions.drivers.values():
        assert set(drivers) == set(FORMING)
        assert sum(part["planned"] for part in drivers.values()) == pytest.approx(1)
        assert sum(part["achieved"] for part in drivers.values()) == pytest.approx(1)
        assert all(0 <= part["eta_squared"] <= 1 for part in drivers.values())


def test_drivers_are_of_where_the_members_lie_whatever_decides_who_is_one(run):
    solved = pipeline.solve(run.population, recipe(*FORMING, method="ward"))
    encoded, labels = run.population.encoded, solved.by_k[5].labels
    (orders,) = (encoded.matrix[:, p.start] for p in encoded.encoding.dimensions if p.dimension == "orders")
    within = sum(orders[labels == label].var(dtype=float) * (labels == label).mean() for label in range(5))
    eta_squared = solved.drivers[5]["orders"]["eta_squared"]
    assert eta_squared == pytest.approx(1 - within / orders.var(dtype=float), rel=1e-5)


def test_stages_are_told_in_order(run, told):
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages[:5] == ["stage.encoding", "stage.segments", "stage.quality", "stage.profiles", "stage.stability"]
    assert stages[5:7] == ["stage.structure", "stage.map_landmarks"]
    assert all(0 <= share <= 1 for _, share in told)


def test_the_same_choices_give_the_same_bits_here_and_elsewhere(compiled_umap):
    root = Path(__file__).parents[1]
    code = (
        "from seg.jobs.warm import keep_compiled_layout; keep_compiled_layout();"
        "from tests.test_pipeline import bits, small_run; print(bits(small_run()))"
    )
    one_thread = dict(os.environ) | {"PYTHONPATH": str(root), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    elsewhere = subprocess.run([sys.executable, "-c", code], env=one_thread, capture_output=True, text=True, check=True)
    here = bits(small_run())
    assert bits(small_run()) == here
    assert elsewhere.stdout.split()[-1] == here


def test_figures_of_segments_do_not_depend_on_how_many_threads_there_are(run, monkeypatch):
    threads = []

    def watched(*given, real=pipeline.solution_of):
        threads.append(max(library["num_threads"] for library in threadpool_info()))
        return real(*given)

    monkeypatch.setattr(pipeline, "solution_of", watched)
    with threadpool_limits(2):
        pipeline.solve(run.population, recipe(*FORMING))
        pipeline.look(run.population, 3, 0)
    assert set(threads) == {1}


def test_scoring_the_same_customers_gives_the_same_segments(run):
    _, customers, _ = shop()
    who, encoding = (
        run.population,
        Encoding.from_json(json.loads(json.dumps(run.population.encoded.encoding.as_json()))),
    )
    for solution in run.solutions.by_k.values():
        found = pipeline.score(encoding, solution.model, who.customers)
        np.testing.assert_array_equal(found.labels, solution.labels)
        np.testing.assert_array_equal(found.confidence, solution.confidence)
    few = pipeline.score(encoding, solution.model, customers.slice(500, 50)).labels
    np.testing.assert_array_equal(few, solution.labels[500:550])


def test_customers_as_near_to_one_segment_as_to_another_are_scored_as_they_were_fitted():
    """Answers of yes and no: many customers lie exactly between two centres."""
    answers = np.random.default_rng(0).random((400, 4)) < 0.5
    columns = [column(f"q{number}", Kind.BINARY, levels=("no", "yes")) for number in range(4)]
    table = pa.table({each.label: np.where(part, "yes", "no") for each, part in zip(columns, answers.T, strict=True)})
    choices = recipe(*(each.label for each in columns))
    who = pipeline.population(dataset(columns, 400), table, choices)
    for solution in pipeline.solve(who, choices).by_k.values():
        labels = pipeline.score(who.encoded.encoding, solution.model, table).labels
        np.testing.assert_array_equal(labels, solution.labels)


def test_a_heavier_dimension_decides_more():
    x, truth = blobs([[0, 0], [4, 0], [0, 4], [4, 4]], per_group=60, sd=1)
    columns = (column("a", Kind.NUMBER), column("b", Kind.NUMBER))
    table = pa.table({"a": x[:, 0], "b": x[:, 1]})
    for heavy in (0, 1):
        weights = [9 if axis == heavy else 1 for axis in (0, 1)]
        choices = replace(recipe(), forming=tuple(Forming(c.label, w) for c, w in zip(columns, weights, strict=True)))
        who = pipeline.population(dataset(columns, len(x)), table, choices)
        solved = pipeline.solve(who, choices)
        assert adjusted_rand_score(truth // 2 if heavy else truth % 2, solved.by_k[2].labels) > 0.9
        assert solved.drivers[2][columns[heavy].label]["achieved"] > 0.95


def test_what_is_held_back_forms_for_a_reason_as_anything_does_and_names_nobody():
    data, customers, _ = shop(per_group=40)
    held = replace(data, columns=tuple(replace(each, held=each.label == "spend") for each in data.columns))
    plain = recipe("spend", "orders")
    reasoned = replace(plain, forming=(Forming("spend", reason="members asked for it"), Forming("orders")))
    with pytest.raises(SegError) as problem:
        pipeline.population(held, customers, plain)
    assert (problem.value.fact.key, problem.value.fact["dimensions"]) == ("error.held_back", ("spend",))
    pipeline.population(held, customers, recipe("orders", describing=("spend",)))
    found = {}
    for name, dataset_of, choices in (("free", data, plain), ("reasoned", held, reasoned)):
        who = pipeline.population(dataset_of, customers, choices)
        solved = pipeline.solve(who, choices)
        found[name] = solved, pipeline.describe(dataset_of, who, choices, solved)
    for k, solution in found["free"][0].by_k.items():
        np.testing.assert_array_equal(found["reasoned"][0].by_k[k].labels, solution.labels)
        np.testing.assert_array_equal(found["reasoned"][0].by_k[k].centres, solution.centres)
    named = {name: proposed_names(profile[3]) for name, (_, profile) in found.items()}
    spoken = {
        name: {value for facts in part for fact in facts for _, value in fact.values} for name, part in named.items()
    }
    assert "spend" in spoken["free"]
    assert "spend" not in spoken["reasoned"]


def test_filters_leave_the_others_out():
    data, customers, truth = shop()
    choices = recipe(*FORMING, filters=(Filter("channel", among=("web", "app")), Filter("joined", low="2022-01-01")))
    who = pipeline.population(data, customers, choices)
    assert len(who.customers) == len(who.rows) < 750
    assert set(who.customers["channel"].to_pylist()) == {"web", "app"}
    found = pipeline.look(who, 2, 0)
    assert adjusted_rand_score(truth[who.rows], found.labels) > 0.9
    assert sum(found.sizes) == len(who.rows)


@pytest.mark.parametrize(
    ("choices", "key"),
    [
        ({"filters": (Filter("spend", low=1e9),)}, "too_few_included"),
        ({"method": "astrology"}, "method_unknown"),
        ({"k": 5}, "k_exceeds_customers"),
    ],
)
def test_what_cannot_be_done_is_said(choices, key):
    columns = (column("spend", Kind.MONEY), column("visits", Kind.COUNT))
    table = pa.table({"spend": [1.0, 2, 3, 3] * 25, "visits": [1.0, 1, 2, 2] * 25})
    made = recipe("spend", "visits", **choices)
    with pytest.raises(SegError) as problem:
        pipeline.solve(pipeline.population(dataset(columns, 100), table, made), made)
    assert problem.value.fact.key == f"error.{key}"


def test_fewer_different_customers_give_fewer_segments():
    columns = (column("spend", Kind.MONEY),)
    table = pa.table({"spend": [1.0, 2, 3, 3] * 25})
    solved = pipeline.run(dataset(columns, 100), table, recipe("spend"), trials=3)
    assert list(solved.solutions.by_k) == [2, 3]
    assert solved.solutions.by_k[3].sizes.tolist() == [50, 25, 25]
    assert solved.map.method == "pca"


def test_a_first_answer_has_no_more_segments_than_its_sample_has_customers_who_differ():
    columns = (column("spend", Kind.MONEY), column("visits", Kind.COUNT))
    table = pa.table({"spend": [1.0, 2, 3] * 2000 + [99.0], "visits": [1.0, 1, 2] * 2000 + [1.0]})
    who = pipeline.population(dataset(columns, 6001), table, recipe("spend", "visits"))
    assert pipeline.feasible_ks(who) == (2, 3, 4)
    seed = next(seed for seed in range(9) if 6000 not in sample_of(seed))
    found = pipeline.look(who, 4, seed)
    assert (found.k, found.ids) == (3, ("s1", "s2", "s3"))


def sample_of(seed):
    return pipeline.kmeans.sorted_sample(6001, 4000, np.random.default_rng(seed))


def test_twenty_customers_are_enough():
    _, customers, _ = shop(per_group=5)
    found = pipeline.run(dataset(SHOP_COLUMNS, 20, "2026-01-01"), customers.slice(0, 20), recipe(*FORMING), trials=3)
    assert found.solutions.by_k[found.k].sizes.sum() == 20
