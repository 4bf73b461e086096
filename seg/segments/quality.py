"""How good a solution is: separation, and whether another sample of customers would give it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor

import numpy as np

from seg.core.facts import Fact
from seg.core.results import Model, Solution, Stability, Verdict
from seg.core.settings import setting
from seg.segments import kmeans
from seg.segments.distances import Rows
from seg.segments.identity import overlaps
from seg.segments.methods import METHODS, Material
from seg.segments.methods.method import silent
from seg.segments.sizes import smallest_useful


def pairwise_distances(rows: Rows) -> np.ndarray:
    """(n, n) Euclidean distances over the cells both rows have, rescaled to the whole budget."""
    x = rows.filled.astype(np.float64)
    if rows.seen is None:
        squares = (x**2).sum(axis=1)
        return np.sqrt(np.maximum(squares[:, None] + squares - 2 * x @ x.T, 0))
    seen = rows.seen.astype(np.float64)
    shared = seen @ seen.T
    squares = (x**2) @ seen.T
    total = squares + squares.T - 2 * x @ x.T
    return np.sqrt(np.maximum(total, 0) * x.shape[1] / np.maximum(shared, 1))


def silhouette(distances: np.ndarray, labels: np.ndarray, k: int) -> float:
    """Mean silhouette of (n, n) distances (Rousseeuw 1987); a customer alone in a segment counts 0."""
    member = np.eye(k)[labels]
    counts = member.sum(axis=0)
    sums = distances @ member
    own = np.arange(len(labels)), labels
    inside = sums[own] / np.maximum(counts[labels] - 1, 1)
    means = sums / np.maximum(counts, 1)
    means[own] = np.inf
    means[:, counts == 0] = np.inf
    nearest_other = means.min(axis=1)
    outside = np.where(np.isfinite(nearest_other), nearest_other, inside)  # nobody else is there
    scores = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(counts[labels] > 1, scores, 0).mean())


def adjusted_rand(one: np.ndarray, other: np.ndarray, k: int) -> float:
    """Adjusted Rand index of two labellings with up to k labels each (Hubert & Arabie 1985)."""
    table = np.bincount(one.astype(np.int64) * k + other, minlength=k * k).reshape(k, k).astype(np.float64)
    pairs = lambda counts: float((counts * (counts - 1) / 2).sum())  # noqa: E731
    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / max(pairs(np.array([len(one)], np.float64)), 1)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def stability(
    material: Material,
    solutions: Mapping[int, Solution],
    seed: int,
    report: Callable[[int, int], None] = lambda done, of: None,
) -> dict[int, Stability]:
    """Bootstrap stability of every k, at a sample of `stability_sample` customers (methods reference, 3.3).

    In each round two samples are drawn with replacement and clustered, and both solutions label the same
    customers: their agreement is the round's adjusted Rand index, their best overlap with each segment its Jaccard.
    Who belongs to no segment counts as one group in the former, and not at all in the latter.

    Segments that are given, not found, are the same in every sample: no rounds, and agreement is complete.
    """
    random = np.random.default_rng(seed)
    picked = kmeans.sorted_sample(len(material), setting("stability_sample"), random)
    base = material.take(picked)
    found = {}
    for k, solution in solutions.items():
        if not METHODS[solution.model.method].resampled:
            found[k] = Stability(k, 0, 1.0, 1.0, 1.0, (1.0,) * solution.named)
            continue
        own = solution.of(picked)
        rounds = [_round(base, own, random) for _ in range(setting("stability_rounds"))]
        agreement = np.array([agree for agree, _ in rounds])
        lower, median, upper = (float(q) for q in np.quantile(agreement, [0.25, 0.5, 0.75]))
        segments = np.mean([jaccard for _, jaccard in rounds], axis=0)
        found[k] = Stability(k, len(rounds), median, lower, upper, tuple(float(value) for value in segments))
        report(len(found), len(solutions))
    return found


def _round(base: Material, solution: Solution, random: np.random.Generator) -> tuple[float, np.ndarray]:
    """One pair of resampled fits: their agreement, and the mean best Jaccard overlap per segment, (named,)."""
    two = [_again(base, solution, int(seed)) for seed in random.integers(2**31, size=2)]
    labels = [METHODS[model.method].assign(model, base).labels for model in two]
    jaccard = [_best_overlaps(solution, model, again) for model, again in zip(two, labels, strict=True)]
    return adjusted_rand(*labels, max(model.k for model in two)), np.mean(jaccard, axis=0)


def _again(base: Material, solution: Solution, seed: int) -> Model:
    """The model of a sample drawn with replacement, for as many segments or for those that the method finds."""
    drawn = base.take(np.random.default_rng(seed).integers(len(base), size=len(base)))
    (model,) = METHODS[solution.model.method].fit(drawn, (solution.k,), seed, False, silent).values()
    return model


def _best_overlaps(solution: Solution, model: Model, again: np.ndarray) -> np.ndarray:
    """(named,) Jaccard of each segment with the one of the other model that it overlaps with most."""
    shared = overlaps(solution.labels, again, solution.k, model.k)
    return shared[: solution.named, : model.k - model.unassigned].max(axis=1, initial=0)


def repeats(stability: Stability) -> bool:
    """Whether a solution passes the stability part of the recommendation rule."""
    return (
        stability.median >= setting("stable_median")
        and stability.lower >= setting("stable_lower_quartile")
        and min(stability.segments) >= setting("stable_segment")
    )


def suggested_k(
    stabilities: Mapping[int, Stability], sizes: Mapping[int, np.ndarray], markers: Mapping[int, int]
) -> tuple[int, bool]:
    """The suggested number of segments, and whether it passed the rule (methods reference, section 3.3).

    The largest k up to `most_segments_suggested` whose segments are large enough, repeat, and have `markers[k]`
    >= 2 dimensions each that set them apart; when none does, the k with the highest median agreement.
    """
    n = int(next(iter(sizes.values())).sum())
    allowed = [k for k in stabilities if k <= setting("most_segments_suggested")] or list(stabilities)
    holds = [
        k
        for k in allowed
        if repeats(stabilities[k]) and sizes[k].min() >= smallest_useful(n) and markers.get(k, 2) >= 2
    ]
    return (max(holds), True) if holds else (max(allowed, key=lambda k: stabilities[k].median), False)


def verdict(solution: Solution, stability: Stability | None) -> Verdict:
    """The plain statement of how good a solution is, with the numbers behind it.

    It never says that the groups exist by nature: that takes a test against data without groups.
    """
    facts = [Fact.of(f"quality.{_separation(solution.silhouette)}", silhouette=floor(100 * solution.silhouette) / 100)]
    needed = ceil(smallest_useful(len(solution.labels)))
    small = int((solution.sizes[: solution.named] < needed).sum())
    if left_out := int(solution.sizes[solution.named :].sum()):
        facts.append(Fact.of("quality.unassigned", count=left_out, out_share=left_out / len(solution.labels)))
    if small:
        facts.append(Fact.of("quality.small_segments", count=small, needed=needed))
    if stability is None:
        return Verdict("unknown", (*facts, Fact.of("quality.stability_pending")))
    if stability.rounds == 0:
        return Verdict("reproducible", (Fact.of("quality.given"), *facts))
    grade = "reproducible" if repeats(stability) else "uncertain" if stability.median >= 0.6 else "constructed"
    agreement = Fact.of(
        f"quality.{grade}",
        agreement=round(stability.median, 2),
        lower=round(stability.lower, 2),
        weakest_share=min(stability.segments),
        count=stability.rounds,
    )
    return Verdict(grade, (agreement, *facts))


def _separation(value: float) -> str:
    """Kaufman & Rousseeuw 1990, table 4: above .5 a reasonable structure, below .25 none that is substantial."""
    return "separate" if value >= 0.5 else "touching" if value >= 0.25 else "continuum"
