"""Bring a workspace of any older version up to date; refuse a newer one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from seg.core.errors import SegError
from seg.store.database import Database
from seg.store.sqlite import copy_database

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version(folder: Path = MIGRATIONS) -> int:
    """The version that our migrations lead to: the number at the start of the last file."""
    return max(int(path.name.partition("_")[0]) for path in (folder / "versions").glob("[0-9]*.py"))


def bring_up_to_date(database: Database, copies: Path, folder: Path = MIGRATIONS) -> None:
    """Run the migrations that are missing, in one transaction, however many processes ask at once.

    An SQLite workspace is first copied into the folder `copies` (a PostgreSQL one is its administrator's to
    back up). Raises `SegError`: `store_too_new`, `store_not_ours`.
    """
    newest = newest_version(folder)
    with database.reading() as connection:
        if _stored_version(connection, database, newest) == newest:
            return
    with database.migrating() as connection:
        stored = _stored_version(connection, database, newest)  # again: another process may have been first
        if stored == newest:
            return
        if stored and database.file:  # nobody else can write meanwhile, and we have not yet
            copy_database(database.file, copies / f"workspace-version-{stored}.sqlite")
        _migrate(connection, folder)


def _stored_version(connection: Connection, database: Database, newest: int) -> int:
    """The version of the workspace, 0 when there is none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    stored = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if stored is None or not stored.isdecimal():
        raise SegError("store_not_ours", path=database.place)
    if int(stored) > newest:
        raise SegError("store_too_new", path=database.place, version=int(stored), known=newest)
    return int(stored)


def _migrate(connection: Connection, folder: Path) -> None:
    from alembic import command  # half a second that only the first opening needs to spend
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
