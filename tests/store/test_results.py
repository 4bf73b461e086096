"""A result is found again exactly, or not at all."""

from dataclasses import replace

import numpy as np
import pytest

from seg.core.errors import SegError
from seg.core.settings import SETTINGS
from seg.store import results

META = {"k": 3, "trust": [0.25, float("inf")], "name": "Müller"}
ARRAYS = {"labels": np.arange(5, dtype=np.uint8), "ids": np.array(["a", "bc"])}


def test_a_result_comes_back_exactly(workspace, dataset):
    assert workspace.get_result("key") is None
    assert not workspace.has_result("key")
    workspace.put_result("key", "map", dataset.id, META, ARRAYS)
    meta, arrays = workspace.get_result("key")
    assert workspace.has_result("key")
    assert meta == META
    assert arrays.keys() == ARRAYS.keys()
    for name, array in arrays.items():
        assert array.dtype == ARRAYS[name].dtype
        np.testing.assert_array_equal(array, ARRAYS[name])


def test_a_result_may_have_no_arrays(workspace, dataset):
    workspace.put_result("key", "verdict", dataset.id, META, {})
    assert workspace.get_result("key") == (META, {})
    assert workspace.has_result("key")


def test_the_last_one_wins_and_the_first_leaves_nothing(workspace, dataset):
    before = {sha for sha, _ in workspace.blobs.all()}
    for number in (1, 2, 2):
        workspace.put_result("key", "map", dataset.id, {"n": number}, {"n": np.array([number])})
    meta, arrays = workspace.get_result("key")
    assert (meta["n"], arrays["n"].tolist()) == (2, [2])
    assert len({sha for sha, _ in workspace.blobs.all()} - before) == 1


def test_a_late_result_brings_no_dataset_back(workspace, dataset):
    workspace.delete_dataset(dataset.id)
    with pytest.raises(SegError, match="dataset_unknown"):
        workspace.put_result("key", "map", dataset.id, META, ARRAYS)
    assert not workspace.has_result("key")
    assert not list(workspace.blobs.all())


def test_of_answers_the_newest_stay_and_of_what_was_shown_everything(workspace, dataset, monkeypatch):
    before, moments = {sha for sha, _ in workspace.blobs.all()}, iter(range(100))
    monkeypatch.setattr(results, "now", lambda: f"2026-05-01T12:00:00.{next(moments):03}")
    monkeypatch.setitem(SETTINGS, "answers_kept", replace(SETTINGS["answers_kept"], value=3))
    for number in range(5):
        for kind in ("contrast", "shown group"):
            workspace.put_result(f"{kind} {number}", kind, dataset.id, {"n": number}, {kind: np.array([number])})
        workspace.put_result("contrast 0", "contrast", dataset.id, {"n": 0}, {})  # asked again and again
    assert [meta["n"] for meta, _ in workspace.results_of(dataset.id, "contrast")] == [3, 4, 0]
    assert [meta["n"] for meta, _ in workspace.results_of(dataset.id, "shown group")] == [0, 1, 2, 3, 4]
    assert len({sha for sha, _ in workspace.blobs.all()} - before) == 2 + 5


@pytest.mark.parametrize("harm", ["damaged", "removed"])
def test_a_harmed_result_is_computed_again(workspace, dataset, harm, caplog):
    workspace.put_result("key", "map", dataset.id, META, ARRAYS)
    path = workspace.blobs.path(workspace.blobs.add_arrays(ARRAYS))
    path.write_bytes(path.read_bytes()[:-1]) if harm == "damaged" else path.unlink()
    assert not workspace.has_result("key")
    assert workspace.get_result("key") is None
    assert "must be computed again" in caplog.text
    workspace.put_result("key", "map", dataset.id, META, ARRAYS)
    assert workspace.get_result("key")[0] == META


def test_the_dimensions_of_half_a_million_customers_come_back_exactly(workspace, dataset):
    chance = np.random.default_rng(0)
    numbers = chance.normal(size=500_000)
    numbers[::7] = np.nan
    arrays = {"values": numbers, "codes": chance.integers(-1, 30, 500_000).astype(np.int32)}
    workspace.put_result("key", "derived", dataset.id, {"levels": ["Müller", "a\0b"]}, arrays)
    meta, found = workspace.get_result("key")
    assert meta == {"levels": ["Müller", "a\0b"]}
    for name, array in found.items():
        assert array.dtype == arrays[name].dtype
        np.testing.assert_array_equal(array, arrays[name])
