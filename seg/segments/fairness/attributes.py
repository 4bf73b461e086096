"""The attributes that segments are audited for: whatever is personal or held back, in the recipe or not.

An audit reads them, and nothing else does: what stands in no recipe forms no segment and describes none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from seg.core.columns import Column
from seg.core.condition import Condition
from seg.core.settings import setting
from seg.segments.explaining.questions import answered, questions

BANDS = 4
NOT_KNOWN = -1


@dataclass(frozen=True, eq=False)
class Attribute:
    """One attribute, or one `tag` of one with several values: `codes` (n,) which of the `levels` each customer has, -1
    of whom nobody knows, or whose level too few have to be told of."""

    dimension: str
    tag: str
    held: bool
    levels: tuple[Condition, ...]
    codes: np.ndarray

    def table(self, labels: np.ndarray, k: int) -> np.ndarray:
        """(k, levels) how many of each segment have each level."""
        known = self.codes >= 0
        flat = labels[known].astype(np.int64) * len(self.levels) + self.codes[known]
        return np.bincount(flat, minlength=k * len(self.levels)).reshape(k, -1)


def audited(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that an audit looks at."""
    return tuple(column for column in columns if (column.sensitive or column.held) and column.forms)


def attributes(customers: pa.Table, columns: Iterable[Column]) -> tuple[Attribute, ...]:
    """What the columns say, numbers and dates in bands. One without two levels that can be told of is left out."""
    found = []
    for column in columns:
        for question in questions(customers, (column,), BANDS):
            levels, codes = _large_enough(question.answers, answered(question, customers))
            if len(levels) > 1:
                found.append(Attribute(column.label, question.tag, column.held, levels, codes))
    return tuple(found)


def _large_enough(levels: tuple[Condition, ...], codes: np.ndarray) -> tuple[tuple[Condition, ...], np.ndarray]:
    """Levels that enough customers have, and the codes among these."""
    counts = np.bincount(codes[codes >= 0], minlength=len(levels))
    kept = np.flatnonzero(counts >= setting("min_cell_customers"))
    place = np.full(len(levels) + 1, NOT_KNOWN)  # the last is that of -1
    place[kept] = np.arange(len(kept))
    return tuple(levels[at] for at in kept), place[codes]
