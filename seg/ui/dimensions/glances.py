"""What is known of dimensions from events: looked up where it is kept, asked of the workers where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from seg.core.columns import NUMERIC_KINDS, Column
from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.data.distribution import HIGH, LOW
from seg.data.events.summary import level_counts
from seg.tasks.dimensions import AT_ONCE, Counting, kept_dimension
from seg.ui import cache
from seg.ui.services import services
from seg.ui.work import answer

TASK = "seg.tasks.dimensions:derive"
CELLS_A_RUN = 4_000_000
"""Values that one run of the page reads: half a second. Of more customers, dimensions arrive in more turns."""
MOST_LEVELS = 12


@dataclass(frozen=True)
class Glance:
    """A dimension with how its values lie.

    `total` adds up numbers. `having` counts customers with a number that is not 0, or a category other than the first
    of (no, yes). `range` is the 1st percentile, the median and the 99th, `levels` the most frequent categories, each
    with its customers; () for what does not apply.
    """

    column: Column
    customers: int
    total: float
    having: int
    range: tuple[float, ...]
    levels: tuple[tuple[str, int], ...]


def glance(column: Column, values: pa.Array) -> Glance:
    """How the values of a dimension lie."""
    if column.kind in NUMERIC_KINDS:
        known = values.drop_null().to_numpy(zero_copy_only=False)
        spread = tuple(float(x) for x in np.quantile(known, (LOW, 0.5, HIGH))) if len(known) else ()
        return Glance(column, len(values), float(known.sum()), int(np.count_nonzero(known)), spread, ())
    counts = level_counts(column, values)
    none = column.levels[0] if column.levels[:1] == ("no",) else None
    having = sum(count for level, count in counts)
    return Glance(column, len(values), 0.0, having, (), tuple(counts[:MOST_LEVELS]))


@dataclass(frozen=True)
class Known:
    """What is known by now, by label, and why the workers could not derive some."""

    glances: dict[str, Glance]
    failed: dict[str, Fact]


def known_by_now(counting: Counting, first: Iterable[str], labels: Iterable[str]) -> Known:
    """What is known by now of these dimensions. The workers are asked for the rest: for `first` at once, then for all,
    some at a time, so that they arrive one lot after the other.
    """
    labels, wanted = tuple(labels), set(first)
    ahead = tuple(label for label in labels if label in wanted)
    others = tuple(label for label in labels if label not in wanted)
    failed: dict[str, Fact] = {}
    turns = iter(range(max(1, CELLS_A_RUN // counting.dataset.rows_used)))
    for lot, priority in [(ahead, 0), *((others[at : at + AT_ONCE], 4) for at in range(0, len(others), AT_ONCE))]:
        try:
            derived(counting, lot, priority, turns)
        except SegError as problem:
            failed |= dict.fromkeys(lot, problem.fact)
    kept = _kept(counting)
    there = {label: kept[label] for label in labels if label in kept}
    return Known(there, {label: fact for label, fact in failed.items() if label not in there})


def derived(
    counting: Counting, labels: tuple[str, ...], priority: int = 0, turns: Iterator[int] | None = None
) -> dict[str, Glance] | None:
    """These dimensions by label; None while a worker derives them, or no turn is left to read one that is kept.

    Raises `SegError` with what the worker met.
    """
    turns = iter(labels) if turns is None else turns
    arguments = {**counting.as_json(), "labels": list(labels)}
    fetch = partial(_all, counting, labels, turns)
    return answer(fingerprint("dimensions", arguments), fetch, TASK, arguments, priority)


def _all(counting: Counting, labels: tuple[str, ...], turns: Iterator) -> dict[str, Glance] | None:
    """Glances at all of these, None while one is missing; what is there is remembered."""
    kept = _kept(counting)
    for label in (label for label in labels if label not in kept):
        if not services().workspace.has_result(counting.key(label)):
            continue
        if next(turns, None) is None:
            return None
        if found := kept_dimension(services().workspace, counting, label):
            kept[label] = glance(*found)
    return {label: kept[label] for label in labels} if kept.keys() >= set(labels) else None


def _kept(counting: Counting) -> dict[str, Glance]:
    """One growing dictionary for each way of counting: what is under a label never changes."""
    return cache.made(f"glances/{counting.key('')}", dict)
