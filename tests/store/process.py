"""What other processes do to a workspace, for test_kill.py and test_processes.py.

`process.py MODE HOME URL SEGMENTATION [WHO]`. Every line on the input starts one round; what was
acknowledged goes to the output, line by line.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from seg.core.errors import SegError
from seg.core.settings import Environment
from seg.store import sqlite
from seg.store.workspace import Workspace


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save_for_ever(environment: Environment, segmentation: str) -> None:
    """Save recipe, words and a result with the same number in each, and say so before and after each."""
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


def save_in_a_child(environment: Environment, segmentation: str) -> None:
    """One child that saves until it is killed; forked, because starting Python takes longer than its life."""
    child = os.fork()
    if child == 0:
        save_for_ever(environment, segmentation)
    say("child", child)
    os.waitpid(child, 0)
    say("dead")


def compete(environment: Environment, segmentation: str, who: str) -> None:
    """Add 20 entries to what is saved, each by reading, adding and saving over what was read."""
    workspace = Workspace.open(environment)
    conflicts = 0
    for entry in range(20):
        done = False
        while not done:
            saved = workspace.segmentation(segmentation)
            identity = {"entries": [*saved.identity["entries"], f"{who}{entry}"]}
            try:
                workspace.save_recipe(segmentation, saved.version, saved.recipe, identity)
                done = True
            except SegError as problem:
                if problem.fact.key != "error.saved_by_other":
                    raise
                conflicts += 1
    say("conflicts", conflicts)


def open_it(environment: Environment, *_: str) -> None:
    workspace = Workspace.open(environment)
    workspace.ready()
    say("opened", len(workspace.datasets()))


def open_it_with_a_log(environment: Environment, *_: str) -> None:
    """As on a version of SQLite without the bug in its write-ahead log."""
    sqlite.journal_mode = lambda version: "wal"
    open_it(environment)


MODES = {f.__name__: f for f in (save_in_a_child, compete, open_it, open_it_with_a_log)}

if __name__ == "__main__":
    mode, home, url, *rest = sys.argv[1:]
    say("waiting")
    for _ in sys.stdin:
        MODES[mode](Environment(Path(home), url, 1), *rest)
