"""The book of jobs: what waits, what runs, what came of it. It knows no process and no thread."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from seg.core.facts import Fact
from seg.jobs.status import FINISHED, JobStatus


@dataclass(eq=False)
class Job:
    """One entry. Its fields change; what others see is a `JobStatus`."""

    key: str
    request: str  # the JSON line a worker is sent
    priority: int
    order: int
    state: str = "waiting"  # as in `JobStatus`, without "starting"
    stage: str = ""
    share: float = 0.0
    attempt: int = 1
    began: float | None = None
    ended: float | None = None
    result: dict[str, Any] | None = None
    error: Fact | None = None

    @property
    def rank(self) -> tuple[int, int]:
        return self.priority, self.order


class Ledger:
    """Every job by its key. Not safe for threads: the pool holds its lock around each call.

    `clock` is monotonic, in seconds. A job is tried `attempts` times when workers die of it; of the finished
    jobs the latest `remembered` are kept.
    """

    def __init__(self, clock: Callable[[], float], attempts: int, remembered: int) -> None:
        self._clock = clock
        self._attempts = attempts
        self._remembered = remembered
        self._jobs: dict[str, Job] = {}
        self._finished: dict[str, None] = {}  # keys, the earliest to finish first
        self._submitted = 0

    def add(self, key: str, task: str, arguments: dict[str, Any], priority: int) -> bool:
        """Whether the key was new. One that waits moves up where this priority is more urgent.

        Raises `TypeError` or `ValueError` for arguments that are not JSON.
        """
        if job := self._jobs.get(key):
            job.priority = min(job.priority, priority)
            return False
        request = json.dumps({"job": key, "task": task, "arguments": arguments}, allow_nan=False)
        self._submitted += 1
        self._jobs[key] = Job(key, request, priority, self._submitted)
        return True

    def waiting(self) -> list[Job]:
        """The jobs that wait, the next one first."""
        return sorted((job for job in self._jobs.values() if job.state == "waiting"), key=lambda job: job.rank)

    def start(self, job: Job) -> None:
        job.state = "running"
        job.began = self._clock() if job.began is None else job.began

    def progress(self, job: Job, stage: str, share: float) -> None:
        job.stage, job.share = stage, share

    def done(self, job: Job, result: dict[str, Any]) -> None:
        job.result, job.share = result, 1.0
        self._finish(job, "done")

    def failed(self, job: Job, error: Fact) -> None:
        job.error = error
        self._finish(job, "failed")

    def worker_died(self, job: Job) -> None:
        """Back to its place among the waiting; failed when it has had its attempts."""
        if job.attempt >= self._attempts:
            return self.failed(job, Fact.of("error.job_worker_died", count=job.attempt))
        job.state, job.stage, job.share = "waiting", "", 0.0
        job.attempt += 1

    def interrupted(self, job: Job) -> None:
        """Back to its place among the waiting, to be begun again; that is no attempt."""
        job.state, job.stage, job.share = "waiting", "", 0.0

    def cancel(self, key: str) -> Job | None:
        """The job that is now cancelled; None when there was nothing to cancel."""
        job = self._jobs.get(key)
        if job is None or job.state in FINISHED:
            return None
        self._finish(job, "cancelled")
        return job

    def cancel_all(self) -> None:
        for key in list(self._jobs):
            self.cancel(key)

    def forget(self, key: str) -> None:
        """Drop a finished job. One that waits or runs stays."""
        if key in self._finished:
            del self._finished[key], self._jobs[key]

    def status(self, key: str, any_warm: bool = True) -> JobStatus | None:
        """The job as it is now; "starting" instead of "waiting" while no worker is warm."""
        job = self._jobs.get(key)
        if job is None:
            return None
        waits = job.state == "waiting"
        return JobStatus(
            key=key,
            state="starting" if waits and not any_warm else job.state,
            stage=job.stage,
            share=job.share,
            position=1 + sum(other.rank < job.rank for other in self.waiting()) if waits else 0,
            attempt=job.attempt,
            seconds=self._seconds(job),
            result=job.result,
            error=job.error,
        )

    def _seconds(self, job: Job) -> float:
        if job.began is None:
            return 0.0
        return (self._clock() if job.ended is None else job.ended) - job.began

    def _finish(self, job: Job, state: str) -> None:
        job.state, job.ended = state, self._clock()
        self._finished[job.key] = None
        if len(self._finished) > self._remembered:
            self.forget(next(iter(self._finished)))
