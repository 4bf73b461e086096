"""Dense islands: as scikit-learn finds them, told again from what a model keeps; and when there are none."""

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.metrics import adjusted_rand_score

from seg.core.errors import SegError
from seg.segments.methods import METHODS, hdbscan
from seg.segments.methods.method import silent
from tests.samples import blobs, material

ISLANDS = METHODS["hdbscan"]


@pytest.fixture(scope="module")
def sea():
    """Four islands of 100, and 150 customers anywhere: (rows, true group)."""
    x, truth = blobs([[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]])
    return np.vstack([x, np.random.default_rng(0).uniform(-3, 8, (150, 3))]), np.r_[truth, np.full(150, 4)]


def fitted(x):
    (model,) = ISLANDS.fit(material(x), (2, 3), 0, True, silent).values()
    return model


def test_everybody_is_where_scikit_learn_has_them(sea):
    x, truth = sea
    model = fitted(x)
    found = ISLANDS.assign(model, material(x))
    theirs = HDBSCAN(min_cluster_size=44, min_samples=15, copy=True).fit_predict(np.float32(x))  # 8 % of 550
    np.testing.assert_array_equal(found.labels, np.where(theirs < 0, 4, theirs))
    assert (model.k, model.unassigned) == (5, True)
    assert adjusted_rand_score(truth, found.labels) > 0.85
    assert (found.second != found.labels).all()


def test_small_islands_of_a_small_list_are_where_scikit_learn_has_them():
    x, truth = blobs([[0, 0], [9, 0], [0, 9]], per_group=10)
    model = fitted(x)
    labels = ISLANDS.assign(model, material(x)).labels
    theirs = HDBSCAN(min_cluster_size=3, min_samples=3, copy=True).fit_predict(np.float32(x))  # 8 % of 30
    np.testing.assert_array_equal(labels, np.where(theirs < 0, model.k - 1, theirs))
    assert adjusted_rand_score(truth, theirs) > 0.5


def test_a_model_that_keeps_few_of_them_tells_nearly_the_same(sea, monkeypatch):
    x, _ = sea
    whole = ISLANDS.assign(fitted(x), material(x)).labels
    monkeypatch.setattr(
        hdbscan, "setting", lambda name, real=hdbscan.setting: {"island_points": 200}.get(name, real(name))
    )
    model = fitted(x)
    assert len(model.shared["points"]) == 200
    assert np.mean(ISLANDS.assign(model, material(x)).labels == whole) > 0.93


def test_others_are_told_by_where_they_lie(sea):
    model = fitted(sea[0])
    others = np.array([[5, 0, 0.1], [0.2, 0, 0], [2.5, 2.5, 2.5], [99, 0, 0], [np.nan, 5.1, np.nan], [np.nan] * 3])
    found = ISLANDS.assign(model, material(others))
    home = ISLANDS.assign(model, material(np.array([[5.0, 0, 0], [0, 0, 0], [0, 5, 0]]))).labels
    assert found.labels.tolist() == [home[0], home[1], 4, 4, home[2], 4]
    assert found.second[3] == home[0]  # the nearest, though it is far
    assert found.confidence[3] > 80
    assert found.confidence[5] == 0 or found.labels[5] == 4


def test_who_is_known_in_part_must_be_nearer_in_that_part(sea):
    """One of three numbers is a third of the distance: outside on it alone, once it stands for all three."""
    model = fitted(sea[0])
    home = int(ISLANDS.assign(model, material(np.array([[5.0, 0, 0]]))).labels[0])
    reach = np.sqrt(model.per_segment["reach"][home])
    east = model.shared["points"][model.per_segment["members"][home]][:, 0].max()
    part = np.array([[east + share * reach, np.nan, np.nan] for share in (0.3, 0.8)])
    assert ISLANDS.assign(model, material(part)).labels.tolist() == [home, 4]


def test_there_are_no_more_islands_than_there_can_be_segments(monkeypatch):
    centres = [[8 * row, 8 * column] for row in range(4) for column in range(4)]
    x, _ = blobs(centres, per_group=60)
    monkeypatch.setattr(hdbscan, "smallest_useful", lambda n: 20)
    model = fitted(x)
    assert 3 <= model.k <= 12


def test_one_crowd_is_no_islands():
    crowd = np.random.default_rng(0).normal(size=(400, 5))
    with pytest.raises(SegError) as problem:
        fitted(crowd)
    assert problem.value.fact.key == "error.hdbscan_no_islands"
    (model,) = ISLANDS.fit(material(crowd), (2,), 0, False, silent).values()  # of a sample drawn again, that is said
    assert (ISLANDS.assign(model, material(crowd)).labels == 0).all()
    assert (model.k, model.unassigned) == (1, True)


def test_customers_who_are_all_alike_are_an_island_of_their_own():
    x = np.repeat([[0.0, 0], [1, 0], [0, 1]], 100, axis=0)
    found = ISLANDS.assign(fitted(x), material(np.vstack([x, [[0.5, 0.5]]])))
    assert adjusted_rand_score(np.repeat([0, 1, 2], 100), found.labels[:300]) == 1
    assert found.labels[300] == 3


def test_it_is_refused_where_most_have_something_missing(sea):
    x = sea[0].copy()
    x[:275, 0] = np.nan
    assert ISLANDS.refused(material(x)) is None
    x[275, 1] = np.nan
    problem = ISLANDS.refused(material(x)).fact
    assert problem.key == "error.hdbscan_missing"
    assert problem["missing_share"] == pytest.approx(276 / 550)
