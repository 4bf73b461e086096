"""What is known of dimensions from events: looked up where it is kept, asked of the workers where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.data.events.summary import Glance
from seg.tasks.dimensions import AT_ONCE, Counting, kept_glance
from seg.ui import cache
from seg.ui.services import services
from seg.ui.work import answer

TASK, TASK_APART = "seg.tasks.dimensions:derive", "seg.tasks.dimensions:derive_apart"


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
    for lot, priority in [(ahead, 0), *((others[at : at + AT_ONCE], 4) for at in range(0, len(others), AT_ONCE))]:
        try:
            failed |= _failing(counting, lot, priority)
        except SegError as problem:
            failed |= dict.fromkeys(lot, problem.fact)
    kept = _kept(counting)
    there = {label: kept[label] for label in labels if label in kept}
    return Known(there, {label: fact for label, fact in failed.items() if label not in there})


def derived(
    counting: Counting, labels: tuple[str, ...], priority: int = 0, at_once: bool = False
) -> dict[str, Glance] | None:
    """These dimensions by label; None while a worker derives them. Raises `SegError` with what the worker met."""
    arguments = {**counting.as_json(), "labels": list(labels)}
    fetch = partial(_all, counting, labels)
    return answer(fingerprint("dimensions", arguments), fetch, TASK, arguments, priority, at_once)


def _failing(counting: Counting, labels: tuple[str, ...], priority: int) -> dict[str, Fact]:
    """Why some of these cannot be derived: none while a worker is at it. Raises `SegError` where none can be."""
    arguments = {**counting.as_json(), "labels": list(labels)}
    key = fingerprint("dimensions apart", arguments)

    def found() -> dict[str, Fact] | None:
        job = services().pool.job(key)
        told = job.result["failed"] if job and job.result else {}
        others = tuple(label for label in labels if label not in told)
        return (
            {label: Fact.from_json(fact) for label, fact in told.items()}
            if _all(counting, others) is not None
            else None
        )

    return answer(key, found, TASK_APART, arguments, priority) or {}


def _all(counting: Counting, labels: tuple[str, ...]) -> dict[str, Glance] | None:
    """Glances at all of these, None while one is missing; what is there is remembered."""
    kept = _kept(counting)
    for label in (label for label in labels if label not in kept):
        if found := kept_glance(services().workspace, counting, label):
            kept[label] = found
    return {label: kept[label] for label in labels} if kept.keys() >= set(labels) else None


def _kept(counting: Counting) -> dict[str, Glance]:
    """One growing dictionary for each way of counting: what is under a label never changes."""
    return cache.made(f"glances/{counting.way}", dict)
