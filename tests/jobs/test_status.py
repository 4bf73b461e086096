import pytest

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.jobs.status import JobStatus

FAILED = Fact.of("error.job_failed", incident="abc")


@pytest.mark.parametrize(
    ("status", "facts"),
    [
        (JobStatus("k", "waiting", position=1), (Fact.of("job.next"),)),
        (JobStatus("k", "waiting", position=3), (Fact.of("job.waiting", count=2),)),
        (JobStatus("k", "starting", position=1), (Fact.of("job.starting"),)),
        (JobStatus("k", "running"), (Fact.of("job.running"),)),
        (JobStatus("k", "running", stage="stage.fit", attempt=2), (Fact.of("stage.fit"), Fact.of("job.restarted"))),
        (JobStatus("k", "done", result={}, attempt=2), ()),
        (JobStatus("k", "failed", error=FAILED, attempt=2), (FAILED,)),
        (JobStatus("k", "cancelled"), (Fact.of("job.cancelled"),)),
    ],
)
def test_what_a_status_tells(status, facts):
    assert status.facts == facts


def test_a_result_is_had_or_the_reason_is_raised():
    assert JobStatus("k", "done", result={"n": 1}).result_or_error() == {"n": 1}
    for status, key in [
        (JobStatus("k", "failed", error=FAILED), "error.job_failed"),
        (JobStatus("k", "cancelled"), "error.job_unfinished"),
        (JobStatus("k", "running"), "error.job_unfinished"),
    ]:
        with pytest.raises(SegError) as raised:
            status.result_or_error()
        assert raised.value.fact.key == key
