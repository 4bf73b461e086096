"""Groups held against each other: on an outcome, month by month, and by whom they share."""

import streamlit as st

from seg.ui.compare.page import compare
from seg.ui.opened import as_of_line, nothing_open, opened
from seg.ui.session import t
from seg.ui.shell import errors_here
from seg.ui.work import heading, progress

now = opened()
if now is None:
    nothing_open()
    st.stop()
bar = heading(t("Compare: {name}", name=now.saved.name))
as_of_line(now)
with errors_here():
    compare(now)
with bar:
    progress()
