"""Which questions place customers best: answers as numbers, and trials of what questions together are worth.

Sets of questions are tried with linear discriminants (Fisher 1936): of sums over customers that are made once, those of
any set are a part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from seg.segments.explaining.questions import Question

MOST_QUESTIONS = 6
ENOUGH = 0.9
"""The share of the accuracy of all questions that the few must reach."""
MARGIN = 0.02
"""How much more they must reach in the trials by which they are chosen: chosen ones look better than they are."""
FOLDS = 5
RIDGE = 1e-3
"""What keeps answers that go together apart, beside the variances of the answers."""
NEVER = 50.0
"""A difference of log odds that no answers make up for."""
Report = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers as numbers: a column for each, 1 less its share where it is given, less its share where not, and 0 where
    nobody knows. `starts` are the first columns of the questions, and one more."""

    matrix: np.ndarray
    shares: np.ndarray
    starts: np.ndarray
    labels: np.ndarray
    k: int

    @classmethod
    def of(cls, asked: Sequence[Question], codes: Sequence[np.ndarray], labels: np.ndarray, k: int) -> Answers:
        starts = np.cumsum([0, *(len(question.answers) for question in asked)])
        counts = [np.bincount(c[c >= 0], minlength=len(q.answers)) for q, c in zip(asked, codes, strict=True)]
        shares = np.concatenate([count / max(count.sum(), 1) for count in counts])
        empty = cls(np.empty((0, starts[-1])), shares, starts, labels, k)
        return cls(empty.design(codes), shares, starts, labels, k)

    def design(self, codes: Sequence[np.ndarray]) -> np.ndarray:
        """The answers of any customers to all questions, (n, answers)."""
        found = np.zeros((len(codes[0]), len(self.shares)))
        for start, end, given in zip(self.starts, self.starts[1:], codes, strict=False):
            known = given >= 0
            found[known, start:end] = np.eye(end - start)[given[known]] - self.shares[start:end]
        return found

    def columns(self, chosen: Sequence[int]) -> np.ndarray:
        return np.concatenate([np.arange(self.starts[at], self.starts[at + 1]) for at in chosen])

    @cached_property
    def sums(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return _sums(self.matrix, self.labels, self.k)

    def logit(self, chosen: Sequence[int], rows: slice | np.ndarray = slice(None)) -> tuple[np.ndarray, np.ndarray]:
        """Weights (columns, k) and constants (k,) of a multinomial logit of the questions chosen; a segment that nobody
        is in never wins."""
        from sklearn.linear_model import LogisticRegression

        own = self.matrix[rows][:, self.columns(chosen)]
        fitted = LogisticRegression(max_iter=1_000).fit(own, self.labels[rows])
        coefficients, constants = fitted.coef_, fitted.intercept_
        if len(fitted.classes_) == 2:  # told as the second against the first
            coefficients, constants = (
                np.vstack([-coefficients, coefficients]) / 2,
                np.repeat(constants, 2) * [-0.5, 0.5],
            )
        weights, base = np.zeros((coefficients.shape[1], self.k)), np.full(self.k, constants.min() - NEVER)
        weights[:, fitted.classes_], base[fitted.classes_] = coefficients.T, constants
        return weights, base


Sums = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Customers (k,) and sums (k, columns) of each segment, and the products of the columns (columns, columns)."""


def _sums(matrix: np.ndarray, labels: np.ndarray, k: int) -> Sums:
    member = np.eye(k)[labels]
    return member.sum(axis=0), member.T @ matrix, matrix.T @ matrix


def _discriminants(
    counts: np.ndarray, sums: np.ndarray, products: np.ndarray, columns: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and constants of the linear discriminants of some columns; the largest score wins. A segment that nobody
    is in never does."""
    means = sums[:, columns] / np.maximum(counts, 1)[:, None]
    within = products[np.ix_(columns, columns)] - (means * counts[:, None]).T @ means
    within = within / counts.sum() + RIDGE * np.eye(len(columns))
    weights = np.linalg.solve(within, means.T)
    with np.errstate(divide="ignore"):
        constants = np.log(counts / counts.sum()) - (means * weights.T).sum(axis=1) / 2
    return weights, constants


def chosen_questions(answers: Answers, seed: int, report: Report) -> tuple[int, ...]:
    """The questions, added one by one, each the one that helps most; until they do, or are six."""
    trials = Trials.of(answers, seed)
    count = len(answers.starts) - 1
    goal, chosen = (ENOUGH + MARGIN) * trials.by_logit(range(count)), []
    while len(chosen) < min(MOST_QUESTIONS, count):
        report(len(chosen), MOST_QUESTIONS)
        others = [at for at in range(count) if at not in chosen]
        tried = [trials.by_discriminants([*chosen, at]) for at in others]
        chosen.append(others[int(np.argmax(tried))])
        if trials.by_logit(chosen) >= goal:
            break
    return tuple(chosen)


@dataclass(frozen=True, eq=False)
class Trials:
    """Five-fold trials: what each fold holds, and the sums of all others, computed once for all sets of questions."""

    answers: Answers
    folds: tuple[np.ndarray, ...]
    others: tuple[Sums, ...]

    @classmethod
    def of(cls, answers: Answers, seed: int) -> Trials:
        order = np.random.default_rng([seed, answers.k, FOLDS]).permutation(len(answers.matrix))
        folds = tuple(order[at::FOLDS] for at in range(FOLDS))
        own = [_sums(answers.matrix[fold], answers.labels[fold], answers.k) for fold in folds]
        others = tuple(tuple(all_ - mine for all_, mine in zip(answers.sums, part, strict=True)) for part in own)
        return cls(answers, folds, others)

    def by_discriminants(self, chosen: Sequence[int]) -> float:
        """The share of customers placed right by the linear discriminants of the other folds."""
        columns = self.answers.columns(chosen)
        return self._right(columns, [_discriminants(*sums, columns) for sums in self.others])

    def by_logit(self, chosen: Sequence[int]) -> float:
        """The share of customers placed right by the logit of the other folds."""
        others = [np.delete(np.arange(len(self.answers.matrix)), fold) for fold in self.folds]
        return self._right(self.answers.columns(chosen), [self.answers.logit(chosen, rows) for rows in others])

    def _right(self, columns: np.ndarray, fitted: Sequence[tuple[np.ndarray, np.ndarray]]) -> float:
        right = 0
        for fold, (weights, constants) in zip(self.folds, fitted, strict=True):
            scores = self.answers.matrix[np.ix_(fold, columns)] @ weights + constants
            right += int((scores.argmax(axis=1) == self.answers.labels[fold]).sum())
        return right / len(self.answers.matrix)
