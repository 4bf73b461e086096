"""Workers end with the server, however it ends; and the server stays light."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from seg.jobs.process import ROOT, numba_cache
from tests.patience import PATIENCE_SECONDS

SERVER = """
import json, sys
from pathlib import Path
from seg.jobs.pool import Pool

home, tasks, gate, notes = map(Path, sys.argv[1:])
pool = Pool(home, 2, "sample_tasks:cold", 1, paths=[tasks])
pool.submit("held", "sample_tasks:hold", {"gate": str(gate), "notes": str(notes)})
pool.wait("held", 60, until=lambda status: status.stage == "stage.held")
heavy = sorted({"sklearn", "umap", "numba", "pandas", "numpy", "scipy"} & set(sys.modules))
print(json.dumps({"imported": heavy}), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path, gate, notes):
    """A process with a pool of its own, in the middle of a job, and what it told."""
    arguments = [tmp_path / "home", Path(__file__).parent, gate, notes]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, *map(str, arguments)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        yield process, json.loads(process.stdout.readline())
        process.kill()


@pytest.mark.parametrize("end", ["kill", "terminate", "by itself"])
def test_workers_end_with_the_server(server, end):
    process, _ = server
    if end == "by itself":
        process.stdin.close()
        process.stdin = None
    else:
        getattr(process, end)()
    # the workers write to the log of the server: it ends when the last of them is gone
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == {"kill": -9, "terminate": -15, "by itself": 0}[end]


def test_the_server_imports_nothing_heavy(server):
    assert server[1] == {"imported": []}


def test_compiled_code_is_kept_in_the_home_for_nobody_else_to_write(tmp_path):
    with ExitStack() as resources:
        folder = numba_cache(tmp_path / "home", resources)
        assert folder == tmp_path / "home" / "cache" / "numba"
        assert folder.stat().st_mode & 0o077 == 0
    assert folder.is_dir()


def test_compiled_code_goes_to_a_temporary_folder_where_the_home_cannot_be_written(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    with ExitStack() as resources:
        folder = numba_cache(tmp_path / "home", resources)
        assert folder.is_dir()
        assert tmp_path not in folder.parents
    assert not folder.exists()
