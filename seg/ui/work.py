"""Asking for work: the kept answer at once, or a worker on it with its progress on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seg.core.errors import SegError
from seg.jobs.status import JobStatus
from seg.ui.services import services
from seg.ui.session import say, session, t

T = TypeVar("T")
POLL_SECONDS = 0.4
PROGRESS_PIXELS = (420, 52)
"""Width and height of the room for what the workers do."""


def answer(
    key: str,
    fetch: Callable[[], T | None],
    task: str,
    arguments: dict,
    priority: int = 0,
    at_once: bool = False,
    patience_seconds: float = 0.0,
) -> T | None:
    """What `fetch` finds in the store; else None, with a worker on `task` and its progress under `progress()`.

    `at_once` is for seconds of work that somebody waits for: it is done beside long computations, not behind them.
    With `patience_seconds` the page stays as it was for so long, and is not emptied for what is there soon.
    Raises `SegError` with what the worker met. A cancelled job is offered again.
    """
    found = fetch()
    if found is not None:
        return found
    pool = services().desk if at_once else services().pool
    status = pool.submit(key, task, arguments, priority)
    if patience_seconds and not status.finished:
        with suppress(KeyError):  # another visitor was told that it failed, and let it go: the page asks again
            status = pool.wait(key, patience_seconds)
    if status.state == "done":
        found = fetch()
        if found is None:  # kept under this key once, and deleted since
            pool.forget(key)
            status = pool.submit(key, task, arguments, priority)
    if status.state == "failed":
        pool.forget(key)
        raise SegError.from_fact(status.error)
    if not status.finished or status.state == "cancelled":
        session().awaited.append(key)
    return found


def do(key: str, task: str, arguments: dict) -> dict | None:
    """The result of a task with files; None while it runs. Raises `SegError`."""
    status = services().desk.submit(key, task, arguments)
    if status.finished:
        services().desk.forget(key)
        return status.result_or_error()
    session().awaited.append(key)
    return None


def told(key: str, task: str, arguments: dict) -> dict | None:
    """The result of a task with files, once per key while the server remembers it; None while it runs.

    Raises `SegError`.
    """
    status = services().desk.submit(key, task, arguments)
    if status.state == "done":
        return status.result_or_error()
    if status.finished:  # stopped or failed: said once, and asked for again by whoever looks next
        services().desk.forget(key)
        return status.result_or_error()
    session().awaited.append(key)
    return None


def heading(title: str) -> DeltaGenerator:
    """The title of a page, and beside it the room for `progress()`."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(title, anchor=False)
        return progress_place()


def progress_place() -> DeltaGenerator:
    """Room for `progress()`, as large with it as without: what stands below does not move when work begins or ends."""
    width, height = PROGRESS_PIXELS
    return st.container(width=width, height=height, border=False, key="progress-place")


def progress() -> None:
    """What the workers do for this page, how far they are, and a way to stop them.

    Runs the page again when something is ready, but not while the page itself is drawn: the browser would not be told
    of what controls were just set to. Call once, at the end of a page.
    """
    keys = tuple(session().awaited)
    if keys:
        st.fragment(_progress, run_every=POLL_SECONDS)(keys, count())


def _progress(keys: tuple[str, ...], times: Iterator[int]) -> None:
    states = [(key, services().pool.job(key) or services().desk.job(key)) for key in keys]
    live = [(key, status) for key, status in states if status and not status.finished]
    cancelled = [key for key, status in states if status and status.state == "cancelled"]
    if next(times) and len(live) + len(cancelled) < len(keys):
        _catch_up()
        st.rerun(scope="app")
    if live:
        _bar(live)
    if cancelled and not live:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("Stopped. What you see is what was ready."))
            if st.button(t("Start again"), key="restart-work", icon=":material/replay:"):
                for key in cancelled:
                    services().pool.forget(key)
                    services().desk.forget(key)
                st.rerun(scope="app")


def _catch_up() -> None:
    """Take the address as the page left it: the browser may have asked how far the work is before it was told that
    somebody's click had changed the address, and the page would be run with the one before."""
    address = session().address
    if address is not None and st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def _bar(live: list[tuple[str, JobStatus]]) -> None:
    _, status = live[0]
    with st.container(horizontal=True, vertical_alignment="center", key="work"):
        st.progress(min(max(status.share, 0.02), 1.0), " · ".join(say(fact) for fact in status.facts))
        keys = tuple(key for key, _ in live)
        if st.button(t("Stop"), key="stop-work", icon=":material/stop:", type="tertiary", on_click=_stop, args=(keys,)):
            st.rerun(scope="app")


def _stop(keys: tuple[str, ...]) -> None:
    """Called before the page is drawn, so that a click holds also when something gets ready at that moment."""
    for key in keys:
        services().pool.cancel(key) or services().desk.cancel(key)
