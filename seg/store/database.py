"""The metadata database: short transactions, one writer at a time, errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.store.problems import database_problems
from seg.store.sqlite import sqlite_engine

_TURN = {
    "sqlite": "BEGIN IMMEDIATE",  # a transaction that turns from reading to writing fails at once when others write
    "postgresql": "SELECT pg_advisory_xact_lock(5391147)",  # the same queue of writers; the number is only ours
}
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Database:
    """One database. `place` is its name in messages: the file, or the address without its password."""

    engine: Engine
    place: str

    @classmethod
    def of(cls, url: str) -> Database:
        """The database of a SQLAlchemy URL; connects on first use. Raises `SegError` for other kinds."""
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise SegError("store_url_unknown", url="***") from None  # it may hold a password
        kind = parsed.get_backend_name()
        if kind not in _TURN or (kind == "sqlite" and parsed.database in (None, "", ":memory:")):
            raise SegError("store_url_unknown", url=parsed.render_as_string())
        if kind == "sqlite":
            return cls(sqlite_engine(parsed), parsed.database)
        return cls(_postgresql_engine(parsed.set(drivername="postgresql+psycopg")), parsed.render_as_string())

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.place) if self.engine.dialect.name == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; each statement sees the state of its own moment."""
        with database_problems(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside: committed at the end, rolled back on any error."""
        with database_problems(self.place), self.engine.begin() as connection:
            connection.exec_driver_sql(_TURN[self.engine.dialect.name])
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """As `writing`, with SQLite's foreign keys off: rebuilding a table must not delete its dependents."""
        with database_problems(self.place), self.engine.connect() as connection:
            if self.file:
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.commit()
            try:
                with connection.begin():
                    connection.exec_driver_sql(_TURN[self.engine.dialect.name])
                    yield connection
            finally:
                connection.invalidate()  # it has no foreign keys: do not lend it again

    def insert(self, table: Table):
        """An INSERT that can say ON CONFLICT, in the database's dialect."""
        return _INSERT[self.engine.dialect.name](table)


def _postgresql_engine(url: URL) -> Engine:
    wait_seconds = setting("store_wait_seconds")
    connect = {"connect_timeout": max(2, int(wait_seconds))}  # psycopg takes no less
    # ask before use, because servers restart; do not look up a type that we do not use at every opening
    engine = create_engine(url, pool_pre_ping=True, use_native_hstore=False, connect_args=connect)

    @event.listens_for(engine, "connect")
    def set_up(connection, _record: object) -> None:
        connection.execute("SELECT set_config('lock_timeout', %s, false)", (f"{int(wait_seconds * 1000)}ms",))
        connection.commit()  # a rolled back transaction would take the setting with it

    return engine
