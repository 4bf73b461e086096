"""Transactions are short, writers queue, and complaints come in words."""

import sqlite3
import threading
from dataclasses import replace

import pytest
from sqlalchemy import text, update

from seg.core.errors import SegError
from seg.core.settings import Environment
from seg.store.database import Database
from seg.store.schema import datasets
from seg.store.sqlite import journal_mode
from seg.store.workspace import Workspace


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 9), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "delete"),
        ((3, 53, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_a_write_ahead_log_only_where_it_cannot_corrupt(version, mode):
    assert journal_mode(version) == mode


def test_every_connection_has_the_safety_settings(sqlite_workspace):
    engine = sqlite_workspace.database.engine
    wal = journal_mode(sqlite3.sqlite_version_info) == "wal"
    expected = {
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 10_000,
        "mmap_size": 0,
        "journal_mode": "wal" if wal else "delete",
        "synchronous": 2 if wal else 3,
    }
    for _ in range(2):
        with engine.connect() as connection:
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected} == expected
        engine.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://u:secret@h/d", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_are_refused_without_telling_passwords(url):
    with pytest.raises(SegError) as caught:
        Database.of(url)
    assert caught.value.fact.key == "error.store_url_unknown"
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    url = f"postgresql://seg:secret@/seg?host={tmp_path}"
    with pytest.raises(SegError) as caught:
        Workspace.open(Environment(tmp_path / "home", url, 1))
    assert caught.value.fact.key == "error.store_unreachable"
    assert str(tmp_path) in caught.value.fact["path"].replace("%2F", "/")
    assert "secret" not in str(caught.value)


def test_who_waits_too_long_is_told_and_can_try_again(soon, workspace, environment, dataset):
    other = Workspace.open(environment)
    with other.database.writing():
        assert workspace.datasets(), "reading goes on"
        with pytest.raises(SegError, match="store_busy"):
            workspace.rename_dataset(dataset.id, "Autumn")
    other.close()
    workspace.rename_dataset(dataset.id, "Autumn")
    assert workspace.dataset(dataset.id).name == "Autumn"


def test_an_error_rolls_everything_back_and_is_not_reworded(workspace, dataset):
    def rename_and_fail():
        with workspace.database.writing() as connection:
            connection.execute(update(datasets).values(name="Autumn"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()
    assert workspace.dataset(dataset.id).name == "Spring"


def test_threads_share_a_workspace(workspace, dataset):
    def rename(name):
        for _ in range(5):
            workspace.rename_dataset(dataset.id, name)

    threads = [threading.Thread(target=rename, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert workspace.dataset(dataset.id).name in "abcd"


def test_a_server_that_restarted_is_found_again(workspace, dataset, environment):
    if not environment.store_url.startswith("postgresql"):
        pytest.skip("SQLite has no server")
    with Workspace.open(environment).database.engine.connect() as other:
        others = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        other.execute(others)
    assert workspace.dataset(dataset.id) == dataset
    workspace.ready()


def test_a_file_that_is_no_database_is_named(sqlite_environment):
    environment = replace(sqlite_environment)
    environment.home.mkdir()
    file = environment.home / "workspace.sqlite"
    file.write_bytes(b"not a database, " * 512)
    with pytest.raises(SegError) as caught:
        Workspace.open(environment)
    assert (caught.value.fact.key, caught.value.fact["path"]) == ("error.store_damaged", str(file))
