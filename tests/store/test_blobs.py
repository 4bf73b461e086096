"""Files are what their name says, whole, and found out when they are not."""

import hashlib
import os
import time

import numpy as np
import pyarrow
import pytest

from seg.core.errors import SegError
from seg.store.blobs import Blobs
from tests.store.tables import add_table

TABLE = pyarrow.table({"customer_id": ["00123", "1E5", None], "c1": [1.5, None, -0.0]})
ARRAYS = {"labels": np.array([0, 1, 255], np.uint8), "xy": np.array([[0.5, np.nan]], np.float32)}


@pytest.fixture
def blobs(tmp_path):
    return Blobs(tmp_path)


def names(blobs):
    return sorted(str(path.relative_to(blobs.folder)) for path in blobs.folder.rglob("*") if path.is_file())


def test_a_file_is_named_by_its_content(blobs, tmp_path):
    source = tmp_path / "Customers.CSV"
    source.write_bytes(b"id\n1\n")
    sha = blobs.add_file(source)
    assert sha == hashlib.sha256(b"id\n1\n").hexdigest() == blobs.add_file(source)
    assert names(blobs) == [f"{sha[:2]}/{sha}.csv"]
    assert blobs.path(sha).read_bytes() == b"id\n1\n"
    assert blobs.path(sha).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["a", "a.tar.verylongsuffix", "a.c$v", "a.ü"])
def test_a_strange_suffix_does_not_reach_the_disk(blobs, tmp_path, name):
    (tmp_path / name).write_bytes(b"x")
    assert blobs.path(blobs.add_file(tmp_path / name)).suffix == ".bin"


def test_tables_come_back_exactly(blobs):
    sha = add_table(blobs, TABLE)
    assert blobs.read_table(sha).equals(TABLE)
    assert blobs.read_table(sha, columns=("c1", "customer_id")).column_names == ["c1", "customer_id"]
    assert blobs.read_table(sha, columns=["c1"])["c1"].to_pylist() == [1.5, None, -0.0]


def test_arrays_come_back_exactly_and_have_one_name_whenever_they_are_kept(blobs):
    sha = blobs.add_arrays(ARRAYS)
    for name, array in blobs.read_arrays(sha).items():
        assert array.dtype == ARRAYS[name].dtype
        np.testing.assert_array_equal(array, ARRAYS[name])
    assert blobs.add_arrays({name: array.copy() for name, array in ARRAYS.items()}) == sha


@pytest.mark.filterwarnings("ignore:Custom dtypes are saved:UserWarning")  # refused all the same
@pytest.mark.parametrize("kind", [object, np.dtypes.StringDType()])
def test_objects_are_refused_and_leave_nothing(blobs, kind):
    with pytest.raises(ValueError, match="pickle"):
        blobs.add_arrays({"names": np.array(["a", "long enough to lie elsewhere"], kind)})
    assert names(blobs) == []


@pytest.mark.parametrize("harm", ["one bit", "half the file", "emptied"])
def test_damage_is_found_at_the_first_reading(blobs, harm):
    sha = add_table(blobs, TABLE)
    path = blobs.path(sha)
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes({"one bit": content, "half the file": content[: len(content) // 2], "emptied": b""}[harm])
    for read in (Blobs(blobs.folder.parent).read_table, blobs.read_table, blobs.path):
        with pytest.raises(SegError) as caught:
            read(sha)
        assert caught.value.fact.key == "error.blob_damaged"
        assert caught.value.fact["path"] == str(path)
    assert add_table(blobs, TABLE) == sha
    assert blobs.read_table(sha).equals(TABLE), "keeping it again heals it"


@pytest.mark.parametrize("sha", ["0" * 64, "", "../../etc/passwd", "*" * 64, "A" * 64])
def test_what_is_not_there_is_missing(blobs, sha):
    assert not blobs.has(sha)
    with pytest.raises(SegError, match="blob_missing"):
        blobs.path(sha)
    blobs.remove(sha)


def test_removed_is_gone(blobs):
    sha = add_table(blobs, TABLE)
    blobs.remove(sha)
    assert names(blobs) == []
    with pytest.raises(SegError, match="blob_missing"):
        blobs.read_table(sha)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_error_while_writing_leaves_nothing(blobs, monkeypatch, step):
    def power_fails(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, power_fails)
    with pytest.raises(KeyboardInterrupt):
        add_table(blobs, TABLE)
    assert names(blobs) == []


def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_answer(blobs, monkeypatch):
    steps = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)
        monkeypatch.setattr(os, step, lambda *a, step=step, real=real: (steps.append(step), real(*a))[1])
    add_table(blobs, TABLE)
    assert steps == ["fsync", "fsync", "replace", "fsync"]  # the file, the new folder, the rename, the folder


def test_old_leftovers_are_swept_and_young_ones_left_alone(blobs):
    for name, age_seconds in ((".tmp-old", 7_200), (".tmp-young", 60)):
        (blobs.folder / name).write_bytes(b"half")
        os.utime(blobs.folder / name, (time.time() - age_seconds,) * 2)
    Blobs(blobs.folder.parent)
    assert names(blobs) == [".tmp-young"]
