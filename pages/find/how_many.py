"""Which number of segments to take, why, and what changes with it."""

import streamlit as st

from seg.ui.how_many.page import how_many
from seg.ui.opened import as_of_line, nothing_open, opened, share
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.work import progress, progress_place

now = opened()
if now is None:
    nothing_open()
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.header(t("How many segments: {name}", name=now.saved.name), anchor=False)
    bar = progress_place()
    share(now)

as_of_line(now)
with errors_here():
    how_many(now)
with bar:
    progress()
