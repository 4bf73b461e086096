"""Two maps side by side."""

import streamlit as st

from seg.ui.opened import as_of_line, nothing_open, opened
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.two_maps.page import two_maps
from seg.ui.work import heading, progress

now = opened()
if now is None:
    nothing_open()
    st.stop()
bar = heading(t("Two maps: {name}", name=now.saved.name))
as_of_line(now)
with errors_here():
    two_maps(now)
with bar:
    progress()
