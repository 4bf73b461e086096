"""Asking for work while others ask for the same, and let it go."""

from types import SimpleNamespace

import pytest

from seg.jobs.pool import Pool
from seg.ui import work


class LetGoMeanwhile(Pool):
    """A pool in which another visitor is told of a failure, and lets the job go, before anybody can wait for it."""

    def wait(self, key, *more, **words):
        self.cancel(key)
        self.forget(key)
        return super().wait(key, *more, **words)


@pytest.fixture
def pool(tmp_path):
    pool = LetGoMeanwhile(tmp_path, workers=0, spare=0)
    yield pool
    pool.close()


def test_what_another_visitor_let_go_is_asked_for_again(pool, monkeypatch):
    visitor = SimpleNamespace(awaited=[])
    monkeypatch.setattr(work, "services", lambda: SimpleNamespace(pool=pool))
    monkeypatch.setattr(work, "session", lambda: visitor)
    assert work.answer("key", lambda: None, "any:task", {}, patience_seconds=5) is None
    assert visitor.awaited == ["key"], "the page asks again when it sees that the job is gone"
