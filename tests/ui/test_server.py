"""The server stays light, and says on every answer what a browser may do with it."""

import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from seg.ui.server import HEADERS, SecurityHeaders

ROOT = Path(__file__).parents[2]
PROBE = """
import ast, importlib, pathlib, sys
importlib.import_module("seg.ui.server")
importlib.import_module("seg.ui.shell")
for page in pathlib.Path("pages").glob("*/*.py"):
    for node in ast.walk(ast.parse(page.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            importlib.import_module(node.module)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"sklearn", "umap", "numba", "scipy", "pynndescent"}))
"""


def test_the_server_imports_nothing_that_computes():
    done = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


async def _answer(scope, app_headers):
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": app_headers})
        await send({"type": "http.response.body", "body": b""})

    async def send(message):
        sent.append(message)

    await SecurityHeaders(app)(scope, None, send)
    return sent[0]["headers"]


def test_every_http_answer_carries_the_headers():
    assert dict(anyio.run(_answer, {"type": "http"}, [])) == HEADERS


def test_a_header_of_the_app_is_not_overwritten():
    own = [(b"X-Frame-Options", b"SAMEORIGIN")]
    found = anyio.run(_answer, {"type": "http"}, own)
    assert [value for name, value in found if name.lower() == b"x-frame-options"] == [b"SAMEORIGIN"]


def test_a_websocket_passes_untouched():
    assert anyio.run(_answer, {"type": "websocket"}, []) == []


@pytest.mark.parametrize("stranger", [b"https:", b"http:", b"*"])
def test_nothing_may_be_loaded_from_elsewhere(stranger):
    assert stranger not in HEADERS[b"content-security-policy"].replace(b"ws:", b"").split()
