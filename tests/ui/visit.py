"""A page as a visitor gets it, run in this process: opened from its address, read, and worked with."""

import json
import os
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from seg.ui.services import services
from tests.patience import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]
ENTRY = ROOT / "seg" / "ui" / "main.py"
PAGES = {
    "start": ROOT / "pages" / "prepare" / "start.py",
    "data": ROOT / "pages" / "prepare" / "data.py",
    "dimensions": ROOT / "pages" / "prepare" / "dimensions.py",
    "segments": ROOT / "pages" / "find" / "segments.py",
    "how-many": ROOT / "pages" / "find" / "how_many.py",
    "customer": ROOT / "pages" / "understand" / "customer.py",
    "profile": ROOT / "pages" / "understand" / "profile.py",
    "explain": ROOT / "pages" / "understand" / "explain.py",
    "compare": ROOT / "pages" / "understand" / "compare.py",
    "two-maps": ROOT / "pages" / "understand" / "two_maps.py",
    "lists": ROOT / "pages" / "act" / "lists.py",
}
# An AppTest looks through all that is installed for components, each time anew and to the same end.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

WORDS = ("title", "header", "subheader", "markdown", "caption", "error", "info", "toast")


def visit(page: str, language: str = "en", **parameters: str) -> AppTest:
    """The page of an address. Another visitor, each time."""
    at = AppTest.from_file(str(ENTRY), default_timeout=PATIENCE_SECONDS)
    at.query_params["lang"] = language
    at.run()  # before the first run a page is known by its file name alone
    at.switch_page(os.path.relpath(PAGES[page], ENTRY.parent))
    at.query_params.update(parameters)
    return at.run()


def settled(at: AppTest) -> AppTest:
    """The page again and again, until it waits for nobody."""
    while at.session_state["seg"].awaited:
        run_when_done(at)
    return at


def run_when_done(at: AppTest) -> AppTest:
    """The page again, as soon as nobody works for it any more: to ask all the time would keep the workers from it."""
    for key in list(at.session_state["seg"].awaited):
        pool = services().pool if services().pool.job(key) else services().desk
        pool.wait(key, PATIENCE_SECONDS)
    return at.run()


def said(at: AppTest) -> str:
    """All sentences of the page."""
    return "\n".join(str(element.value) for kind in WORDS for element in at.get(kind))


def toasts(at: AppTest) -> list[str]:
    return [toast.value for toast in at.toast]


def table(at: AppTest, start_of_key: str):
    """The table that can be edited and whose key starts so, as a frame."""
    return _editor(at, start_of_key).value


def last_table(at: AppTest):
    """The table furthest down the page: the record of exports, which carries no key."""
    return at.dataframe[-1].value


def edit(at: AppTest, start_of_key: str, row: int, **cells) -> AppTest:
    """Type into cells of a table and leave them. AppTest has no way to: the state is sent as the browser does."""
    return _sent(at, start_of_key, {"edited_rows": {str(row): cells}, "added_rows": [], "deleted_rows": []})


def select(at: AppTest, start_of_key: str, row: int) -> AppTest:
    """Click on a line of a table where one is selected, as `edit` does."""
    return _sent(at, start_of_key, {"selection": {"rows": [row], "columns": [], "cells": []}})


def _sent(at: AppTest, start_of_key: str, state: dict) -> AppTest:
    states = at._tree.get_widget_states()
    states.widgets.add(id=_editor(at, start_of_key).proto.id, string_value=json.dumps(state))
    return at._run(states)


def _editor(at: AppTest, start_of_key: str):
    return next(frame for frame in at.dataframe if (frame.key or "").startswith(start_of_key))
