"""What other processes do to a workspace, for test_kill.py and test_processes.py.

`process.py MODE HOME URL [SEGMENTATION [READING]]`. Every line on the input starts one round; what was
acknowledged goes to the output, line by line.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import alembic.command  # noqa: F401  here, so that children race for the workspace and not for the import
import numpy as np

from seg.core.errors import SegError
from seg.core.settings import Environment
from seg.store import sqlite
from seg.store.workspace import Workspace


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save_for_ever(environment: Environment, segmentation: str, reading: str) -> None:
    """Save recipe, words, a result and a reading with the same number in each, and say so before and after each."""
    workspace = Workspace.open(environment)
    saved = workspace.segmentation(segmentation)
    while True:
        number = saved.identity["number"] + 1
        recipe = replace(saved.recipe, seed=number)
        say("saving recipe", number)
        saved = workspace.save_recipe(segmentation, saved.version, recipe, {"number": number})
        say("saved recipe", number)
        say("saving words", number)
        workspace.save_segment(segmentation, "a", name=f"{number}", note=f"{number}")
        say("saved words", number)
        say("saving result", number)
        arrays = {"numbers": np.full(20_000, number)}
        workspace.put_result("key", "map", saved.dataset, {"number": number}, arrays)
        say("saved result", number)
        say("saving reading", number)
        state = workspace.reading(reading)
        attached = (replace(state.attached[0], name=f"{number}"),)
        prepared = workspace.blobs.add_arrays({"number": np.array([number])})
        workspace.update_reading(reading, replace(state, attached=attached, prepared=prepared))
        say("saved reading", number)


def save_in_a_child(environment: Environment, segmentation: str, reading: str) -> None:
    """One child that saves until it is killed; forked, because starting Python takes longer than its life."""
    child = os.fork()
    if child == 0:
        save_for_ever(environment, segmentation, reading)
    say("child", child)
    os.waitpid(child, 0)
    say("dead")


def compete(environment: Environment, segmentation: str) -> None:
    """Two children add 20 entries each to what is saved, by reading, adding and saving over what was read."""
    at_once(2, lambda child: add_entries(Workspace.open(environment), segmentation, "ab"[child]))


def add_entries(workspace: Workspace, segmentation: str, who: str) -> None:
    for entry in range(20):
        while not add_entry(workspace, segmentation, f"{who}{entry}"):
            say("conflict")


def add_entry(workspace: Workspace, segmentation: str, entry: str) -> bool:
    saved = workspace.segmentation(segmentation)
    identity = {"entries": [*saved.identity["entries"], entry]}
    try:
        workspace.save_recipe(segmentation, saved.version, saved.recipe, identity)
    except SegError as problem:
        if problem.fact.key != "error.saved_by_other":
            raise
        return False
    return True


def open_at_once(environment: Environment, *_: str) -> None:
    at_once(4, lambda child: open_it(environment))


def open_at_once_with_a_log(environment: Environment, *_: str) -> None:
    """As on a version of SQLite without the bug in its write-ahead log; then once as on one with it."""
    known = sqlite.journal_mode
    sqlite.journal_mode = lambda version: "wal"
    open_at_once(environment)
    sqlite.journal_mode = known
    open_it(environment)


def open_it(environment: Environment) -> None:
    workspace = Workspace.open(environment)
    workspace.ready()
    with workspace.database.reading() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar() if workspace.database.file else ""
    say("opened", len(workspace.datasets()), mode)
    workspace.close()


def at_once(count: int, act: Callable[[int], None]) -> None:
    """Forked children that act at the same time; fails if one of them does."""
    children = []
    for number in range(count):
        children.append(os.fork())
        if children[-1] == 0:
            act(number)
            os._exit(0)
    if any(os.waitpid(child, 0)[1] for child in children):
        sys.exit(1)


MODES = {f.__name__: f for f in (save_in_a_child, compete, open_at_once, open_at_once_with_a_log)}

if __name__ == "__main__":
    mode, home, url, *rest = sys.argv[1:]
    say("waiting")
    for _ in sys.stdin:
        MODES[mode](Environment(Path(home), url, 1), *rest)
