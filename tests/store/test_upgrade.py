"""A workspace of any version opens, a newer one is refused, and a crash on the way changes nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, text

from seg.core.attached import Attached
from seg.core.errors import SegError
from seg.core.events import About
from seg.core.selection import Selection
from seg.core.steps import Step
from seg.store.database import Database
from seg.store.readings import ReadingState
from seg.store.schema import metadata
from seg.store.upgrade import MIGRATIONS, bring_up_to_date, newest_version
from seg.store.workspace import Workspace
from tests.store.event_tables import files_of, keep_events

NEXT = """
import os, signal
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{after}", "{newest}"

def upgrade():
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("datasets", recreate=rebuild) as table:
        table.add_column(sa.Column("owner", sa.Text, nullable=False, server_default="nobody"))
    op.create_table("owners", sa.Column("name", sa.Text, primary_key=True))
    {crash}
"""

NEWEST, AFTER = f"{newest_version():04}", f"{newest_version() + 1:04}"


@pytest.fixture
def migrations(tmp_path):
    """Makes our migrations with one more, which rebuilds a table that others refer to, and may crash."""

    def make(crash: str = "") -> Path:
        folder = tmp_path / f"migrations{len(crash)}"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        migration = NEXT.format(crash=crash, newest=NEWEST, after=AFTER)
        (folder / "versions" / f"{AFTER}_owner.py").write_text(migration)
        return folder

    return make


def stored_version(database):
    with database.reading() as connection:
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def stored(database):
    with database.reading() as connection:
        counts = [connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in sorted(metadata.tables)]
    return stored_version(database), counts


@pytest.fixture
def filled(workspace, dataset, with_events, recipe):
    """A workspace with something in it, and what `stored` says of it."""
    workspace.add_dimension(with_events.id, "orders:frequency")
    segmentation = workspace.create_segmentation("one", recipe, {})
    workspace.save_segment(segmentation.id, "a", name="Loyal")
    workspace.add_own_segment(segmentation.id, Selection("segments", segments=("a",)), np.arange(2), "Ours")
    workspace.put_result("key", "map", dataset.id, {}, {})
    return workspace, stored(workspace.database)


def test_the_migrations_make_the_tables_that_the_code_speaks_of(workspace):
    with workspace.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.fixture
def written_by(environment, tmp_path):
    """Makes the workspace that the release of a version wrote, and opens it: `written_by(version)`.

    The dump is of SQLite; on PostgreSQL its rows go into the tables as the migrations of then made them.
    """
    opened = []

    def make(version: int) -> Workspace:
        dump = Path(__file__).with_name(f"workspace_version_{version}.sql").read_text("utf-8")
        environment.home.mkdir()
        database = Database.of(environment.store_url)
        with closing(sqlite3.connect(database.file or ":memory:")) as connection:
            connection.executescript(dump)
            if not database.file:
                bring_up_to_date(database, tmp_path, migrations_up_to(version, tmp_path))
                copy_rows(connection, database)
        assert stored_version(database) == f"{version:04}"
        database.engine.dispose()
        opened.append(Workspace.open(environment))
        return opened[-1]

    yield make
    for workspace in opened:
        workspace.close()


def migrations_up_to(version, tmp_path):
    folder = tmp_path / f"migrations_up_to_{version}"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for migration in (folder / "versions").glob("[0-9]*.py"):
        if int(migration.name[:4]) > version:
            migration.unlink()
    return folder


def copy_rows(connection, database):
    """Every row of an SQLite database into the tables of that name, but for the numbers that the server gives."""
    connection.row_factory = sqlite3.Row
    tables = MetaData()
    tables.reflect(database.engine)
    with database.writing() as theirs:
        for table in tables.sorted_tables:
            rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table.name}")]
            if table.name != "alembic_version" and rows:
                theirs.execute(insert(table), [{n: v for n, v in row.items() if n != "sequence"} for row in rows])


def test_a_workspace_of_version_1_opens(written_by):
    workspace = written_by(1)
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


def test_a_workspace_of_version_2_opens(written_by):
    workspace = written_by(2)
    dataset = workspace.dataset("d2")
    assert (dataset.name, dataset.latest_date, dataset.tables) == ("Zima", "2026-11-01", ())
    (segmentation,) = workspace.segmentations()
    assert (segmentation.name, segmentation.recipe.events) == ("Lojalność", ())
    assert workspace.segment_words(segmentation.id)["a"].name == "Stali"
    assert workspace.get_result("r2") == ({"k": 3}, {})
    assert [(record.who, record.contacts) for record in workspace.exports()] == [("ola", True)]
    step = Step("missing_values", "spend", ("-1",))
    assert workspace.remembered(("spend", "id")).steps == dataset.steps == (step,)
    joined, left = map(workspace.reading, [row.id for row in workspace.readings()])
    assert joined.parts == (workspace.readings()[1].id, "b" * 64)
    assert (left.steps, left.undone) == ((step,), ((Step("kind", "spend", ("number",)),),))
    assert (left.options, left.remembered_steps, left.version) == ({"delimiter": ";"}, 1, 2)
    assert left.prepared != left.reading.raw
    workspace.ready()


def test_a_workspace_of_version_3_opens(written_by):
    workspace = written_by(3)
    (row,) = workspace.datasets()
    assert (row.name, [table.name for table in workspace.dataset(row.id).tables]) == ("Jesień", ["orders"])
    assert workspace.dimensions(row.id) == ("orders:frequency",)
    (segmentation,) = workspace.segmentations()
    assert (segmentation.name, segmentation.recipe.events) == ("Powroty", (("orders/refunds", "ignore"),))
    assert workspace.segment_words(segmentation.id)["a"].name == "Wierni"
    assert workspace.get_result("r3") == ({"k": 3}, {})
    assert [record.rows for record in workspace.exports(segmentation.id)] == [3]
    workspace.ready()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_workspace_takes_segments_of_its_own_once_it_is_opened(written_by, version):
    workspace = written_by(version)
    (segmentation,) = workspace.segmentations()
    assert workspace.own_segments(segmentation.id) == ()
    area = Selection("area", "map", ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    kept = workspace.add_own_segment(segmentation.id, area, np.array([2, 0]), "Łąka")
    assert workspace.own_segments(segmentation.id) == (kept,)
    assert workspace.own_members(kept.id).tolist() == [0, 2]
    workspace.delete_dataset(segmentation.dataset)
    assert workspace.own_segments(segmentation.id) == ()


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_workspace_takes_events_once_it_is_opened(written_by, version):
    workspace = written_by(version)
    dataset = workspace.dataset(f"d{version}")
    workspace.add_dimension(dataset.id, "orders:frequency")
    orders = keep_events(workspace)
    files = {"reading": orders.reading, "customers": orders.events, "contacts": ""}
    workspace.add_dataset(replace(dataset, id="with events", tables=(orders,), **files))
    workspace.delete_dataset(dataset.id)
    assert [row.id for row in workspace.datasets()] == ["with events"]
    assert all(map(workspace.blobs.has, files_of(orders)))
    reading = workspace.readings()[0].id
    before = workspace.reading(reading)
    assert (before.attached, before.everyone, before.as_events) == ((), False, None)
    events = workspace.add_reading(ReadingState(orders.reading, orders.columns, (), orders.reading.raw))
    prepared = replace(before, prepared=orders.reading.raw, attached=(Attached(events, "a", About.OTHER, "id"),))
    workspace.update_reading(reading, prepared)
    assert workspace.reading(reading) == replace(prepared, version=before.version + 1)


def test_an_older_workspace_is_copied_then_upgraded_without_loss(filled, migrations, tmp_path):
    workspace, (version, counts) = filled
    folder = migrations()
    for _ in range(2):
        bring_up_to_date(workspace.database, tmp_path / "copies", folder)
        assert stored(workspace.database) == (AFTER, counts)
    with workspace.database.reading() as connection:
        assert set(connection.scalars(text("SELECT owner FROM datasets"))) == {"nobody"}
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
    assert stored(workspace.database) == (AFTER, before[1])


def test_a_newer_workspace_is_refused(filled, migrations, tmp_path, environment):
    workspace, (_, counts) = filled
    bring_up_to_date(workspace.database, tmp_path / "copies", migrations())
    with pytest.raises(SegError) as caught:
        Workspace.open(environment)
    fact = caught.value.fact
    assert (fact.key, fact["version"], fact["known"]) == ("error.store_too_new", newest_version() + 1, newest_version())
    assert stored(workspace.database) == (AFTER, counts)


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
