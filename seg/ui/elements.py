"""Components of our own: a script and a style sheet that lie beside the module that mounts them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

ELEMENTS = Path(__file__).with_suffix(".js").read_text("utf-8")
"""What every script begins with."""


def component(name: str, script: Path) -> Callable:
    """The Streamlit component of a script, with the style sheet of the same name."""
    style = script.with_suffix(".css").read_text("utf-8")
    return st.components.v2.component(name, js=ELEMENTS + script.read_text("utf-8"), css=style)
