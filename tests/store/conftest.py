"""Workspaces to test with: every test that asks for one runs on SQLite and on a real PostgreSQL server."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow
import pytest

from seg.core.columns import Column, Kind, Role
from seg.core.dataset import Dataset, Finding, TableReading
from seg.core.facts import Fact
from seg.core.fingerprint import fingerprint
from seg.core.recipe import Forming, Recipe
from seg.core.settings import SETTINGS, Environment
from seg.store.workspace import Workspace
from tests.store.event_tables import keep_events
from tests.store.tables import add_table


def keep_dataset(workspace: Workspace, name: str = "Spring", customers: int = 3) -> Dataset:
    """A dataset with its three files in the workspace; the same name and size, the same content."""
    ids = [f"{name}-{number}" for number in range(customers)]
    raw = add_table(workspace.blobs, pyarrow.table({"c0": ids, "c1": ["10"] * customers}))
    reading = TableReading(
        f"{name}.csv", name, raw, ("id", "spend"), customers, customers, 0, how=(Fact.of("data.utf8", share=1.0),)
    )
    columns = (Column("c0", "id", Role.ID), Column("c1", "spend", Role.AMOUNT, Kind.MONEY, distinct=1))
    findings = (Finding("note", "spend", Fact.of("data.constant", column="spend")),)
    tables = {"customers": {"customer_id": ids, "c1": [10.0] * customers}, "contacts": {"customer_id": ids, "e": ids}}
    shas = {part: add_table(workspace.blobs, pyarrow.table(table)) for part, table in tables.items()}
    dataset = Dataset(
        fingerprint("dataset", name, customers),
        name,
        reading,
        columns,
        **shas,
        rows_in=customers,
        rows_used=customers,
        findings=findings,
    )
    workspace.add_dataset(dataset)
    return dataset


@pytest.fixture
def dataset(workspace):
    return keep_dataset(workspace)


@pytest.fixture
def with_events(workspace, dataset):
    """A dataset of the same customers with two tables of events."""
    tables = (keep_events(workspace, "orders"), keep_events(workspace, "emails"))
    dataset = replace(dataset, id=fingerprint("dataset", "with events"), tables=tables)
    workspace.add_dataset(dataset)
    return dataset


@pytest.fixture
def recipe(dataset):
    return Recipe(dataset.id, forming=(Forming("spend", 2.0),), k=3)


@pytest.fixture
def another_dataset(workspace):
    """Makes further datasets: `another_dataset(name, customers)`."""
    return partial(keep_dataset, workspace)


@pytest.fixture
def soon(monkeypatch):
    """Give up waiting for others after a moment."""
    brief = replace(SETTINGS["store_wait_seconds"], value=0.2)
    monkeypatch.setitem(SETTINGS, "store_wait_seconds", brief)


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request, tmp_path):
    """Where an empty workspace will be; the folder goes with the test."""
    home = tmp_path / "home"
    variables = {"SEG_HOME": str(home)}
    if request.param == "postgresql":
        variables["SEG_STORE_URL"] = request.getfixturevalue("postgresql_url")
    yield Environment.read(variables)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def sqlite_environment(tmp_path):
    yield Environment.read({"SEG_HOME": str(tmp_path / "home")})
    shutil.rmtree(tmp_path / "home", ignore_errors=True)


@pytest.fixture
def workspace(environment):
    workspace = Workspace.open(environment)
    yield workspace
    workspace.close()


@pytest.fixture
def sqlite_workspace(sqlite_environment):
    workspace = Workspace.open(sqlite_environment)
    yield workspace
    workspace.close()


@pytest.fixture
def start_process(environment):
    """Starts `process.py` in a mode: `start_process(mode, *more)`; it waits for a line of input."""
    started = []

    def start(mode: str, *more: str, at: Environment = environment) -> subprocess.Popen:
        command = [sys.executable, Path(__file__).with_name("process.py"), mode, str(at.home), at.store_url, *more]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        variables = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        started.append(subprocess.Popen(command, env=variables, bufsize=1, start_new_session=True, **pipes))
        return started[-1]

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with its children
        process.communicate()
