"""The real warm-up. What it compiles is kept between runs of the tests; the first takes about half a minute of CPU."""

import pytest

from tests.patience import PATIENCE_SECONDS


@pytest.fixture
def start(pools, pytestconfig):
    """Starts a pool of one really warm worker in a home that lasts."""
    home = pytestconfig.cache.mkdir("jobs-home")

    def start():
        pool = pools(spare=0, warm="seg.jobs.warm:warm_up", home=home)
        pool.submit("k", "sample_tasks:echo", {})
        assert pool.wait("k", PATIENCE_SECONDS).state == "done"
        return pool

    return start


def done(pool, task):
    pool.submit(task, f"sample_tasks:{task}", {})
    return pool.wait(task, PATIENCE_SECONDS).result_or_error()


def test_the_first_map_of_a_warm_worker_is_as_fast_as_the_second(start):
    result = done(start(), "fit_twice")
    first, second = result["seconds"]
    assert first <= 2 * second + 0.5  # seconds of CPU; compiling alone takes more than ten
    assert result["same"]


def test_a_later_start_finds_what_the_first_compiled(start):
    start().close()
    hot = done(start(), "compiled")
    assert [(each["found"] > 0, each["compiled"]) for each in hot.values()] == [(True, 0)] * 3
    assert all("jobs-home" in each["path"] for each in hot.values())
