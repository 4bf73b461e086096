"""What every method promises."""

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score

from seg.core.results import Model
from seg.segments.methods import METHODS
from seg.segments.methods.method import silent
from tests.samples import blobs, material

CENTRES = [[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]]
KS = (2, 3, 4, 5, 6)
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))


def fitted(method, x, ks, seed=0, thorough=True):
    return method.fit(material(x), ks, seed, thorough, silent)


@every_method
@pytest.mark.parametrize("thorough", [True, False])
def test_it_finds_the_planted_groups(method, thorough):
    x, truth = blobs(CENTRES)
    models = fitted(method, x, (4,) if method.finds_k else KS, thorough=thorough)
    assert set(models) == ({4} if method.finds_k else set(KS))
    assert adjusted_rand_score(truth, method.assign(models[4], material(x)).labels) > 0.99


@every_method
def test_it_finds_them_though_every_fifth_value_is_missing(method):
    x, truth = blobs(CENTRES, sd=0.3)
    x -= x.mean(axis=0)
    x[np.random.default_rng(1).random(x.shape) < 0.2] = np.nan
    model = fitted(method, x, (4,))[4]
    found = method.assign(model, material(x))
    whole = ~np.isnan(x).any(axis=1)
    assert adjusted_rand_score(truth[whole], found.labels[whole]) > 0.95


@every_method
def test_it_repeats_itself(method):
    x = np.random.default_rng(0).normal(size=(300, 4))
    one, two = (fitted(method, x, KS, seed=7) for _ in range(2))
    assert [model.as_json() for model in one.values()] == [model.as_json() for model in two.values()]


@every_method
def test_a_model_assigns_one_customer_as_it_assigns_all_and_again_after_it_was_written_down(method):
    x, _ = blobs(CENTRES, sd=1.5)
    model = next(reversed(fitted(method, x, (3, 4)).values()))
    found = method.assign(model, material(x))
    read = Model.from_json(model.as_json())
    for at in range(0, len(x), 37):
        alone = method.assign(read, material(x[at : at + 1]))
        assert (alone.labels[0], alone.second[0]) == (found.labels[at], found.second[at])
        assert abs(int(alone.confidence[0]) - int(found.confidence[at])) <= 1
    assert (found.labels != found.second).all()
    assert found.confidence.max() <= 100


@every_method
def test_segments_in_another_order_are_the_same_segments(method):
    x, _ = blobs(CENTRES, sd=1.5)
    model = next(reversed(fitted(method, x, (4,)).values()))
    order = np.roll(np.arange(model.k), 1)
    before, after = (method.assign(each, material(x)) for each in (model, model.reordered(order)))
    assert np.mean(order[after.labels] == before.labels) > 0.999  # ties may fall otherwise


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.centred])
def test_more_segments_are_never_further_from_their_customers(name):
    method, x = METHODS[name], np.random.default_rng(0).normal(size=(500, 3))
    models = fitted(method, x, KS)
    sse = [method.assign(models[k], material(x)).misfit.sum() for k in KS]
    assert np.all(np.diff(sse) <= 0)


def test_the_tree_is_the_one_of_scipy():
    x, _ = blobs(CENTRES, sd=2)
    models = fitted(METHODS["ward"], x, KS)
    tree = linkage(np.float32(x).astype(float), "ward")
    for k in KS:
        labels = fcluster(tree, k, "maxclust")
        expected = np.array([x[labels == label].mean(axis=0) for label in range(1, k + 1)])
        found = models[k].per_segment["centres"]
        np.testing.assert_allclose(np.sort(found, axis=0), np.sort(expected, axis=0), atol=1e-4)
