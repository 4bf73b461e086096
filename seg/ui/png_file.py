"""A drawing that the browser turns into a PNG and saves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import streamlit as st

DRAWING = Path(__file__).with_suffix(".js")
"""The script that draws and saves; the map has it in its own."""

_SAVE_ONCE = """
const saved = new Set();

export default async ({ data: { svg, name, once }, setTriggerValue }) => {
  if (saved.has(once)) return;
  saved.add(once);
  save(await rasterised(await withFonts(svg)), name);
  setTriggerValue("saved", once);
};
"""
_png = st.components.v2.component("seg_png", js=DRAWING.read_text("utf-8") + _SAVE_ONCE)


def png_button(label: str, draw: Callable[[], str], file_name: str, key: str) -> None:
    """A button that has the browser save an SVG as a PNG, once for each click however often the page runs meanwhile."""
    asked, file = f"{key}-asked", f"{key}-file"

    def ask() -> None:
        st.session_state[asked] = uuid4().hex

    def forget() -> None:
        if st.session_state[file]["saved"] == st.session_state.get(asked):  # it may have been pressed again since
            del st.session_state[asked]

    st.button(label, key=key, icon=":material/image:", on_click=ask)
    if asked in st.session_state:
        told = {"svg": draw(), "name": file_name, "once": st.session_state[asked]}
        _png(key=file, data=told, on_saved_change=forget)
