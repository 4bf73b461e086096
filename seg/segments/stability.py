"""Whether another sample of customers would give the same segments again (methods reference, section 3.3).

In each round two samples are drawn with replacement and fitted anew, and both solutions label the same customers: their
agreement is the adjusted Rand index of the round, and how much of a segment comes again is its best Jaccard overlap
with a segment of either. Every round has a seed of its own, so that twenty rounds are the first five and fifteen more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from threadpoolctl import threadpool_limits

from seg.core.errors import SegError
from seg.core.results import Model, Solution, Stability
from seg.core.settings import setting
from seg.segments.identity import overlaps
from seg.segments.kmeans import sorted_sample
from seg.segments.methods import METHODS, Material
from seg.segments.methods.method import silent
from seg.segments.quality import adjusted_rand

Report = Callable[[int, int], None]


def stability(
    material: Material,
    solutions: Mapping[int, Solution],
    seed: int,
    rounds: int,
    before: Mapping[int, Stability] | None = None,
    report: Report = silent,
) -> dict[int, Stability]:
    """Stability of every k after `rounds` rounds, at a sample of `stability_sample` customers.

    Who belongs to no segment counts as one group in agreements, and not at all in what comes again.

    `before` is what an earlier call gave for fewer rounds: only the others are run. A k that a sample is too uniform
    for counts as not found again.
    """
    picked = sorted_sample(len(material), setting("stability_sample"), np.random.default_rng(seed))
    base, ks = material.take(picked), tuple(solutions)
    method = next(iter(solutions.values())).model.method
    mine = {k: solution.of(picked) for k, solution in solutions.items()}
    found = dict(before) if before else {k: Stability(k, (), ()) for k in ks}
    done = min(each.rounds for each in found.values())
    with threadpool_limits(1):
        for at in range(done, rounds):
            two = [_again(base, method, ks, seed, at, which) for which in (0, 1)]
            for k, solution in mine.items():
                found[k] = _with(found[k], solution, *(_of_k(again, k, method) for again in two))
            report(at + 1 - done, rounds - done)
    return found


Labelled = tuple[np.ndarray, Model]


def _again(base: Material, method: str, ks: tuple[int, ...], seed: int, at: int, which: int) -> dict[int, Labelled]:
    """The labels of the same customers by the segments of another sample, for every k; empty where it has none."""
    draw, fit = (int(part) for part in np.random.SeedSequence([seed, at, which]).generate_state(2))
    drawn = base.take(np.random.default_rng(draw).integers(len(base), size=len(base)))
    try:
        models = METHODS[method].fit(drawn, ks, fit % 2**31, False, silent)
    except SegError:
        return {}
    return {k: (METHODS[method].assign(model, base).labels, model) for k, model in models.items()}


def _of_k(again: dict[int, Labelled], k: int, method: str) -> Labelled | None:
    """The solution of that k; of a method that finds the number itself, the only one."""
    return next(iter(again.values()), None) if METHODS[method].finds_k else again.get(k)


def _with(known: Stability, mine: Solution, one: Labelled | None, other: Labelled | None) -> Stability:
    """What is known with one round more."""
    again = tuple(_best_overlaps(mine, each) for each in (one, other))
    agreement = 0.0  # also where both found nothing: they agree, but give no segments again
    if one and other and max(model.k - model.unassigned for _, model in (one, other)):
        agreement = float(adjusted_rand(one[0], other[0], max(one[1].k, other[1].k)))
    return Stability(known.k, (*known.agreements, agreement), (*known.again, *again))


def _best_overlaps(mine: Solution, again: Labelled | None) -> tuple[float, ...]:
    """Of each segment with the one of the other solution that it overlaps with most; 0 where there is none."""
    if again is None:
        return (0.0,) * mine.named
    labels, model = again
    shared = overlaps(mine.labels, labels, mine.k, model.k)
    return tuple(map(float, shared[: mine.named, : model.k - model.unassigned].max(axis=1, initial=0)))


def heritage(labels: Mapping[int, np.ndarray]) -> dict[int, tuple[float, ...]]:
    """How far each segment comes from one segment of the number before, 0..1, for every k (ascending).

    SLSA of Dolnicar & Leisch 2017: 1 - H / ln(k - 1), H the entropy of where its members were; 1 where the number
    before was 2 or is not there.
    """
    found: dict[int, tuple[float, ...]] = {}
    for k, current in labels.items():
        if k - 1 not in labels or k < 3:
            found[k] = (1.0,) * k
            continue
        came = np.bincount(labels[k - 1].astype(np.int64) * k + current, minlength=(k - 1) * k).reshape(k - 1, k)
        share = came / np.maximum(came.sum(axis=0), 1)
        entropy = -(share * np.log(np.where(share > 0, share, 1))).sum(axis=0)
        found[k] = tuple(float(value) for value in 1 - entropy / np.log(k - 1))
    return found
