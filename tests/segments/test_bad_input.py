"""What breaks a method elsewhere: a sentence, or the right answer, never a wrong one."""

import numpy as np
import pyarrow as pa
import pytest

from seg import pipeline
from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.segments.methods import METHODS
from tests.samples import column, dataset, recipe


def solved(columns, method="kmeans", k=None):
    """The solutions of a table of numbers, by name -> values."""
    table = pa.table({name: pa.array(values, pa.float64()) for name, values in columns.items()})
    data = dataset([column(name, Kind.NUMBER) for name in columns], len(table))
    choices = recipe(*columns, method=method, k=k)
    who = pipeline.population(data, table, choices)
    return who, pipeline.solve(who, choices)


def refused(columns, **choices):
    with pytest.raises(SegError) as problem:
        solved(columns, **choices)
    return problem.value.fact


resampled = pytest.mark.parametrize("method", [name for name, method in METHODS.items() if method.centred])
random = np.random.default_rng(0)


@resampled
def test_one_customer(method):
    assert refused({"x": [1.0]}, method=method).key == "error.too_few_included"


@resampled
def test_more_segments_than_different_customers(method):
    values = np.repeat([1.0, 2.0, 3.0], 20)
    assert refused({"x": values}, method=method, k=5)["different"] == 3
    assert max(solved({"x": values}, method=method)[1].by_k) == 3


@resampled
def test_one_value_for_all_of_them(method):
    assert refused({"x": np.ones(50), "y": np.zeros(50)}, method=method).key == "error.constant_dimensions"


@resampled
def test_nothing_known_at_all(method):
    assert refused({"x": [None] * 50}, method=method).key == "error.constant_dimensions"


@resampled
def test_numbers_at_the_end_of_the_scale(method):
    """1e308 beside 1: the giants are segments of their own, and every figure is finite."""
    ordinary = np.concatenate([random.normal(0, 1, 60), random.normal(9, 1, 60)])
    _, found = solved({"x": np.concatenate([ordinary, [1e308, -1e308]]), "y": np.tile([0.0, 1.0], 61)}, method=method)
    for solution in found.by_k.values():
        assert np.isfinite(solution.centres).all()
        assert solution.sizes.sum() == 122
    assert found.by_k[4].sizes.tolist().count(1) == 2


@resampled
def test_infinities_count_as_unknown(method):
    values = np.concatenate([random.normal(0, 1, 60), [np.inf, -np.inf]])
    who, found = solved({"x": values, "y": np.tile([0.0, 1.0], 31)}, method=method)
    assert np.isnan(who.encoded.matrix[-2:, 0]).all()
    assert np.isfinite(found.by_k[2].centres).all()


@resampled
def test_one_value_in_999_of_1000(method):
    values = np.zeros(1_000)
    values[7] = 5.0
    _, found = solved({"rare": values, "y": random.normal(size=1_000)}, method=method)
    assert min(solution.sizes.min() for solution in found.by_k.values()) >= 1


def test_five_hundred_dimensions_and_two_customers_for_each():
    x = random.normal(size=(1_000, 500))
    x[:500, :100] += 3
    _, found = solved({f"x{at}": x[:, at] for at in range(500)})
    sizes = np.bincount(found.by_k[2].labels[:500], minlength=2)
    assert max(sizes) == 500


@resampled
def test_a_customer_of_whom_nothing_is_known_is_placed_without_any_confidence(method):
    values = np.concatenate([random.normal(0, 1, 40), random.normal(9, 1, 40), [np.nan]])
    _, found = solved({"x": values}, method=method)
    assert found.by_k[2].confidence[-1] == 0


def test_the_order_of_the_file_changes_nothing():
    """The same customers in another order are in the same segments, bit for bit."""
    ids = np.array([f"C{at:04d}" for at in range(900)])
    columns = {"x": random.lognormal(size=900), "y": random.normal(size=900)}
    data = dataset([column("x", Kind.MONEY), column("y", Kind.NUMBER)], 900)
    found = []
    for order in (np.arange(900), random.permutation(900)):
        table = pa.table({"customer_id": ids[order]} | {name: values[order] for name, values in columns.items()})
        who = pipeline.population(data, table, recipe("x", "y"))
        solutions = pipeline.solve(who, recipe("x", "y")).by_k
        found.append({k: dict(zip(ids[order][who.rows], s.labels, strict=True)) for k, s in solutions.items()})
        confidence = {k: solution.confidence.tobytes() for k, solution in solutions.items()}
        found[-1]["confidence"] = confidence
    assert found[0] == found[1]


WORLDS = {
    "three different customers": {"x": np.repeat([1.0, 2.0, 3.0], 20)},
    "giants": {"x": np.concatenate([random.normal(size=60), [1e308, -1e308]]), "y": np.tile([0.0, 1.0], 31)},
    "infinities": {"x": np.concatenate([random.normal(size=60), [np.inf, -np.inf]]), "y": np.tile([0.0, 1.0], 31)},
    "one value for nearly all": {"x": np.where(np.arange(99) == 7, 5.0, 0.0), "y": random.normal(size=99)},
    "half of it missing": {
        f"x{at}": np.where(random.random(200) < 0.5, np.nan, random.normal(size=200)) for at in range(4)
    },
    "more dimensions than customers": {f"x{at}": random.normal(size=60) for at in range(80)},
    "a customer of whom nothing is known": {"x": np.concatenate([random.normal(size=59), [np.nan]])},
}  # fmt: skip


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_a_sentence_or_finite_segments_of_everybody(method, world):
    columns = WORLDS[world]
    try:
        _, found = solved(columns, method=method)
    except SegError:
        return
    for solution in found.by_k.values():
        assert solution.sizes.sum() == len(next(iter(columns.values())))
        assert solution.sizes[: solution.named].min() > 0
        assert np.isfinite(solution.centres).all()
        assert np.isfinite([solution.sse, solution.silhouette]).all()
        for array in solution.model.per_segment.values():  # a medoid is a customer, of whom something may be unknown
            assert array.dtype.kind != "f" or not np.isinf(array).any()
