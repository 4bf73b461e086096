"""What the segments are: the profile table, cards, pictures, and two segments side by side."""

import streamlit as st

from seg.ui.opened import as_of_line, nothing_open, opened
from seg.ui.profile.page import profile
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.work import progress, progress_place

now = opened()
if now is None:
    nothing_open()
    st.stop()
st.header(t("Profile: {name}", name=now.saved.name), anchor=False)
as_of_line(now)
bar = progress_place()
with errors_here():
    profile(now)
with bar:
    progress()
