"""A map that stands while its customers change: who has not changed stays, who moved is where they are now."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from seg import pipeline
from seg.core.columns import Kind
from seg.core.errors import SegError
from seg.core.results import Landmarks
from seg.segments.customer_map import placed_map, umap_map
from seg.segments.orientation import AS_IT_IS, turn_onto
from seg.segments.pca_map import pca_map
from tests.samples import blobs, column, dataset, recipe, shop

SIX = 3 * np.random.default_rng(5).normal(size=(6, 8))
FORMING = ("spend", "orders", "satisfaction", "channel", "joined")


@pytest.fixture(scope="module")
def world(compiled_umap):
    x, truth = blobs(SIX, per_group=60)
    return x.astype(np.float32), truth, umap_map(x, seed=0)


def test_the_map_comes_turned_as_its_sketch(world):
    x, _, drawn = world
    assert drawn.method == "umap"
    np.testing.assert_allclose(turn_onto(drawn.xy, pca_map(x).xy), AS_IT_IS, atol=1e-5)


def test_who_moves_from_one_group_to_another_is_found_there_and_all_others_stay(world):
    x, truth, drawn = world
    after, movers = x.copy(), np.flatnonzero(truth == 0)[:20]
    after[movers] = x[np.flatnonzero(truth == 3)[:20]] + 0.05
    found = placed_map(after, drawn.landmarks, drawn.method, seed=0)
    stayed = np.setdiff1d(np.arange(len(x)), movers)
    np.testing.assert_allclose(found.xy[stayed], drawn.xy[stayed], atol=1e-6)
    middles = np.stack([drawn.xy[truth == group].mean(axis=0) for group in range(6)])
    nearest = np.linalg.norm(found.xy[movers][:, None] - middles, axis=2).argmin(axis=1)
    assert (nearest == 3).all()
    assert found.landmarks is drawn.landmarks
    assert found.trust["trustworthiness"] > 0.9
    assert found.near.shape == (len(x), 15)


def test_a_slow_drift_is_a_slow_drift_on_the_map(world):
    x, _, drawn = world
    drift = 0.01 * np.random.default_rng(1).normal(size=x.shape).astype(np.float32)
    moved = np.linalg.norm(placed_map(x + drift, drawn.landmarks, "umap", seed=0).xy - drawn.xy, axis=1)
    assert np.quantile(moved, 0.9) < 0.02, "a hundredth of the width of the map"


def test_newcomers_are_placed_as_the_base_was_scaled(world):
    x, _, drawn = world
    few = placed_map(x[:100], drawn.landmarks, "umap", seed=0)
    np.testing.assert_allclose(few.xy, drawn.xy[:100], atol=1e-6)


def base_of(who):
    """Customers of the shop as they lie on a picture of no importance."""
    x = np.nan_to_num(who.encoded.matrix)
    positions = np.random.default_rng(0).normal(size=(len(x), 2)).astype(np.float32)
    return pipeline.MapBase(Landmarks(x, positions), who.encoded.encoding, "umap")


def test_another_day_and_another_file_are_encoded_as_the_base_was():
    data, customers, _ = shop(per_group=40)
    who = pipeline.population(data, customers, recipe(*FORMING))
    base = base_of(who)
    rows, later = pipeline.placed_on(base, data, customers, recipe(*FORMING, as_of="2026-06-01"))
    np.testing.assert_array_equal(rows, who.rows)
    np.testing.assert_allclose(later.xy, base.landmarks.positions, atol=1e-5)
    half = customers.slice(0, 90)
    other = replace(data, id="e" * 64, rows_used=90, latest_date="2026-03-01")
    rows, found = pipeline.placed_on(base, other, half, recipe("spend", "orders"))
    np.testing.assert_allclose(found.xy, base.landmarks.positions[:90], atol=1e-5)
    np.testing.assert_array_equal(pipeline.laid_on(base, half), found.xy)


def test_what_the_base_stands_on_must_be_known_in_the_same_way():
    data, customers, _ = shop(per_group=40)
    base = base_of(pipeline.population(data, customers, recipe(*FORMING)))
    columns = [
        column("spend", Kind.DATE) if each.label == "spend" else each for each in data.columns if each.label != "orders"
    ]
    days = pa.array([date(2026, 1, 1)] * len(customers))
    lacking = customers.drop_columns(["orders", "spend"]).append_column("spend", days)
    with pytest.raises(SegError, match="map_dimensions_missing") as problem:
        pipeline.placed_on(base, dataset(columns, len(customers)), lacking, recipe("channel"))
    assert set(problem.value.fact["dimensions"]) == {"spend", "orders"}
