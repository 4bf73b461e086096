"""Factor scores: the few attitudes and needs that many answers have in common, by factor analysis.

How: correlations between each two items over those who answered both (Pearson's; with yes and no these are phi). How
many factors: parallel analysis (Horn 1965) against the 95th percentile of random answers (Glorfeld 1995), and then only
as many as can be told apart: each factor is the strongest of three items, or of two that load .7 or more. The
solution: principal axes, turned by varimax with Kaiser's normalisation. Scores: by regression (Thurstone 1935) on the
answers that were given, so that a missing answer neither drops a customer nor counts as an average one.

On the Big Five items of the R package psych (2,800 x 25), its `fa.parallel` says 6 factors and 6 components, and so
does this; the sixth is the strongest of two items only (O2, O5) and goes. Velicer's MAP says 5 too.

The same answers give the same bits in any order: answers are whole numbers, so their sums are exact, and each customer
is scored without the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

LEAST_ITEMS, MOST_ITEMS = 4, 100
LEAST_CUSTOMERS, LEAST_CUSTOMERS_PER_ITEM = 100, 5
"""Gorsuch 1983: fewer give factors that nobody else would find."""
ROUNDS = 200
PERCENTILE = 95
SALIENT = 0.3
"""Loadings below say nothing."""
CLOSE = 0.7
"""Two items that load this much are a factor of their own; else it takes three."""
MOST_COMMON = 0.995
"""The share of an item that factors may explain: at 1 they would be the item itself (a Heywood case)."""
AXES_PASSES, AXES_SHIFT = 500, 1e-7
TURNS, TURN_GAIN = 1_000, 1e-10
DIGITS = 10
"""Decimals that are kept: what is beyond is up to the machine."""
NAMED_BY = 3
LEAST_OWN_ANSWERED = 0.5


@dataclass(frozen=True)
class Factor:
    """`loadings` in the order of the items of the model. `strongest` are the items that load on this factor more than
    on any other, and on which it is worth speaking of, the strongest first; those of `against` load negatively.
    `explained_share` is how much of all differences between the answers it explains."""

    loadings: tuple[float, ...]
    strongest: tuple[str, ...]
    against: tuple[str, ...]
    explained_share: float

    @property
    def name(self) -> str:
        """A proposal: the strongest items, with a minus where low answers stand for the factor (`E4, −E2, −E1`)."""
        return ", ".join(f"−{label}" if label in self.against else label for label in self.strongest[:NAMED_BY])


@dataclass(frozen=True)
class FactorModel:
    """All that scoring others alike takes. `means` and `deviations` of each item; `factors` from the one that explains
    most; `customers` is how many pairs of answers the correlations rest on, `suggested` the number of factors that
    parallel analysis saw."""

    labels: tuple[str, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    factors: tuple[Factor, ...]
    customers: int
    suggested: int

    def as_json(self) -> dict:
        lists = {name: list(getattr(self, name)) for name in ("labels", "means", "deviations")}
        factors = [{n: list(v) if isinstance(v, tuple) else v for n, v in vars(f).items()} for f in self.factors]
        return {**lists, "factors": factors, "customers": self.customers, "suggested": self.suggested}

    @classmethod
    def from_json(cls, raw: Mapping) -> FactorModel:
        tuples = {name: tuple(raw[name]) for name in ("labels", "means", "deviations")}
        factors = [Factor(**{n: tuple(v) if isinstance(v, list) else v for n, v in f.items()}) for f in raw["factors"]]
        return cls(**{**raw, **tuples, "factors": tuple(factors)})


@dataclass(frozen=True, eq=False)
class Sums:
    """What correlations need to know of answers, item by item: how many customers answered both, and over those the
    sums of the first answer, of its square, and of the product of both. Whole numbers: exact in any order."""

    both: np.ndarray
    first: np.ndarray
    squares: np.ndarray
    products: np.ndarray

    @classmethod
    def of(cls, pieces: Iterable[np.ndarray], items: int) -> Sums:
        """Of answers (customers, items) in pieces, NaN where there is none."""
        total = np.zeros((4, items, items))
        for answers in pieces:
            given = (~np.isnan(answers)).astype(np.float64)
            filled = np.where(given > 0, answers, 0.0)
            total += np.array([given.T @ given, filled.T @ given, (filled**2).T @ given, filled.T @ filled])
        return cls(*total)

    def take(self, items: np.ndarray) -> Sums:
        return Sums(*(part[np.ix_(items, items)] for part in (self.both, self.first, self.squares, self.products)))

    @property
    def means(self) -> np.ndarray:
        return np.diag(self.first) / np.maximum(np.diag(self.both), 1)

    @property
    def deviations(self) -> np.ndarray:
        return np.sqrt(self._spread) / np.maximum(np.diag(self.both), 1)

    @property
    def varied(self) -> np.ndarray:
        """Which items have more than one answer."""
        return np.flatnonzero(self._spread > 0)

    @property
    def _spread(self) -> np.ndarray:
        return np.diag(self.both) * np.diag(self.squares) - np.diag(self.first) ** 2

    @property
    def customers(self) -> int:
        """How many answered two items, at the median over the pairs."""
        return int(np.median(self.both[np.triu_indices(len(self.both), 1)]))


def correlations(sums: Sums) -> np.ndarray:
    """Pearson's r of each two items over those who answered both; 0 where one of them does not vary there."""
    together = sums.both * sums.products - sums.first * sums.first.T
    spread = sums.both * sums.squares - sums.first**2
    size = np.sqrt(spread * spread.T)
    found = np.divide(together, size, out=np.zeros_like(size), where=size > 0)
    np.fill_diagonal(found, 1.0)
    return found


def parallel_number(r: np.ndarray, customers: int, seed: int = 0) -> int:
    """How many of the largest eigenvalues are larger than those of answers that have nothing in common."""
    random = random_eigenvalues(len(r), customers, seed)
    beyond = np.linalg.eigvalsh(r)[::-1] > np.percentile(random, PERCENTILE, axis=0)
    return int(beyond.argmin()) if not beyond.all() else len(r)


def random_eigenvalues(items: int, customers: int, seed: int) -> np.ndarray:
    """(rounds, items): eigenvalues of the correlations of unrelated normal answers, from the largest.

    The covariances of n such answers are drawn straight from their distribution, Wishart's, by its triangular root
    (Bartlett 1933): as quick for ten million customers as for a hundred.
    """
    random = np.random.default_rng(seed)
    roots = np.tril(random.standard_normal((ROUNDS, items, items)), -1)
    each = np.arange(items)
    roots[:, each, each] = np.sqrt(random.chisquare(customers - 1 - each, (ROUNDS, items)))
    covariances = roots @ roots.transpose(0, 2, 1)
    sizes = np.sqrt(covariances[:, each, each])
    return np.linalg.eigvalsh(covariances / (sizes[:, :, None] * sizes[:, None, :]))[:, ::-1]


def principal_axes(r: np.ndarray, number: int) -> np.ndarray:
    """(items, number) loadings whose products come closest to the correlations, whatever is on the diagonal.

    The diagonal starts with the largest correlation of each item, and is then what the factors explain of it, until
    that is at rest. No inverse is taken: correlations over pairs may have none.
    """
    common = np.abs(r - np.eye(len(r))).max(axis=1)
    for _ in range(AXES_PASSES):
        reduced = r.copy()
        np.fill_diagonal(reduced, np.minimum(common, MOST_COMMON))
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, ::-1][:, :number] * np.sqrt(np.maximum(values[::-1][:number], 0))
        before, common = common, (loadings**2).sum(axis=1)
        if np.abs(common - before).max() < AXES_SHIFT:
            break
    return loadings * np.sqrt(np.minimum(1, MOST_COMMON / np.maximum(common, 1e-12)))[:, None]


def varimax(loadings: np.ndarray) -> np.ndarray:
    """Loadings turned so that each item is on few factors (Kaiser 1958), every item counting alike while turning."""
    lengths = np.maximum(np.sqrt((loadings**2).sum(axis=1)), 1e-12)[:, None]
    unit, turn, reached = loadings / lengths, np.eye(loadings.shape[1]), 0.0
    for _ in range(TURNS):
        turned = unit @ turn
        left, gains, right = np.linalg.svd(unit.T @ (turned**3 - turned * (turned**2).mean(axis=0)))
        turn = left @ right
        if gains.sum() < reached * (1 + TURN_GAIN):
            break
        reached = gains.sum()
    return (unit @ turn) * lengths


def fit_factors(labels: tuple[str, ...], sums: Sums, seed: int = 0) -> FactorModel | None:
    """The factors of items by their labels; None where there are none, or too few answers to tell.

    Starts from what parallel analysis suggests and takes one away as long as one cannot be told apart.
    """
    items = sums.varied
    if not LEAST_ITEMS <= len(items) <= MOST_ITEMS:
        return None
    sums, labels = sums.take(items), tuple(labels[at] for at in items)
    customers = sums.customers
    if customers < max(LEAST_CUSTOMERS, LEAST_CUSTOMERS_PER_ITEM * len(items)):
        return None
    r = correlations(sums)
    suggested = parallel_number(r, customers, seed)
    for number in range(min(suggested, len(items) // 2), 0, -1):
        loadings = _in_order(varimax(principal_axes(r, number)))
        if all(_told_apart(loadings, at) for at in range(number)):
            factors = tuple(_factor(labels, loadings, at) for at in range(number))
            means, deviations = (tuple(part.round(DIGITS).tolist()) for part in (sums.means, sums.deviations))
            return FactorModel(labels, means, deviations, factors, customers, suggested)
    return None


def _in_order(loadings: np.ndarray) -> np.ndarray:
    """Factors from the one that explains most, each pointing to where the sum of its loadings is positive.

    The rule of the R package psych; where the sum is 0, the strongest item decides.
    """
    loadings = loadings.round(DIGITS)
    loadings = loadings[:, np.argsort(-(loadings**2).sum(axis=0), kind="stable")]
    sums = loadings.sum(axis=0).round(DIGITS - 2)
    strongest = loadings[np.abs(loadings).argmax(axis=0), np.arange(loadings.shape[1])]
    return loadings * np.where(np.where(sums == 0, strongest, sums) < 0, -1.0, 1.0)


def _own(loadings: np.ndarray, at: int) -> np.ndarray:
    """The items that load on a factor more than on any other, and enough to speak of: the strongest first."""
    sizes = np.abs(loadings)
    own = np.flatnonzero((sizes.argmax(axis=1) == at) & (sizes[:, at] >= SALIENT))
    return own[np.argsort(-sizes[own, at], kind="stable")]


def _told_apart(loadings: np.ndarray, at: int) -> bool:
    own = _own(loadings, at)
    return len(own) >= 3 or (len(own) == 2 and bool((np.abs(loadings[own, at]) >= CLOSE).all()))


def _factor(labels: tuple[str, ...], loadings: np.ndarray, at: int) -> Factor:
    own = _own(loadings, at)
    return Factor(
        loadings=tuple(loadings[:, at].tolist()),
        strongest=tuple(labels[item] for item in own),
        against=tuple(labels[item] for item in own if loadings[item, at] < 0),
        explained_share=float((loadings[:, at] ** 2).mean().round(DIGITS)),
    )


def factor_scores(model: FactorModel, answers: np.ndarray) -> np.ndarray:
    """(customers, factors) scores of answers to the items of the model (customers, items): 0 for the average customer.

    The factors that are expected given the answers there are, under the model: the fewer there are, the less is known,
    and the nearer to 0 the score. NaN where fewer than half of the factor's own items were answered.
    """
    z = (answers - np.array(model.means)) / np.array(model.deviations)
    given = ~np.isnan(z)
    loadings = np.array([factor.loadings for factor in model.factors]).T
    precise = loadings / (1 - (loadings**2).sum(axis=1))[:, None]
    told = np.zeros((len(z), len(model.factors)))
    for item, weights in enumerate(precise):  # one by one, so that no sum depends on who else is scored
        told += np.where(given[:, item], z[:, item], 0.0)[:, None] * weights
    patterns, which = _patterns(given)
    mixed = _mixed(loadings, precise, patterns)[which]
    scores = sum(mixed[:, :, at] * told[:, at, None] for at in range(len(model.factors)))
    for at, factor in enumerate(model.factors):
        own = [model.labels.index(label) for label in factor.strongest]
        scores[given[:, own].mean(axis=1) < LEAST_OWN_ANSWERED, at] = np.nan
    return scores


def _patterns(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows, and which of them each row is."""
    bits = np.packbits(given, axis=1)
    _, first, which = np.unique(bits, axis=0, return_index=True, return_inverse=True)
    return given[first], which.reshape(-1)


def _mixed(loadings: np.ndarray, precise: np.ndarray, patterns: np.ndarray) -> np.ndarray:
    """(patterns, factors, factors) (I + L'L/U)^-1, L the loadings and U the unique variances of the answered items: how
    what the answers tell of each factor makes the scores."""
    each = precise[:, :, None] * loadings[:, None, :]
    inner = np.tile(np.eye(loadings.shape[1]), (len(patterns), 1, 1))
    for item, of_item in enumerate(each):
        inner += patterns[:, item, None, None] * of_item
    return np.linalg.inv(inner)
