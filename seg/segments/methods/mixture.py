"""Methods whose segments are distributions: whoever is most likely from one belongs to it, over what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from seg.core.results import Model
from seg.core.settings import setting
from seg.segments.distances import two_nearest
from seg.segments.kmeans import sorted_sample
from seg.segments.methods.method import Assigned, Material, Report
from seg.segments.mixtures.em import Mixtures, coefficients, joint, posterior
from seg.segments.mixtures.features import Features, design
from seg.segments.mixtures.search import Found, best_for_every, quick
from seg.segments.patterns import collapsed

ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, eq=False)
class View:
    """How a mixture looks at customers: 0/1 `hot` (n, L) of categories with that many `levels` each, `numbers` (n, p)
    NaN where missing, and the `powers` of categories, then numbers, which are `of` that dimension."""

    hot: np.ndarray
    numbers: np.ndarray
    levels: tuple[int, ...]
    powers: np.ndarray
    of: tuple[str, ...]


def fit(
    method: str, view: Callable[[Material], View], floor_share: float
) -> Callable[[Material, tuple[int, ...], int, bool, Report], dict[int, Model]]:
    """The `fit` of a method that looks at customers as `view` says."""

    def fit(material: Material, ks: tuple[int, ...], seed: int, thorough: bool, report: Report) -> dict[int, Model]:
        """Customers who are alike are one row; of more than `mixture_rows` a sample is fitted."""
        few = replace(material, rows=collapsed(material.rows), groups=None)
        few = few.take(sorted_sample(len(few), setting("mixture_rows"), np.random.default_rng(seed)))
        seen = view(few)
        weights = few.rows.weights
        features = Features.of(seen.hot, seen.numbers, seen.levels, seen.powers, floor_share, weights)
        if thorough:
            found = best_for_every(features, few.rows, ks, seed, report)
        else:
            found = {k: quick(features, few.rows, k, seed) for k in ks}
        return {k: model(method, each, features) for k, each in found.items()}

    return fit


def model(method: str, found: Found, features: Features) -> Model:
    """A mixture as plain data, with what `criteria` takes of the rows that it was fitted on."""
    layout, mixture = features.layout, found.mixture
    names = ("log_share", "log_probability", "mean", "variance")
    per_segment = {name: part[0] for name, part in zip(names, mixture.parts, strict=True)}
    told = {
        "log_likelihood": found.log_likelihood,
        "entropy": _entropy(mixture, features),
        "parameters": float(mixture.k - 1 + mixture.k * layout.parameters_each),
        "n": float(features.weights.sum()),
    }
    shared = {"level_powers": layout.level_powers, "number_powers": layout.number_powers}
    return Model(method, mixture.k, per_segment, shared | {name: np.float64(value) for name, value in told.items()})


def _entropy(mixture: Mixtures, features: Features) -> float:
    """How undecided customers are between segments, summed: 0 when everybody belongs to one for sure."""
    layout, total = features.layout, 0.0
    coefficient = coefficients(mixture, layout.level_powers, layout.number_powers)
    for start in range(0, len(features), ROWS_AT_ONCE):
        part = features.take(slice(start, start + ROWS_AT_ONCE))
        member = posterior(joint(mixture, coefficient, part.matrix))[0][0]
        total -= float((member * np.log(np.maximum(member, 1e-300))).sum(axis=0) @ part.weights)
    return total


def criteria(model: Model) -> dict[str, float]:
    """Log likelihood and what it is worth for its parameters: `aic`, `bic` and `icl`, the lower the better.

    AIC = -2 LL + 2 m, BIC = -2 LL + m ln n, ICL = BIC + 2 entropy (Biernacki, Celeux & Govaert 2000). With unequal
    weights of dimensions LL is a weighted sum of log densities: it compares numbers of segments, not recipes.
    """
    log_likelihood, entropy, m, n = (
        float(model.shared[name]) for name in ("log_likelihood", "entropy", "parameters", "n")
    )
    bic = -2 * log_likelihood + m * np.log(n)
    return {
        "log_likelihood": log_likelihood,
        "aic": -2 * log_likelihood + 2 * m,
        "bic": float(bic),
        "icl": float(bic + 2 * entropy),
    }


def scores(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Log shares (k,) and the coefficients (k, L + 3p) of log densities: all that assigning takes."""
    mixture = Mixtures(*(model.per_segment[n][None] for n in ("log_share", "log_probability", "mean", "variance")))
    return mixture.log_share[0], coefficients(mixture, model.shared["level_powers"], model.shared["number_powers"])[0]


def assign(view: Callable[[Material], View]) -> Callable[[Model, Material], Assigned]:
    """The `assign` of a method that looks at customers as `view` says."""

    def assign(model: Model, material: Material) -> Assigned:
        """Everybody to the segment that is most likely for what is known of them.

        Confidence is 1 - p2 / p1 of the two likeliest segments, misfit minus the log likelihood of the customer.
        """
        n = len(material)
        labels, second = np.empty(n, np.uint8), np.empty(n, np.uint8)
        confidence, misfit = np.empty(n, np.uint8), np.empty(n, np.float32)
        log_share, coefficient = scores(model)
        for start in range(0, n, ROWS_AT_ONCE):
            piece = slice(start, start + ROWS_AT_ONCE)
            seen = view(material.take(piece))
            surprise = -(coefficient @ design(seen.hot, seen.numbers).T + log_share[:, None])
            labels[piece], second[piece], (first, following) = two_nearest(surprise)
            confidence[piece] = 100 * -np.expm1(first - following)
            misfit[piece] = first - np.log(np.exp(first - surprise).sum(axis=0))
        return Assigned(labels, second, confidence, misfit)

    return assign


def pulls(view: Callable[[Material], View]) -> Callable[[Model, Material, int, int], np.ndarray]:
    """The `pulls` of a method that looks at customers as `view` says: differences of log densities, and of log shares,
    which are of no dimension."""

    def pulls(model: Model, material: Material, own: int, other: int) -> np.ndarray:
        seen = view(material)
        log_share, coefficient = scores(model)
        gaps = design(seen.hot, seen.numbers) * (coefficient[own] - coefficient[other])
        categories, numbers = seen.of[: len(seen.levels)], seen.of[len(seen.levels) :]
        of_column = np.array([*np.repeat(categories, seen.levels), *numbers * 3])
        member = of_column[:, None] == np.array([part.dimension for part in material.encoding.dimensions])
        return np.hstack([gaps @ member, np.full((len(gaps), 1), log_share[own] - log_share[other])])

    return pulls
