"""Uploads lie on the disk and Streamlit gets a ticket, whatever the file is called and whatever goes wrong."""

import io
import os
import time

import anyio
import pytest
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from seg.core.errors import SegError
from seg.core.settings import SETTINGS, setting
from seg.ui.readings.uploads_to_disk import NO_ROOM, UploadsToDisk, laid_file

PATH = "/_stcore/upload_file/session/file"
NAMES = ("customers.csv", 'quoted "list".csv', "żółć и 日本.xlsx", "a\\b;c=d.csv", "x" * 300)


class Behind:
    """What stands where Streamlit does: takes one file of a form, as Streamlit does, and answers."""

    def __init__(self, status: int = 204) -> None:
        self.status, self.name, self.content = status, None, None

    async def __call__(self, scope, receive, send):
        async with Request(scope, receive).form() as form:
            (upload,) = (value for value in form.values() if isinstance(value, UploadFile))
            self.name, self.content = upload.filename, await upload.read()
        await Response(status_code=self.status)(scope, receive, send)


def form_of(name: str, content: bytes) -> bytes:
    quoted = name.replace('"', "%22")
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'.encode()
    return head + content + b"\r\n--edge--\r\n"


def put(app, body: bytes, path: str = PATH, headers: dict | None = None, method: str = "PUT", welcome=True) -> int:
    """The status of the answer; the body arrives in pieces, as over a network."""
    given = {"content-length": str(len(body)), "content-type": "multipart/form-data; boundary=edge"}
    named = [(key.encode(), value.encode()) for key, value in (given if headers is None else headers).items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named, "query_string": b"", "app": app}
    pieces = [body[at : at + 1000] for at in range(0, len(body), 1000)]
    sent = []

    async def receive():
        piece = pieces.pop(0) if pieces else b""
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message):
        sent.append(message)

    anyio.run(UploadsToDisk(app, lambda request: welcome), scope, receive, send)
    return sent[0]["status"]


@pytest.fixture
def scratch(no_workers):
    return no_workers().scratch


@pytest.mark.parametrize("name", NAMES)
def test_the_file_lies_on_the_disk_and_streamlit_holds_a_ticket(scratch, name):
    behind, content = Behind(), os.urandom(50_000) + b"\r\n--edge-not-yet"
    assert put(behind, form_of(name, content)) == 204
    assert behind.name.replace("%22", '"') == name
    assert len(behind.content) < 64
    path = laid_file(io.BytesIO(behind.content))
    assert path.read_bytes() == content
    assert path.parent == scratch


def test_who_is_not_welcome_is_left_to_streamlit_unread(scratch):
    behind = Behind(403)
    assert put(behind, form_of("list.csv", b"a,b"), welcome=False) == 403
    assert behind.content == b"a,b"
    assert list(scratch.iterdir()) == []


def test_what_streamlit_refuses_does_not_stay(scratch):
    assert put(Behind(403), form_of("list.csv", b"a,b")) == 403
    assert list(scratch.iterdir()) == []


def test_a_length_is_needed_and_one_that_is_too_large_is_left_to_streamlit(scratch):
    assert put(Behind(), b"", headers={"content-type": "multipart/form-data; boundary=edge"}) == 411
    behind = Behind(413)
    form = form_of("list.csv", b"a,b")
    told = {"content-length": str(600 * 2**20), "content-type": "multipart/form-data; boundary=edge"}
    assert put(behind, form, headers=told) == 413
    assert behind.content == b"a,b", "untouched"
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("body", [b"no form at all", b"--edge\r\n\r\n", b"--edge--\r\n"])
def test_what_is_no_file_is_refused(scratch, body):
    assert put(Behind(), body) == 400
    assert list(scratch.iterdir()) == []


def test_other_requests_pass_untouched(scratch):
    form = form_of("list.csv", b"a,b")
    for path, method in (("/_stcore/health", "PUT"), (PATH, "POST")):
        behind = Behind(200)
        assert put(behind, form, path, method=method) == 200
        assert behind.content == b"a,b"


def test_a_forged_ticket_opens_nothing(scratch):
    forged = b"seg-upload:" + b"0" * 32
    path = laid_file(io.BytesIO(forged))
    assert path.read_bytes() == forged, "it is taken for what it is, a small file"


def test_a_full_disk_is_said_and_nothing_is_laid(scratch, monkeypatch):
    most = SETTINGS["min_free_bytes"].__class__("min_free_bytes", 2**62, "bytes", "more than any disk has")
    monkeypatch.setitem(SETTINGS, "min_free_bytes", most)
    behind = Behind()
    assert put(behind, form_of("list.csv", b"a,b")) == 204
    assert behind.content == NO_ROOM
    with pytest.raises(SegError, match="disk_full"):
        laid_file(io.BytesIO(behind.content))
    assert list(scratch.iterdir()) == []


def test_what_nobody_fetched_within_the_hour_goes_with_the_next_upload(scratch):
    old, young = scratch / "old", scratch / "young"
    for path in (old, young):
        path.write_bytes(b"x")
    long_ago = time.time() - setting("leftover_seconds") - 10
    os.utime(old, (long_ago, long_ago))
    put(Behind(), form_of("list.csv", b"a,b"))
    assert (old.exists(), young.exists()) == (False, True)
