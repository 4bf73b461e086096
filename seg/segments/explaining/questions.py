"""Dimensions as questions that a person can answer: numbers in a few round bands, values to choose from, yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column, Kind
from seg.core.condition import Condition
from seg.segments.encoders import OTHER, column_values
from seg.segments.explaining.conditions import holds
from seg.segments.explaining.features import Feature, features
from seg.segments.explaining.round_numbers import border
from seg.segments.profiles import membership

BANDS = 5
MOST_ANSWERS = 8
"""Values to choose from; with more the rest is one answer."""


@dataclass(frozen=True)
class Question:
    """A dimension, or one `tag` of it, and its answers: everybody of whom it is known gives exactly one."""

    dimension: str
    answers: tuple[Condition, ...]
    tag: str = ""

    def as_json(self) -> dict:
        return {"dimension": self.dimension, "answers": [part.as_json() for part in self.answers], "tag": self.tag}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Question:
        return cls(raw["dimension"], tuple(Condition.from_json(part) for part in raw["answers"]), raw["tag"])


def questions(customers: pa.Table, columns: Iterable[Column], bands: int = BANDS) -> tuple[Question, ...]:
    """The questions that columns make: of several values one for each tag. Without two answers there is none."""
    found = [question for column in columns for question in _of(customers, column, bands)]
    return tuple(question for question in found if len(question.answers) > 1)


def answered(question: Question, customers: pa.Table) -> np.ndarray:
    """(n,) int64 which answer each customer gives, -1 of whom it is not known."""
    found = np.full(len(customers), -1)
    for at, answer in enumerate(question.answers):
        found[holds(answer, customers)] = at
    return found


def _of(customers: pa.Table, column: Column, bands: int) -> Iterator[Question]:
    if column.kind is Kind.NOMINAL:
        yield Question(column.label, _values(customers, column))
        return
    made, matrix = features(customers, (column,))
    for feature, x in zip(made, matrix.T, strict=True):
        if feature.is_number:
            yield Question(column.label, _bands(feature, np.sort(x[~np.isnan(x)]), bands))
        elif feature.levels:
            named = {"dimension": column.label, "kind": column.kind, "levels": feature.levels}
            yield Question(column.label, tuple(Condition(among=(level,), **named) for level in feature.levels))
        else:
            named = {"dimension": column.label, "kind": column.kind, "separator": feature.separator}
            answers = Condition(without=(feature.level,), **named), Condition(among=(feature.level,), **named)
            yield Question(column.label, answers, feature.level)


def _values(customers: pa.Table, column: Column) -> tuple[Condition, ...]:
    """The most frequent values, and one answer for all others."""
    levels, member = membership(column_values(customers, column.label, column.kind), column)
    named = [level for level, has in zip(levels, member.T, strict=True) if level != OTHER and has.any()]
    shown = named if len(named) == len(levels) <= MOST_ANSWERS else named[: MOST_ANSWERS - 1]
    answers = [Condition(column.label, column.kind, among=(level,)) for level in shown]
    if len(shown) < len(levels):
        answers.append(Condition(column.label, column.kind, without=tuple(shown)))
    return tuple(answers)


def _bands(feature: Feature, ascending: np.ndarray, bands: int) -> tuple[Condition, ...]:
    """From low to high, about as many customers in each; a value that many have is a band of its own."""
    cuts = _cuts(feature, ascending, bands)
    if not cuts:
        return ()
    named = {"dimension": feature.dimension, "kind": feature.kind, "whole": feature.whole}
    return tuple(
        Condition(above=low, most=high, **named) for low, high in zip([None, *cuts], [*cuts, None], strict=True)
    )


def _cuts(feature: Feature, ascending: np.ndarray, bands: int) -> list[float]:
    different = np.unique(ascending)
    if len(different) <= bands:
        if feature.whole:
            return different[:-1].tolist()
        ends = np.searchsorted(ascending, different[:-1], side="right")
        return [border(ascending, int(end), 0) for end in ends]
    found: list[float] = []
    for part in range(1, bands):
        value = ascending[part * len(ascending) // bands]
        ends = [int(np.searchsorted(ascending, value, side=side)) for side in ("left", "right")]
        below = min(ends, key=lambda end: abs(end - part * len(ascending) / bands))
        if 0 < below < len(ascending):
            at = border(ascending, below, len(ascending) // (5 * bands), feature.kind is Kind.DATE)
            if ascending[0] <= at < ascending[-1] and at not in found:
                found.append(at)
    return sorted(found)
