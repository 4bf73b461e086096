"""Several processes at one workspace: nobody is in the way, nobody's save is lost."""

import pytest

from seg.store.workspace import Workspace


def say_go(processes):
    """What each process answers when all are told to go at once."""
    for process in processes:
        assert process.stdout.readline() == "waiting\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in answers] == [""] * len(processes)
    return [answer for answer, _ in answers]


def test_four_processes_open_a_new_workspace_at_once(start_process):
    assert say_go([start_process("open_it") for _ in range(4)]) == ["opened 0\n"] * 4


def test_four_processes_open_a_new_workspace_at_once_with_a_log(start_process, environment):
    if environment.store_url.startswith("postgresql"):
        pytest.skip("the log is a matter of SQLite")
    assert say_go([start_process("open_it_with_a_log") for _ in range(4)]) == ["opened 0\n"] * 4
    assert say_go([start_process("open_it")]) == ["opened 0\n"], "and without the log afterwards"


def test_two_processes_save_the_same_segmentation_and_lose_nothing(start_process, workspace, environment, recipe):
    saved = workspace.create_segmentation("shared", recipe, {"entries": []})
    say_go([start_process("compete", saved.id, who) for who in "ab"])
    after = Workspace.open(environment).segmentation(saved.id)
    assert sorted(after.identity["entries"]) == sorted(f"{who}{entry}" for who in "ab" for entry in range(20))
    assert after.version == 1 + 40
