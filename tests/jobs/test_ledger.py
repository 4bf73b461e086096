"""The book of jobs, with a clock that stands in the test's hand."""

import pytest

from seg.core.facts import Fact
from seg.jobs.ledger import Ledger


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ledger(clock):
    return Ledger(clock, attempts=2, remembered=3)


def add(ledger, *keys, priority=0):
    return [ledger.add(key, "m:f", {}, priority) for key in keys]


def start_next(ledger):
    job = ledger.waiting()[0]
    ledger.start(job)
    return job


def order(ledger):
    return [job.key for job in ledger.waiting()]


def test_the_most_urgent_goes_first_then_the_order_of_submission(ledger):
    add(ledger, "map", "more", priority=1)
    add(ledger, "sizes")
    assert order(ledger) == ["sizes", "map", "more"]
    assert [ledger.status(key).position for key in ("sizes", "map", "more")] == [1, 2, 3]


def test_a_key_is_new_once_and_moves_up_when_it_becomes_urgent(ledger):
    assert add(ledger, "a", "b", priority=5) == [True, True]
    assert add(ledger, "b", priority=1) == [False]
    assert order(ledger) == ["b", "a"]
    assert add(ledger, "b", priority=9) == [False]
    assert order(ledger) == ["b", "a"]


def test_what_is_no_json_is_refused_at_once(ledger):
    with pytest.raises(TypeError):
        ledger.add("a", "m:f", {"when": object()}, 0)
    with pytest.raises(ValueError, match="JSON"):
        ledger.add("a", "m:f", {"share": float("nan")}, 0)
    assert ledger.status("a") is None


def test_seconds_count_from_the_first_start_to_the_end(ledger, clock):
    add(ledger, "a")
    clock.now = 105
    assert ledger.status("a").seconds == 0
    job = start_next(ledger)
    clock.now = 107
    ledger.worker_died(job)
    assert start_next(ledger) is job
    clock.now = 110
    assert ledger.status("a").seconds == 5
    ledger.done(job, {"n": 1})
    clock.now = 200
    assert (ledger.status("a").seconds, ledger.status("a").share) == (5, 1.0)


def test_a_dead_worker_costs_one_attempt_and_the_progress_but_not_the_place(ledger):
    add(ledger, "a", "b")
    job = start_next(ledger)
    ledger.progress(job, "stage.fit", 0.7)
    ledger.worker_died(job)
    again = ledger.status("a")
    assert (again.state, again.stage, again.share, again.attempt, again.position) == ("waiting", "", 0.0, 2, 1)
    ledger.start(job)
    ledger.worker_died(job)
    assert ledger.status("a").error == Fact.of("error.job_worker_died", count=2)


def test_cancel_ends_what_is_unfinished_and_nothing_else(ledger):
    add(ledger, "a", "b")
    job = start_next(ledger)
    assert ledger.cancel("a") is job
    assert ledger.cancel("b").key == "b"
    assert ledger.cancel("a") is None
    assert ledger.cancel("unknown") is None
    assert ledger.waiting() == []


def test_a_finished_key_is_not_new_until_it_is_forgotten(ledger):
    add(ledger, "a")
    ledger.forget("a")  # waits: stays
    ledger.failed(start_next(ledger), Fact.of("error.some"))
    assert add(ledger, "a") == [False]
    ledger.forget("a")
    assert ledger.status("a") is None
    assert add(ledger, "a") == [True]


def test_the_latest_to_finish_are_remembered(ledger):
    add(ledger, "a", "b", "c", "d", "e")
    for _ in range(4):
        ledger.done(start_next(ledger), {})
    assert [ledger.status(key) is None for key in "abcde"] == [True, False, False, False, False]


def test_those_who_wait_are_starting_while_no_worker_is_warm(ledger):
    add(ledger, "a", "b")
    start_next(ledger)
    assert [ledger.status(key, any_warm=False).state for key in "ab"] == ["running", "starting"]
    assert ledger.status("b").state == "waiting"
