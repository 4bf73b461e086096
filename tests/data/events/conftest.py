"""The small world, once for all tests of events, in every engine that holds it."""

from itertools import count

import psycopg
import pytest

from tests.data.events.engines import in_duckdb, in_postgresql
from tests.data.events.world import sample


@pytest.fixture(scope="session")
def world():
    return sample()


@pytest.fixture(scope="session")
def duckdb_world(world, tmp_path_factory):
    """The small world as files, read by the engine of the product."""
    held = in_duckdb(world, tmp_path_factory.mktemp("small-world"))
    yield held
    held.backend.disconnect()


@pytest.fixture(scope="session")
def new_schema(postgresql_server):
    """Makes empty schemas on a real server: `new_schema()` gives the name of one."""
    numbers = count()

    def make():
        name = f"events_{next(numbers)}"
        with psycopg.connect(f"host={postgresql_server} user=seg dbname=postgres", autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE SCHEMA {}").format(psycopg.sql.Identifier(name)))
        return name

    return make


@pytest.fixture(scope="session")
def postgresql_world(world, postgresql_server, new_schema):
    """The small world in a database of a real server."""
    held = in_postgresql(world, postgresql_server, new_schema())
    yield held
    held.backend.disconnect()


@pytest.fixture
def in_files(tmp_path):
    """Takes other worlds into the engine of the product: `in_files(world)`."""
    held = []

    def take(other):
        folder = tmp_path / f"world-{len(held)}"
        folder.mkdir()
        held.append(in_duckdb(other, folder))
        return held[-1]

    yield take
    for each in held:
        each.backend.disconnect()


@pytest.fixture
def in_database(postgresql_server, new_schema):
    """Takes other worlds to the server: `in_database(world)`."""
    held = []

    def take(other):
        held.append(in_postgresql(other, postgresql_server, new_schema()))
        return held[-1]

    yield take
    for each in held:
        each.backend.disconnect()
