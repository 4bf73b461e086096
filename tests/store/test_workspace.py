"""The workspace opens, is ready or says why not, and clears up after crashes."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.store.workspace import Workspace


def test_a_new_workspace_is_private_ready_and_empty(workspace, environment):
    workspace.ready()
    assert environment.home.stat().st_mode & 0o777 == 0o700
    assert workspace.datasets() == workspace.readings() == workspace.segmentations() == workspace.exports() == ()


def test_all_is_there_after_a_restart(workspace, environment, dataset, recipe):
    saved = workspace.create_segmentation("one", recipe, {})
    workspace.close()
    again = Workspace.open(environment)
    assert (again.dataset(dataset.id), again.segmentations()) == (dataset, (saved,))
    assert again.blobs.read_table(dataset.customers).num_rows == 3
    again.close()


def test_starting_clears_what_a_crash_left_and_nothing_else(workspace, dataset):
    lost, young = workspace.blobs.add_file(Path(__file__)), workspace.blobs.add_file(Path(os.__file__))
    hours_ago = time.time() - 2 * setting("leftover_seconds")
    for sha in (lost, dataset.customers, dataset.contacts, dataset.reading.raw):
        os.utime(workspace.blobs.path(sha), (hours_ago, hours_ago))
    workspace.start()
    kept = {young, dataset.customers, dataset.contacts, dataset.reading.raw}
    assert {sha for sha, _ in workspace.blobs.all()} == kept
    assert (workspace.home / "ballast").stat().st_size == setting("ballast_bytes")


def test_a_damaged_page_is_found_at_the_start(sqlite_workspace):
    sqlite_workspace.close()
    file = sqlite_workspace.database.file
    content = bytearray(file.read_bytes())
    content[2 * 4096 : 2 * 4096 + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(SegError) as caught:
        sqlite_workspace.start()
    assert (caught.value.fact.key, caught.value.fact["path"]) == ("error.store_damaged", str(file))


def test_a_folder_that_cannot_be_is_named(sqlite_environment, tmp_path):
    (tmp_path / "file").write_text("in the way")
    for home in (tmp_path / "file", tmp_path / "file" / "home"):
        with pytest.raises(SegError) as caught:
            Workspace.open(replace(sqlite_environment, home=home))
        assert (caught.value.fact.key, caught.value.fact["path"]) == ("error.store_not_writable", str(home))


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    """What `small_disk.py` met on a disk of its own, which vanishes with its process."""
    mount = tmp_path_factory.mktemp("disk")
    own_space = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    script = [sys.executable, Path(__file__).with_name("small_disk.py"), mount]
    variables = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    try:
        subprocess.run([*own_space, "mount", "-t", "tmpfs", "tmpfs", mount], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        pytest.skip(f"this machine lets nobody make a small disk to fill: {problem}")
    done = subprocess.run([*own_space, *script], env=variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("what", ["arrays", "file", "recipe", "words", "export", "ready"])
def test_a_full_disk_is_said_in_words(small_disk, what):
    assert small_disk["said"][what] == "error.disk_full"


def test_a_full_disk_tears_nothing(small_disk):
    assert small_disk["unchanged"]
    assert small_disk["leftovers"] == []


def test_a_full_disk_lets_itself_be_cleared(small_disk):
    assert small_disk["datasets_after_deletion"] == 0
    assert small_disk["blobs_after_deletion"] == 0
    assert small_disk["ballast_bytes_after_deletion"] == setting("ballast_bytes")
    assert small_disk["said_after_deletion"] == ""


@pytest.mark.parametrize("what", ["opening", "readiness", "saving"])
def test_a_disk_that_became_read_only_is_said_in_words(small_disk, what):
    key, path = small_disk["read_only"][what]
    assert key == "error.store_not_writable"
    assert path.startswith(small_disk["home"])
