"""Take the segments away as lists."""

import streamlit as st

from seg.ui.lists import list_form, record
from seg.ui.opened import as_of_line, nothing_open, opened
from seg.ui.session import t
from seg.ui.solution_shown import shown
from seg.ui.work import progress

now = opened()
if now is None:
    nothing_open()
    st.stop()
st.header(t("Lists of {name}", name=now.saved.name), anchor=False)
as_of_line(now)
seen, now = shown(now)
if seen and seen.settled:
    list_form(now, seen)
progress()
record(now)
