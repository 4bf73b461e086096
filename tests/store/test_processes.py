"""Several processes at one workspace: nobody is in the way, nobody's save is lost."""

import sqlite3

import pytest

from seg.store.sqlite import journal_mode
from seg.store.workspace import Workspace


def answers(process):
    """What a process says once it is told to go."""
    assert process.stdout.readline() == "waiting\n"
    said, complaints = process.communicate("go\n", timeout=60)
    assert process.returncode == 0, complaints
    return [line.strip() for line in said.splitlines()]


def test_four_processes_open_a_new_workspace_at_once(start_process, environment):
    said = answers(start_process("open_at_once"))
    assert said == [f"opened 0 {mode_here(environment)}".strip()] * 4


def test_four_processes_open_a_new_workspace_at_once_with_a_log(start_process, environment):
    if environment.store_url.startswith("postgresql"):
        pytest.skip("the log is a matter of SQLite")
    said = answers(start_process("open_at_once_with_a_log"))
    assert said == ["opened 0 wal"] * 4 + [f"opened 0 {mode_here(environment)}"]


def mode_here(environment):
    return "" if environment.store_url.startswith("postgresql") else journal_mode(sqlite3.sqlite_version_info)


def test_two_processes_save_the_same_segmentation_and_lose_nothing(start_process, workspace, environment, recipe):
    saved = workspace.create_segmentation("shared", recipe, {"entries": []})
    answers(start_process("compete", saved.id))
    after = Workspace.open(environment).segmentation(saved.id)
    assert sorted(after.identity["entries"]) == sorted(f"{who}{entry}" for who in "ab" for entry in range(20))
    assert after.version == 1 + 40
