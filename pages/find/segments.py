"""The page that the product is: choices on the left, segments on the right, live."""

import streamlit as st

from seg.ui import answers
from seg.ui.choices import choices
from seg.ui.opened import nothing_open, opened, share
from seg.ui.session import t
from seg.ui.shell import LISTS
from seg.ui.work import progress

now = opened()
if now is None:
    nothing_open()
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    st.header(now.saved.name, anchor=False)
    share(now)
    st.page_link(LISTS, label=t("Take the lists away"), icon=":material/download:", query_params={"s": now.saved.id})

left, right = st.columns([4, 11], gap="large")
with left:
    choices(now)
with right:
    bar = st.container()
    seen, now = answers.shown(now)
    if seen is None:
        st.skeleton(height=560)
    else:
        if seen.settled:
            answers.counted(now, seen)
        checked = answers.quality_statement(now, seen) if seen.settled else None
        answers.map_view(now, seen)
        if seen.settled:
            answers.segments_editor(now, seen, checked)
            st.subheader(t("Profile"), anchor=False)
            answers.profile_view(seen)
            answers.notes(now)
    with bar:
        progress()
