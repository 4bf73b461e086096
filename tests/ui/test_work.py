"""Asking for work while others ask for the same, and let it go."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

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


def asked_too_early():
    """A page whose worker is done, asked by a browser that does not know the address of the last run yet."""
    import streamlit as st

    from seg.ui import work
    from seg.ui.session import session

    st.write(f"customer {st.query_params.get('customer', 'nobody')}")
    if "seen" not in st.session_state:
        st.session_state.seen = True
        session().address = {"customer": "7"}
        work._progress(("a job that is done",), iter([1]))


def test_the_page_goes_on_with_the_address_that_it_left(home):
    at = AppTest.from_function(asked_too_early).run()
    assert not at.exception
    assert at.markdown[-1].value == "customer 7"
    assert at.query_params["customer"] == "7"
