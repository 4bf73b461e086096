"""A typing tool: the fewest questions that place a customer of whom nothing else is known, scored on paper.

The questions are chosen by linear discriminants, which cost next to nothing to try, and scored by a multinomial logit
over the answers: every answer gives points to every segment, and the highest sum wins. Whole points decide, also here:
what is said of accuracy is said of the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.core.errors import SegError
from seg.core.settings import setting
from seg.segments.explaining.question_choice import ENOUGH, Answers, Report, chosen_questions
from seg.segments.explaining.questions import Question, answered, questions
from seg.segments.explaining.split import fit_and_held

MOST_POINTS = (20, 50, 100, 200)
"""The points between the best and the worst answer of the question that says most: the fewest that lose no more than
`LOST` of the accuracy by rounding."""
LOST = 0.005


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """The questions, in the order in which they help most, and `points[q]` (answers, k) whole numbers from 0 up.

    Who does not answer question q gets `unanswered[q]` (k,). `accuracy` is that of the points among `customers` who
    were held out, `all_inputs` that of all questions there are, scored as exactly as a computer can, `largest` what
    always saying the largest segment would reach. `reached`: the few come as near to the many as was asked.
    """

    questions: tuple[Question, ...]
    points: tuple[np.ndarray, ...]
    unanswered: tuple[np.ndarray, ...]
    accuracy: float
    all_inputs: float
    largest: float
    asked: int
    customers: int

    @property
    def reached(self) -> bool:
        return self.accuracy >= ENOUGH * self.all_inputs

    def as_json(self) -> dict:
        raw = {name: getattr(self, name) for name in ("accuracy", "all_inputs", "largest", "asked", "customers")}
        tables = {name: [part.tolist() for part in getattr(self, name)] for name in ("points", "unanswered")}
        return raw | tables | {"questions": [question.as_json() for question in self.questions]}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Questionnaire:
        tables = {name: tuple(np.array(part) for part in raw[name]) for name in ("points", "unanswered")}
        return cls(**{**raw, **tables, "questions": tuple(Question.from_json(part) for part in raw["questions"])})


def scored(tool: Questionnaire, customers: pa.Table) -> np.ndarray:
    """(n,) the segment of the highest sum, as a label; the first of several."""
    sums = sum(
        np.vstack([points, missing])[answered(question, customers)]  # -1 is the last row
        for question, points, missing in zip(tool.questions, tool.points, tool.unanswered, strict=True)
    )
    return np.asarray(sums).argmax(axis=1)


def typing_tool(
    customers: pa.Table,
    columns: Mapping[str, Column],
    labels: np.ndarray,
    k: int,
    seed: int,
    report: Report = lambda done, of: None,
) -> Questionnaire:
    """The fewest questions about `columns` (by label), six at most, that reach `ENOUGH` of the accuracy of all.

    They are chosen by five-fold trials among the customers to fit on; those held out have no say. What is held back is
    not asked about. Raises `SegError` where there is nothing to ask, or one segment alone.
    """
    fit, held = fit_and_held(labels, k, seed, int(setting("question_sample")))
    table, others = customers.take(pa.array(fit)), customers.take(pa.array(held))
    askable = [column for column in columns.values() if not column.held]
    asked = questions(table, askable)
    if not asked or len(np.unique(labels[fit])) < 2:
        raise SegError("nothing_to_explain")
    answers = Answers.of(asked, [answered(question, table) for question in asked], labels[fit], k)
    chosen = chosen_questions(answers, seed, report)
    report(1, 1)
    points, unanswered = _points(answers, chosen)
    few = Questionnaire(tuple(asked[at] for at in chosen), points, unanswered, 0, 0, 0, len(asked), len(held))
    right = lambda found: float((found == labels[held]).mean()) if len(held) else 0.0  # noqa: E731
    weights, constants = answers.logit(range(len(asked)))
    design = answers.design([answered(question, others) for question in asked])
    return replace(
        few,
        accuracy=right(scored(few, others)),
        all_inputs=right((design @ weights + constants).argmax(axis=1)),
        largest=right(np.bincount(labels[fit], minlength=k).argmax()),
    )


def _points(answers: Answers, chosen: Sequence[int]) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    """Whole points of every answer, and of none; the constants are part of the first question."""
    weights, constants = answers.logit(chosen)
    exact = answers.matrix[:, answers.columns(chosen)] @ weights + constants
    tables = _tables(answers, chosen, weights, constants)
    most = max(np.ptp(table, axis=0).max() for table in tables)
    for points in MOST_POINTS:
        whole = [np.rint(table * points / max(most, 1e-9)).astype(int) for table in tables]
        whole = [table - table.min() for table in whole]  # the same for all segments: no one gains
        if _right(answers, chosen, whole) >= (exact.argmax(axis=1) == answers.labels).mean() - LOST:
            break
    return tuple(table[:-1] for table in whole), tuple(table[-1] for table in whole)


def _tables(answers: Answers, chosen: Sequence[int], weights: np.ndarray, constants: np.ndarray) -> list[np.ndarray]:
    """What each answer adds, (answers, k) for each question, and in the last row what no answer does."""
    found, start = [], 0
    for at in chosen:
        own = slice(answers.starts[at], answers.starts[at + 1])
        part = weights[start : start + own.stop - own.start]
        neutral = answers.shares[own] @ part  # who answers has the other columns below 0
        found.append(np.vstack([part - neutral, np.zeros(answers.k)]) + (0.0 if found else constants))
        start += own.stop - own.start
    return found


def _right(answers: Answers, chosen: Sequence[int], tables: Sequence[np.ndarray]) -> float:
    """The share of customers for whom whole points give the right segment."""
    sums = 0
    for at, table in zip(chosen, tables, strict=True):
        own = answers.matrix[:, answers.starts[at] : answers.starts[at + 1]]
        given = np.where(own.any(axis=1), own.argmax(axis=1), -1)
        sums = sums + table[given]
    return float((sums.argmax(axis=1) == answers.labels).mean())
