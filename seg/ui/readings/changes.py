"""Changes to a reading: asked for by a click, made by a worker, shown when they are made."""

from __future__ import annotations

import uuid
from typing import Any

from seg.core.errors import SegError
from seg.core.steps import Step
from seg.ui.session import Change, session
from seg.ui.work import do


def take(reading_id: str, *steps: Step) -> None:
    """Ask for steps at the end of the history. For callbacks."""
    _ask(reading_id, "change", {"steps": [step.as_json() for step in steps]})


def leave_out(reading_id: str, version: int, *places: int) -> None:
    """Ask for the history, as it is in that version, without the steps at those places."""
    _ask(reading_id, "change", {"version": version, "without": places})


def redo(reading_id: str) -> None:
    """Ask for the step that was left out last."""
    _ask(reading_id, "change", {"redo": True})


def read_again(reading_id: str, options: dict[str, Any]) -> None:
    """Ask for the file to be read in another way."""
    _ask(reading_id, "read_again", {"options": options})


def join(left: str, right: str, found: dict[str, Any]) -> None:
    """Ask for two readings to be joined into a third."""
    _make("join", {"left": left, "right": right, "join": found})


def attach(reading_id: str, events: list[str]) -> None:
    """Ask for the events of other readings to be laid beside the customers of this one."""
    _ask(reading_id, "attach", {"events": events})


def detach(reading_id: str, events: str) -> None:
    """Ask for events to be taken out again."""
    _ask(reading_id, "detach", {"events": events})


def as_events(reading_id: str, wanted: bool) -> None:
    """Ask for the rows of a reading to be taken for events, or for customers."""
    _ask(reading_id, "as_events", {"wanted": wanted})


def reopen(dataset: str) -> None:
    """Ask for the reading that a dataset was made of."""
    _make("reopen", {"dataset": dataset})


def _ask(reading_id: str, task: str, arguments: dict[str, Any]) -> None:
    _make(task, {"reading": reading_id, **arguments})


def _make(task: str, arguments: dict[str, Any]) -> None:
    if session().change is None:  # one at a time: what was clicked while it is made was aimed at what is gone
        session().change = Change(uuid.uuid4().hex, task, arguments)


def follow_change() -> tuple[bool, list[str]]:
    """Whether a change is still being made, and the readings that took the place of one that was read again."""
    change = session().change
    if change is None:
        return False, []
    try:
        result = do(change.key, f"seg.tasks.imports:{change.task}", change.arguments)
    except SegError as problem:
        session().change = None
        session().notices.append(problem.fact)
        return False, []
    if result is None:
        return True, []
    session().change = None
    return False, result.get("readings", [])
