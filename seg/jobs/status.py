"""What anyone may know of a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from seg.core.errors import SegError
from seg.core.facts import Fact

FINISHED = frozenset({"done", "failed", "cancelled"})


@dataclass(frozen=True)
class JobStatus:
    """One job as it was when asked. `stage` and `share` (0..1) are what its task last reported.

    `position` counts from 1 among the waiting, 0 otherwise. `attempt` is 2 when a worker died and the job was
    started again. `seconds` since the job first ran, at most until it finished.
    """

    key: str
    state: str  # "waiting" | "starting" (no worker is warm yet) | "running" | "done" | "failed" | "cancelled"
    stage: str = ""
    share: float = 0.0
    position: int = 0
    attempt: int = 1
    seconds: float = 0.0
    result: dict[str, Any] | None = None
    error: Fact | None = None

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What to tell those who look at it; nothing when it is done."""
        told = {
            "waiting": Fact.of("job.waiting", count=self.position - 1) if self.position > 1 else Fact.of("job.next"),
            "starting": Fact.of("job.starting"),
            "running": Fact.of(self.stage or "job.running"),
            "failed": self.error,
            "cancelled": Fact.of("job.cancelled"),
        }.get(self.state)
        restarted = Fact.of("job.restarted") if self.attempt > 1 and not self.finished else None
        return tuple(fact for fact in (told, restarted) if fact)

    def result_or_error(self) -> dict[str, Any]:
        """The result of a finished job. Raises `SegError` for one that failed or was cancelled."""
        if self.error:
            raise SegError.from_fact(self.error)
        if self.result is None:
            raise SegError("job_unfinished")
        return self.result
