"""What the segments are in other words: rules, questions, and what they must not stand for."""

import streamlit as st

from seg.ui.explain.page import explain
from seg.ui.opened import as_of_line, nothing_open, opened
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.work import heading, progress

now = opened()
if now is None:
    nothing_open()
    st.stop()
bar = heading(t("Explain: {name}", name=now.saved.name))
st.caption(t("What makes a segment a segment, in rules and questions, and whether it stands for something personal."))
as_of_line(now)
with errors_here():
    explain(now)
with bar:
    progress()
