"""Factors that were planted are found again, and the numbers are those of other ways to get them."""

import json

import numpy as np
import pytest
from scipy.optimize import minimize

from seg.data.answers.factors import (
    FactorModel,
    Sums,
    correlations,
    factor_scores,
    fit_factors,
    parallel_number,
    principal_axes,
    random_eigenvalues,
    varimax,
)

SIMPLE = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.7], [-0.6]]))
"""Three factors, four items each, the last against."""
LABELS = tuple(f"q{at}" for at in range(12))


def drawn(loadings, customers, seed=0):
    """Whole answers that come from the factors, and the factors."""
    random = np.random.default_rng(seed)
    factors = random.standard_normal((customers, loadings.shape[1]))
    own = random.standard_normal((customers, len(loadings))) * np.sqrt(1 - (loadings**2).sum(axis=1))
    return np.clip(np.round(3 + 1.5 * (factors @ loadings.T + own)), 0, 6), factors


def with_gaps(answers, share, seed=5):
    return np.where(np.random.default_rng(seed).random(answers.shape) < share, np.nan, answers)


def fitted(answers, labels=LABELS, seed=0):
    return fit_factors(labels, Sums.of([answers], len(labels)), seed)


def test_correlations_over_pairs_are_those_of_pandas():
    pandas = pytest.importorskip("pandas")
    answers = with_gaps(drawn(SIMPLE, 300)[0], 0.2)
    sums = Sums.of([answers[:100], answers[100:]], 12)
    np.testing.assert_allclose(correlations(sums), pandas.DataFrame(answers).corr(), atol=1e-12)
    np.testing.assert_allclose(sums.means, np.nanmean(answers, axis=0))
    np.testing.assert_allclose(sums.deviations, np.nanstd(answers, axis=0))


def test_planted_factors_are_found_with_their_items():
    answers, factors = drawn(SIMPLE, 2_000)
    model = fitted(answers)
    assert (len(model.factors), model.suggested, model.customers) == (3, 3, 2_000)
    assert {frozenset(factor.strongest) for factor in model.factors} == {
        frozenset(LABELS[start : start + 4]) for start in (0, 4, 8)
    }
    for factor in model.factors:
        assert factor.strongest[-1] == factor.against[0], "the weakest item is the one against"
        assert factor.name == ", ".join(factor.strongest[:3])
    scores = factor_scores(model, answers)
    order = [LABELS.index(factor.strongest[-1]) // 4 for factor in model.factors]
    found = [np.corrcoef(scores[:, at], factors[:, planted])[0, 1] for at, planted in enumerate(order)]
    assert min(found) > 0.85


def test_answers_that_have_nothing_in_common_have_no_factors():
    answers = np.random.default_rng(3).integers(0, 5, (800, 12)).astype(float)
    assert fitted(answers) is None


def test_random_eigenvalues_are_those_of_random_answers():
    """The quick way, from the distribution of covariances, against the plain one; few customers, to see each degree of
    freedom."""
    random = np.random.default_rng(8)
    plain = [np.linalg.eigvalsh(np.corrcoef(random.standard_normal((15, 6)).T))[::-1] for _ in range(6_000)]
    quick = np.concatenate([random_eigenvalues(6, 15, seed) for seed in range(30)])
    np.testing.assert_allclose(quick.mean(axis=0), np.mean(plain, axis=0), atol=0.015)
    np.testing.assert_allclose(*(np.percentile(part, 95, axis=0) for part in (quick, plain)), atol=0.03)


def test_the_number_stops_at_the_first_eigenvalue_that_chance_could_give():
    assert parallel_number(np.eye(8), 500) == 0
    assert parallel_number(SIMPLE @ SIMPLE.T + np.diag(1 - (SIMPLE**2).sum(axis=1)), 500) == 3


def test_principal_axes_give_back_what_correlations_are_made_of():
    random = np.random.default_rng(2)
    loadings = random.uniform(-0.6, 0.6, (10, 2))
    r = loadings @ loadings.T
    np.fill_diagonal(r, 1)
    found = principal_axes(r, 2)
    np.testing.assert_allclose(found @ found.T, loadings @ loadings.T, atol=1e-4)


@pytest.mark.parametrize(("number", "seed"), [(3, 0), (4, 1), (4, 8), (5, 10)])
def test_principal_axes_leave_as_little_unexplained_as_can_be(number, seed):
    """Against a minimiser that knows nothing of axes; with one factor too many some items reach the bound."""
    r = np.corrcoef(drawn(SIMPLE, 500, seed)[0].T)

    def unexplained(unique):
        values, vectors = np.linalg.eigh(r - np.diag(unique))
        loadings = vectors[:, -number:] * np.sqrt(np.maximum(values[-number:], 0))
        left = r - np.diag(unique) - loadings @ loadings.T
        return (left**2).sum(), -2 * np.diag(left)

    options = {"maxiter": 5_000, "ftol": 1e-15, "gtol": 1e-10}
    least = minimize(unexplained, np.full(12, 0.5), jac=True, bounds=[(0.005, 1)] * 12, options=options).fun
    found = principal_axes(r, number)
    left = r - found @ found.T
    np.fill_diagonal(left, 0)
    assert (left**2).sum() <= 1.02 * least
    assert (found**2).sum(axis=1).max() <= 0.995 + 1e-9


def test_varimax_is_the_best_of_all_turns():
    """With two factors every turn can be tried."""
    loadings = np.random.default_rng(4).uniform(-0.7, 0.7, (9, 2))

    def simplicity(turned):
        squares = (turned / np.sqrt((loadings**2).sum(axis=1))[:, None]) ** 2
        return squares.var(axis=0).sum()

    angles = np.linspace(0, np.pi / 2, 20_001)
    turns = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles]
    found = varimax(loadings)
    np.testing.assert_allclose(found @ found.T, loadings @ loadings.T, atol=1e-12)
    assert simplicity(found) >= max(simplicity(loadings @ turn) for turn in turns) - 1e-9


def test_the_same_factors_as_scikit_learn():
    """It finds them by maximum likelihood and turns them without Kaiser's normalisation: nearly the same loadings."""
    decomposition = pytest.importorskip("sklearn.decomposition")
    answers, _ = drawn(SIMPLE, 1_500)
    z = (answers - answers.mean(axis=0)) / answers.std(axis=0)
    theirs = decomposition.FactorAnalysis(3, rotation="varimax", svd_method="lapack", tol=1e-4).fit(z)
    model = fitted(answers)
    ours = np.array([factor.loadings for factor in model.factors])
    match = np.abs(ours @ theirs.components_.T).argmax(axis=1)
    signs = np.sign((ours * theirs.components_[match]).sum(axis=1))
    np.testing.assert_allclose(ours, theirs.components_[match] * signs[:, None], atol=0.03)
    scores = theirs.transform(z)[:, match] * signs
    assert np.abs(factor_scores(model, answers) - scores).max() < 0.1


def test_a_factor_points_to_where_most_of_its_items_point():
    loadings = np.array([[0.8], [0.7], [0.7], [-0.6], [0.5]])
    answers, factors = drawn(loadings, 1_000)
    for turned in (answers, 6 - answers):
        model = fitted(turned, LABELS[:5])
        assert sum(model.factors[0].loadings) > 0
        assert model.factors[0].against == ("q3",)
    assert np.corrcoef(factor_scores(model, answers)[:, 0], factors[:, 0])[0, 1] > 0.85


def test_two_items_are_a_factor_only_when_they_are_close():
    rest = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.7]]))
    for close, number in ((0.9, 3), (0.55, 2)):
        loadings = np.zeros((8, 3))
        loadings[:6, :2], loadings[6:, 2] = rest, close
        assert len(fitted(drawn(loadings, 3_000)[0], LABELS[:8]).factors) == number


def test_scores_from_some_answers_are_the_regression_on_those():
    model = fitted(drawn(SIMPLE, 1_000)[0])
    answers = with_gaps(drawn(SIMPLE, 60, seed=9)[0], 0.2)
    loadings = np.array([factor.loadings for factor in model.factors]).T
    implied = loadings @ loadings.T
    np.fill_diagonal(implied, 1)
    for row, scores in zip(answers, factor_scores(model, answers), strict=True):
        there = np.flatnonzero(~np.isnan(row))
        z = ((row - model.means) / model.deviations)[there]
        expected = loadings[there].T @ np.linalg.solve(implied[np.ix_(there, there)], z)
        known = ~np.isnan(scores)
        np.testing.assert_allclose(scores[known], expected[known], atol=1e-9)
        for at, factor in enumerate(model.factors):
            own = [LABELS.index(label) for label in factor.strongest]
            assert known[at] == (np.isin(own, there).sum() >= 2), "known from half of its items on"


def test_the_order_of_customers_and_who_else_is_scored_change_no_bit():
    answers = with_gaps(drawn(SIMPLE, 500)[0], 0.1)
    shuffled = np.random.default_rng(6).permutation(500)
    model = fitted(answers)
    assert fitted(answers[shuffled]) == model
    scores = factor_scores(model, answers)
    np.testing.assert_array_equal(factor_scores(model, answers[shuffled]), scores[shuffled])
    np.testing.assert_array_equal(factor_scores(model, answers[:7]), scores[:7])
    assert not np.isnan(scores).all()


def test_too_few_customers_and_items_that_never_vary():
    answers, _ = drawn(SIMPLE, 99)
    assert fitted(answers) is None
    answers, _ = drawn(SIMPLE, 600)
    answers[:, 0] = 3
    model = fitted(answers)
    assert model.labels == LABELS[1:]
    answers[:, :9] = 3
    assert fitted(answers) is None


def test_one_item_told_twice_stays_within_bounds():
    answers, _ = drawn(SIMPLE, 600)
    answers[:, 1] = answers[:, 0]
    model = fitted(answers)
    common = (np.array([factor.loadings for factor in model.factors]) ** 2).sum(axis=0)
    assert common.max() <= 0.995 + 1e-9
    assert np.isfinite(factor_scores(model, answers)).all()


def test_a_model_survives_as_json_to_the_last_bit():
    model = fitted(drawn(SIMPLE, 500)[0])
    assert FactorModel.from_json(json.loads(json.dumps(model.as_json()))) == model
