"""What is said of calculations that run in the background."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "job.next": "Waiting for its turn: this calculation is the next.",
    "job.waiting": (
        "Waiting for its turn: one calculation goes first.",
        "Waiting for its turn: {count} calculations go first.",
    ),
    "job.starting": "Getting ready: the tools for calculating are loading. After a start this takes up to a minute.",
    "job.running": "Calculating.",
    "job.restarted": "The calculation stopped unexpectedly and was started again from the beginning.",
    "job.cancelled": "The calculation was cancelled. Nothing was changed; you can start it again.",
    "error.job_failed": (
        "The calculation failed because of a mistake in this program. Nothing was changed. "
        "Please report incident {incident} to whoever runs this copy of Seg; its log says more."
    ),
    "error.job_memory": (
        "The calculation needs more memory than the {limit} GB that one calculation may use. Nothing was changed. "
        "Choose fewer dimensions, or include fewer customers."
    ),
    "error.job_worker_died": (
        "The calculation stopped unexpectedly, and was not started again. Nothing was changed. "
        "Try it once more; if it stops again, choose fewer dimensions or include fewer customers.",
        "The calculation was started {count} times and stopped unexpectedly each time. Nothing was changed. "
        "Most often the memory of the machine ran short: choose fewer dimensions, or include fewer customers.",
    ),
    "error.job_no_worker": (
        "The calculation could not be started, because none of the processes that calculate is able to run. "
        "Nothing was changed. Try again; if it happens again, tell whoever runs this copy of Seg: its log says why."
    ),
    "error.job_unfinished": "The calculation has no result: it was cancelled, or is not finished. Start it again.",
}
