"""Uploads go to the disk as they arrive, so that the server never holds a file in its memory.

Streamlit keeps each uploaded file as bytes. Between it and the browser this takes the file out of the request, lays it
in the scratch folder under a name that nobody can guess, and hands Streamlit a ticket of a few bytes in its place.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option
from streamlit.runtime import get_instance
from streamlit.web.server.starlette.starlette_app_utils import validate_xsrf_token

from seg.core.errors import SegError
from seg.core.settings import setting
from seg.ui.services import services

LOG = logging.getLogger(__name__)
UPLOADS = "/_stcore/upload_file/"
XSRF_COOKIE = "_streamlit_xsrf"
TICKET = re.compile(rb"seg-upload:([0-9a-f]{32})")
NO_ROOM = b"seg-upload:no-room"
COPY_BYTES = 2**20


class UploadsToDisk:
    """Replaces the body of every upload by a ticket; everything else passes untouched.

    An upload that Streamlit would refuse anyway, for want of a session or of the token against forged requests, passes
    unread: nobody else can fill the disk.
    """

    def __init__(self, app: ASGIApp, is_welcome: Callable[[Request], bool] | None = None) -> None:
        self.app = app
        self._is_welcome = is_welcome or is_welcome_to_streamlit
        self._under_way = 0  # bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or UPLOADS not in scope["path"]:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        size = request.headers.get("content-length", "")
        if not size.isdecimal():
            await PlainTextResponse("Content-Length is needed", 411)(scope, receive, send)
        elif int(size) > get_option("server.maxUploadSize") * 2**20 or not self._is_welcome(request):
            await self.app(scope, receive, send)  # refused, unread
        else:
            self._under_way += 2 * int(size)  # once as it arrives, once where it is laid
            try:
                await self._exchange(request, send)
            except ClientDisconnect:
                LOG.info("an upload was given up")
            finally:
                self._under_way -= 2 * int(size)

    async def _exchange(self, request: Request, send: Send) -> None:
        laid: Path | None = None
        try:
            if not has_room(self._under_way):
                async for _ in request.stream():
                    pass
                name, ticket = "upload", NO_ROOM
            else:
                async with request.form(max_files=1, max_fields=0) as form:
                    upload = next((value for value in form.values() if isinstance(value, UploadFile)), None)
                    if upload is None:
                        raise HTTPException(400)
                    laid = await asyncio.to_thread(_lay, upload.file)
                    name, ticket = upload.filename or "", f"seg-upload:{laid.name}".encode()
        except HTTPException:
            await PlainTextResponse("One file is expected", 400)(request.scope, request.receive, send)
            return
        status = await self._hand_over(request.scope, name, ticket, send)
        if status >= 300 and laid:
            laid.unlink(missing_ok=True)

    async def _hand_over(self, scope: Scope, name: str, ticket: bytes, send: Send) -> int:
        """Streamlit's answer to the ticket goes to the browser; its status is given back."""
        boundary, status = uuid.uuid4().hex, 500
        body = _multipart(name, ticket, boundary)
        replaced = {b"content-length": str(len(body)).encode(), b"content-type": _form_type(boundary)}
        others = [(key, value) for key, value in scope["headers"] if key.lower() not in replaced]

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app({**scope, "headers": [*others, *replaced.items()]}, receive, send_and_note)
        return status


def is_welcome_to_streamlit(request: Request) -> bool:
    """Whether Streamlit will take it: what it checks itself before it reads a body."""
    session_id = request.url.path.partition(UPLOADS)[2].partition("/")[0]
    token, cookie = request.headers.get("x-xsrftoken"), request.cookies.get(XSRF_COOKIE)
    trusted = not get_option("server.enableXsrfProtection") or validate_xsrf_token(token, cookie)
    return trusted and get_instance().is_active_session(session_id)


def _form_type(boundary: str) -> bytes:
    return f"multipart/form-data; boundary={boundary}".encode()


def _multipart(name: str, content: bytes, boundary: str) -> bytes:
    """A form of one file, its name quoted as browsers do (WHATWG HTML, multipart/form-data)."""
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    return head.encode("utf-8", "replace") + content + f"\r\n--{boundary}--\r\n".encode()


def _lay(file: IO[bytes]) -> Path:
    """The content in the scratch folder; what nobody fetched within the hour goes."""
    scratch = services().scratch
    for left in scratch.iterdir():
        with suppress(FileNotFoundError):  # fetched since it was listed
            if left.is_file() and left.stat().st_mtime < time.time() - setting("leftover_seconds"):
                left.unlink()
    path = scratch / uuid.uuid4().hex
    try:
        with path.open("wb") as laid:
            file.seek(0)
            shutil.copyfileobj(file, laid, COPY_BYTES)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def has_room(more_bytes: int) -> bool:
    """Whether the disk takes as much and stays usable."""
    return shutil.disk_usage(services().scratch).free >= setting("min_free_bytes") + more_bytes


def laid_file(uploaded: IO[bytes]) -> Path:
    """Where an uploaded file lies: what its ticket says; a file that came without this middleware is laid now.

    Raises `SegError` where there was no room for it.
    """
    head = uploaded.read(64)
    found = TICKET.fullmatch(head)
    path = services().scratch / found[1].decode() if found else None
    if path and path.is_file():
        return path
    if head == NO_ROOM or not has_room(0):
        raise SegError("disk_full", path=str(services().scratch))
    return _lay(uploaded)
