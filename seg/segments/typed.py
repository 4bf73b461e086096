"""Encoded customers as methods for mixed data take them: numbers on their own scale, and categories.

Money, counts, numbers, dates and ordinals are numbers with mean 0 and variance 1 (on the scale of the encoding, asinh
for amounts); binaries and nominals are categories, and each tag of a multi-value dimension is one with two levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from seg.core.columns import UNORDERED_KINDS, Kind
from seg.segments.distances import Rows
from seg.segments.encoding import EncodedDimension, Encoding


@dataclass(frozen=True, eq=False)
class Typed:
    """`numbers` (n, p) float64, NaN where missing; `categories` (n, c) int16, -1 where missing; `levels` (c,) how many
    each has. `number_of` and `category_of` say which dimension each column is from; `shares` (p + c,) what was planned
    for it, numbers first: tags share what their dimension has."""

    numbers: np.ndarray
    categories: np.ndarray
    levels: tuple[int, ...]
    number_of: tuple[str, ...]
    category_of: tuple[str, ...]
    shares: np.ndarray

    @classmethod
    def of(cls, rows: Rows, encoding: Encoding) -> Typed:
        numbers, categories, levels, number_of, category_of, shares = [], [], [], [], [], ([], [])
        for part in encoding.dimensions:
            columns = slice(part.start, part.start + part.width)
            block = rows.filled[:, columns].astype(np.float64) / part.scale
            seen = np.ones(block.shape, bool) if rows.seen is None else rows.seen[:, columns] > 0
            if part.kind in CATEGORIES:
                for codes, count in _categories(part, block, seen):
                    categories.append(codes)
                    levels.append(count)
                    category_of.append(part.dimension)
                    shares[1].append(part.planned_share / (part.width if part.kind == Kind.MULTI_VALUE else 1))
            else:
                numbers.append(np.where(seen[:, 0], block[:, 0], np.nan))
                number_of.append(part.dimension)
                shares[0].append(part.planned_share)
        n = len(rows)
        return cls(
            np.stack(numbers, axis=1) if numbers else np.empty((n, 0)),
            np.stack(categories, axis=1) if categories else np.empty((n, 0), np.int16),
            tuple(levels), tuple(number_of), tuple(category_of), np.array([*shares[0], *shares[1]]),
        )  # fmt: skip

    def one_hot(self) -> np.ndarray:
        """(n, sum of levels) float64 0/1, the levels of each category side by side; all 0 where it is missing."""
        starts = np.concatenate([[0], np.cumsum(self.levels)[:-1]]).astype(int) if self.levels else np.empty(0, int)
        hot = np.zeros((len(self.categories), sum(self.levels)))
        for column, start in enumerate(starts):
            codes = self.categories[:, column]
            known = np.flatnonzero(codes >= 0)
            hot[known, start + codes[known]] = 1.0
        return hot


CATEGORIES = UNORDERED_KINDS


def _categories(part: EncodedDimension, block: np.ndarray, seen: np.ndarray) -> Iterator[tuple[np.ndarray, int]]:
    """The codes of one dimension and how many levels it has: one category, or one for each tag."""
    if part.kind == Kind.BINARY:
        yield _two(block[:, 0] + part.parameters["mean"], seen[:, 0])
    elif part.kind == Kind.NOMINAL:
        codes = (block + np.array(part.parameters["means"])).argmax(axis=1)
        yield np.where(seen.all(axis=1), codes, -1).astype(np.int16), part.width
    else:
        for at, mean in enumerate(part.parameters["means"]):
            yield _two(block[:, at] + mean, seen[:, at])


def _two(values: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, int]:
    return np.where(seen, values > 0.5, -1).astype(np.int16), 2
