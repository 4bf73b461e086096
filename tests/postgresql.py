"""A real PostgreSQL server for the tests that need one, and empty places on it."""

import itertools
import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

NUMBERS = itertools.count()
NOBODY = 65534

SERVER = """
make() { "$1/initdb" -D "$2/data" -U seg -A trust -E utf8 -N $3 >"$2/log" 2>&1; }
{ make "$1" "$2" "--lc-collate=C --lc-ctype=C.UTF-8" || make "$1" "$2"; } &&  # knows large letters of every script
"$1/pg_ctl" -D "$2/data" -w -o "-k $2 -c listen_addresses='' -c fsync=off" -l "$2/log" start >>"$2/log" 2>&1 ||
{ cat "$2/log"; exit 1; }
echo ready
read -r _  # until the tests end, or are killed
"$1/pg_ctl" -D "$2/data" -w -m immediate stop >>"$2/log" 2>&1
"""


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory):
    """The folder of the socket of a PostgreSQL server that lives as long as the tests.

    `pgserver` brings the programs. They are started from here: as root it would add a user to the machine
    and open the folders on its way to everybody. A copy in a folder of ours needs neither.
    """
    pgserver = pytest.importorskip("pgserver", reason="the pgserver wheel is not installed: no PostgreSQL to test with")
    folder = Path("/tmp") / f"seg-postgresql-{os.getpid()}"  # the path of a socket has room for 107 characters
    installed = Path(pgserver.__file__).parent.parent
    for part in ("pgserver/pginstall", "pgserver.libs"):  # the programs look for their libraries beside them
        if (installed / part).exists():
            shutil.copytree(installed / part, folder / part)
    folder.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    rights = {"cwd": home}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        os.chown(home, NOBODY, NOBODY)
        rights |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    command = ["sh", "-c", SERVER, "server", folder / "pgserver" / "pginstall" / "bin", home]
    try:
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **rights)
        said = server.stdout.readline()
        if said != "ready\n":
            pytest.skip(f"no PostgreSQL server can be started on this machine: {said}{server.communicate()[0]}")
        yield home
        server.communicate()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgresql_url(postgresql_server):
    """The address of a place of its own on the server: a new, empty schema."""
    name = f"seg_{next(NUMBERS)}"
    with psycopg.connect(f"host={postgresql_server} user=seg dbname=postgres", autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE SCHEMA {}").format(psycopg.sql.Identifier(name)))
    return f"postgresql+psycopg://seg@/postgres?host={postgresql_server}&options=-csearch_path%3D{name}"
