"""The page that the product is: choices on the left, segments on the right, live."""

import streamlit as st

from seg.ui.answers import everything
from seg.ui.choices import choices
from seg.ui.opened import as_of_line, nothing_open, opened, share
from seg.ui.session import t
from seg.ui.shell import LISTS, errors_here
from seg.ui.solution_shown import shown
from seg.ui.work import progress, progress_place

now = opened()
if now is None:
    nothing_open()
    st.stop()

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.header(now.saved.name, anchor=False)
    bar = progress_place()
    share(now)
    st.page_link(LISTS, label=t("Take the lists away"), icon=":material/download:", query_params={"s": now.saved.id})

as_of_line(now)
left, right = st.columns([4, 11], gap="large")
with left:
    choices(now)
with right, errors_here():
    seen, now = shown(now)
    if seen is None:
        st.skeleton(height=560)
    else:
        everything(now, seen)
    with bar:
        progress()
