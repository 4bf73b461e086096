"""Which mixture: many starts compete on a small sample, the best few on a larger one, the best of those on all.

Every k also starts from the mixture of k - 1, with one of its segments parted in two, and is never less likely: in the
last resort one segment counts as two halves that are alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from seg.core.settings import setting
from seg.segments.distances import Rows, nearest
from seg.segments.kmeans import sorted_sample
from seg.segments.mixtures.em import Mixtures, coefficients, estimates, fitted, joint, posterior
from seg.segments.mixtures.features import Features

SHORT_PASSES = 25


@dataclass(frozen=True, eq=False)
class Found:
    """One mixture and its log likelihood on the rows it was fitted on."""

    mixture: Mixtures
    log_likelihood: float


def best_for_every(
    features: Features,
    rows: Rows,
    ks: tuple[int, ...],
    seed: int,
    report: Callable[[int, int], None],
) -> dict[int, Found]:
    """The most likely mixture that is found for every k of `ks`; `rows` are the same customers, encoded."""
    random = np.random.default_rng(seed)
    sample = sorted_sample(len(rows), setting("fit_sample"), random)
    small = sample[sorted_sample(len(sample), setting("start_sample"), random)]
    stages = (features.take(small), rows.take(small)), features.take(sample), features
    found: dict[int, Found] = {}
    for k in ks:
        found[k] = _best(stages, k, found.get(k - 1), random)
        report(len(found), len(ks))
    return found


def _best(stages: tuple, k: int, less: Found | None, random: np.random.Generator) -> Found:
    (small, small_rows), sample, everybody = stages
    candidates = _finalists(small, small_rows, k, setting("mixture_starts"), random)
    if less is not None:
        candidates = Mixtures.together([candidates, _parted(small, less.mixture, random)])
    candidates, likely = _rested(candidates, sample)
    best, likely = _rested(candidates.take(likely.argsort(kind="stable")[-1:]), everybody)
    if less is not None and likely.max() < less.log_likelihood:
        best, likely = fitted(_halved(less.mixture), everybody, 1, 0.0)
    return Found(best, float(likely.max()))


def quick(features: Features, rows: Rows, k: int, seed: int) -> Found:
    """A good mixture from few starts on few rows, for samples drawn again and again."""
    random = np.random.default_rng(seed)
    small = sorted_sample(len(rows), setting("start_sample"), random)
    features, rows = features.take(small), rows.take(small)
    candidates = _finalists(features, rows, k, setting("mixture_quick_starts"), random)
    mixture, likely = fitted(candidates.take(slice(1)), features, 2 * SHORT_PASSES, setting("mixture_gain"))
    return Found(mixture, float(likely[0]))


def _rested(mixtures: Mixtures, features: Features) -> tuple[Mixtures, np.ndarray]:
    """The mixtures where they come to rest, or as near to it as the work that a fit may take allows."""
    passes = int(setting("mixture_work") // (mixtures.log_share.size * len(features)))
    return fitted(
        mixtures, features, min(max(passes, SHORT_PASSES), setting("mixture_passes")), setting("mixture_gain")
    )


def _finalists(features: Features, rows: Rows, k: int, starts: int, random: np.random.Generator) -> Mixtures:
    """The best of short runs from many starts: everybody with the nearest of k customers drawn at random."""
    drawn = [rows.filled[random.choice(len(rows), k, replace=len(rows) < k)] for _ in range(starts)]
    labels = np.stack([nearest(rows, centres).labels for centres in drawn])
    member = 0.1 / k + 0.9 * (labels[:, None] == np.arange(k)[:, None])
    found, likely = fitted(_from(member, features), features, SHORT_PASSES, setting("mixture_gain"))
    return found.take(likely.argsort(kind="stable")[::-1][: setting("finalists")])


def _from(member: np.ndarray, features: Features) -> Mixtures:
    """The estimates of (s, k, n) memberships."""
    member = member * features.weights
    sums = member.reshape(-1, len(features)) @ features.matrix
    return estimates(member.sum(axis=2), sums.reshape(*member.shape[:2], -1), features.layout)


def _parted(features: Features, mixture: Mixtures, random: np.random.Generator) -> Mixtures:
    """The two best mixtures with one segment more: each segment in turn parted along a line drawn at random."""
    layout = features.layout
    member = posterior(
        joint(mixture, coefficients(mixture, layout.level_powers, layout.number_powers), features.matrix)
    )
    member, k = member[0][0], mixture.k
    lines = features.matrix @ random.normal(size=(features.matrix.shape[1], k))
    parted = []
    for segment in range(k):
        middle = np.average(lines[:, segment], weights=member[segment] * features.weights + 1e-12)
        side = np.where(lines[:, segment] > middle, 0.9, 0.1)
        one, other = member[segment] * side, member[segment] * (1 - side)
        parted.append(np.vstack([member[:segment], one[None], member[segment + 1 :], other[None]]))
    found, likely = fitted(_from(np.stack(parted), features), features, SHORT_PASSES, setting("mixture_gain"))
    return found.take(likely.argsort(kind="stable")[::-1][:2])


def _halved(mixture: Mixtures) -> Mixtures:
    """The same densities with one segment more: the largest one twice, with half its share."""
    largest = int(mixture.log_share[0].argmax())
    again = Mixtures(*(np.concatenate([part, part[:, largest : largest + 1]], axis=1) for part in mixture.parts))
    again.log_share[0, [largest, mixture.k]] -= np.log(2)
    return again
