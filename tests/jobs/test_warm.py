"""The real warm-up, once. What it compiles is kept between runs of the tests; the first takes about a minute."""

from tests.jobs.conftest import LONG


def test_the_first_map_of_a_warm_worker_is_as_fast_as_the_second(pools, pytestconfig):
    pool = pools(spare=0, warm="seg.jobs.warm:warm_up", home=pytestconfig.cache.mkdir("jobs-home"))
    assert pool.wait_ready(10 * LONG)
    pool.submit("k", "sample_tasks:fit_twice", {})
    result = pool.wait("k", 5 * LONG).result_or_error()
    first, second = result["seconds"]
    assert first <= 2 * second + 0.5  # seconds of CPU; compiling alone takes more than ten
    assert result["same"]
