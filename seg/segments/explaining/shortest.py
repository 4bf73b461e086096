"""The shortest rule that says most of one segment: at most three conditions, all of which must hold.

Looked for by a beam: of all conditions and then of all pairs and triples that begin with the best, the best are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.condition import Condition
from seg.segments.explaining.conditions import all_hold, merged, opposite
from seg.segments.explaining.features import Feature, features, plainest
from seg.segments.explaining.round_numbers import border
from seg.segments.explaining.rules import Figures
from seg.segments.explaining.split import fit_and_held
from seg.segments.explaining.surrogate import least_in_leaf
from seg.segments.small_cells import few

MOST_CONDITIONS = 3
BEAM = 12
"""Rules that longer ones are looked for from."""
WORTH_A_CONDITION = 0.03
"""How much F1, or of the segment, a rule must gain to be worth another condition."""
BORDERS = 12
"""Borders of a number that are tried."""


@dataclass(frozen=True)
class ShortRule:
    """The conditions, and what they do with customers who were held out."""

    label: int
    conditions: tuple[Condition, ...]
    figures: Figures

    def surer_than(self, other: ShortRule | None) -> bool:
        """Whether it is right more often than another rule among customers held out, as far as that is told."""
        if other is None or self.conditions == other.conditions:
            return other is None
        return self.figures.few or other.figures.few or self.figures.precision > other.figures.precision

    def as_json(self) -> dict:
        conditions = [condition.as_json() for condition in self.conditions]
        return {"label": self.label, "conditions": conditions, "figures": asdict(self.figures)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> ShortRule:
        conditions = tuple(Condition.from_json(part) for part in raw["conditions"])
        return cls(raw["label"], conditions, Figures(**raw["figures"]))


@dataclass(frozen=True, eq=False)
class _Candidate:
    """Conditions by their positions, whom they pick, and how good that is."""

    positions: tuple[int, ...]
    picked: np.ndarray
    score: float
    dimensions: frozenset[str]


def shortest_rules(
    customers: pa.Table,
    columns: Mapping[str, Column],
    labels: np.ndarray,
    k: int,
    seed: int,
    precision: float | None = None,
) -> tuple[ShortRule, ...]:
    """For each segment the shortest rule of the best F1, or, at least as precise as `precision`, of the largest part of
    the segment; no rule for a segment that has no such one, or so few customers that it would tell of persons. Nobody
    passes of whom a value is not known.

    A shorter rule goes before a longer one that is better by less than `WORTH_A_CONDITION`.
    """
    fit, held = fit_and_held(labels, k, seed)
    made, matrix = plainest(*features(customers.take(pa.array(fit)), columns.values()))
    conditions, passing = _conditions(made, matrix)
    if not conditions:
        return ()
    others, found = customers.take(pa.array(held)), []
    for label in np.flatnonzero(~few(np.bincount(labels, minlength=k))).tolist():
        best = _best(conditions, passing, labels[fit] == label, precision)
        if best is not None:
            told = merged(conditions[at] for at in best.positions)
            found.append(ShortRule(label, told, _figures(all_hold(told, others), labels[held] == label)))
    return tuple(found)


def _figures(picked: np.ndarray, member: np.ndarray) -> Figures:
    return Figures(int(picked.sum()), int((picked & member).sum()), int(member.sum()), len(member))


def _conditions(made: tuple[Feature, ...], matrix: np.ndarray) -> tuple[tuple[Condition, ...], np.ndarray]:
    """Every condition that is tried, and (n, conditions) float32 whether it holds."""
    told, columns = [], []
    for feature, x in zip(made, matrix.T, strict=True):
        known = ~np.isnan(x)
        for at, test in _borders(feature, np.sort(x[known])):
            low = known & (x <= at)
            for condition, holding in ((test, low), (_known(opposite(test)), known & ~low)):
                told.append(condition)
                columns.append(holding)
    return tuple(told), np.stack(columns, axis=1).astype(np.float32) if told else np.empty((len(matrix), 0))


def _known(condition: Condition) -> Condition:
    return Condition(**{**condition.__dict__, "unknown": False})


def _borders(feature: Feature, ascending: np.ndarray) -> Iterator[tuple[float, Condition]]:
    """The largest value that passes, and the condition: round ones that part numbers into about equal groups."""
    if not len(ascending) or ascending[0] == ascending[-1]:
        return
    if not feature.is_number:
        for at in range(len(feature.levels) - 1) if feature.levels else (0,):
            yield float(at), feature.at_most(float(at))
        return
    seen = set()
    for part in range(1, BORDERS):
        below = int(np.searchsorted(ascending, ascending[part * len(ascending) // BORDERS], side="right"))
        if below < len(ascending):
            slack = len(ascending) // (4 * BORDERS)
            at = border(ascending, below, slack, feature.kind is Kind.DATE)
            if at not in seen and ascending[0] <= at < ascending[-1]:
                seen.add(at)
                yield at, feature.at_most(at)


def _best(
    conditions: tuple[Condition, ...], passing: np.ndarray, member: np.ndarray, precision: float | None
) -> _Candidate | None:
    """The best rule: the fewest conditions that come near the best of all."""
    everybody = _Candidate((), np.ones(len(member), np.float32), 0.0, frozenset())
    beam, best = [everybody], {}
    for _ in range(MOST_CONDITIONS + 1):  # two borders of one number are one condition
        beam = _longer(beam, conditions, passing, member, precision)
        for candidate in beam:
            count = len(candidate.dimensions)
            if _good_enough(candidate, member, precision) and candidate.score > best.get(count, everybody).score:
                best[count] = candidate
    if not best:
        return None
    most = max(candidate.score for candidate in best.values())
    return next(best[count] for count in sorted(best) if best[count].score >= most - WORTH_A_CONDITION)


def _good_enough(candidate: _Candidate, member: np.ndarray, precision: float | None) -> bool:
    picked = candidate.picked.sum()
    enough = picked >= min(least_in_leaf(member.astype(int), 2), member.sum())
    return bool(enough and (precision is None or candidate.picked[member].sum() >= precision * picked))


def _longer(
    beam: list[_Candidate],
    conditions: tuple[Condition, ...],
    passing: np.ndarray,
    member: np.ndarray,
    precision: float | None,
) -> list[_Candidate]:
    """The best rules with one condition more, no two of which pick the same customers."""
    found: list[_Candidate] = []
    of_member = passing[member]
    for candidate in beam:
        picked, right = candidate.picked @ passing, candidate.picked[member] @ of_member
        scores = _scores(picked, right, member.sum(), precision)
        for at in np.argsort(-scores, kind="stable")[: 2 * BEAM]:
            dimensions = candidate.dimensions | {conditions[at].dimension}
            if at not in candidate.positions and len(dimensions) <= MOST_CONDITIONS and picked[at]:
                chosen = (*candidate.positions, int(at))
                found.append(_Candidate(chosen, candidate.picked * passing[:, at], float(scores[at]), dimensions))
    found.sort(key=lambda each: (-each.score, len(each.dimensions), sorted(each.positions)))
    kept: list[_Candidate] = []
    for each in found:
        if len(kept) < BEAM and not any((each.picked == other.picked).all() for other in kept):
            kept.append(each)
    return kept


def _scores(picked: np.ndarray, right: np.ndarray, members: int, precision: float | None) -> np.ndarray:
    """F1; or, where a precision is asked for, how near a rule comes to it and then what part of the segment it has."""
    if precision is None:
        return 2 * right / np.maximum(picked + members, 1)
    reached = np.minimum(right / np.maximum(picked, 1) / precision, 1.0)
    return np.where(reached >= 1, 1.0 + right / max(members, 1), reached)
