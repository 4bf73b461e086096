"""Trying to break segments: what had come out with one dimension less, a fifth fewer customers, or one month lost.

Every trial fits the segments anew from what is left and says how many customers would be with the same others, and
which segments would not be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from seg.core.facts import Fact
from seg.core.recipe import K_MIN
from seg.core.results import Model, Solution
from seg.core.settings import setting
from seg.segments.distances import Rows
from seg.segments.identity import crossed, jaccard, matched
from seg.segments.kmeans import sorted_sample
from seg.segments.methods import METHODS, Material
from seg.segments.methods.method import Report, silent
from seg.segments.patterns import different

DIMENSION, CUSTOMERS, MONTH = "dimension", "customers", "month"
LEFT_OUT = 0.2
"""The share of customers that a trial leaves out."""


@dataclass(frozen=True)
class Trial:
    """`kind` is what was left out: a dimension (`what` is its label), a fifth of the customers (""), or the events of a
    month (its first day, ISO). `stayed` is the share of customers who would be in the segment that took the place of
    theirs, or in none as before, `lost` the labels of the segments that nothing overlaps with by half."""

    kind: str
    what: str
    stayed: float
    lost: tuple[int, ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping) -> Trial:
        return cls(**{**raw, "lost": tuple(raw["lost"])})


def trials(
    material: Material,
    solution: Solution,
    seed: int,
    months: Mapping[str, Callable[[], Material | None]],
    report: Report = silent,
) -> Iterator[Trial]:
    """`breaking_trials` attempts on a solution of these customers, in turns of the kinds that there are.

    `months` give the same customers without the events of a month (None where nothing is left to form segments); they
    are asked for only when it is their turn. Fits are made at a sample of `stability_sample` customers. Where the
    method can't be used on what is left, there is no trial.
    """
    random = np.random.default_rng([seed, solution.k])
    picked = sorted_sample(len(material), setting("stability_sample"), random)
    base, labels = material.take(picked), solution.labels[picked]
    turns = _turns(base, months, random)
    for at, (kind, what) in enumerate(turns):
        report(at, len(turns))
        left = months[what]() if kind == MONTH else None
        if kind == MONTH and left is None:
            continue
        with threadpool_limits(1):
            again = _again(base, solution, kind, what, left.take(picked) if left else None, random)
        if again is not None:
            yield _judged(kind, what, labels, solution.model, *again)
    report(len(turns), len(turns))


def _turns(base: Material, months: Iterable[str], random: np.random.Generator) -> list[tuple[str, str]]:
    """What is left out in each trial: the kinds in turn, each dimension and month once before any comes again."""
    dimensions = [part.dimension for part in base.encoding.dimensions]
    decks = {DIMENSION: dimensions if len(dimensions) > 1 else [], CUSTOMERS: [""], MONTH: sorted(months)}
    decks = {kind: [deck[at] for at in random.permutation(len(deck))] for kind, deck in decks.items() if deck}
    kinds = list(decks)
    turns = [(kinds[at % len(kinds)], at // len(kinds)) for at in range(setting("breaking_trials"))]
    return [(kind, decks[kind][nth % len(decks[kind])]) for kind, nth in turns]


Labelled = tuple[np.ndarray, Model]


def _again(
    base: Material, solution: Solution, kind: str, what: str, left: Material | None, random: np.random.Generator
) -> Labelled | None:
    """The labels of everybody by the segments that are formed from what is left, as many as it allows; None where the
    method can't be used on it."""
    seed = int(random.integers(2**31))
    if kind == DIMENSION:
        return without_dimension(base, solution, what, seed)
    known = left or base
    fitted = known
    if kind == CUSTOMERS:
        stay = np.sort(random.permutation(len(base))[: round((1 - LEFT_OUT) * len(base))])
        fitted = base.take(stay)
    return _fitted(solution, fitted, known, seed)


def without_dimension(base: Material, solution: Solution, dimension: str, seed: int) -> Labelled | None:
    """The labels of everybody by the segments that are formed without a dimension, and their model; None where nothing
    else is left, or the method can't be used on it."""
    encoding, columns = base.encoding.without(dimension)
    if not encoding.dimensions:
        return None
    seen = None if base.rows.seen is None else base.rows.seen[:, columns]
    left = Material(Rows(base.rows.filled[:, columns], seen, base.rows.weights), encoding)
    with threadpool_limits(1):
        return _fitted(solution, left, left, seed)


def _fitted(solution: Solution, fitted: Material, known: Material, seed: int) -> Labelled | None:
    """As many segments as there are, of `fitted`, and in which of them everybody of `known` is."""
    method, k = METHODS[solution.model.method], min(solution.k, different(fitted.rows))
    if k < K_MIN or method.refused(fitted):
        return None
    (model,) = method.fit(fitted, (k,), seed, False, silent).values()
    return method.assign(model, known).labels, model


def _judged(kind: str, what: str, labels: np.ndarray, before: Model, again: np.ndarray, after: Model) -> Trial:
    """Who stayed together, each segment matched to at most one new one (Hungarian, on what they share). Who is in none
    is no segment, before or after."""
    both = crossed(labels, again, before.k, after.k)
    named = slice(before.k - before.unassigned), slice(after.k - after.unassigned)
    old, new = matched(both[named])
    stayed = both[old, new].sum() + both[named[0].stop :, named[1].stop :].sum()
    overlap = jaccard(both)[old, new]
    kept = old[overlap >= LEAST].tolist()
    lost = tuple(label for label in range(named[0].stop) if label not in kept)
    return Trial(kind, what, float(stayed / max(len(labels), 1)), lost)


LEAST = 0.5
"""The overlap below which a segment is not the same any more (Hennig 2007: dissolved)."""


def told(found: tuple[Trial, ...], names: tuple[str, ...]) -> tuple[Fact, ...]:
    """What the trials say, the most important first; `names` of the segments in label order."""
    held = sum(not trial.lost for trial in found)
    facts = [Fact.of("breaking.held", held=held, count=len(found))]
    for kind in (DIMENSION, MONTH, CUSTOMERS):
        facts += _of_kind(kind, [trial for trial in found if trial.kind == kind], names)
    return tuple(facts)


STAY = {DIMENSION: "breaking.no_dimension", MONTH: "breaking.no_month"}
BREAK = {DIMENSION: "breaking.dimension", MONTH: "breaking.month"}
"""The keys of what is said where segments stay without something of that kind, and where they do not."""


def _of_kind(kind: str, found: list[Trial], names: tuple[str, ...]) -> list[Fact]:
    """What hurts most of one kind, each with the segments that it costs; or that nothing does."""
    if not found:
        return []
    if kind == CUSTOMERS:
        mean = float(np.mean([trial.stayed for trial in found]))
        lost = _names({label for trial in found for label in trial.lost}, names)
        key = "breaking.customers_lost" if lost else "breaking.customers"
        return [Fact.of(key, stayed_share=mean, segments=lost, count=len(found))]
    worst = {trial.what: trial for trial in sorted(found, key=lambda trial: -trial.stayed) if trial.lost}
    named = "dimension" if kind == DIMENSION else "month_date"
    if not worst:
        least = min(trial.stayed for trial in found)
        return [Fact.of(STAY[kind], stayed_share=least, count=len({trial.what for trial in found}))]
    return [
        Fact.of(BREAK[kind], stayed_share=trial.stayed, segments=_names(trial.lost, names), **{named: what})
        for what, trial in sorted(worst.items(), key=lambda item: item[1].stayed)
    ]


def _names(labels: Iterable[int], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(names[label] for label in sorted(labels))
