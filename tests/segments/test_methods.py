"""What every method promises."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_info, threadpool_limits

from seg.core.results import Model
from seg.segments.methods import METHODS
from seg.segments.methods.method import Method, register, silent
from tests.samples import blobs, material, mixed

CENTRES = [[0, 0, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]]
KS = (2, 3, 4, 5, 6)
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))


def known(x, groups=None):
    """Numbers, and a column of the team's own that tells the groups; without them, four at random."""
    groups = np.random.default_rng(5).integers(4, size=len(x)) if groups is None else groups
    column = {"group_names": ("a", "b", "c", "d"), "group_column": "orders:rfm_group"}
    return replace(material(x), groups=groups.astype(np.int32), **column)


def fitted(method, given, ks, seed=0, thorough=True):
    return method.fit(given, ks, seed, thorough, silent)


def named(model):
    return model.k - model.unassigned


@every_method
@pytest.mark.parametrize("thorough", [True, False])
def test_it_finds_the_planted_groups(method, thorough):
    given = known(*blobs(CENTRES))
    models = fitted(method, given, KS, thorough=thorough)
    assert {k: model.k for k, model in models.items()} == {k: k for k in models}
    assert {named(model) for model in models.values()} == ({4} if method.finds_k else set(KS))
    four = next(model for model in models.values() if named(model) == 4)
    assert adjusted_rand_score(given.groups, method.assign(four, given).labels) > 0.99


@every_method
def test_it_finds_them_though_every_fifth_value_is_missing(method):
    x, truth = blobs(CENTRES, sd=0.3)
    x -= x.mean(axis=0)
    x[np.random.default_rng(1).random(x.shape) < 0.2] = np.nan
    given = known(x, truth)
    (model,) = fitted(method, given, (4,)).values()
    found = method.assign(model, given)
    whole = ~np.isnan(x).any(axis=1)
    assert adjusted_rand_score(truth[whole], found.labels[whole]) > 0.95


@every_method
def test_it_repeats_itself(method):
    given = known(np.random.default_rng(0).normal(size=(300, 4)))
    one, two = (fitted(method, given, KS, seed=7, thorough=not method.finds_k) for _ in range(2))
    assert [model.as_json() for model in one.values()] == [model.as_json() for model in two.values()]


@every_method
def test_a_model_assigns_one_customer_as_it_assigns_all_and_again_after_it_was_written_down(method):
    given = known(*blobs(CENTRES, sd=1.5))
    model = next(reversed(fitted(method, given, (3, 4)).values()))
    found = method.assign(model, given)
    read = Model.from_json(json.loads(json.dumps(model.as_json())))
    for at in range(0, len(given), 37):
        alone = method.assign(read, given.take(slice(at, at + 1)))
        assert (alone.labels[0], alone.second[0]) == (found.labels[at], found.second[at])
        assert abs(int(alone.confidence[0]) - int(found.confidence[at])) <= 1
    assert (found.labels != found.second).all()
    assert found.confidence.max() <= 100


@every_method
def test_segments_in_another_order_are_the_same_segments(method):
    given = known(*blobs(CENTRES, sd=1.5))
    model = next(reversed(fitted(method, given, (4,)).values()))
    order = np.r_[np.roll(np.arange(named(model)), 1), np.arange(named(model), model.k)]
    before, after = (method.assign(each, given) for each in (model, model.reordered(order)))
    assert np.mean(order[after.labels] == before.labels) > 0.999  # ties may fall otherwise


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.centred])
def test_more_segments_are_never_further_from_their_customers(name):
    method, x = METHODS[name], np.random.default_rng(0).normal(size=(500, 3))
    models = fitted(method, material(x), KS)
    sse = [method.assign(models[k], material(x)).misfit.sum() for k in KS]
    assert np.all(np.diff(sse) <= 0)


def test_the_tree_is_the_one_of_scipy():
    x, _ = blobs(CENTRES, sd=2)
    models = fitted(METHODS["ward"], material(x), KS)
    tree = linkage(np.float32(x).astype(float), "ward")
    for k in KS:
        labels = fcluster(tree, k, "maxclust")
        expected = np.array([x[labels == label].mean(axis=0) for label in range(1, k + 1)])
        found = models[k].per_segment["centres"]
        np.testing.assert_allclose(np.sort(found, axis=0), np.sort(expected, axis=0), atol=1e-4)


VACATIONERS = (246, 201, 95, 156, 129, 173)
"""How many of 1,000 tourists are of each of six kinds, as in Dolnicar & Leisch 2008."""


@pytest.mark.parametrize("name", ["kmeans", "latent_class", "medoids"])
def test_kinds_of_tourists_are_found_in_twenty_yes_and_no_answers(name):
    """Every kind says yes to five activities, two of them those of the next kind, nine times in ten."""
    random = np.random.default_rng(0)
    truth = np.repeat(np.arange(6), VACATIONERS)
    chances = np.full((6, 20), 0.1)
    for kind in range(6):
        chances[kind, np.arange(3 * kind, 3 * kind + 5) % 20] = 0.9
    said = (random.random((1_000, 20)) < chances[truth]).astype(int)
    made = mixed(np.empty((1_000, 0)), said, 2)
    model = METHODS[name].fit(made, (6,), 0, True, silent)[6]
    assert adjusted_rand_score(truth, METHODS[name].assign(model, made).labels) > 0.85


def most_threads():
    return max(library["num_threads"] for library in threadpool_info())


@pytest.fixture
def watched():
    """A method whose model and labels are how many threads it was given."""
    yield register(Method("watched", lambda *given: most_threads(), lambda *given: most_threads()))
    del METHODS["watched"]


def test_sums_do_not_depend_on_how_many_threads_there_are(watched):
    with threadpool_limits(2):
        assert most_threads() == 2
        assert watched.fit(known(np.eye(3)), (2,), 0, True, silent) == watched.assign(None, None) == 1


def test_islands_are_the_same_in_one_thread_and_in_two():
    x = np.random.default_rng(3).normal(size=(2500, 30)).astype(np.float32)
    x[:1200] += 4
    given, bits = known(x), []
    for threads in (1, 2):
        with threadpool_limits(threads):
            (model,) = fitted(METHODS["hdbscan"], given, KS).values()
            bits.append(model.shared["core"].tobytes() + METHODS["hdbscan"].assign(model, given).misfit.tobytes())
    assert bits[0] == bits[1]
