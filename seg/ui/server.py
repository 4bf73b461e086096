"""What the server does besides pages: start-up, health and readiness, security headers, incidents."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
import threading
import uuid
import webbrowser
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option

from seg.core.errors import SegError
from seg.core.facts import Fact
from seg.ui.readings.uploads_to_disk import UploadsToDisk
from seg.ui.services import services
from seg.ui.session import say

LOG = logging.getLogger(__name__)
PAGES_NEED = (
    "seg.ui.answers",
    "seg.ui.choices",
    "seg.ui.dimensions.page",
    "seg.ui.library",
    "seg.ui.lists",
    "seg.ui.one_customer.page",
    "seg.ui.readings.page",
)
"""What pages import; loaded here rather than above, because the map registers itself with the running server."""
OPEN_AFTER_SECONDS = 1.0
"""The port is bound just after the start-up ends."""

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    # Streamlit needs inline styles, and blob scripts for components; images from elsewhere never load
    b"content-security-policy": b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    b"connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; frame-ancestors 'none'; object-src 'none'; "
    b"base-uri 'self'; form-action 'self'",
}


class SecurityHeaders:
    """Adds `HEADERS` to every HTTP answer; WebSockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [(name, value) for name, value in HEADERS.items() if name not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


SECURITY = [Middleware(SecurityHeaders), Middleware(UploadsToDisk)]


@asynccontextmanager
async def lifespan(app):
    """Open the workspace and start the workers before the first visitor; end both with the server."""
    opened = await asyncio.to_thread(services)
    for module in PAGES_NEED:  # before the first visitor asks, and out of the way of the garbage collector
        await asyncio.to_thread(import_module, module)
    gc.collect()
    gc.freeze()  # what is loaded now lives as long as the server: no need to look at it after every run
    _open_browser()
    try:
        yield {}
    finally:
        opened.close()


def _open_browser() -> None:
    """Show the first page to a person who started the server by hand at a computer with a screen."""
    screen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and sys.stdin is not None and sys.stdin.isatty():
        address, port = get_option("server.address") or "localhost", get_option("server.port")
        threading.Timer(OPEN_AFTER_SECONDS, webbrowser.open, [f"http://{address}:{port}"]).start()


async def healthz(request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def readyz(request: Request) -> JSONResponse:
    """The store can be written and a worker is warm. Runs in a thread: the store may wait."""
    try:
        services().workspace.ready()
    except SegError as problem:
        return JSONResponse({"status": "not ready", "reason": problem.fact.key}, 503)
    warm = services().pool.ready()
    return JSONResponse({"status": "ready" if warm else "warming up"}, 200 if warm else 503)


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]


def incident(problem: BaseException) -> str:
    """Log a defect with its trace under a number that the visitor can pass on."""
    number = uuid.uuid4().hex[:8].upper()
    LOG.error("incident %s", number, exc_info=problem)
    return number


def ON_ERROR(problem: Exception) -> bool:  # noqa: N802 - a hook that the entry hands over
    """Last resort for what a page did not catch: never a trace on the screen."""
    st.error(say(Fact.of("error.incident", incident=incident(problem))))
    return True
