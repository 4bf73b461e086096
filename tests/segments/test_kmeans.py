"""k-means with and without missing values: objective, order and repetition."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from seg.segments import kmeans
from seg.segments.distances import Rows, nearest
from tests.samples import blobs

KS = tuple(range(2, 11))


def continuum(n, d=12, seed=0):
    """Recipe A6 of the methods reference: no structure at all, four columns skewed and evened."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(n, d)) @ (np.eye(d) + 0.25 * random.normal(size=(d, d)))
    x[:, :4] = np.arcsinh(np.exp(x[:, :4]))
    return ((x - x.mean(axis=0)) / x.std(axis=0)).astype(np.float32)


def sse(rows, centres):
    return float(nearest(rows, centres.astype(np.float32)).first.sum(dtype=np.float64))


def test_as_good_as_ten_full_fits_and_never_worse_with_more_segments(monkeypatch):
    smaller = {"fit_sample": 4_000, "start_sample": 2_000}
    monkeypatch.setattr(kmeans, "setting", lambda name, real=kmeans.setting: smaller.get(name) or real(name))
    x = continuum(12_000)
    rows = Rows.of(x)
    found = [sse(rows, centres) for centres in kmeans.fit(rows, KS, seed=0).values()]
    full = [KMeans(k, n_init=10, random_state=0).fit(x).inertia_ for k in KS]
    assert np.all(np.array(found) <= 1.001 * np.array(full))
    assert np.all(np.diff(found) < 0)


def test_a_small_far_segment_is_found():
    x, _ = blobs(1.2 * np.random.default_rng(0).normal(size=(5, 6)), per_group=1_000, sd=1)
    far, _ = blobs(np.full((1, 6), 6.0), per_group=15, sd=1)
    rows = Rows.of(np.vstack([x, far]))
    labels = nearest(rows, kmeans.fit(rows, (6,), seed=0)[6]).labels
    assert len(set(labels[-15:])) == 1
    assert (labels == labels[-1]).sum() < 25


def a3(seed, mechanism):
    """Recipe A3: four groups in eight columns, standardised on what is observed. Matrix with NaN, and the groups."""
    random = np.random.default_rng(seed)
    truth = random.integers(4, size=1_200)
    x = (1.25 * random.normal(size=(4, 8)))[truth] + random.normal(size=(1_200, 8))
    chances = {
        "random 10 %": np.full(x.shape, 0.1),
        "random 30 %": np.full(x.shape, 0.3),
        "high values": 0.4 / (1 + np.exp(-2 * (x - x.mean(axis=0)))),
        "two columns 60 %": np.where(np.arange(8) < 2, 0.6, 0) * np.ones(x.shape),
    }
    x[random.random(x.shape) < chances[mechanism]] = np.nan
    return (x - np.nanmean(x, axis=0)) / np.nanstd(x, axis=0), truth


@pytest.mark.parametrize("mechanism", ["random 10 %", "random 30 %", "high values", "two columns 60 %"])
def test_missing_values_cost_less_than_when_they_are_filled_with_the_median(mechanism):
    ours, filled = [], []
    for seed in range(6):
        x, truth = a3(seed, mechanism)
        rows = Rows.of(x)
        ours.append(adjusted_rand_score(truth, nearest(rows, kmeans.fit(rows, (4,), seed)[4]).labels))
        with_medians = np.where(np.isnan(x), np.nanmedian(x, axis=0), x)
        filled.append(adjusted_rand_score(truth, KMeans(4, n_init=10, random_state=seed).fit_predict(with_medians)))
    assert np.mean(ours) >= np.mean(filled)


def test_the_objective_over_observed_cells_never_rises():
    x, _ = a3(0, "random 30 %")
    rows = Rows.of(x)
    centres = rows.filled[:5]
    met = []
    for _ in range(15):
        centres, found = kmeans.lloyd(rows, centres, passes=1)
        met.append(found)
    assert np.all(np.diff(met) <= 1e-3)
    assert met[-1] < 0.9 * met[0]
    assert sse(rows, centres) == pytest.approx(np.nansum((x - centres[nearest(rows, centres).labels]) ** 2), rel=1e-5)


def test_one_missing_cell_changes_next_to_nothing():
    x = continuum(2_000)
    holed = x.copy()
    holed[0, 0] = np.nan
    whole, with_hole = (kmeans.lloyd(Rows.of(part), x[:4], passes=100) for part in (x, holed))
    assert with_hole[1] == pytest.approx(whole[1], rel=0.001)


def test_rows_without_any_value_and_segments_without_any_row_do_no_harm():
    x, truth = blobs([[0, 0], [8, 8]], per_group=50)
    rows = Rows.of(np.vstack([x, np.full((10, 2), np.nan)]))
    centres = kmeans.fit(rows, (2, 3), seed=0)
    assert adjusted_rand_score(truth, nearest(rows, centres[2]).labels[:100]) == 1
    far_away = kmeans.lloyd(rows, np.float32([[0, 0], [8, 8], [1e6, 1e6]]), passes=10)[0]
    assert far_away[2].tolist() == [1e6, 1e6]


def test_the_same_seed_gives_the_same_bits_and_another_seed_may_not():
    rows = Rows.of(continuum(1_500))
    one, two, other = (kmeans.fit(rows, (2, 5, 9), seed) for seed in (3, 3, 4))
    assert all(one[k].tobytes() == two[k].tobytes() for k in one)
    assert any(one[k].tobytes() != other[k].tobytes() for k in one)


def test_progress_only_grows_and_ends_at_all():
    told = []
    kmeans.fit(Rows.of(continuum(200)), (2, 3, 4), 0, lambda done, of: told.append(done / of))
    assert told == sorted(told)
    assert told[-1] == 1


def test_one_centre_more_is_a_row_and_one_less_is_the_least_missed():
    x, _ = blobs([[0, 0], [0.5, 0], [9, 9]], per_group=30, sd=0.1)
    rows = Rows.of(x)
    three = np.float32([[0, 0], [0.5, 0], [9, 9]])
    assert len(kmeans.with_one_less(rows, three)) == 2
    assert [9, 9] in kmeans.with_one_less(rows, three).tolist()
    more = kmeans.with_one_more(rows, three[:2], np.random.default_rng(0))
    assert more[2].sum() > 15  # of the group that has no centre yet
    same = Rows.of(np.zeros((5, 2)))
    assert kmeans.with_one_more(same, np.zeros((1, 2), np.float32), np.random.default_rng(0)).tolist() == [[0, 0]] * 2
