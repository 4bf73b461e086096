"""A workspace of any version opens, a newer one is refused, and a crash on the way changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from seg.core.errors import SegError
from seg.store.database import Database
from seg.store.schema import metadata
from seg.store.upgrade import MIGRATIONS, bring_up_to_date, newest_version
from seg.store.workspace import Workspace

NEXT = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"

def upgrade():
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("datasets", recreate=rebuild) as table:
        table.add_column(sa.Column("owner", sa.Text, nullable=False, server_default="nobody"))
    op.create_table("owners", sa.Column("name", sa.Text, primary_key=True))
    {crash}
"""


@pytest.fixture
def migrations(tmp_path):
    """Makes our migrations with one more, which rebuilds a table that others refer to, and may crash."""

    def make(crash: str = "") -> Path:
        folder = tmp_path / f"migrations{len(crash)}"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0003_owner.py").write_text(NEXT.format(crash=crash))
        return folder

    return make


def stored(database):
    with database.reading() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        counts = [connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in sorted(metadata.tables)]
    return version, counts


@pytest.fixture
def filled(workspace, dataset, recipe):
    """A workspace with something in it, and what `stored` says of it."""
    segmentation = workspace.create_segmentation("one", recipe, {})
    workspace.save_segment(segmentation.id, "a", name="Loyal")
    workspace.put_result("key", "map", dataset.id, {}, {})
    return workspace, stored(workspace.database)


def test_the_migrations_make_the_tables_that_the_code_speaks_of(workspace):
    with workspace.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_workspace_of_version_1_opens(sqlite_environment):
    sqlite_environment.home.mkdir()
    with sqlite3.connect(sqlite_environment.home / "workspace.sqlite") as connection:
        connection.executescript(Path(__file__).with_name("workspace_version_1.sql").read_text("utf-8"))
    connection.close()
    workspace = Workspace.open(sqlite_environment)
    assert [row.name for row in workspace.datasets()] == ["Lente"]
    assert workspace.dataset("d1").columns[0].label == "id"
    (segmentation,) = workspace.segmentations()
    assert (segmentation.name, segmentation.recipe.k, segmentation.identity) == ("Trouw", 4, {"ids": ["a"]})
    assert workspace.segment_words(segmentation.id)["a"].name == "Müller & co"
    assert workspace.get_result("r1") == ({"k": 4}, {})
    assert [record.rows for record in workspace.exports()] == [12]
    assert [row.id for row in workspace.readings()] == ["u1"]
    state = workspace.reading("u1")
    assert (state.prepared, state.steps, state.version) == (state.reading.raw, (), 1)
    workspace.ready()
    workspace.close()


def test_an_older_workspace_is_copied_then_upgraded_without_loss(filled, migrations, tmp_path):
    workspace, (version, counts) = filled
    folder = migrations()
    for _ in range(2):
        bring_up_to_date(workspace.database, tmp_path / "copies", folder)
        assert stored(workspace.database) == ("0003", counts)
    with workspace.database.reading() as connection:
        assert connection.scalar(text("SELECT owner FROM datasets")) == "nobody"
    if workspace.database.file:
        (copy,) = (tmp_path / "copies").iterdir()
        assert stored(Database.of(f"sqlite:///{copy}")) == (version, counts)


@pytest.mark.parametrize("crash", ["raise ZeroDivisionError", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_crash_on_the_way_leaves_the_older_workspace(filled, migrations, tmp_path, environment, crash):
    workspace, before = filled
    upgrade = "from pathlib import Path; from seg.store.database import Database; from seg.store.upgrade import *; "
    upgrade += f"bring_up_to_date(Database.of({environment.store_url!r}), Path({str(tmp_path / 'copies')!r}), "
    upgrade += f"Path({str(migrations(crash))!r}))"
    variables = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    assert subprocess.run([sys.executable, "-c", upgrade], env=variables, capture_output=True).returncode != 0
    with workspace.database.writing():  # a server may still be busy with what the dead left
        pass
    assert stored(workspace.database) == before
    workspace.rename_dataset(workspace.datasets()[0].id, "still works")
    bring_up_to_date(workspace.database, tmp_path / "copies", migrations())
    assert stored(workspace.database) == ("0003", before[1])


def test_a_newer_workspace_is_refused(filled, migrations, tmp_path, environment):
    workspace, (_, counts) = filled
    bring_up_to_date(workspace.database, tmp_path / "copies", migrations())
    with pytest.raises(SegError) as caught:
        Workspace.open(environment)
    fact = caught.value.fact
    assert (fact.key, fact["version"], fact["known"]) == ("error.store_too_new", 3, newest_version())
    assert stored(workspace.database) == ("0003", counts)


@pytest.mark.parametrize("theirs", ["ae1027a6acf", None])
def test_the_database_of_another_program_is_refused(environment, theirs):
    environment.home.mkdir()
    database = Database.of(environment.store_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        if theirs:
            connection.execute(text("INSERT INTO alembic_version VALUES (:theirs)"), {"theirs": theirs})
    with pytest.raises(SegError, match="store_not_ours"):
        Workspace.open(environment)
    database.engine.dispose()
