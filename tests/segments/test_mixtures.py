"""Mixtures against published figures, other implementations, planted groups and their own promises."""

import json
from itertools import pairwise

import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import norm
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from seg.core.columns import Kind
from seg.core.settings import SETTINGS
from seg.segments.distances import Rows
from seg.segments.encoding import Encoding, encode
from seg.segments.methods import METHODS, Material, gaussian, latent_class
from seg.segments.methods.method import silent
from seg.segments.methods.mixture import criteria
from seg.segments.mixtures import search
from seg.segments.mixtures.em import Mixtures, estimates, step
from seg.segments.mixtures.features import Features
from seg.ui.words.words import words
from tests.samples import SHOP_COLUMNS, answers, blobs, material, recipe, shop
from tests.segments.every_kind import customers, encoded
from tests.segments.published_answers import LOG_LIKELIHOODS, MCDONALDS, SHARES, read

LATENT, GAUSSIAN = METHODS["latent_class"], METHODS["gaussian"]


def fitted(method, given, ks, seed=0):
    return method.fit(given, ks, seed, True, silent)


def log_likelihood(model):
    return float(model.shared["log_likelihood"])


@pytest.mark.parametrize("name", LOG_LIKELIHOODS)
def test_published_log_likelihoods(name):
    given, published = answers(read(name)), dict(LOG_LIKELIHOODS[name])
    if 1 in published:
        one = estimates(*sums_of_all(latent_features(given)), latent_features(given).layout)
        assert step(one, latent_features(given))[1][0] == pytest.approx(published.pop(1), abs=0.01)
    models = fitted(LATENT, given, tuple(published))
    assert {k: log_likelihood(model) for k, model in models.items()} == pytest.approx(published, abs=0.01)
    shares = {len(told): told for told in [SHARES.get(name, ())]}
    for k in shares.keys() & models.keys():
        assert sorted(np.exp(models[k].per_segment["log_share"])) == pytest.approx(shares[k], abs=1e-3)


def latent_features(given):
    seen = latent_class.view(given)
    return Features.of(seen.hot, seen.numbers, seen.levels, seen.powers, 0.01, given.rows.weights)


def sums_of_all(features):
    total = features.weights.sum()
    return np.full((1, 1), total), (features.weights @ features.matrix)[None, None]


def test_mcdonalds():
    """The log likelihood is as good as that of the book for every k, and BIC is least at seven, as there."""
    given = answers(read("mcdonalds"))
    models = fitted(LATENT, given, tuple(MCDONALDS))
    found = {k: criteria(model) for k, model in models.items()}
    for k, (likely, aic, bic) in MCDONALDS.items():
        assert found[k]["log_likelihood"] >= likely - 0.5
        assert found[k]["aic"] <= aic + 1
        assert found[k]["bic"] <= bic + 1
    told = [[found[k]["aic"], found[k]["bic"]] for k in range(2, 8)]
    np.testing.assert_allclose(told, [MCDONALDS[k][1:] for k in range(2, 8)], rtol=0, atol=0.15)
    assert min(found, key=lambda k: found[k]["bic"]) == 7
    sizes = np.bincount(LATENT.assign(models[4], given).labels)
    assert sorted(sizes.tolist()) == pytest.approx([201, 281, 379, 592], abs=2)


def test_complete_numbers_are_those_of_scikit_learn():
    x, _ = blobs([[0, 0, 0], [2, 1, 0], [0, 2, 2]], per_group=150, sd=0.8)
    reference = GaussianMixture(3, covariance_type="diag", reg_covar=0, tol=1e-10, max_iter=2000, n_init=10)
    expected = reference.set_params(random_state=0).fit(np.float32(x)).score(np.float32(x)) * len(x)
    for method in (GAUSSIAN, LATENT):  # numbers alone are a Gaussian mixture for both
        model = fitted(method, material(x), (3,))[3]
        assert log_likelihood(model) == pytest.approx(expected, abs=1e-3)
        order, ours = np.argsort(reference.means_[:, 0]), np.argsort(model.per_segment["mean"][:, 0])
        assert model.per_segment["mean"][ours] == pytest.approx(reference.means_[order], abs=1e-2)
        assert model.per_segment["variance"][ours] == pytest.approx(reference.covariances_[order], abs=1e-2)


@pytest.mark.parametrize("method", [LATENT, GAUSSIAN], ids=["latent_class", "gaussian"])
def test_what_is_missing_adds_nothing_and_weights_are_exponents(method):
    """Log likelihood, labels and misfit from densities of scipy, one customer after another."""
    made = encoded(customers(300, missing=0.3))
    given = Material(Rows.of(made.matrix), made.encoding)
    model = fitted(method, given, (3,))[3]
    seen = (latent_class if method is LATENT else gaussian).view(given)
    joint = np.array([densities(model, seen, row) for row in range(len(given))])
    each = logsumexp(joint, axis=1)
    assert log_likelihood(model) == pytest.approx(each.sum(), rel=1e-9)
    assert sum(seen.powers[: len(seen.levels)]) + sum(seen.powers[len(seen.levels) :]) == pytest.approx(11)
    found = method.assign(model, given)
    assert found.labels.tolist() == joint.argmax(axis=1).tolist()
    assert found.misfit == pytest.approx(-each, rel=1e-5, abs=1e-3)
    two = np.sort(joint, axis=1)[:, -2:]
    assert found.confidence == pytest.approx(100 * (1 - np.exp(two[:, 0] - two[:, 1])), abs=1.01)


def densities(model, seen, row):
    """Log density of one customer with each segment, (k,)."""
    part, total = model.per_segment, model.per_segment["log_share"].copy()
    starts = np.concatenate([[0], np.cumsum(seen.levels)]).astype(int)
    for at, (start, end) in enumerate(pairwise(starts)):
        for level in np.flatnonzero(seen.hot[row, start:end]):
            total += seen.powers[at] * part["log_probability"][:, start + level]
    for at in np.flatnonzero(~np.isnan(seen.numbers[row])):
        density = norm.logpdf(seen.numbers[row, at], part["mean"][:, at], np.sqrt(part["variance"][:, at]))
        total += seen.powers[len(seen.levels) + at] * density
    return total


@pytest.mark.parametrize(("missing", "least"), [(0.0, 0.99), (0.3, 0.9)])
def test_planted_groups_of_every_kind(missing, least):
    """A third of the cells missing costs little: they are judged by the others."""
    _, columns, truth = shop()
    made = encode(columns, {each.label: each for each in SHOP_COLUMNS}, recipe(*columns.column_names), "2026-01-01")
    matrix, random = made.matrix.copy(), np.random.default_rng(0)
    for part in made.encoding.dimensions:
        matrix[random.random(len(matrix)) < missing, part.start : part.start + part.width] = np.nan
    given = Material(Rows.of(matrix), made.encoding)
    found = LATENT.assign(fitted(LATENT, given, (3,))[3], given).labels
    assert adjusted_rand_score(truth, found) > least


@pytest.mark.parametrize("missing", [0.0, 0.4])
def test_no_step_is_less_likely(missing):
    """Whatever the start, with missing cells and unequal weights, near the edges too."""
    made = encoded(customers(400, missing))
    features = latent_features(Material(Rows.of(made.matrix), made.encoding))
    random = np.random.default_rng(0)
    member = random.dirichlet(np.full(6, 0.1), (4, len(features))).transpose(0, 2, 1)
    mixtures = estimates(member.sum(axis=2), member @ features.matrix, features.layout)
    reached = []
    for _ in range(60):
        mixtures, likely = step(mixtures, features)
        reached.append(likely)
    assert (np.diff(reached, axis=0) >= -1e-9 * np.abs(reached[-1])).all()
    assert (reached[-1] > reached[0] + 1).all()


@pytest.mark.parametrize("method", [LATENT, GAUSSIAN], ids=["latent_class", "gaussian"])
def test_more_segments_are_never_less_likely(method):
    x = np.random.default_rng(0).normal(size=(60, 2)).round(0)  # few patterns: some k adds nothing
    likely = [log_likelihood(model) for model in fitted(method, material(x), tuple(range(2, 13))).values()]
    assert np.all(np.diff(likely) >= -1e-9 * np.abs(likely[0]))


def test_where_nothing_is_more_likely_one_segment_is_taken_twice():
    """As if the mixture of two were better than any of three: it is taken, with one of its segments halved."""
    x, _ = blobs([[0, 0, 0], [6, 0, 0]], per_group=300)
    rows, features = Rows.of(x), latent_features(material(x))
    two = search.best_for_every(features, rows, (2,), 0, silent)[2]
    unbeaten = search.Found(two.mixture, np.inf)
    three = search._best(((features, rows), features, features), 3, unbeaten, np.random.default_rng(0))
    assert three.mixture.k == 3
    assert three.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-9)


def test_a_segment_in_two_halves_is_as_likely():
    x, _ = blobs([[0, 0], [4, 4]])
    features = latent_features(material(x))
    member = np.random.default_rng(0).dirichlet(np.ones(3), len(x)).T[None]
    one = estimates(member.sum(axis=2), member @ features.matrix, features.layout)
    assert step(search._halved(one), features)[1] == pytest.approx(step(one, features)[1], rel=1e-12)


def test_a_parted_segment_leads_where_starts_do_not(monkeypatch):
    """From one start nine blobs are not found; each k learns from the one before."""
    few = {"mixture_starts": 1, "finalists": 1}
    monkeypatch.setattr(search, "setting", lambda name: few.get(name, SETTINGS[name].value))
    x, truth = blobs(8 * np.random.default_rng(0).normal(size=(9, 3)), per_group=60)
    found = LATENT.assign(fitted(LATENT, material(x), tuple(range(2, 10)))[9], material(x)).labels
    assert adjusted_rand_score(truth, found) > 0.95


def test_weights_are_repeated_rows():
    x, _ = blobs([[0, 0], [2, 2]], per_group=40)
    times = np.random.default_rng(0).integers(1, 5, len(x))
    features = latent_features(material(np.repeat(x, times, axis=0)))
    rows = Rows.of(x)
    weighted = latent_features(Material(Rows(rows.filled, None, times.astype(np.float32)), material(x).encoding))
    member = np.random.default_rng(1).dirichlet(np.ones(3), len(x)).T[None]
    one = estimates((member * times).sum(axis=2), (member * times) @ weighted.matrix, weighted.layout)
    two = Mixtures(*one.parts)
    for _ in range(20):
        one, likely = step(one, weighted)
        two, of_all = step(two, features)
        assert likely == pytest.approx(of_all, rel=1e-9)
    for mine, other in zip(one.parts, two.parts, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-9, atol=1e-9)


def test_answers_alike_are_fitted_as_one():
    given = answers([("yes", "no", "yes")] * 40 + [("no", "no", "yes")] * 30 + [("no", "yes", "no")] * 50)
    few = given.take(np.array([0, 40, 70]))
    weighted = Material(Rows(few.rows.filled, None, np.float32([40, 30, 50])), given.encoding)
    one, two = (fitted(LATENT, each, (2,))[2] for each in (given, weighted))
    assert one.as_json() == two.as_json()


@pytest.mark.parametrize("method", [LATENT, GAUSSIAN], ids=["latent_class", "gaussian"])
def test_the_heavier_dimension_decides(method):
    """Two dimensions have two groups each, across each other: those of the heavier one are found."""
    x, truth = blobs([[0, 0], [0, 3], [3, 0], [3, 3]], sd=0.7)
    given = material(x - x.mean(axis=0))
    for heavy in (0, 1):
        parts = [type(p)(**{**vars(p), "planned_share": 0.8 if at == heavy else 0.2})
                 for at, p in enumerate(given.encoding.dimensions)]  # fmt: skip
        weighted = Material(given.rows, Encoding(tuple(parts)))
        found = method.assign(fitted(method, weighted, (2,))[2], weighted).labels
        assert adjusted_rand_score(truth // 2 if heavy == 0 else truth % 2, found) > 0.85


def test_criteria_by_hand():
    given = answers([("a", "x", "m")] * 30 + [("b", "y", "n")] * 30 + [("a", "y", "m")] * 4)
    model = fitted(LATENT, given, (2,))[2]
    told, likely = criteria(model), log_likelihood(model)
    m, n = 2 * 3 + 1, 64
    assert told["aic"] == pytest.approx(-2 * likely + 2 * m)
    assert told["bic"] == pytest.approx(-2 * likely + m * np.log(n))
    assert told["bic"] <= told["icl"] < told["bic"] + 5  # hardly anybody is between the two


def test_the_number_of_threads_changes_nothing():
    made = encoded(customers(500))
    given = Material(Rows.of(made.matrix), made.encoding)
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(json.dumps(fitted(LATENT, given, (3,))[3].as_json()))
    assert found[0] == found[1]


def test_more_customers_than_are_fitted_are_assigned():
    given = answers([("yes", "no", "yes"), ("no", "yes", "no")] * 60_000)
    x = material(np.random.default_rng(0).normal(size=(101_000, 1)))
    model = LATENT.fit(x, (2,), 0, False, silent)[2]
    assert float(model.shared["n"]) == LATENT.most_rows < len(LATENT.assign(model, x).labels)
    assert float(LATENT.fit(given, (2,), 0, False, silent)[2].shared["n"]) == 120_000  # as two rows with weights


def test_what_they_cannot_be_used_on_is_said():
    assert "2 of the 3" in words("en").say(LATENT.refused(answers([("a", "b"), ("c", "d")])).fact)
    assert LATENT.refused(answers([("a", "b", "x"), ("c", "d", "y")])) is None
    assert LATENT.refused(material(np.zeros((2, 1)))) is None
    assert "latent classes" in words("en").say(GAUSSIAN.refused(answers([("a", "b"), ("c", "d")])).fact)
    made = encoded(customers(60))
    assert {part.kind for part in made.encoding.dimensions} > {Kind.NOMINAL}
    assert GAUSSIAN.refused(Material(Rows.of(made.matrix), made.encoding)) is None


@pytest.mark.parametrize("method", [LATENT, GAUSSIAN], ids=lambda method: method.name)
def test_pulls_add_up_to_the_difference_of_log_likelihoods(method):
    _, table, _ = shop(60)
    columns = {each.label: each for each in SHOP_COLUMNS}
    made = encode(table, columns, recipe(*columns), "2026-01-01")
    given = Material(Rows.of(made.matrix), made.encoding)
    model = method.fit(given, (3,), 0, False, silent)[3]
    pulled = method.pulls(model, given, 0, 2)
    assert pulled.shape == (len(given), len(columns) + 1)
    share = model.per_segment["log_share"]
    assert pulled[:, -1] == pytest.approx(np.full(len(given), share[0] - share[2]))
    found = method.assign(model, given)
    sure = (found.labels == 0) & (found.second == 2) & (found.confidence < 100)
    assert sure.any()
    ratio = -np.expm1(-pulled[sure].sum(axis=1))  # confidence is 1 - p2 / p1
    assert np.floor(100 * ratio + 1e-9) == pytest.approx(found.confidence[sure].astype(float), abs=1)
    age = [part.dimension for part in made.encoding.dimensions].index("age")
    assert (pulled[np.isnan(made.matrix[:, made.encoding.dimensions[age].start]), age] == 0).all()


def test_pulls_of_one_number_are_those_of_two_normal_curves():
    x, _ = blobs([[0.0, 0.0], [6.0, 1.0]], 80)
    x = x.astype(np.float32).astype(float)
    given = material(x)
    model = GAUSSIAN.fit(given, (2,), 0, False, silent)[2]
    mean, sd = model.per_segment["mean"], np.sqrt(model.per_segment["variance"])
    by_hand = norm.logpdf(x, mean[0], sd[0]) - norm.logpdf(x, mean[1], sd[1])
    assert GAUSSIAN.pulls(model, given, 0, 1)[:, :2] == pytest.approx(by_hand, abs=1e-6)
