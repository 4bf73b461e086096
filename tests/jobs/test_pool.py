"""One run per key, progress, cancel, workers that die: with real processes."""

import os
import select
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from seg.core.facts import Fact
from tests.patience import PATIENCE_SECONDS


def held(status):
    return status.stage == "stage.held"


@pytest.fixture
def hold(gate, notes):
    """Submits a job that holds until `gate.write_text`, and returns when it does."""

    def submit(pool, key, wait=True):
        pool.submit(key, "sample_tasks:hold", {"gate": str(gate), "notes": str(notes)})
        return pool.wait(key, PATIENCE_SECONDS, until=held) if wait else pool.job(key)

    return submit


def echo(pool, key):
    pool.submit(key, "sample_tasks:echo", {})
    return pool.wait(key, PATIENCE_SECONDS)


def pids(pool):
    with pool._changed:
        return [worker.pid for worker in pool._crew]


def wait_all_warm(pool, count):
    with pool._changed:
        assert pool._changed.wait_for(lambda: sum(worker.warm for worker in pool._crew) == count, PATIENCE_SECONDS)


def test_one_key_runs_once_however_many_ask(pools, notes):
    pool = pools(workers=2)
    start = threading.Barrier(20)

    def ask(_):
        start.wait()
        pool.submit("k", "sample_tasks:noted", {"name": "ran", "notes": str(notes)})
        return pool.wait("k", PATIENCE_SECONDS)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(ask, range(20)))
    assert {status.state for status in answers} == {"done"}
    assert notes.read_text() == "ran\n"
    assert pool.submit("k", "sample_tasks:noted", {}).state == "done"


def test_progress_is_seen_in_order(pools, gate):
    pool = pools()
    stages = ["stage.read", "stage.fit", "stage.map", "stage.save"]
    pool.submit("k", "sample_tasks:stages", {"stages": stages, "gate": str(gate)})
    for count, stage in enumerate(stages):
        status = pool.wait("k", PATIENCE_SECONDS, until=lambda status, stage=stage: status.stage == stage)
        assert (status.state, status.share) == ("running", count / 4)
        gate.write_text("on")
    assert pool.wait("k", PATIENCE_SECONDS).share == 1.0


def test_no_more_jobs_run_at_once_than_asked_for(pools, gate, notes, hold):
    pool = pools(workers=1, spare=2)
    wait_all_warm(pool, 3)
    keys = ["a", "b", "c"]
    for key in keys:
        hold(pool, key, wait=False)
    for key in keys:
        pool.wait(key, PATIENCE_SECONDS, until=held)
        gate.write_text("on")
    assert [pool.wait(key, PATIENCE_SECONDS).state for key in keys] == ["done"] * 3
    assert [line.split()[1] for line in notes.read_text().splitlines()] == ["in", "out"] * 3


def test_the_urgent_goes_first(pools, gate, notes, hold):
    pool = pools()
    hold(pool, "first")
    for name, priority in [("map", 1), ("sizes", 0), ("later", 2), ("profile", 0)]:
        pool.submit(name, "sample_tasks:noted", {"name": name, "notes": str(notes)}, priority)
    assert [pool.job(name).position for name in ("sizes", "profile", "map", "later")] == [1, 2, 3, 4]
    gate.write_text("on")
    pool.wait("later", PATIENCE_SECONDS)
    assert notes.read_text().splitlines()[2:] == ["sizes", "profile", "map", "later"]


def test_a_waiting_job_that_is_cancelled_never_runs(pools, gate, notes, hold):
    pool = pools()
    hold(pool, "first")
    for name in ("unwanted", "wanted"):
        pool.submit(name, "sample_tasks:noted", {"name": name, "notes": str(notes)})
    assert pool.cancel("unwanted")
    assert not pool.cancel("unwanted")
    gate.write_text("on")
    assert pool.wait("wanted", PATIENCE_SECONDS).state == "done"
    assert pool.job("unwanted").state == "cancelled"
    assert "unwanted" not in notes.read_text()


def test_after_a_cancel_the_next_job_runs_at_once_on_the_warm_spare(pools, gate, notes, hold, tmp_path, monkeypatch):
    monkeypatch.setenv("STARTS", str(tmp_path / "starts"))
    monkeypatch.setenv("GATE", str(tmp_path / "warm gate"))
    os.mkfifo(tmp_path / "warm gate")
    pool = pools(warm="sample_tasks:only_two_get_warm")  # the worker that replaces the killed one never gets warm
    hold(pool, "unwanted")
    wait_all_warm(pool, 2)
    begin = time.monotonic()
    assert pool.cancel("unwanted")
    assert echo(pool, "next").state == "done"
    assert time.monotonic() - begin < 1
    assert pool.job("unwanted").state == "cancelled"
    assert "out" not in notes.read_text()


def test_cancel_ends_what_the_task_started(pools, gate):
    pool = pools()
    pool.submit("k", "sample_tasks:have_a_child", {"gate": str(gate)})
    with gate.open() as end:
        assert end.read(4) == "open"
        pool.cancel("k")
        assert select.select([end], [], [], PATIENCE_SECONDS)[0]
        assert end.read() == ""  # the only writer is gone


def test_a_job_whose_worker_is_killed_is_done_by_another(pools, gate, notes, hold):
    pool = pools()
    hold(pool, "k")
    killed = int(notes.read_text().split()[0])
    os.kill(killed, signal.SIGKILL)
    status = pool.wait("k", PATIENCE_SECONDS, until=lambda status: status.attempt == 2 and held(status))
    assert Fact.of("job.restarted") in status.facts
    gate.write_text("on")
    status = pool.wait("k", PATIENCE_SECONDS)
    assert (status.state, status.attempt) == ("done", 2)
    assert status.result["pid"] != killed


def test_a_job_that_kills_two_workers_has_failed_and_others_go_on(pools, notes):
    pool = pools()
    pool.submit("k", "sample_tasks:die", {"notes": str(notes), "times": 99})
    status = pool.wait("k", PATIENCE_SECONDS)
    assert (status.state, status.error) == ("failed", Fact.of("error.job_worker_died", count=2))
    assert notes.read_text() == "died\n" * 2
    assert echo(pool, "next").state == "done"


def test_a_failed_job_can_be_tried_again_when_it_is_forgotten(pools, notes):
    pool = pools()
    arguments = {"notes": str(notes), "times": 2}
    pool.submit("k", "sample_tasks:die", arguments)
    assert pool.wait("k", PATIENCE_SECONDS).state == "failed"
    assert pool.submit("k", "sample_tasks:die", arguments).state == "failed"
    pool.forget("k")
    assert pool.job("k") is None
    pool.submit("k", "sample_tasks:die", arguments)
    assert pool.wait("k", PATIENCE_SECONDS).result == {"tries": 3}


def test_an_idle_worker_that_is_killed_is_replaced(pools):
    pool = pools(workers=1, spare=0)
    first = echo(pool, "a").result["pid"]
    os.kill(first, signal.SIGKILL)
    with pool._changed:
        assert pool._changed.wait_for(lambda: first not in [worker.pid for worker in pool._crew], PATIENCE_SECONDS)
    assert echo(pool, "b").result["pid"] != first


def test_jobs_are_starting_until_a_worker_is_warm(pools, gate, monkeypatch):
    monkeypatch.setenv("GATE", str(gate))
    pool = pools(spare=0, warm="sample_tasks:behind_gate")
    assert not pool.ready()
    assert pool.submit("k", "sample_tasks:echo", {}).state == "starting"
    gate.write_text("warm")
    assert pool.wait("k", PATIENCE_SECONDS).state == "done"
    assert pool.ready()


def test_without_any_worker_jobs_fail_with_the_reason(pools, capfd):
    pool = pools(warm="sample_tasks:fails")
    assert echo(pool, "k").error == Fact.of("error.job_no_worker")
    assert not pool.ready()
    assert "no worker today" in capfd.readouterr().err


def test_another_job_makes_it_try_again(pools, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("FAILURES", str(tmp_path / "failures"))
    pool = pools(warm="sample_tasks:fails_at_first")
    assert echo(pool, "k").error == Fact.of("error.job_no_worker")
    assert echo(pool, "again").state == "done"


def test_wait_gives_up_when_the_time_is_up_and_knows_only_known_keys(pools, hold):
    pool = pools()
    hold(pool, "k")
    assert pool.wait("k", 0.01).state == "running"
    with pytest.raises(KeyError):
        pool.wait("unknown", 0.01)
    assert pool.job("unknown") is None
    assert not pool.cancel("unknown")


def test_close_cancels_and_ends_every_worker(pools, hold):
    pool = pools(workers=2)
    hold(pool, "running")
    waiters = ThreadPoolExecutor(1)
    waited = waiters.submit(pool.wait, "running", PATIENCE_SECONDS)
    workers = pids(pool)
    pool.close()
    pool.close()
    assert waited.result(PATIENCE_SECONDS).state == "cancelled"
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(RuntimeError):
        pool.submit("k", "sample_tasks:echo", {})
    waiters.shutdown()


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are listed in /proc, which is not here")
def test_two_hundred_jobs_and_two_dead_workers_leave_nothing_behind(pools, notes):
    def footprint():
        return len(os.listdir("/proc/self/fd")), threading.active_count()

    outside = footprint()
    pool = pools(workers=2)
    wait_all_warm(pool, 3)
    before = footprint()
    for count in range(200):
        pool.submit(f"k{count}", "sample_tasks:echo", {"count": count})
    assert all(pool.wait(f"k{count}", PATIENCE_SECONDS).result["given"] == {"count": count} for count in range(200))
    pool.submit("deadly", "sample_tasks:die", {"notes": str(notes), "times": 99})
    assert pool.wait("deadly", PATIENCE_SECONDS).state == "failed"
    wait_all_warm(pool, 3)
    assert footprint() == before
    pool.close()
    assert footprint() == outside


def test_urgent_work_takes_the_place_of_patient_work_that_is_begun_again(pools, gate, notes):
    pool = pools(workers=1, spare=1)
    wait_all_warm(pool, 2)
    pool.submit("patient", "sample_tasks:hold", {"gate": str(gate), "notes": str(notes)}, priority=3)
    pool.wait("patient", PATIENCE_SECONDS, until=held)
    pool.submit("urgent", "sample_tasks:echo", {}, priority=2)
    assert pool.wait("urgent", PATIENCE_SECONDS).state == "done"
    pool.wait("patient", PATIENCE_SECONDS, until=held)  # again, on another worker
    gate.write_text("go")
    assert pool.wait("patient", PATIENCE_SECONDS).state == "done"
    assert pool.job("patient").attempt == 1
    first, second, out = (line.split()[0] for line in notes.read_text().splitlines())
    assert first != second == out


@pytest.mark.parametrize(("running", "waiting"), [(2, 0), (3, 3)])
def test_other_work_waits_for_its_turn(pools, gate, notes, running, waiting):
    pool = pools(workers=1, spare=1)
    wait_all_warm(pool, 2)
    pool.submit("first", "sample_tasks:hold", {"gate": str(gate), "notes": str(notes)}, priority=running)
    pool.wait("first", PATIENCE_SECONDS, until=held)
    pool.submit("second", "sample_tasks:echo", {}, priority=waiting)
    gate.write_text("go")
    assert pool.wait("first", PATIENCE_SECONDS).state == "done"
    assert pool.wait("second", PATIENCE_SECONDS).state == "done"
    assert len(notes.read_text().splitlines()) == 2, "begun once"
