import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True)
def one_thread():
    """Small fits are many times faster in one thread."""
    with threadpool_limits(1):
        yield
