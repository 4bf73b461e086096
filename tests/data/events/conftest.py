"""The small world, once for all tests of events, in every engine that holds it; and the orders of a real shop."""

from contextlib import contextmanager
from itertools import count

import psycopg
import pytest

from seg.data.columns.guess import guess_columns
from seg.data.dataset import dataset_of_events
from seg.data.events.sources import guessed_source
from seg.data.joins.table import Table
from seg.data.reading.read import read_file
from seg.data.repairs.history import Prepared
from tests.data.events.engines import in_duckdb, in_postgresql
from tests.data.events.world import sample
from tests.data.tables import ONLINE_RETAIL


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


@contextmanager
def taking(take):
    """`take`, with what it gave let go at the end."""
    held = []

    def take_and_remember(other):
        held.append(take(other))
        return held[-1]

    yield take_and_remember
    for each in held:
        each.backend.disconnect()


@pytest.fixture(scope="module")
def in_files_for_all(tmp_path_factory):
    """As `in_files`, for worlds that all tests of a file ask."""
    with taking(lambda other: in_duckdb(other, tmp_path_factory.mktemp("world"))) as take:
        yield take


@pytest.fixture
def in_files(tmp_path_factory):
    """Takes other worlds into the engine of the product: `in_files(world)`."""
    with taking(lambda other: in_duckdb(other, tmp_path_factory.mktemp("world"))) as take:
        yield take


@pytest.fixture
def in_database(postgresql_server, new_schema):
    """Takes other worlds to the server: `in_database(world)`."""
    with taking(lambda other: in_postgresql(other, postgresql_server, new_schema())) as take:
        yield take


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory):
    """The dataset of the buyers of Online Retail, as anybody gets it who brings the file."""
    if not ONLINE_RETAIL.exists():
        pytest.skip(f"needs {ONLINE_RETAIL}, which is not here")
    folder = tmp_path_factory.mktemp("online_retail")
    (read,) = read_file(ONLINE_RETAIL, ONLINE_RETAIL.name, folder)
    columns = guess_columns(read.path, read.reading.labels)
    prepared = Prepared(read.path, read.reading.labels, columns)
    source = guessed_source(Table("online_retail", read.path, columns), read.reading, prepared, None)
    return dataset_of_events((source,), "Online Retail", folder)
