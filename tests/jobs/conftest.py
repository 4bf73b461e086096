import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from seg.jobs.pool import Pool


@pytest.fixture
def pools(tmp_path):
    """Makes pools with the sample tasks at hand, and closes them."""
    with ExitStack() as stack:

        def make(workers=1, spare=1, warm="sample_tasks:cold", home=tmp_path / "home", **words):
            pool = Pool(home, workers, warm, spare, paths=[Path(__file__).parent], **words)
            stack.callback(pool.close)
            return pool

        yield make


@pytest.fixture
def gate(tmp_path):
    """A FIFO: a task that reads it waits for `gate.write_text`."""
    path = tmp_path / "gate"
    os.mkfifo(path)
    return path


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes"
    path.touch()
    return path
