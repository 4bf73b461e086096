"""What happens in a worker, and how it crosses to the server."""

import os
import socket

import pytest

from seg.core.facts import Fact
from seg.jobs.worker import named, reporter
from tests.patience import PATIENCE_SECONDS


def done(pool, key, task, **arguments):
    pool.submit(key, f"sample_tasks:{task}", arguments)
    return pool.wait(key, PATIENCE_SECONDS)


def test_arguments_and_result_cross(pools):
    status = done(pools(), "k", "echo", text="Zażółć\n", numbers=[1, 2.5, None], deep={"a": [True]}, long="x" * 500_000)
    assert status.state == "done"
    assert status.result["given"]["text"] == "Zażółć\n"
    assert status.result["given"]["numbers"] == [1, 2.5, None]
    assert status.result["given"]["deep"] == {"a": [True]}
    assert len(status.result["given"]["long"]) == 500_000


def test_an_error_with_a_reason_crosses_with_its_facts(pools):
    expected = Fact.of("error.k_out_of_range", k=13, smallest=2, largest=12, among=("a", "b"))
    assert done(pools(), "k", "refuse").error == expected


@pytest.mark.parametrize("how", ["KeyError", "SystemExit", "KeyboardInterrupt"])
def test_a_defect_is_in_the_log_under_its_incident_and_the_worker_goes_on(pools, capfd, how):
    pool = pools(spare=0)
    before = done(pool, "before", "echo").result["pid"]
    status = done(pool, "bad", "go_wrong", how=how)
    after = done(pool, "after", "echo").result["pid"]
    log = capfd.readouterr().err
    assert (status.state, status.error.key, status.attempt) == ("failed", "error.job_failed", 1)
    assert f"incident {status.error['incident']}: job bad of sample_tasks:go_wrong" in log
    assert f"{how}" in log.splitlines()[-1]
    assert before == after


@pytest.mark.parametrize("task", ["nowhere:at_all", "sample_tasks:missing", "sample_tasks", ""])
def test_a_task_that_cannot_be_imported_is_a_defect(pools, capfd, task):
    pool = pools(spare=0)
    pool.submit("k", task, {})
    assert pool.wait("k", PATIENCE_SECONDS).error.key == "error.job_failed"
    assert done(pool, "next", "echo").state == "done"


@pytest.mark.parametrize("what", ["nothing", "set", "nan"])
def test_a_result_that_is_no_json_object_is_a_defect(pools, capfd, what):
    assert done(pools(spare=0), "k", "return_badly", what=what).error.key == "error.job_failed"


def test_memory_above_the_limit_is_an_error_and_the_worker_goes_on(pools):
    pool = pools(spare=0, memory_bytes=500_000_000)
    assert done(pool, "small", "hoard", bytes=50_000_000).result == {"bytes": 50_000_000}
    assert done(pool, "large", "hoard", bytes=600_000_000).error == Fact.of("error.job_memory", limit=0.5)
    assert done(pool, "again", "hoard", bytes=50_000_000).state == "done"


def test_what_a_task_prints_is_in_the_log_and_not_in_the_answer(pools, capfd):
    assert done(pools(spare=0), "k", "chatter").result == {"from": "task"}
    out, log = capfd.readouterr()
    assert out == ""
    assert all(text in log for text in ('{"from": "print"}', "a library wrote this", "a child wrote this"))


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are listed in /proc, which is not here")
def test_a_worker_has_no_open_file_of_the_server(pools):
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.set_inheritable(True)
        inodes = done(pools(spare=0), "k", "open_files").result["inodes"]
        assert os.fstat(port.fileno()).st_ino not in inodes


def test_a_worker_gives_way_and_takes_two_threads(pools, tmp_path, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "64")
    names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "NUMBA_CACHE_DIR"]
    found = done(pools(spare=0), "k", "surroundings", names=names).result
    assert found["niceness"] >= min(19, os.nice(0) + 10)
    assert [found[name] for name in names[:3]] == ["2", "2", "2"]
    assert found["NUMBA_CACHE_DIR"] == str(tmp_path / "home" / "cache" / "numba")


def test_progress_is_told_by_the_whole_percentage_and_stays_within_bounds():
    told = []
    report = reporter(told.append)
    for stage, share in [("a", -1), ("a", 0.001), ("a", 0.011), ("a", 0.019), ("b", 0.019), ("b", 7)]:
        report(stage, share)
    assert [(m["stage"], m["share"]) for m in told] == [("a", 0.0), ("a", 0.011), ("b", 0.019), ("b", 1.0)]


def test_a_function_is_found_by_its_name():
    assert named("os.path:join") is os.path.join
