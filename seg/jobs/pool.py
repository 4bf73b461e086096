"""Warm worker processes, and the jobs they do: one run per key, progress, cancel, a spare that stands in at once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from seg.core.facts import Fact
from seg.core.settings import setting
from seg.jobs.ledger import Job, Ledger
from seg.jobs.process import WorkerProcess, numba_cache, worker_environment
from seg.jobs.status import JobStatus

LOG = logging.getLogger(__name__)
PATIENT = 3
"""From this priority on, a job makes a good answer better; what is more urgent, somebody waits for."""


class Pool:
    """Does jobs in `workers` processes at once; `spare` more are warm to replace one that is cancelled or dies.

    A task is "package.module:function", called in a worker as `function(arguments, report) -> dict` where
    `report(stage_key, done_share)` tells progress; arguments and result are small JSON, everything else goes
    through the store. A `SegError` it raises is the job's error.

    What waits and is more urgent than `PATIENT` takes the place of a patient job that runs, which is begun again later,
    when a warm spare stands by.

    Workers start when the pool is made, one after the other: the first is ready soonest, and leaves the others
    its compiled code. Each imports the modules of `preload`, then calls `warm` ("module:function", no arguments).
    `paths` are added to where they import from. Every method may be called from any thread.
    """

    def __init__(
        self,
        home: Path,
        workers: int,
        warm: str = "seg.jobs.warm:warm_up",
        spare: int = 1,
        *,
        preload: Sequence[str] = (),
        paths: Sequence[Path] = (),
        memory_bytes: int | None = None,
    ) -> None:
        self._workers, self._crew_size = workers, workers + spare
        self._settings = {
            "warm": warm,
            "preload": list(preload),
            "nice": setting("worker_nice"),
            "memory_bytes": memory_bytes or setting("worker_memory_bytes"),
        }
        self._resources = ExitStack()
        self._environment = worker_environment(numba_cache(home, self._resources), paths)
        self._changed = threading.Condition()  # guards everything below
        self._ledger = Ledger(time.monotonic, setting("job_attempts"), setting("jobs_remembered"))
        self._crew: list[WorkerProcess] = []
        self._leaving: set[WorkerProcess] = set()  # killed, not yet reaped
        self._lost_in_a_row = 0
        self._closed = False
        self._keeper = threading.Thread(target=self._keep, name="jobs-keeper", daemon=True)
        self._keeper.start()

    def submit(self, key: str, task: str, arguments: dict[str, Any], priority: int = 0) -> JobStatus:
        """Have the job done, unless its key is known: then this is the job that waits, runs or is finished.

        The lowest `priority` goes first, then the order of submission. Raises `TypeError` or `ValueError` for
        arguments that are not JSON, `RuntimeError` after `close`.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError("the pool is closed")
            if self._ledger.add(key, task, arguments, priority):
                self._lost_in_a_row = min(self._lost_in_a_row, setting("workers_lost_in_a_row") - 1)  # one more try
            self._changed.notify_all()
            return self._ledger.status(key, self.ready())

    def job(self, key: str) -> JobStatus | None:
        """The job as it is now; None for a key never submitted, forgotten, or finished long ago."""
        with self._changed:
            return self._ledger.status(key, self.ready())

    def cancel(self, key: str) -> bool:
        """Whether there was a job to cancel. It ends for all who wait for it; if it runs, with its worker."""
        with self._changed:
            job = self._ledger.cancel(key)
            if job is None:
                return False
            for worker in [worker for worker in self._crew if worker.job is job]:
                self._send_away(worker)
            self._changed.notify_all()
            return True

    def forget(self, key: str) -> None:
        """Drop a finished job, so that its key can be submitted again. One that waits or runs stays."""
        with self._changed:
            self._ledger.forget(key)
            self._changed.notify_all()

    def wait(
        self,
        key: str,
        timeout_seconds: float | None = None,
        until: Callable[[JobStatus], bool] = lambda status: status.finished,
    ) -> JobStatus:
        """The job when `until` holds, or as it is when the time is up. Raises `KeyError` for an unknown key."""

        def holds() -> bool:
            status = self.job(key)
            return status is None or until(status)

        with self._changed:
            self._changed.wait_for(holds, timeout_seconds)
            status = self.job(key)
        if status is None:
            raise KeyError(key)
        return status

    def ready(self) -> bool:
        """Whether at least one worker is warm."""
        with self._changed:
            return any(worker.warm for worker in self._crew)

    def close(self) -> None:
        """Cancel what is unfinished and end all workers; returns when they are gone. Safe to call twice."""
        with self._changed:
            self._closed = True
            self._ledger.cancel_all()
            for worker in self._crew:
                worker.kill()
            self._changed.notify_all()
        self._keeper.join()
        with self._changed:
            last = {*self._crew, *self._leaving}
        for worker in last:
            worker.kill()
            worker.join()
        self._resources.close()

    def _keep(self) -> None:
        """The keeper: starts workers and hands out jobs. It alone does what may block, and not under the lock."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: (
                        self._closed
                        or self._match()
                        or self._outranked()
                        or self._short_of_workers()
                        or self._hopeless()
                    )
                )
                if self._closed:
                    return
                for job in self._hopeless():
                    self._ledger.failed(job, Fact.of("error.job_no_worker"))
                if outranked := self._outranked():
                    self._ledger.interrupted(outranked.job)
                    self._send_away(outranked)
                worker, job = self._match() or (None, None)
                start = self._short_of_workers()
                if worker:
                    worker.job = job
                    self._ledger.start(job)
                self._changed.notify_all()
            if worker:
                worker.send(job.request)
            elif start:
                self._start_worker()

    def _match(self) -> tuple[WorkerProcess, Job] | None:
        """A warm idle worker and the job it should do now."""
        idle = [worker for worker in self._crew if worker.warm and worker.job is None]
        working = sum(worker.job is not None for worker in self._crew)
        waiting = self._ledger.waiting()
        return (idle[0], waiting[0]) if idle and waiting and working < self._workers else None

    def _outranked(self) -> WorkerProcess | None:
        """The worker with the most patient job, when a more urgent one waits for a place and a spare could do it."""
        waiting = self._ledger.waiting()
        spare = any(worker.warm and worker.job is None for worker in self._crew)
        working = [worker for worker in self._crew if worker.job]
        if not waiting or waiting[0].priority >= PATIENT or not spare or len(working) < self._workers:
            return None
        last = max(working, key=lambda worker: worker.job.rank)
        return last if last.job.priority >= PATIENT else None

    def _send_away(self, worker: WorkerProcess) -> None:
        self._crew.remove(worker)
        self._leaving.add(worker)
        worker.kill()

    def _short_of_workers(self) -> bool:
        one_is_starting = not all(worker.warm for worker in self._crew)
        return len(self._crew) < self._crew_size and not one_is_starting and not self._gave_up()

    def _gave_up(self) -> bool:
        return self._lost_in_a_row >= setting("workers_lost_in_a_row")

    def _hopeless(self) -> list[Job]:
        """The jobs that wait when there is no worker and there will be none."""
        return [] if self._crew or not self._gave_up() else self._ledger.waiting()

    def _start_worker(self) -> None:
        try:
            worker = WorkerProcess(self._settings, self._environment)
        except OSError:
            LOG.exception("a worker could not be started")
            with self._changed:
                self._lost_in_a_row += 1
            return
        with self._changed:
            self._crew.append(worker)
        worker.listen(self._heard, self._ended)

    def _heard(self, worker: WorkerProcess, message: Any) -> None:
        with self._changed:
            if worker in self._crew and not self._closed:  # else its job is cancelled, whatever it still says
                self._note(worker, message)
                self._changed.notify_all()

    def _note(self, worker: WorkerProcess, message: Any) -> None:
        job = worker.job
        match message:
            case {"warm": True, "cpu_seconds": float(cpu_seconds)}:
                worker.warm = True
                LOG.info("worker %d is warm after %.1f s of CPU", worker.pid, cpu_seconds)
            case {"job": str(key)} if job is None or key != job.key:
                pass  # a thread that a task left behind
            case {"stage": str(stage), "share": float(share)}:
                self._ledger.progress(job, stage, share)
            case {"result": dict(result)}:
                self._ledger.done(job, result)
                self._free(worker)
            case {"error": {"key": str(), "values": dict()} as error}:
                self._ledger.failed(job, Fact.from_json(error))
                self._free(worker)
            case _:
                LOG.error("worker %d said what is no message", worker.pid)
                worker.kill()

    def _free(self, worker: WorkerProcess) -> None:
        worker.job = None
        self._lost_in_a_row = 0

    def _ended(self, worker: WorkerProcess) -> None:
        with self._changed:
            self._leaving.discard(worker)
            if worker not in self._crew or self._closed:
                return
            self._crew.remove(worker)
            doing = f"doing job {worker.job.key}" if worker.job else "idle" if worker.warm else "warming up"
            LOG.warning("worker %d ended with status %s while %s", worker.pid, worker.exit_status, doing)
            if worker.job:
                self._ledger.worker_died(worker.job)
            else:
                self._lost_in_a_row += 1
            self._changed.notify_all()
